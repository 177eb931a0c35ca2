"""The form by which a return is sent."""

from __future__ import annotations

import datetime as dt
from typing import Any

from django import forms
from django.core.files.uploadedfile import UploadedFile

from accounts.forms import GovukForm
from placements.domain.reading import YearUnknown, parse_year
from reporting.uploads import MOST_KEPT

MOST_EACH = 10 * 1024 * 1024
MOST_TOGETHER = 60 * 1024 * 1024
MOST_FILES = 100


class SeveralFiles(forms.FileInput):
    allow_multiple_selected = True


class FilesField(forms.FileField):
    """One file or several."""

    def clean(self, data: Any, initial: Any = None) -> Any:
        found = data if isinstance(data, list | tuple) else [data]
        return [super(FilesField, self).clean(one, initial) for one in found or [None]]


class ReturnForm(GovukForm):
    """The files of a return, and its year where their names do not tell it.

    `sent` is the size of the whole request: a file beyond all bounds does not arrive at all.
    """

    chosen = FilesField(
        label="Files of the return",
        help_text=(
            "CSV files, a ZIP file, a workbook (.xlsx) with a sheet for each table, or the XML "
            "form. Several years at once are fine. At most 10 MB a file."
        ),
        widget=SeveralFiles(attrs={"accept": ".csv,.txt,.zip,.xlsx,.xml", "multiple": True}),
        error_messages={
            "required": "Choose the files of the return",
            "empty": "A chosen file is empty. Choose the files that hold the return",
        },
    )
    year = forms.CharField(
        label="Year of the return, if its name does not say it",
        help_text="For example 2020-21",
        required=False,
        max_length=20,
    )
    as_at = forms.DateField(
        label="Day of the extract, if it was made during the year",
        help_text="For example 31/12/2020. Leave it empty for a return of a whole year.",
        required=False,
        input_formats=["%d/%m/%Y", "%Y-%m-%d"],
        error_messages={"invalid": "Write the day of the extract as 31/12/2020"},
    )

    def __init__(self, *args: Any, sent: int = 0, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if sent > MOST_KEPT:
            self.fields["chosen"].error_messages["required"] = (
                f"The files are about {sent // 1024**2} MB; the most is "
                f"{MOST_EACH // 1024**2} MB a file. Put them into a ZIP file, or ask an operator "
                "to load them with import_903"
            )

    def clean_chosen(self) -> list[tuple[str, bytes]]:
        uploads: list[UploadedFile[Any]] = self.cleaned_data["chosen"]
        if len(uploads) > MOST_FILES:
            raise forms.ValidationError(f"Choose at most {MOST_FILES} files")
        large = [one.name for one in uploads if (one.size or 0) > MOST_EACH]
        if large:
            raise forms.ValidationError(
                f"{large[0]} is larger than {MOST_EACH // 1024**2} MB. Put it into a ZIP file"
            )
        if sum(one.size or 0 for one in uploads) > MOST_TOGETHER:
            raise forms.ValidationError(
                f"The files are larger than {MOST_TOGETHER // 1024**2} MB together. Send one year "
                "after the other"
            )
        return [(str(one.name), one.read()) for one in uploads]

    def clean_year(self) -> int | None:
        text = self.cleaned_data["year"].strip()
        try:
            return parse_year(text) if text else None
        except YearUnknown as unknown:
            raise forms.ValidationError(str(unknown)) from unknown

    def clean_as_at(self) -> dt.date | None:
        return self.cleaned_data["as_at"] or None
