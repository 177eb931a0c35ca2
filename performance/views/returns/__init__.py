"""Pages of the quarterly returns: what is outstanding, entering, checking, signing off."""

from .enter import return_enter
from .listing import return_list, return_open
from .offers import offer_csv, offer_list
from .review import return_check, return_review
from .spreadsheet import return_upload, return_upload_save, return_workbook

__all__ = [
    "offer_csv",
    "offer_list",
    "return_check",
    "return_enter",
    "return_list",
    "return_open",
    "return_review",
    "return_upload",
    "return_upload_save",
    "return_workbook",
]
