"""Reads papers of others as text: plain text, web pages, Word and PDF.

Nothing in them is run, fetched or trusted; what is damaged, locked or far too large is refused with
a sentence that names the file.
"""

from .reading import READABLE, read_document, read_file
from .refusals import UnreadableFile

__all__ = ["READABLE", "UnreadableFile", "read_document", "read_file"]
