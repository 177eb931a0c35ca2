"""What changed from one release, or one file of a release, to another."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from .settings import FIELDS, Setting


@dataclass(frozen=True)
class Movement:
    """Settings that came and went between two releases, by URN, and how many stayed."""

    joiners: tuple[Setting, ...]
    leavers: tuple[Setting, ...]
    stayed: int


def movement(earlier: Iterable[Setting], later: Iterable[Setting]) -> Movement:
    """Joiners as the later release has them, leavers as the earlier one had them.

    Of an area: a setting that moved across its border joined or left there.
    """
    before, after = _by_urn(earlier), _by_urn(later)
    return Movement(
        joiners=tuple(after[urn] for urn in sorted(after.keys() - before.keys())),
        leavers=tuple(before[urn] for urn in sorted(before.keys() - after.keys())),
        stayed=len(before.keys() & after.keys()),
    )


@dataclass(frozen=True)
class Difference:
    """How a file differs from what is held of its release; `changed` names fields by URN."""

    added: tuple[str, ...]
    removed: tuple[str, ...]
    changed: Mapping[str, tuple[str, ...]]

    @property
    def is_none(self) -> bool:
        return not (self.added or self.removed or self.changed)


def differences(held: Iterable[Setting], file: Iterable[Setting]) -> Difference:
    """By URN: in the file alone, held alone, and in both with other content."""
    before, after = _by_urn(held), _by_urn(file)
    both = sorted(before.keys() & after.keys())
    changed = {urn: _changed_fields(before[urn], after[urn]) for urn in both}
    return Difference(
        added=tuple(sorted(after.keys() - before.keys())),
        removed=tuple(sorted(before.keys() - after.keys())),
        changed={urn: names for urn, names in changed.items() if names},
    )


def _changed_fields(one: Setting, other: Setting) -> tuple[str, ...]:
    if one == other:
        return ()
    return tuple(name for name in FIELDS if getattr(one, name) != getattr(other, name))


def _by_urn(settings: Iterable[Setting]) -> dict[str, Setting]:
    return {setting.urn: setting for setting in settings}
