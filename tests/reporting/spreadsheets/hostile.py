"""Workbooks taken apart and put together again, as somebody with bad intentions would."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Callable, Mapping
from typing import Any

import openpyxl

SHEET = "xl/worksheets/sheet1.xml"


def made(fill: Callable[[Any], object] = lambda sheet: None) -> bytes:
    """A workbook with one sheet, "Sheet", that `fill` writes into."""
    book = openpyxl.Workbook()
    fill(book.active)
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


def with_parts(data: bytes, parts: Mapping[str, bytes | Callable[[bytes], bytes]]) -> bytes:
    """The workbook with parts put in, or changed by a function of what was there."""
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as old:
        there = {name: old.read(name) for name in old.namelist()}
    for name, part in parts.items():
        there[name] = part if isinstance(part, bytes) else part(there[name])
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as new:
        for name, content in there.items():
            new.writestr(name, content)
    return out.getvalue()
