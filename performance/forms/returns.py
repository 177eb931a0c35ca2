"""What officers post: a return as typed, reasons, a quarter to open."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from django import forms

from accounts.forms import GovukForm
from performance.domain.population import is_untouched
from performance.domain.typed import LONGEST
from performance.domain.vocabulary import Reported, Unit
from performance.models import Entry, EntryFields, Theme
from performance.services.returns import TypedEntry
from reference.domain.periods import Period, parse, quarter_of, shift

from .lost import posted_ids

MODE = EntryFields.Mode
NUL = "\x00"
TEXTS = (*LONGEST, "confirmed", "reported_direction")
QUARTERS_OFFERED = 24


@dataclass(frozen=True)
class Choice:
    """Which of two versions to keep: None where nothing was chosen yet.

    `waiting_id` is a revision that lost a race; `rival_id` a version of the figure that another
    return signed off.
    """

    entry_id: int
    waiting_id: int
    rival_id: int
    against: int
    keep_mine: bool | None


@dataclass(frozen=True)
class Posted:
    """A return's page as it was posted. `notices` say what could not be kept as typed; `unknown`
    are figures that the return never had.
    """

    typed: tuple[TypedEntry, ...]
    choices: tuple[Choice, ...]
    notices: tuple[str, ...]
    unknown: frozenset[int] = frozenset()


def name_of(entry_id: int, field: str) -> str:
    """The name, and the id, of one box: "e12-numerator"."""
    return f"e{entry_id}-{field}"


def default_mode(entry: Entry) -> str:
    """How a figure is typed unless the officer chooses otherwise: counts, or the number itself."""
    return MODE.VALUE if entry.indicator.unit == Unit.COUNT else MODE.COUNTS


def read_return(
    post: Mapping[str, str], entries: Iterable[Entry], offered: Mapping[int, str] | None = None
) -> Posted:
    """Everything typed, for the entries that stood on the page; anything may have been typed.
    `entries` are all that the return ever had, also those that were taken out of it since;
    `offered` are last quarter's words by measure.

    A box that was not on the page keeps what it held. Two buttons of the page change what was
    typed before it is saved: "show" (another way of typing, "12:value") and "reuse" (last
    quarter's words, "12").
    """
    typed, choices, notices = [], [], []
    unknown = posted_ids(post)
    for entry in entries:
        unknown.discard(entry.pk)
        if name_of(entry.pk, "waiting") in post or name_of(entry.pk, "rival") in post:
            choices.append(_choice(post, entry))
        elif name_of(entry.pk, "revision") in post:
            texts, told = _texts(post, entry)
            if post.get("reuse") == str(entry.pk):
                words = (offered or {}).get(entry.indicator_id, "")
                texts["comment"] = _below(texts["comment"], words)
            typed.append(_typed(post, entry, texts))
            notices += told
    return Posted(tuple(typed), tuple(choices), tuple(notices), frozenset(unknown))


def _choice(post: Mapping[str, str], entry: Entry) -> Choice:
    keep = post.get(name_of(entry.pk, "keep"))
    return Choice(
        entry_id=entry.pk,
        waiting_id=_whole(post.get(name_of(entry.pk, "waiting"))),
        rival_id=_whole(post.get(name_of(entry.pk, "rival"))),
        against=_whole(post.get(name_of(entry.pk, "against"))),
        keep_mine={"mine": True, "theirs": False}.get(keep or ""),
    )


def _texts(post: Mapping[str, str], entry: Entry) -> tuple[dict[str, str], list[str]]:
    """Texts by column, fit for the database, and what had to be left out of them."""
    texts, told = {}, []
    for field in TEXTS:
        raw = post.get(name_of(entry.pk, field))
        if raw is None:
            texts[field] = getattr(entry, field)
            continue
        text = raw.replace("\r\n", "\n").replace("\r", "\n").replace(NUL, "")
        if NUL in raw:
            told.append(f"{entry.indicator}: characters that cannot be stored were left out.")
        longest = LONGEST.get(field)
        if longest and len(text) > longest:
            told.append(
                f"{entry.indicator}: a text of {len(text):,} characters was cut after {longest:,}."
            )
            text = text[:longest]
        texts[field] = text
    return texts, told


def _typed(post: Mapping[str, str], entry: Entry, texts: dict[str, str]) -> TypedEntry:
    asked_for, _, mode = post.get("show", "").partition(":")
    if asked_for != str(entry.pk):
        mode = post.get(name_of(entry.pk, "mode"), entry.mode)
    if not entry.denominator.strip() and _is_prefill(post, entry, mode, texts):
        texts["denominator"] = ""
    texts["mode"] = _mode(mode, entry, texts)
    if texts["reported_direction"] not in [member.value for member in Reported]:
        texts["reported_direction"] = ""
    texts["confirmed"] = texts["confirmed"][:200]
    return TypedEntry(
        entry_id=entry.pk,
        revision=_whole(post.get(name_of(entry.pk, "revision"))),
        provisional=name_of(entry.pk, "provisional") in post,
        comment_on=_whole(post.get(name_of(entry.pk, "comment_on"))) or None,
        override_of=_override_of(post, entry, texts["override_reason"]),
        **texts,
    )


def _override_of(post: Mapping[str, str], entry: Entry, reason: str) -> int | None:
    """The computed figure of which the reason speaks: that on the page, where the reason is new or
    the officer says that it still holds.
    """
    offered = _whole(post.get(name_of(entry.pk, "offered"))) or None
    if not reason.strip():
        return None
    is_new = reason.strip() != entry.override_reason.strip() or entry.override_of_id is None
    still_holds = name_of(entry.pk, "holds") in post
    return offered if offered and (is_new or still_holds) else entry.override_of_id


def offers_seen(post: Mapping[str, str], entries: Iterable[int]) -> dict[int, int]:
    """The computed figures that stood on the posted page, by entry."""
    seen = {pk: _whole(post.get(name_of(pk, "offered"))) for pk in entries}
    return {pk: offer for pk, offer in seen.items() if offer}


def _is_prefill(post: Mapping[str, str], entry: Entry, mode: str, texts: Mapping[str, str]) -> bool:
    """The page filled the population in, and nobody typed a figure by it."""
    return is_untouched(
        numerator=texts["numerator"],
        denominator=texts["denominator"],
        value="",
        by_counts=mode == MODE.COUNTS,
        offered=[_whole(post.get(name_of(entry.pk, "prefilled")))],
    )


def _below(typed: str, offered: str) -> str:
    """Last quarter's words under what was typed, which stays; once, however often it is pressed."""
    own = typed.strip()
    if not own or " ".join(offered.split()) in " ".join(own.split()):
        return typed if own else offered
    return f"{own}\n\n{offered}"


def _mode(chosen: str, entry: Entry, texts: dict[str, str]) -> str:
    """The way of typing that was chosen; none while untouched boxes stand empty."""
    default = str(default_mode(entry))
    mode = chosen if chosen in MODE.values else default
    typed = ("numerator", "denominator", "value", "unavailable_reason")
    if mode == default and not any(texts[field].strip() for field in typed):
        return ""
    return mode


def _whole(text: str | None) -> int:
    return int(text) if text and text.isascii() and text.isdigit() and len(text) < 18 else 0


class ReasonForm(GovukForm):
    """Why a return is sent back or reopened."""

    reason = forms.CharField(
        max_length=240, widget=forms.Textarea(attrs={"rows": 3}), label="Reason"
    )

    def __init__(self, *args: Any, missing: str = "", label: str = "Reason", **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["reason"].label = label
        self.fields["reason"].error_messages["required"] = missing or "Say why."


class OpenForm(GovukForm):
    """Which quarter to open, and for which themes."""

    quarter = forms.ChoiceField(label="Quarter")
    theme = forms.ModelChoiceField(
        Theme.objects.none(), required=False, label="Theme", empty_label="All themes"
    )
    says_optional = False

    def __init__(
        self, *args: Any, today: dt.date, themes: Iterable[str] = (), **kwargs: Any
    ) -> None:
        super().__init__(*args, **kwargs)
        quarter, theme = self.fields["quarter"], self.fields["theme"]
        if isinstance(quarter, forms.ChoiceField):
            quarter.choices = [(one.key, one.name) for one in quarters_offered(today)]
        if isinstance(theme, forms.ModelChoiceField):
            theme.queryset = Theme.objects.filter(pk__in=themes)

    def clean_quarter(self) -> Period:
        return parse(self.cleaned_data["quarter"])


def quarters_offered(today: dt.date) -> list[Period]:
    """The quarter of a day and those before it, newest first: six years of them."""
    now = quarter_of(today)
    return [found for back in range(QUARTERS_OFFERED) if (found := shift(now, -back))]
