"""What an agenda pack is made of, for one audience. All that its template receives."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass

from accounts.models import Council
from boards.domain.dates import short
from reporting.grafting.plan import Place
from reporting.models import Audience


@dataclass(frozen=True)
class OpenPaper:
    """A paper that this edition prints, with its file. `ground` marks each page of one that only
    the board reads; it is empty in the public edition.
    """

    key: str
    item: int
    label: str
    title: str
    director: str
    pages: int
    sha256: str
    uploaded: bool = False
    described: str = ""
    tagged: bool = True
    ground: str = ""
    page: str = ""
    made_here: bool = False

    @property
    def is_withheld(self) -> bool:
        return False


@dataclass(frozen=True)
class WithheldPaper:
    """A paper that the public edition does not print. It has no file, and no title but its public
    one: whoever builds the public edition knows no more of it.
    """

    key: str
    item: int
    label: str
    title: str
    pages: int
    ground: str
    public_interest: str
    decided: str

    @property
    def is_withheld(self) -> bool:
        return True


Paper = OpenPaper | WithheldPaper


@dataclass(frozen=True)
class Placed:
    """A paper and the pages on which it stands in this edition."""

    paper: Paper
    place: Place

    @property
    def anchor(self) -> str:
        return f"paper-{self.paper.key}"

    @property
    def is_appendix(self) -> bool:
        return self.paper.key.count("-") > 0

    @property
    def header(self) -> str:
        """The left of the running header: "Item 9  Title", on one line."""
        words = f"{self.paper.label}\u2003{self.paper.title}"
        if len(words) <= HEADER_LENGTH:
            return words
        return f"{words[:HEADER_LENGTH].rpartition(' ')[0].rstrip(' -–,:')}…"

    @property
    def mark_words(self) -> str:
        return self.paper.ground if isinstance(self.paper, OpenPaper) else ""

    @property
    def range_words(self) -> str:
        place = self.place
        return (
            f"Page {place.first}"
            if place.first == place.last
            else f"Pages {place.first} to {place.last}"
        )

    @property
    def page_words(self) -> list[str]:
        """The numbers of the pages on which the paper itself stands."""
        return [f"Page {side.number}" for side in self.place.sides if side.kind == "body"]

    @property
    def count_words(self) -> str:
        """ "These two pages are withheld", with the number in words as far as ten."""
        pages = self.place.last - self.place.first + 1
        if pages == 1:
            return "This page is withheld."
        many = NUMBERS[pages] if pages < len(NUMBERS) else str(pages)
        return f"These {many} pages are withheld."


HEADER_LENGTH = 62
NUMBERS = ["no", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten"]


@dataclass(frozen=True)
class Item:
    """A line of the front sheet."""

    pk: int
    number: str
    title: str
    presenter: str
    pages: str
    note: str = ""
    anchor: str = ""
    is_sub: bool = False
    late: str = ""
    urgent_reason: str = ""


@dataclass(frozen=True)
class AgendaPack:
    """One edition of a meeting's papers. `edition_number` is None in a draft."""

    council: Council
    board: str
    slug: str
    day: dt.date
    time: dt.time
    place: str
    note: str
    notice: str
    contact: str
    declarations_note: str
    later_meetings: str
    audience: str
    edition_number: int | None
    items: tuple[Item, ...]
    papers: tuple[Placed, ...]
    total: int
    front: int
    # What front sheet and contents of this edition take alone; blanks make up for the rest.
    own_front: int
    is_supplement: bool = False
    # The number of the page before the first: a supplement goes on where the agenda ended.
    before: int = 0

    @property
    def is_public(self) -> bool:
        return self.audience == Audience.PUBLIC

    @property
    def is_draft(self) -> bool:
        return self.edition_number is None

    @property
    def title(self) -> str:
        what = "supplement" if self.is_supplement else "agenda"
        return f"{self.board}, {self.day_words}: {what}"

    @property
    def day_words(self) -> str:
        return short(self.day)

    @property
    def edition_name(self) -> str:
        name = "Public edition" if self.is_public else "Board edition"
        return f"{name}, draft" if self.is_draft else f"{name} {self.edition_number}"

    @property
    def draft_mark(self) -> str:
        return "   Draft" if self.is_draft else ""

    @property
    def bookmark(self) -> str:
        return f"{self.board}, {self.day_words}"

    @property
    def front_blanks(self) -> list[str]:
        """Why each page is blank that follows the front matter."""
        if not self.papers:
            return []
        same = "papers have the same page numbers in both editions"
        why = same if self.own_front < self.front else "the next paper begins on a right-hand page"
        return [why] * (self.papers[0].place.page - 1 - self.own_front)

    @property
    def has_withheld(self) -> bool:
        return any(one.paper.is_withheld for one in self.papers)
