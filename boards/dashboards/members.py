"""The members of a board on a day, and everybody who ever sat on it."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import groupby

from boards.domain.names import public_name
from boards.models import Board, Member

# In the order in which a board lists its people.
ORDER = list(Member.Kind.values)


@dataclass(frozen=True)
class MemberRow:
    """One seat. `public` is what papers that the public reads print."""

    member: Member
    public: str

    @property
    def hides_name(self) -> bool:
        return self.public != self.member.name


@dataclass(frozen=True)
class KindGroup:
    name: str
    rows: Sequence[MemberRow]


@dataclass(frozen=True)
class MembersPage:
    """Who sits on the board on a day, in groups; the offices; the seats before and after it."""

    day: dt.date
    groups: Sequence[KindGroup]
    chair: Member | None
    vice_chair: Member | None
    voting: int
    others: Sequence[MemberRow]


def members_page(board: Board, day: dt.date) -> MembersPage:
    """Two queries, whatever the number of members."""
    there = sorted(board.members.on(day).select_related("user"), key=_place)
    pks = {member.pk for member in there}
    rest = [one for one in board.members.order_by("-from_on", "name") if one.pk not in pks]
    groups = groupby(there, key=lambda member: member.kind)
    return MembersPage(
        day=day,
        groups=[KindGroup(PLURALS[kind], [_row(board, one) for one in of]) for kind, of in groups],
        chair=_holder(there, Member.Office.CHAIR),
        vice_chair=_holder(there, Member.Office.VICE_CHAIR),
        voting=sum(member.votes and member.kind != Member.Kind.SUBSTITUTE for member in there),
        others=[_row(board, one) for one in rest],
    )


def seats_of(member: Member) -> list[Member]:
    """Everything that one person was on the board, the newest first: by account, else by name."""
    same = member.board.members.filter(name=member.name)
    if member.user_id:
        same = same | member.board.members.filter(user_id=member.user_id)
    return list(same.order_by("-from_on", "-pk"))


def _row(board: Board, member: Member) -> MemberRow:
    named = board.young_people_named
    return MemberRow(member, public_name(member.name, member.kind, young_people_named=named))


PLURALS = {
    Member.Kind.COUNCILLOR: "Councillors",
    Member.Kind.COOPTEE: "Co-opted members",
    Member.Kind.SUBSTITUTE: "Substitutes",
    Member.Kind.ADVISER: "Advisers",
    Member.Kind.YOUNG_PERSON: "Young people",
}


def _place(member: Member) -> tuple[int, int, str]:
    offices = [Member.Office.CHAIR, Member.Office.VICE_CHAIR, Member.Office.NONE]
    return ORDER.index(member.kind), offices.index(Member.Office(member.office)), member.name


def _holder(members: Sequence[Member], office: str) -> Member | None:
    return next((one for one in members if one.office == office), None)
