"""What a statement is made of: the frozen values that its template receives."""

from __future__ import annotations

import datetime as dt
from base64 import b64encode
from dataclasses import dataclass

from accounts.models import Council
from performance.packs.parts import EXEMPT
from placements.dashboards.homes import HomesPage, Section
from reference.domain.periods import long_date
from reporting.models import Audience, Edition

SUFFICIENCY, MARKET = "sufficiency-statement", "market-position"
# Kind of edition by what people ask for.
KINDS = {"statement": SUFFICIENCY, "market": MARKET}
TITLES = {SUFFICIENCY: "Sufficiency statement", MARKET: "Market position statement"}


@dataclass(frozen=True)
class IntentionLine:
    """Something that the council means to do. `state` is where it stands on the statement's day:
    "Done in May 2025", "Late: was due in March 2025", "Due in September 2025".
    """

    what: str
    owner: str
    kind: str
    mark: int | None
    due: str
    state: str
    is_late: bool
    progress: tuple[str, ...]


@dataclass(frozen=True)
class Evidence:
    """What a view of the document says, and where it stands there."""

    title: str
    sentence: str
    anchor: str


@dataclass(frozen=True)
class MarkLine:
    """One of the twelve marks with the council's answer to it."""

    number: int
    title: str
    text: str
    verdict: str
    verdict_words: str
    response: tuple[str, ...]
    evidence: tuple[Evidence, ...]
    actions: tuple[IntentionLine, ...]


@dataclass(frozen=True)
class Way:
    """A way of selling to the council: a contract that runs, and until when."""

    name: str
    route: str
    until: str


@dataclass(frozen=True)
class Changes:
    """What reads otherwise than in the edition before; `since` is None when there was none."""

    since: Edition | None
    lines: tuple[tuple[str, str, str], ...] = ()

    @property
    def for_edition(self) -> list[dict[str, str]]:
        return [{"what": what, "was": was, "now": now, "why": ""} for what, was, now in self.lines]


@dataclass(frozen=True)
class StatementPack:
    """All that the template receives, for screen, frozen page and paper."""

    council: Council
    as_at: dt.date
    kind: str
    audience: Audience
    edition_number: int | None
    introduction: tuple[str, ...]
    page: HomesPage
    sections: tuple[Section, ...]
    marks: tuple[MarkLine, ...]
    intentions: tuple[IntentionLine, ...]
    became: tuple[IntentionLine, ...]
    ways: tuple[Way, ...]
    contact: str
    changes: Changes
    # Sentences that somebody must have read before everybody does; of the public edition only.
    to_read: tuple[str, ...]
    # What officers wrote that names a home: nobody publishes that.
    naming: tuple[str, ...]
    beside: dict[str, object]

    @property
    def is_public(self) -> bool:
        return self.audience == Audience.PUBLIC

    @property
    def is_market(self) -> bool:
        return self.kind == MARKET

    @property
    def is_draft(self) -> bool:
        return self.edition_number is None

    @property
    def is_empty(self) -> bool:
        return self.page.is_empty

    @property
    def is_proven(self) -> bool:
        """Whether disclosure control proved that what the page shows is safe."""
        return self.page.is_proven

    @property
    def exempt(self) -> str:
        """The mark on every page of a board edition that holds unhidden small numbers."""
        return EXEMPT if not self.is_public and self.page.holds_small_numbers else ""

    @property
    def name(self) -> str:
        return TITLES[self.kind]

    @property
    def title(self) -> str:
        return f"{self.name}, {long_date(self.as_at)}"

    @property
    def edition_name(self) -> str:
        label = str(self.audience.label)
        return f"{label} {self.edition_number}" if self.edition_number else f"{label}, draft"

    @property
    def verdict_counts(self) -> tuple[tuple[str, str, int], ...]:
        """(status, words, how many marks), as the cover's shapes show them."""
        order = dict.fromkeys((one.verdict, one.verdict_words) for one in self.marks)
        counts = [(v, w, sum(m.verdict == v for m in self.marks)) for v, w in order]
        return tuple(sorted(counts, key=lambda one: STATUSES.index(one[0])))

    @property
    def logo(self) -> str:
        """The council's logo as an address that needs no fetching; empty where there is none."""
        data = bytes(self.council.logo or b"")
        return f"data:{self.council.logo_type};base64,{b64encode(data).decode()}" if data else ""


# How verdicts are drawn: by the shapes that say on target, close, off target and none.
STATUSES = ("on_target", "close", "off_target", "no_target")
