"""The council's own texts in its accessibility statement and its privacy notice."""

from __future__ import annotations

from django import forms

from .audit import DAYS
from .govuk import GovukForm

LONGEST = 4000


def _text(label: str, hint: str, rows: int = 3) -> forms.CharField:
    return forms.CharField(
        label=label,
        help_text=hint,
        required=False,
        max_length=LONGEST,
        error_messages={"max_length": f"{label} must be at most {LONGEST:,} characters"},
        widget=forms.Textarea(attrs={"rows": rows}),
    )


class NoticesForm(GovukForm):
    accessibility_contact = _text(
        "Accessibility: whom to ask",
        "Email, telephone and address. Somebody who cannot use a page asks here for another form.",
    )
    accessibility_more = _text(
        "Accessibility: more from the council", "For example what the council itself has tested."
    )
    reviewed_on = forms.DateField(
        label="Accessibility: last looked over on",
        required=False,
        help_text="For example 1/9/2026. The law asks for a look once a year.",
        input_formats=DAYS,
        error_messages={"invalid": "Last looked over on must be a date, for example 1/9/2026"},
        widget=forms.DateInput(
            format="%d/%m/%Y", attrs={"inputmode": "numeric", "class": "govuk-input--width-10"}
        ),
    )
    privacy_contact = _text("Privacy: whom to ask", "Who answers questions about personal data.")
    officer_name = forms.CharField(
        label="Privacy: data protection officer",
        required=False,
        max_length=200,
        help_text="A name or a job title",
    )
    officer_contact = _text("Privacy: how to reach that officer", "Email, telephone and address.")
    lawful_basis = _text(
        "Privacy: lawful basis",
        "Why the council may hold this data. Your data protection officer has the words.",
    )
    complaints = _text(
        "Complaints", "How to complain to the council. It stands in both, before the regulator."
    )
    privacy_more = _text("Privacy: more from the council", "Anything else that people should know.")
