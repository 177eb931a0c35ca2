"""What the Word file of a paper is called."""

from __future__ import annotations

import datetime as dt
import re

from boards.domain.file_names import in_file_names


def file_name(prefix: str, day: dt.date | None, item: str, title: str, ending: str) -> str:
    """As other committee systems take it: "CPB-2021-05-17-item-09-title.docx"; a paper of no item
    is named by its title alone.
    """
    words = re.sub(r"[^a-z0-9]+", "-", title.casefold()).strip("-")[:60].strip("-") or "paper"
    parts = [in_file_names(prefix)]
    if day is not None:
        parts.append(day.isoformat())
    if item:
        padded = re.sub(r"^\d+", lambda found: found[0].zfill(2), item)
        parts.append("item-" + re.sub(r"[^0-9A-Za-z]+", "-", padded))
    return "-".join([*(part for part in parts if part), words]) + f".{ending}"
