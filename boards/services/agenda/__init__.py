"""Writes to an agenda: its items and their order. Every change can be undone until it is frozen."""
