"""One file a change, applied in the order of their numbers. What stands here is never edited."""
