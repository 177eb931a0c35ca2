"""The children-in-care cohort, homes and their cost, sufficiency."""
