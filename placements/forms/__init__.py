"""Forms of this floor."""
