"""Postmortems from elsewhere, read into a Document."""
