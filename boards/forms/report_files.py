"""Forms that take files: the PDF of a report, its appendices, a Word document."""

from __future__ import annotations

from typing import Any

from django import forms

from accounts.forms import GovukForm
from boards.packs.word_reading import MOST_BYTES as MOST_WORD
from reporting.uploads import MOST_KEPT

DESCRIPTION: dict[str, Any] = {
    "label": "Description",
    "required": False,
    "max_length": 4000,
    "help_text": "Needed where the PDF has no tags: what it shows, for those who have it read to "
    "them.",
}


class FileForm(GovukForm):
    """One file; `sent` is the size of the request: what is beyond all bounds never arrives."""

    most = MOST_KEPT
    file = forms.FileField(label="File", error_messages={"required": "Choose a file"})
    data_read = b""
    name = ""

    def __init__(self, *args: Any, sent: int = 0, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if sent > self.most:
            self.fields["file"].error_messages["required"] = (
                f"The file is about {sent // 1024**2} MB; the most is {self.most // 1024**2} MB. "
                "Save it with smaller pictures and send it again."
            )

    def clean_file(self) -> Any:
        upload = self.cleaned_data["file"]
        self.name, self.data_read = str(upload.name), upload.read(self.most + 1)
        return upload


class ReportFileForm(FileForm):
    file = forms.FileField(
        label="The report as a PDF",
        help_text="Scripts, attachments and forms are taken out of it.",
        widget=forms.FileInput(attrs={"accept": ".pdf"}),
        error_messages={"required": "Choose a PDF file", "empty": "The chosen file is empty"},
    )
    description = forms.CharField(widget=forms.Textarea(attrs={"rows": 4}), **DESCRIPTION)


class AppendixForm(FileForm):
    title = forms.CharField(
        label="Title", max_length=240, error_messages={"required": "Give the appendix a title"}
    )
    file = forms.FileField(
        label="The appendix as a PDF",
        widget=forms.FileInput(attrs={"accept": ".pdf"}),
        error_messages={"required": "Choose a PDF file", "empty": "The chosen file is empty"},
    )
    description = forms.CharField(widget=forms.Textarea(attrs={"rows": 3}), **DESCRIPTION)

    field_order = ("title", "file", "description")


class WordForm(FileForm):
    most = MOST_WORD
    file = forms.FileField(
        label="Word document",
        help_text="A .docx file whose headings are those of the report’s sections.",
        widget=forms.FileInput(attrs={"accept": ".docx"}),
        error_messages={"required": "Choose a Word document", "empty": "The chosen file is empty"},
    )
    replace = forms.BooleanField(
        label="Replace what is written in these sections already", required=False
    )


class TemplateForm(FileForm):
    most = MOST_WORD
    file = forms.FileField(
        label="Word template",
        help_text="A .docx or .dotx file",
        widget=forms.FileInput(attrs={"accept": ".docx,.dotx"}),
        error_messages={"required": "Choose a Word document", "empty": "The chosen file is empty"},
    )


class DescriptionForm(GovukForm):
    description = forms.CharField(
        label="Description",
        max_length=4000,
        help_text="What the file shows, for those who have it read to them.",
        error_messages={"required": "Describe the file"},
        widget=forms.Textarea(attrs={"rows": 5}),
    )
