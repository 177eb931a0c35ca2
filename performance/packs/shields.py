"""What the public may see of a council's figures, beside all that the council has published."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import replace

from django.conf import settings
from django.utils.module_loading import import_string

from accounts.models import Council
from performance.measures import Measure
from reporting.domain.disclosure import PastCell, Shielded, State
from reporting.packs import decided, past_cells, proof_rules_of

from .cells import Shield, Shown, proven_shield

# Which of the figures shown would tell what published sections hide: by key, the keys of what.
Telling = Mapping[str, frozenset[str]]
Guard = Callable[[Council, Mapping[str, Shown], Sequence[PastCell]], Telling]


def council_shield(
    council: Council, measures: Iterable[Measure], past: Sequence[PastCell] | None = None
) -> Shield:
    """Every figure as the public may see it, with what this council has published, decided and asks
    of proofs; four queries, and more where a figure is new beside a published section.

    `past` is what public editions told, where it is known.
    """
    past = past_cells(council) if past is None else past
    shield = proven_shield(measures, past, decided(council), proof_rules_of(council))
    if not shield.proof.is_proven:
        return shield
    shown = {key: one for key, one in shield.shown.items() if not one.shielded.is_hidden}
    return _without(shield, telling_of_sections(council, shown, past))


def telling_of_sections(
    council: Council, shown: Mapping[str, Shown], past: Sequence[PastCell]
) -> Telling:
    """Figures that, printed now, would give away what a section of an earlier edition hides. The
    floors that make sections know; the setting PACK_GUARDS names their functions.
    """
    guards: list[Guard] = [import_string(path) for path in settings.PACK_GUARDS]
    return {key: what for guard in guards for key, what in guard(council, shown, past).items()}


def _without(shield: Shield, telling: Telling) -> Shield:
    """The same with these hidden too, whatever a person decided: small numbers are at stake."""
    if not telling:
        return shield
    hidden = Shielded(State.SECONDARY)
    shown = {
        key: replace(one, shielded=hidden) if key in telling else one
        for key, one in shield.shown.items()
    }
    because = {**shield.because, **telling}
    return replace(
        shield, shown=shown, because=because, by_decision=shield.by_decision - telling.keys()
    )
