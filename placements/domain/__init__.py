"""The children-in-care cohort: SSDA903 returns read and linked, and every figure they answer.

pandas and the standard library; no Django, no clock (`as_at` is a parameter), no randomness
(`rng` is). Nothing here changes its input.
"""
