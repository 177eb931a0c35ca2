"""Entering a theme's figures: everything typed is saved first, then what was asked is done."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_http_methods

from accounts.access import CouncilRequest, council_page, when_signed_out
from performance.checking import check_return
from performance.dashboards.return_form import return_form
from performance.forms.additions import AddFigureForm, ExtraForms, UndatedForm, extra_forms
from performance.forms.lost import Lost, lost_words, posted_words
from performance.forms.returns import Choice, Posted, offers_seen
from performance.models import EntryRevision, QuarterlyReturn, SeriesNote
from performance.services.returns import (
    ReturnError,
    SaveOutcome,
    add_entry,
    add_series_note,
    ask_again,
    carry_forward,
    may_enter,
    remove_entry,
    remove_series_note,
    save_draft,
    settle_conflict,
    settle_version,
    use_offers,
)

from .finding import not_yours, posted_return, return_or_404, to
from .signed_out import signed_out


@when_signed_out(signed_out)
@require_http_methods(["GET", "HEAD", "POST"])
@council_page("performance.enter_figures")
def return_enter(request: CouncilRequest, quarter: str, theme: str) -> HttpResponse:
    found = return_or_404(request, quarter, theme)
    if not may_enter(request.user, found):
        return not_yours(request, found)
    if request.method == "POST":
        return _posted(request, found)
    if not found.is_editable:
        return to("return_review", found)
    return _page(request, found)


def _page(
    request: CouncilRequest, found: QuarterlyReturn, forms: ExtraForms | None = None
) -> HttpResponse:
    page = return_form(
        found,
        viewer=request.user,
        today=timezone.localdate(),
        pressed="check" in request.GET,
    )
    sent = forms or {}
    given = {
        "page": page,
        "form": sent.get("add") or AddFigureForm(quarterly_return=found),
        "note_form": sent.get("note") or UndatedForm(quarterly_return=found),
    }
    return render(request, "performance/returns/enter.html", given)


def _posted(request: CouncilRequest, found: QuarterlyReturn) -> HttpResponse:
    posted = posted_return(request, found)
    for notice in posted.notices:
        messages.warning(request, notice)
    try:
        outcome = save_draft(quarterly_return=found, typed=posted.typed, by=request.user)
    except ReturnError as refusal:
        return _not_saved(request, found, posted, str(refusal))
    for words in outcome.refused:
        messages.warning(request, words)
    for choice in posted.choices:
        _settle(request, found, choice)
    lost = _taken_out(request, found, posted, outcome)
    return lost or _next(request, found)


def _taken_out(
    request: CouncilRequest, found: QuarterlyReturn, posted: Posted, outcome: SaveOutcome
) -> HttpResponse | None:
    """What was typed for figures that a colleague took out of the return meanwhile."""
    gone = {entry.pk for entry in outcome.removed}
    lost = lost_words(found, [one for one in posted.typed if one.entry_id in gone])
    lost += posted_words(request.POST, posted.unknown)
    if not lost:
        return None
    people = sorted({str(entry.removed_by) for entry in outcome.removed if entry.removed_by})
    who = " and ".join(people) or "A colleague"
    many = "these figures" if len(lost) > 1 else "this figure"
    why = (
        f"{who} removed {many} from the return while you were working. Everything else that you "
        "typed was saved. A figure that is added again comes back with what it held."
    )
    heading = f"What you typed for {len(lost)} figure{'s' * (len(lost) > 1)} was not saved"
    return _lost(request, found, why, lost, heading)


def _settle(request: CouncilRequest, found: QuarterlyReturn, choice: Choice) -> None:
    if choice.keep_mine is None:
        return
    keep, by = choice.keep_mine, request.user
    waiting = EntryRevision.objects.filter(entry__quarterly_return=found, pk=choice.waiting_id)
    try:
        for revision in waiting.select_related("entry__quarterly_return"):
            settle_conflict(revision=revision, keep_waiting=keep, against=choice.against, by=by)
        for entry in found.entries.filter(pk=choice.entry_id) if choice.rival_id else ():
            settle_version(entry=entry, keep_mine=keep, against=choice.rival_id, by=by)
    except ReturnError as refusal:
        messages.error(request, str(refusal))


def _next(request: CouncilRequest, found: QuarterlyReturn) -> HttpResponse:
    """What the pressed button asked for, once everything typed is saved."""
    post = request.POST
    if forms := extra_forms(post, found):
        return _add(request, found, forms)
    if "unnote" in post:
        return _remove_note(request, found, post["unnote"])
    if "remove" in post:
        return _remove(request, found, post["remove"])
    for button in ("show", "reuse"):
        if button in post:
            entry = post[button].partition(":")[0]
            return to("return_enter", found, f"#e{entry}" if _is_key(entry) else "")
    if "use" in post or "use_all" in post:
        return _use(request, found)
    if "ask" in post:
        _say_added(request, ask_again(quarterly_return=found, by=request.user))
    elif "carry" in post:
        _say_added(request, carry_forward(quarterly_return=found, by=request.user))
    elif "check" in post:
        ready = all(check.is_ready for check in check_return(found))
        return to("return_check", found) if ready else to("return_enter", found, "?check=1")
    else:
        messages.success(request, "The draft has been saved.")
    return to("return_enter", found)


def _use(request: CouncilRequest, found: QuarterlyReturn) -> HttpResponse:
    """Takes one computed figure ("12:55", the entry and the offer seen), or all that are open."""
    post = request.POST
    if "use_all" in post:
        seen = offers_seen(post, found.entries.values_list("pk", flat=True))
    else:
        entry, _, offer = post["use"].partition(":")
        seen = {int(entry): int(offer)} if _is_key(entry) and _is_key(offer) else {}
    after = "" if "use_all" in post else "".join(f"#e{pk}" for pk in seen)
    try:
        outcome = use_offers(
            quarterly_return=found, seen=seen, only_empty="use_all" in post, by=request.user
        )
    except ReturnError as refusal:
        messages.error(request, str(refusal))
        return to("return_enter", found)
    for words in outcome.refused:
        messages.warning(request, words)
    if outcome.used:
        many = "1 computed figure" if outcome.used == 1 else f"{outcome.used} computed figures"
        verb = "is" if outcome.used == 1 else "are"
        messages.success(
            request, f"{many} {verb} in the draft now. You can still change everything."
        )
    return to("return_enter", found, after)


def _say_added(request: CouncilRequest, added: int) -> None:
    messages.success(request, f"{added} {'figure was' if added == 1 else 'figures were'} added.")


def _add(request: CouncilRequest, found: QuarterlyReturn, forms: ExtraForms) -> HttpResponse:
    """Adds a figure, an undated value, or both: all that was filled in, or nothing yet."""
    if not all(form.is_valid() for form in forms.values()):
        return _page(request, found, forms)
    after = ""
    try:
        if note := forms.get("note"):
            said = dict(note.cleaned_data)
            indicator = said.pop("measure")
            add_series_note(council=request.council, indicator=indicator, by=request.user, **said)
            messages.success(request, "The undated value has been added.")
        if figure := forms.get("add"):
            given = figure.cleaned_data
            entry = add_entry(
                quarterly_return=found,
                indicator=given["measure"],
                period=given["period"],
                basis=given["basis"],
                group=given["group"],
                area=given["area"],
                by=request.user,
            )
            after = f"#e{entry.pk}"
    except ReturnError as refusal:
        messages.error(request, str(refusal))
    return to("return_enter", found, after)


def _remove_note(request: CouncilRequest, found: QuarterlyReturn, key: str) -> HttpResponse:
    notes = SeriesNote.objects.filter(council=request.council, indicator__theme=found.theme_id)
    note = notes.filter(pk=key).first() if _is_key(key) else None
    if note is not None:
        remove_series_note(note=note, by=request.user)
        messages.success(request, f"The undated value {note.printed} was removed.")
    return to("return_enter", found)


def _remove(request: CouncilRequest, found: QuarterlyReturn, key: str) -> HttpResponse:
    entry = found.entries.filter(pk=key).first() if _is_key(key) else None
    try:
        if entry is not None:
            remove_entry(entry=entry, by=request.user)
            messages.success(request, f"{entry.indicator}: the figure was removed.")
    except ReturnError as refusal:
        messages.error(request, str(refusal))
    return to("return_enter", found)


def _is_key(text: str) -> bool:
    return text.isascii() and text.isdigit() and len(text) < 18


def _not_saved(
    request: CouncilRequest, found: QuarterlyReturn, posted: Posted, why: str
) -> HttpResponse:
    """Nothing could be saved: the words typed are shown once more, so that nobody loses them."""
    lost = lost_words(found, posted.typed) + posted_words(request.POST, posted.unknown)
    return _lost(request, found, why, lost)


def _lost(
    request: CouncilRequest,
    found: QuarterlyReturn,
    why: str,
    lost: list[Lost],
    heading: str = "What you typed was not saved",
) -> HttpResponse:
    given = {"found": found, "why": why, "lost": lost, "heading": heading}
    return render(request, "performance/returns/not_saved.html", given, status=409)
