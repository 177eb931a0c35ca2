"""Pages: the way in, one's own account, and a council's settings, people and audit."""
