"""Form markup as govuk-frontend has it, for every form of the project.

The setting FORM_RENDERER names `GovukRenderer`, so `{{ form }}` and `{{ field.as_field_group }}`
come out right for any Django form, the sign-in library's too. Ids are Django's own: a hint is
`<id>_helptext`, an error `<id>_error`, and `aria-describedby` on the input names both.
"""

from __future__ import annotations

from typing import Any

from django import forms
from django.forms.boundfield import BoundField
from django.forms.renderers import TemplatesSetting
from django.forms.widgets import Input

# The first that fits names the block of the style sheet; the base of them all comes last.
STYLES: tuple[tuple[type[forms.Widget], str], ...] = (
    (forms.CheckboxSelectMultiple, "govuk-checkboxes__input"),
    (forms.RadioSelect, "govuk-radios__input"),
    (forms.CheckboxInput, "govuk-checkboxes__input"),
    (forms.Textarea, "govuk-textarea"),
    (forms.Select, "govuk-select"),
    (forms.FileInput, "govuk-file-upload"),
    (Input, "govuk-input"),
)


class GovukBoundField(BoundField):
    """A field with its data that knows its class names, its kind and where an error link leads."""

    def build_widget_attrs(
        self, attrs: dict[str, Any], widget: forms.Widget | None = None
    ) -> dict[str, Any]:
        built: dict[str, Any] = super().build_widget_attrs(attrs, widget)
        shown = widget or self.field.widget
        own = str(shown.attrs.get("class", "") or built.get("class", ""))
        classes = f"{own} {self._style(shown)}".split()
        if classes:
            built["class"] = " ".join(dict.fromkeys(classes))
        return built

    @property
    def template_name(self) -> str:
        own: str | None = getattr(self.field, "template_name", None)
        return own or "accounts/forms/field.html"

    @property
    def kind(self) -> str:
        """ "checkboxes", "radios", "checkbox" or "input": which markup the field needs."""
        widget = self.field.widget
        if isinstance(widget, forms.CheckboxSelectMultiple):
            return "checkboxes"
        if isinstance(widget, forms.RadioSelect):
            return "radios"
        return "checkbox" if isinstance(widget, forms.CheckboxInput) else "input"

    @property
    def anchor(self) -> str:
        """The id that an error summary links to: the input, or the first of a group."""
        return self.id_for_label or f"{self.auto_id}_0"

    @property
    def is_optional(self) -> bool:
        """Whether the label says "(optional)"; forms of filters set `says_optional` to False."""
        says = getattr(self.form, "says_optional", True)
        return says and not self.field.required and self.kind != "checkbox"

    def _style(self, widget: forms.Widget) -> str:
        if widget.is_hidden:
            return ""
        style = next((name for kind, name in STYLES if isinstance(widget, kind)), "")
        wrong = bool(self.errors) and style in ("govuk-input", "govuk-textarea", "govuk-select")
        return f"{style} {style}--error" if wrong else style


class GovukRenderer(TemplatesSetting):
    """Renders forms and fields with the project's templates."""

    form_template_name = "accounts/forms/form.html"
    field_template_name = "accounts/forms/field.html"
    bound_field_class = GovukBoundField


class GovukForm(forms.Form):
    """The base of the project's forms.

    Errors belong in the summary above the heading too: include "accounts/_error_summary.html" with
    the form, and give the `<form>` tag `novalidate`, so that the words are ours.
    """

    bound_field_class = GovukBoundField
    use_required_attribute = False
    says_optional = True

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        kwargs.setdefault("label_suffix", "")
        super().__init__(*args, **kwargs)
