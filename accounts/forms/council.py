"""The council's settings."""

from __future__ import annotations

from typing import Any

from django import forms

from accounts.domain.logo import LARGEST_BYTES, LogoRefused, checked_png
from accounts.models import Council

from .govuk import GovukForm


class CouncilForm(GovukForm):
    name = forms.CharField(
        label="Council’s name",
        max_length=200,
        help_text="As it stands at the top of every page and on papers",
        error_messages={"required": "Enter the council’s name"},
    )
    board_name = forms.CharField(
        label="Board’s name",
        max_length=200,
        error_messages={"required": "Enter the board’s name"},
    )
    colour = forms.RegexField(
        r"^#[0-9a-fA-F]{6}$",
        label="Colour",
        help_text="A # and six digits or letters a to f, for example #53284f. A colour that is too "
        "pale to read on white is used for the bar at the top only.",
        error_messages={
            "required": "Enter a colour",
            "invalid": "Colour must be # and six digits or letters a to f, for example #53284f",
        },
        widget=forms.TextInput(attrs={"class": "govuk-input--width-5", "spellcheck": "false"}),
    )
    due_working_days = forms.IntegerField(
        label="Working days until a return is due",
        min_value=1,
        max_value=60,
        help_text="Counted from the end of the quarter",
        error_messages={
            "required": "Enter the number of working days",
            "invalid": "Number of working days must be a whole number",
            "min_value": "Number of working days must be 1 or more",
            "max_value": "Number of working days must be 60 or fewer",
        },
        widget=forms.TextInput(attrs={"class": "govuk-input--width-3", "inputmode": "numeric"}),
    )
    deputies_sign_off = forms.BooleanField(
        required=False,
        label="Officers may sign off returns in which they entered nothing",
        help_text="For small teams. Nobody ever signs off their own figures.",
    )
    people_on_papers = forms.ChoiceField(
        label="How papers call people",
        choices=Council.OnPapers.choices,
        widget=forms.RadioSelect,
        error_messages={"required": "Choose how papers call people"},
    )
    contacts_on_papers = forms.BooleanField(
        required=False,
        label="Papers print people’s contacts",
        help_text="Phone number and email address; everybody can read them in public editions.",
    )
    logo = forms.FileField(
        required=False,
        label="Logo",
        help_text=f"A PNG file, at most {LARGEST_BYTES // 1024} KB. Other files are not taken.",
        widget=forms.FileInput(attrs={"accept": "image/png"}),
        error_messages={"empty": "The chosen file is empty. Choose another"},
    )
    remove_logo = forms.BooleanField(required=False, label="Remove the logo that is there now")

    def __init__(self, *args: Any, council: Council, **kwargs: Any) -> None:
        fields = (name for name in self.base_fields if hasattr(council, name) and name != "logo")
        initial = {name: getattr(council, name) for name in fields}
        super().__init__(*args, initial=initial, **kwargs)
        if not council.logo:
            del self.fields["remove_logo"]

    def clean_colour(self) -> str:
        return str(self.cleaned_data["colour"]).lower()

    def clean_logo(self) -> bytes | None:
        upload = self.cleaned_data["logo"]
        if not upload:
            return None
        if upload.size > LARGEST_BYTES:
            raise forms.ValidationError(f"Logo must be at most {LARGEST_BYTES // 1024} KB")
        try:
            return checked_png(upload.read())
        except LogoRefused as refused:
            raise forms.ValidationError(str(refused)) from refused
