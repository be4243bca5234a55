"""Live co-editing: rooms, the update log and the document in it."""
