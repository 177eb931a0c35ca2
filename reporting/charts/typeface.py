"""The typeface of a picture by its names; without the libraries that measure it."""

from __future__ import annotations

# In a style sheet a name with a figure in it stands in quotation marks, or the whole list is void.
CSS_FAMILY = "'Source Sans 3', Arial, sans-serif"
