"""Forms: the thin layer of GOV.UK markup that every app uses, and the forms of this floor."""

from .govuk import GovukBoundField, GovukForm, GovukRenderer

__all__ = ["GovukBoundField", "GovukForm", "GovukRenderer"]
