"""Postmortems: who may read them, the home page, the editor page and exports."""
