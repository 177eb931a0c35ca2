"""A small theme for tests of returns: three measures of "Leaving care well" switched on."""

from __future__ import annotations

import datetime as dt
from decimal import Decimal

from accounts.models import Council, Membership, Role, User
from performance.models import (
    CouncilIndicator,
    Entry,
    Indicator,
    QuarterlyReturn,
    Target,
    Theme,
    ThemeOfficer,
)
from performance.services.returns import (
    TypedEntry,
    open_return,
    save_draft,
    sign_off_return,
    submit_return,
)
from reference.domain.periods import Period, parse
from tests.conftest import PASSWORD

Q4 = parse("2020-21-Q4")
Q3 = parse("2020-21-Q3")
WORK = "in-work-or-learning-19-21"
HOME = "suitable-home-19-21"
STAYING = "staying-put-number"
CODES = (HOME, WORK, STAYING)


def switch_on(council: Council, *codes: str) -> None:
    for code in codes:
        indicator = Indicator.objects.get(code=code, council=None)
        CouncilIndicator.objects.get_or_create(council=council, indicator=indicator)


def aim(council: Council, code: str, low: int) -> None:
    indicator = Indicator.objects.get(code=code, council=None)
    Target.objects.create(
        council=council, indicator=indicator, from_on=dt.date(2020, 4, 1), low=Decimal(low)
    )


def enters(user: User, council: Council, theme: str = "leaving") -> User:
    ThemeOfficer.objects.get_or_create(user=user, council=council, theme_id=theme)
    return user


def second_officer(council: Council, name: str = "Second officer") -> User:
    user = User.objects.create_user(f"{name[:3].lower()}@second.example", PASSWORD, name=name)
    Membership.objects.create(user=user, council=council, role=Role.OFFICER)
    return enters(user, council)


def opened(council: Council, quarter: Period = Q4, theme: str = "leaving") -> QuarterlyReturn:
    return open_return(council=council, theme=Theme.objects.get(pk=theme), quarter=quarter, by=None)


def entry(found: QuarterlyReturn, code: str) -> Entry:
    return found.entries.get(indicator__code=code, asked=True)


def typed(one: Entry, **content: object) -> TypedEntry:
    one.refresh_from_db()
    return TypedEntry(entry_id=one.pk, revision=one.revision, **content)  # type: ignore[arg-type]


def save(found: QuarterlyReturn, by: User, *contents: tuple[Entry, dict[str, object]]) -> None:
    """Saves what somebody typed for some entries, each on top of its newest revision."""
    written = [typed(one, **content) for one, content in contents]
    save_draft(quarterly_return=found, typed=written, by=by)


def hand_over(found: QuarterlyReturn, officer: User, approver: User) -> QuarterlyReturn:
    """Submitted and signed off."""
    submit_return(quarterly_return=found, by=officer)
    return sign_off_return(quarterly_return=found, by=approver)
