"""The form of the council's own point."""

from __future__ import annotations

from typing import Any

from django import forms

from accounts.forms import GovukForm
from placements.domain.distances import Point
from placements.models.points import LEAST_MILES, MOST_EAST, MOST_MILES, MOST_NORTH
from placements.services.points import PointRefused, place_of


def _metres(label: str, most: int) -> forms.IntegerField:
    refusal = f"{label}: enter whole metres from 0 to {most}"
    return forms.IntegerField(
        label=label,
        required=False,
        min_value=0,
        max_value=most,
        help_text="Metres of the national grid, six digits.",
        error_messages=dict.fromkeys(("invalid", "min_value", "max_value"), refusal),
        widget=forms.TextInput(attrs={"class": "govuk-input--width-10", "inputmode": "numeric"}),
    )


class OwnPointForm(GovukForm):
    """A name, a radius, and the place: by a postcode, which goes no further, or by the grid."""

    name = forms.CharField(
        label="Name of the point",
        max_length=60,
        help_text="As it ends “within 20 miles of …”, for example: the city centre.",
        error_messages={"required": "Say what the point is called"},
    )
    postcode = forms.CharField(
        label="A postcode at the point",
        required=False,
        max_length=10,
        help_text="It is turned into easting and northing, and not kept. Leave it empty to enter "
        "those, or to keep the point where it is.",
        widget=forms.TextInput(attrs={"class": "govuk-input--width-10", "autocomplete": "off"}),
    )
    easting = _metres("Easting", MOST_EAST)
    northing = _metres("Northing", MOST_NORTH)
    miles = forms.DecimalField(
        label="Radius in miles",
        min_value=LEAST_MILES,
        max_value=MOST_MILES,
        max_digits=3,
        decimal_places=1,
        help_text=f"From {LEAST_MILES} to {MOST_MILES}, with one decimal at most. A placement at "
        "just that distance is within it.",
        error_messages=dict.fromkeys(
            ("required", "invalid", "min_value", "max_value", "max_digits", "max_decimal_places",
             "max_whole_digits"),
            f"Radius: enter miles from {LEAST_MILES} to {MOST_MILES}, with one decimal at most",
        ),
        widget=forms.TextInput(attrs={"class": "govuk-input--width-4", "inputmode": "decimal"}),
    )  # fmt: skip

    def clean(self) -> dict[str, Any]:
        cleaned: dict[str, Any] = super().clean() or self.cleaned_data
        if not self.errors:
            cleaned["place"] = self._place(cleaned)
        return cleaned

    def _place(self, cleaned: dict[str, Any]) -> Point | None:
        """A postcode says it anew; else easting and northing do, both of them."""
        if cleaned["postcode"]:
            return self._found(cleaned["postcode"])
        if cleaned["easting"] is None and cleaned["northing"] is None:
            self.add_error("postcode", "Enter a postcode, or easting and northing")
            return None
        for field in ("easting", "northing"):
            if cleaned[field] is None:
                self.add_error(field, "Enter easting and northing, both")
                return None
        return cleaned["easting"], cleaned["northing"]

    def _found(self, postcode: str) -> Point | None:
        try:
            return place_of(postcode)
        except PointRefused as refusal:
            self.add_error(refusal.field, str(refusal))
            return None
