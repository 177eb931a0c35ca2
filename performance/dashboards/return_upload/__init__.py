"""A filled spreadsheet of a return: what would change, and what is wrong, row by row."""

from .matching import Mistake
from .preview import Change, Line, UploadPreview, upload_preview

__all__ = ["Change", "Line", "Mistake", "UploadPreview", "upload_preview"]
