"""A return's workbook in the hands of an officer: opened, filled and saved by openpyxl."""

from __future__ import annotations

import csv
import io
from typing import Any

import openpyxl
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse

from performance.models import QuarterlyReturn

XLSX = "return.xlsx"


def at(name: str, found: QuarterlyReturn) -> str:
    one = found
    return reverse(f"performance:{name}", args=[one.council.slug, one.quarter, one.theme_id])


class Filled:
    """A downloaded workbook; `book["A measure", "Count"] = 5` fills a cell."""

    def __init__(self, data: bytes) -> None:
        self.book = openpyxl.load_workbook(io.BytesIO(data))
        self.sheet = self.book["Figures"]
        self.columns = {cell.value: cell.column for cell in self.sheet[1]}

    def cell(self, measure: str, head: str) -> Any:
        names = self.columns["Measure"]
        rows = range(2, self.sheet.max_row + 1)
        row = next(r for r in rows if str(self.sheet.cell(r, names).value).startswith(measure))
        return self.sheet.cell(row, self.columns[head])

    def __setitem__(self, place: tuple[str, str], value: object) -> None:
        self.cell(*place).value = value

    def data(self) -> bytes:
        out = io.BytesIO()
        self.book.save(out)
        return out.getvalue()

    def as_csv(self, delimiter: str = ",") -> bytes:
        """As Excel saves it: what each cell shows."""
        out = io.StringIO(newline="")
        csv.writer(out, delimiter=delimiter).writerows(
            [_shown(cell) for cell in row] for row in self.sheet.iter_rows()
        )
        return out.getvalue().encode("utf-8-sig")


def _shown(cell: Any) -> str:
    if cell.value is None:
        return ""
    if cell.is_date:
        return f"{cell.value.day} {cell.value:%b %Y}"
    if "%" in cell.number_format:
        return f"{cell.value * 100:g}%"
    return str(cell.value)


def downloaded(page: Client, found: QuarterlyReturn) -> Filled:
    return Filled(page.get(at("return_workbook", found)).content)


def upload(page: Client, found: QuarterlyReturn, data: bytes, name: str = XLSX) -> Any:
    file = SimpleUploadedFile(name, data)
    return page.post(at("return_upload", found), {"file": file})


def save(page: Client, found: QuarterlyReturn, previewed: Any) -> Any:
    """Presses "Save as draft" on a preview."""
    sealed = previewed.context["sealed"]
    assert sealed, "the preview has mistakes"
    return page.post(at("return_upload_save", found), {"changes": sealed}, follow=True)
