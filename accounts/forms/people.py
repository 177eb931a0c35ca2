"""Inviting people, their roles, and what a person says of themselves."""

from __future__ import annotations

from django import forms

from accounts.domain.lines import broken_line
from accounts.models import Role

from .govuk import GovukForm

ROLES_HINTS = {
    Role.OFFICER: "enters figures",
    Role.APPROVER: "signs returns off",
    Role.GOVERNANCE: "publishes packs and papers",
    Role.COUNCILLOR: "reads",
    Role.ANALYST: "looks after measures and targets",
    Role.COMMISSIONER: "looks after placements and providers",
    Role.ADMINISTRATOR: "looks after people and settings",
}


class RolesForm(GovukForm):
    roles = forms.MultipleChoiceField(
        label="Roles",
        help_text="Choose all that apply",
        choices=[(role.value, f"{role.label}: {hint}") for role, hint in ROLES_HINTS.items()],
        widget=forms.CheckboxSelectMultiple,
        error_messages={"required": "Choose at least one role"},
    )


class DetailsForm(GovukForm):
    name = forms.CharField(
        label="Name",
        max_length=200,
        error_messages={"required": "Enter a name"},
        widget=forms.TextInput(attrs={"autocomplete": "name"}),
    )
    job_title = forms.CharField(
        required=False,
        label="Job title",
        max_length=200,
        help_text="Stands on papers when the board prints job titles instead of names",
        widget=forms.TextInput(attrs={"autocomplete": "organization-title"}),
    )
    phone = forms.CharField(
        required=False,
        label="Phone number",
        max_length=40,
        widget=forms.TextInput(attrs={"type": "tel", "autocomplete": "tel"}),
    )

    def clean_name(self) -> str:
        return self._one_line("name", "Name")

    def clean_job_title(self) -> str:
        return self._one_line("job_title", "Job title")

    def clean_phone(self) -> str:
        return self._one_line("phone", "Phone number")

    def _one_line(self, field: str, label: str) -> str:
        text = str(self.cleaned_data[field])
        if broken_line(text):
            raise forms.ValidationError(f"{label} must stand on one line, without line breaks")
        return text


class InviteForm(DetailsForm, RolesForm):
    email = forms.EmailField(
        label="Email address",
        max_length=254,
        help_text="The invitation goes there, and the person signs in with it",
        error_messages={
            "required": "Enter an email address",
            "invalid": "Enter an email address like name@example.gov.uk",
        },
        widget=forms.EmailInput(attrs={"autocomplete": "off", "spellcheck": "false"}),
    )
    field_order = ("email", "name", "job_title", "phone", "roles")

    def __init__(self, *args: object, **kwargs: object) -> None:
        super().__init__(*args, **kwargs)
        # These are somebody else's: the browser must not offer the administrator's own.
        for name in ("name", "job_title", "phone"):
            self.fields[name].widget.attrs["autocomplete"] = "off"
