"""What happened at a meeting: who was there, what was declared, said, resolved and voted."""
