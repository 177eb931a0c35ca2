"""Homes and their places, who lives in them, what they cost, and whether there are enough."""
