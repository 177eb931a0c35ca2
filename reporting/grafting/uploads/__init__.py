"""PDF files that people send: looked at and cleaned in a process of their own, or refused."""

from .guard import clean, inspect_upload
from .refusals import Cleaned, UploadedPdf, UploadRefused

__all__ = ["Cleaned", "UploadRefused", "UploadedPdf", "clean", "inspect_upload"]
