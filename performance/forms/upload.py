"""A filled spreadsheet as it is posted: the file, then what was read of it, sealed for saving."""

from __future__ import annotations

import dataclasses
import hashlib
from dataclasses import dataclass
from typing import Any

from django import forms
from django.core import signing
from django.core.files.uploadedfile import UploadedFile

from accounts.forms import GovukForm
from accounts.models import User
from performance.dashboards.return_upload import UploadPreview
from performance.models import QuarterlyReturn
from performance.services.returns import TypedEntry
from reporting.spreadsheets import SheetCells, UnreadableFile, read_sheets
from reporting.spreadsheets.refusals import MOST_BYTES

SALT = "performance.return_upload"
# As long as anybody looks at a preview; a later save asks for the file again.
KEPT_FOR = 24 * 60 * 60


class UploadForm(GovukForm):
    """One spreadsheet, read: `sheets`, `name`, `sha256`, `content` once the form is valid.

    `sent` is the size of the whole request: a file beyond all bounds does not arrive at all.
    """

    file = forms.FileField(
        label="Filled spreadsheet",
        help_text=f"An Excel workbook (.xlsx) or a CSV file, at most {MOST_BYTES // 1024**2} MB.",
        widget=forms.FileInput(attrs={"accept": ".xlsx,.csv"}),
        error_messages={
            "required": "Choose the filled spreadsheet",
            "empty": "The chosen file is empty. Choose the file that holds the figures",
        },
    )
    sheets: tuple[SheetCells, ...] = ()
    name = ""
    sha256 = ""
    content = b""

    def __init__(self, *args: Any, sent: int = 0, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if sent > MOST_BYTES:
            self.fields["file"].error_messages["required"] = (
                f"The file is about {sent // 1024**2} MB; the most is {MOST_BYTES // 1024**2} MB. "
                "Delete pictures and sheets that hold no figures, and save it again."
            )

    def clean_file(self) -> UploadedFile[Any]:
        upload: UploadedFile[Any] = self.cleaned_data["file"]
        self.name = str(upload.name)
        # One byte more than is taken says enough about a file that is too large.
        data = upload.read(MOST_BYTES + 1)
        try:
            self.sheets = read_sheets(data, self.name)
        except UnreadableFile as refusal:
            raise forms.ValidationError(str(refusal)) from refusal
        self.sha256, self.content = hashlib.sha256(data).hexdigest(), data
        return upload


class SealBroken(Exception):
    """What was posted is not what was previewed, or too old; the message says what to do."""


@dataclass(frozen=True)
class Read:
    """What a person saw in a preview: the entries as the file leaves them, and which file."""

    typed: tuple[TypedEntry, ...]
    name: str
    sha256: str


def seal(preview: UploadPreview, form: UploadForm, user: User) -> str:
    """The previewed changes as text for a hidden field, that nobody can alter on the way."""
    typed = [_typed(one.entry_id, one.revision, one.content) for one in preview.changes]
    held = {
        "return": preview.page.quarterly_return.pk,
        "by": user.pk,
        "typed": [dataclasses.asdict(one) for one in typed],
        "name": form.name[:120],
        "sha256": form.sha256,
    }
    return signing.dumps(held, salt=SALT, compress=True)


def unseal(text: str, quarterly_return: QuarterlyReturn, user: User) -> Read:
    """What `seal` was given, for the same return and person. Raises SealBroken."""
    try:
        held = signing.loads(text, salt=SALT, max_age=KEPT_FOR)
    except signing.BadSignature as error:
        raise SealBroken(
            "The preview is too old or was changed, so nothing was saved. Upload the file again."
        ) from error
    if (held["return"], held["by"]) != (quarterly_return.pk, user.pk):
        raise SealBroken("The preview is another return’s or person’s. Upload the file again.")
    typed = tuple(TypedEntry(**one) for one in held["typed"])
    return Read(typed, held["name"], held["sha256"])


def _typed(entry_id: int, revision: int, content: Any) -> TypedEntry:
    links = ("comment_on_id", "override_of_id")
    columns = {name: value for name, value in content.items() if name not in links}
    return TypedEntry(
        entry_id=entry_id,
        revision=revision,
        comment_on=content["comment_on_id"],
        override_of=content["override_of_id"],
        **columns,
    )
