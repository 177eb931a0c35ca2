"""A return's way: opened, drafted, submitted, sent back or signed off, reopened."""

from .adding import add_entry, carry_forward, remove_entry
from .drafting import Conflict, SaveOutcome, TypedEntry, may_enter, save_draft
from .notes import add_series_note, remove_series_note
from .opening import (
    ask_again,
    is_removable,
    open_due_returns,
    open_return,
    remove_return,
)
from .refusals import NotAllowed, ReturnError, ReturnNotReady
from .settling import settle_conflict, settle_version
from .signing import may_sign, reopen_return, send_back_return, sign_off_return, submit_return
from .uploading import save_upload
from .using import UseOutcome, use_offers

__all__ = [
    "Conflict",
    "NotAllowed",
    "ReturnError",
    "ReturnNotReady",
    "SaveOutcome",
    "TypedEntry",
    "UseOutcome",
    "add_entry",
    "add_series_note",
    "ask_again",
    "carry_forward",
    "is_removable",
    "may_enter",
    "may_sign",
    "open_due_returns",
    "open_return",
    "remove_entry",
    "remove_return",
    "remove_series_note",
    "reopen_return",
    "save_draft",
    "save_upload",
    "send_back_return",
    "settle_conflict",
    "settle_version",
    "sign_off_return",
    "submit_return",
    "use_offers",
]
