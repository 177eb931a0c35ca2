"""A statement is begun, and its marks are answered one by one; each answer is kept as a draft."""

from __future__ import annotations

import datetime as dt

from django.db import IntegrityError, transaction

from accounts.models import Council, User
from accounts.services import record_event
from placements.models import MarkResponse, Statement
from reference.domain.periods import long_date


class Conflict(ValueError):
    """Somebody else changed it meanwhile, or made the same; the message says what to do."""


@transaction.atomic
def begin_statement(
    *, council: Council, as_at: dt.date, title: str, introduction: str, by: User | None
) -> Statement:
    """A statement at a day. What was answered before is where the answers begin: they are those
    of the newest statement before it. Raises Conflict where the day has one.
    """
    try:
        with transaction.atomic():
            made = Statement.objects.create(
                council=council, as_at=as_at, title=title, introduction=introduction
            )
    except IntegrityError as error:
        raise Conflict(
            f"There is a statement at {long_date(as_at)} already. Open it in the list, or choose "
            "another day"
        ) from error
    _carry_over(made)
    _record(made, "begin_statement", {}, by)
    return made


def _carry_over(made: Statement) -> None:
    before = Statement.objects.filter(council=made.council, as_at__lt=made.as_at).first()
    if before is not None:
        MarkResponse.objects.bulk_create(
            MarkResponse(statement=made, mark=one.mark, response=one.response)
            for one in before.marks.all()
        )


@transaction.atomic
def change_statement(
    *, statement: Statement, title: str, introduction: str, by: User | None
) -> Statement:
    statement.title, statement.introduction = title, introduction
    statement.save(update_fields=["title", "introduction"])
    _record(statement, "change_statement", {"title": title}, by)
    return statement


@transaction.atomic
def answer_mark(
    *, statement: Statement, mark: int, response: str, verdict: str, seen: str, by: User | None
) -> MarkResponse:
    """Keeps the answer to one of the twelve marks. `seen` is the answer that the writer began
    with: raises Conflict where somebody wrote another one meanwhile.
    """
    Statement.objects.select_for_update().get(pk=statement.pk)
    held, _ = MarkResponse.objects.get_or_create(statement=statement, mark=mark)
    if held.response != seen and held.response != response:
        raise Conflict("Somebody else has changed this answer since you opened it.")
    held.response, held.verdict = response, verdict
    held.save(update_fields=["response", "verdict"])
    _record(statement, "answer_mark", {"mark": mark, "verdict": verdict}, by)
    return held


def _record(statement: Statement, action: str, detail: dict[str, object], by: User | None) -> None:
    record_event(
        council=statement.council,
        by=by,
        action=action,
        subject=str(statement),
        detail={"as_at": statement.as_at, **detail},
    )
