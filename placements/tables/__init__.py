"""Tables of this floor."""
