"""The children-in-care cohort, homes and their cost, sufficiency.

Nothing lives here yet; the floor's place in the import contracts is kept, so that what comes is
built on the right side.
"""
