"""Writes content streams anew: all that they paint is tagged or an artifact, and all is closed."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence
from typing import Any

import pikepdf
from pikepdf import ContentStreamInstruction, Operator

from .content import ARTIFACT, OPENS, PAINTS, PATH_PAINTS, POINTS, Cover, cover_of, steps_of

ARTIFACT_BEGINS = ContentStreamInstruction([pikepdf.Name("/Artifact")], Operator("BMC"))
ENDS = ContentStreamInstruction([], Operator("EMC"))
TEXT_ENDS = ContentStreamInstruction([], Operator("ET"))
RESTORES = ContentStreamInstruction([], Operator("Q"))
PATH_DROPPED = ContentStreamInstruction([], Operator("n"))
PATH_BEGINS = frozenset({"m", "re"})
PATH_GOES_ON = frozenset({"m", "re", "l", "c", "v", "y", "h", "W", "W*"})
PATH_ENDS = PATH_PAINTS | {"n"}


def unmarked(pdf: pikepdf.Pdf, data: bytes) -> bytes:
    """The stream without any marked content, and balanced."""
    return pikepdf.unparse_content_stream(list(unmarked_steps(pdf, data)))


def unmarked_steps(pdf: pikepdf.Pdf, data: bytes) -> Iterable[Any]:
    """The instructions of that stream."""
    marks = OPENS | POINTS | {"EMC"}
    return _balanced(step for step in steps_of(pdf, data) if str(step.operator) not in marks)


def retagged(
    pdf: pikepdf.Pdf,
    data: bytes,
    owned: Collection[int],
    properties: Any = None,
    tagged_forms: Collection[str] = (),
) -> bytes:
    """The stream in which marked content of `owned` numbers is kept and all else is an artifact.

    `tagged_forms` are names of form XObjects that carry tags of their own.
    """
    steps = list(_balanced(steps_of(pdf, data)))
    writer = _Writer(steps, set(owned), properties, set(tagged_forms))
    for place, step in enumerate(steps):
        writer.take(place, step)
    return pikepdf.unparse_content_stream(writer.written())


def _balanced(steps: Iterable[Any]) -> Iterable[Any]:
    """Every q has its Q and every BT its ET; what closes nothing is left out."""
    depth, in_text = 0, False
    for step in steps:
        name = str(step.operator)
        if name == "q":
            depth += 1
        elif name == "Q":
            if not depth:
                continue
            depth -= 1
        elif name in ("BT", "ET"):
            if in_text is (name == "BT"):
                continue
            in_text = name == "BT"
        yield step
    if in_text:
        yield TEXT_ENDS
    yield from [RESTORES] * depth


def _marks(steps: Sequence[Any], owned: set[int], properties: Any) -> dict[int, tuple[Cover, bool]]:
    """By the place of each opening: what it opens, and whether owned content lies within it."""
    found: dict[int, tuple[Cover, bool]] = {}
    open_at: list[int] = []
    for place, step in enumerate(steps):
        name = str(step.operator)
        if name in OPENS:
            cover = cover_of(step, properties)
            if cover in owned:
                for outer in open_at:
                    found[outer] = (found[outer][0], True)
            found[place] = (cover, False)
            open_at.append(place)
        elif name == "EMC" and open_at:
            open_at.pop()
    return found


def _numbered(step: Any, properties: Any) -> Any:
    """The opening with its number in it, where the page's resources hold it under a name."""
    tag, held = step.operands
    if not isinstance(held, pikepdf.Name):
        return step
    named = properties[str(held)]
    inline = {key: value for key, value in named.items() if not _is_indirect(value)}
    return ContentStreamInstruction([tag, pikepdf.Dictionary(inline)], step.operator)


def _is_indirect(value: Any) -> bool:
    return isinstance(value, pikepdf.Object) and value.is_indirect


class _Writer:
    def __init__(
        self, steps: Sequence[Any], owned: set[int], properties: Any, tagged_forms: set[str]
    ) -> None:
        self.marks = _marks(steps, owned, properties)
        self.owned, self.tagged_forms, self.properties = owned, tagged_forms, properties
        self.out: list[Any] = []
        # For each opening that was read: the cover before it, and whether it was written.
        self.open: list[tuple[Cover, bool]] = []
        self.cover: Cover = None
        self.path_is_open = False

    def take(self, place: int, step: Any) -> None:
        name = str(step.operator)
        if self.path_is_open and name not in PATH_GOES_ON | PATH_ENDS:
            self._end_path()
        if name in OPENS:
            self._open(place, step)
        elif name == "EMC":
            self._close()
        elif self.cover is not None or self.path_is_open:
            self.out.append(step)
            if self.path_is_open and name in PATH_ENDS:
                self.path_is_open = False
                self.out.append(ENDS)
        else:
            self._bare(name, step)

    def _open(self, place: int, step: Any) -> None:
        cover, holds_owned = self.marks[place]
        before = self.cover
        if cover in self.owned and before != ARTIFACT:
            self.cover, written = cover, _numbered(step, self.properties)
        elif before is not None:
            # Within a tag or an artifact only words about the content (ActualText) may stand.
            written = step if cover is None and before != ARTIFACT else None
        elif holds_owned:
            written = step if cover is None else None
        else:
            self.cover, written = ARTIFACT, ARTIFACT_BEGINS
        self.open.append((before, written is not None))
        if written is not None:
            self.out.append(written)

    def _close(self) -> None:
        if self.open:
            self.cover, was_written = self.open.pop()
            if was_written:
                self.out.append(ENDS)

    def _bare(self, name: str, step: Any) -> None:
        if name in PATH_BEGINS:
            self.path_is_open = True
            self.out += [ARTIFACT_BEGINS, step]
        elif name in PAINTS and not self._is_tagged_form(name, step):
            self.out += [ARTIFACT_BEGINS, step, ENDS]
        else:
            self.out.append(step)

    def _is_tagged_form(self, name: str, step: Any) -> bool:
        return name == "Do" and str(step.operands[0]) in self.tagged_forms

    def _end_path(self) -> None:
        """A path that is begun and never painted."""
        self.path_is_open = False
        self.out += [PATH_DROPPED, ENDS]

    def written(self) -> list[Any]:
        if self.path_is_open:
            self._end_path()
        return [*self.out, *([ENDS] * sum(written for _, written in self.open))]
