"""Publication of an approved revision, and its withdrawal."""
