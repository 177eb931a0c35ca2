"""What changed since the last pack: figures revised, targets moved, measures come and gone."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from itertools import chain

from accounts.models import Council
from performance.domain.series import Held
from performance.held import held_figures
from performance.measures import Measure
from performance.models import Commentary, Figure
from performance.rows import value_text
from reference.domain.periods import Period
from reporting.models import Audience, Edition

from .beside import Beside, comments_changed, forecasts_moved, measures_gone, targets_moved
from .parts import KIND, ChangeLine, Changes, NewWords

NOW_HIDDEN = "hidden (c)"


@dataclass(frozen=True)
class Told:
    """What the edition before printed of a figure, and in which version."""

    version: int
    printed: str
    provisional: bool
    reported_in: str


def changes_since_last(
    council: Council,
    quarter: Period,
    audience: str,
    measures: Sequence[Measure],
    *,
    printed: Collection[str],
    hidden: Collection[str],
    beside: Beside,
) -> Changes:
    """Compares the figures that this pack prints (`printed`, their keys) with what the last one
    printed of them: what that one hid stands in no record of it, and cannot come out as "was 3".
    What it printed and this one hides (`hidden`) is listed, without its number of today; and what
    stands `beside` the figures is compared too.

    The last pack is the newest published edition for the audience, of this quarter or an earlier.
    """
    last = _last_edition(council, quarter, audience)
    if last is None:
        return Changes(None)
    then = held_figures(council, known_at=last.published_at)
    told = _told(last, then)
    public = audience == Audience.PUBLIC
    names = beside["measures"]
    again = last.subject == quarter.key
    themes = {m.indicator.theme_id: m.indicator.theme.name for m in measures}
    return Changes(
        since=last,
        lines=(
            *_revised(measures, told, printed, public=public),
            *_vanished(measures, told, hidden),
            *targets_moved(last.beside, beside, names),
            # Another quarter has another forecast.
            *(forecasts_moved(last.beside, beside, names) if again else ()),
        ),
        # Another quarter has other comments.
        new_comments=_new_words(council, last, beside, themes, public=public) if again else (),
        new_measures=_new(measures, then, last.beside, printed),
        gone_measures=measures_gone(last.beside, beside),
    )


def _revised(
    measures: Sequence[Measure], told: Mapping[str, Told], printed: Collection[str], *, public: bool
) -> list[ChangeLine]:
    revised = [
        (measure, held)
        for measure in measures
        for held in measure.held
        if held.key in told
        and held.version != told[held.key].version
        and (held.key in printed or held.value is None)
    ]
    reasons = {} if public else _reasons(held.figure_id for _, held in revised)
    lines = [
        _line(
            measure,
            told[held.key],
            held,
            reasons.get(held.figure_id, "") if not public else _kind_of(told[held.key], held),
            public=public,
        )
        for measure, held in revised
    ]
    return [line for line in lines if line]


def _vanished(
    measures: Sequence[Measure], told: Mapping[str, Told], hidden: Collection[str]
) -> list[ChangeLine]:
    return [
        ChangeLine(measure.name, held.period.name, told[held.key].printed, NOW_HIDDEN, "")
        for measure in measures
        for held in measure.held
        if held.key in told and held.key in hidden and held.value is not None
    ]


def _new(
    measures: Sequence[Measure],
    then: Mapping[int, Sequence[Held]],
    before: Beside,
    printed: Collection[str],
) -> tuple[str, ...]:
    """Measures without a figure when the last pack was made, or switched off then."""
    on = before.get("measures")
    return tuple(
        measure.name
        for measure in measures
        if any(held.key in printed for held in measure.held)
        and (measure.indicator.pk not in then or (on is not None and measure.code not in on))
    )


def _new_words(
    council: Council, last: Edition, now: Beside, themes: Mapping[str, str], *, public: bool
) -> tuple[NewWords, ...]:
    """The themes whose comments changed since an edition of the same quarter; to the board with the
    reasons that were given, also for words that were withdrawn.
    """
    changed = comments_changed(last.beside, now)
    reasons: dict[str, list[str]] = {}
    if changed and not public:
        again = Commentary.objects.filter(
            council=council,
            reported_in__quarter=last.subject,
            reported_in__theme__in=changed,
            version__gt=1,
            signed_at__gt=last.published_at,
        ).exclude(version_reason="")
        for theme, why in again.values_list("reported_in__theme", "version_reason"):
            reasons.setdefault(theme, []).append(why)
    return tuple(
        NewWords(themes[theme], "; ".join(dict.fromkeys(reasons.get(theme, ()))))
        for theme in changed
    )


def _told(edition: Edition, then: dict[int, list[Held]]) -> dict[str, Told]:
    as_held = {(held.key, held.version): held for held in chain(*then.values())}
    found = {}
    for key, version, text in edition.figures.values_list("key", "version", "printed"):
        held = as_held.get((key, version))
        found[key] = Told(
            version, text, bool(held and held.provisional), held.reported_in if held else ""
        )
    return found


def _kind_of(before: Told, now: Held) -> str:
    """Why a figure changed, in words that are always the same: an officer's own are for the board,
    since they may tell of a child.
    """
    if before.provisional and not now.provisional:
        return "Made final"
    return "Corrected" if before.reported_in == now.reported_in else "Reported again"


def _reasons(figures: Iterable[int]) -> dict[int, str]:
    return dict(Figure.objects.filter(pk__in=list(figures)).values_list("pk", "version_reason"))


def _last_edition(council: Council, quarter: Period, audience: str) -> Edition | None:
    editions = (
        Edition.objects.for_council(council)
        .standing()
        .filter(kind=KIND, audience=audience, subject__lte=quarter.key)
    )
    return editions.order_by("-subject", "-number").first()


def _line(
    measure: Measure, before: Told, now: Held, why: str, *, public: bool
) -> ChangeLine | None:
    was = f"{before.printed} (provisional)" if before.provisional else before.printed
    is_now = "not available" if now.value is None else value_text(measure, now, public=public)
    if was == is_now:
        return None
    return ChangeLine(measure.name, now.period.name, was, is_now, why)
