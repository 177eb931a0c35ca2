"""A view's markup is that of its page's day, council and audience, also where it is kept."""

from __future__ import annotations

import datetime as dt
from types import SimpleNamespace

from placements.dashboards.homes import HomesView
from placements.templatetags.homes import home_view
from reporting.models import Audience

VIEW = HomesView("week", "A week", sentence="It costs.", head=("Kind", "£"), rows=(("Home", "1"),))


def drawn(view=VIEW, day=dt.date(2021, 3, 31), slug="nottingham", audience=Audience.BOARD):
    council = SimpleNamespace(slug=slug, colour="#53284f")
    return home_view(view, SimpleNamespace(council=council, day=day, audience=audience))


def test_a_view_is_drawn_for_its_page():
    assert "/nottingham/homes/figures/week.csv?as_at=2021-03-31&amp;audience=board" in drawn()
    assert "as_at=2020-03-31" in drawn(day=dt.date(2020, 3, 31))
    assert "/exampleshire/homes/" in drawn(slug="exampleshire")
    assert "audience=public" in drawn(audience=Audience.PUBLIC)
    assert "<td" in drawn()
    assert drawn(VIEW.titled("Dearer & dearer")).count("Dearer &amp; dearer") == 3
    assert drawn() is drawn()
