"""Afterword's export library: a document goes in, a file for one audience comes out."""
