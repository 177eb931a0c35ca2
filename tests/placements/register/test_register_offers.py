"""Figures of the register that the board also sees: counted by hand, offered once."""

from __future__ import annotations

import datetime as dt

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from performance.models import Indicator, Offer, Theme
from performance.services.returns import open_return
from placements.models import (
    Irregular,
    Judgement,
    MonitoringReport,
    Places,
    Recruitment,
    Return903,
    Setting,
)
from placements.registers import REGISTERS
from placements.services.opened import offer_to_opened
from placements.services.register import add_line, remove_line
from placements.services.register.figures import FUNCTIONS
from placements.services.register.offers import (
    ask_offering_register,
    offer_after_a_list,
    offer_register_figures,
    offer_register_for_build,
)
from reference.domain.periods import quarter
from reference.fixtures import fixture_rows
from reference.models import OfstedRelease, OfstedSetting
from reference.signals import public_data_changed
from reporting.models import Build
from tests.performance.returns_cast import opened, switch_on

pytestmark = pytest.mark.django_db
QUARTER = quarter(2020, 4)
HOMES_GOOD = "homes-good"
TODAY = dt.date(2021, 5, 17)


def counted(name, council):
    found = FUNCTIONS[name](council, QUARTER)
    return found and (found.numerator, found.denominator)


def test_an_empty_register_offers_nothing(nottingham):
    assert {counted(name, nottingham) for name in FUNCTIONS} == {None}


def test_foster_households_and_places_on_the_last_day(stand):
    for name, closed in (("A", None), ("B", dt.date(2021, 3, 31))):
        home = Setting.objects.create(
            provider=stand.own, name=name, kind="foster", closed_on=closed
        )
        Places.objects.create(setting=home, from_on=dt.date(2020, 1, 1), registered=2, usable=2)
    assert counted("fostering_households", stand.council) == (1, None)
    assert counted("fostering_places", stand.council) == (2, None)
    Places.objects.filter(setting__name="A").delete()
    told = FUNCTIONS["fostering_places"](stand.council, QUARTER)
    assert told.unavailable == "1 household has no places in the register on the day."


def test_a_line_of_several_households_is_so_many_and_one_of_homes_tells_of_none(stand):
    Setting.objects.create(provider=stand.own, name="A", kind="foster", homes=3)
    assert counted("fostering_households", stand.council) == (3, None)
    MonitoringReport.objects.create(setting=stand.setting, visited_on=dt.date(2021, 3, 31))
    Judgement.objects.create(setting=stand.setting, inspected_on=dt.date(2021, 3, 1), grade="good")
    assert counted("homes_good", stand.council) == (1, 1)
    Setting.objects.filter(pk=stand.setting.pk).update(homes=2)
    for name in ("homes_good", "independent_visits"):
        told = FUNCTIONS[name](stand.council, QUARTER)
        assert "stands for several homes" in told.unavailable


def test_recruitment_needs_all_three_months(nottingham):
    for month in (1, 2, 3):
        assert counted("approvals", nottingham) is None
        Recruitment.objects.create(
            council=nottingham, month=dt.date(2021, month, 1), stage="approval", households=month
        )
    assert counted("approvals", nottingham) == (6, None)


def test_homes_that_are_good_of_those_judged_by_the_day(stand):
    day = dt.date(2021, 3, 1)
    for name, grade in (("A", "good"), ("B", "inadequate"), ("C", "")):
        home = Setting.objects.create(provider=stand.own, name=name, kind="home")
        if grade:
            Judgement.objects.create(setting=home, inspected_on=day, grade=grade)
    late = Setting.objects.get(name="B")
    Judgement.objects.create(setting=late, inspected_on=dt.date(2021, 4, 1), grade="good")
    assert counted("homes_good", stand.council) == (1, 2)


def test_visits_made_of_months_due(stand):
    MonitoringReport.objects.create(setting=stand.setting, visited_on=dt.date(2021, 3, 31))
    assert counted("independent_visits", stand.council) == (1, 3)


def test_children_in_unregistered_homes_each_once(stand):
    for start in (1, 2):
        Irregular.objects.create(
            placement=stand.placement,
            kind="unregistered",
            from_on=dt.date(2021, 3, start),
            reason="None found",
        )
    assert counted("in_unregistered_homes", stand.council) == (1, None)


def test_offered_to_the_quarters_that_ended_and_the_same_again_changes_nothing(stand):
    codes = [row["indicator"] for row in fixture_rows("register_indicators.csv")]
    switch_on(stand.council, *codes)
    opened(stand.council, theme="practice")
    Judgement.objects.create(setting=stand.setting, inspected_on=dt.date(2021, 3, 1), grade="good")
    first = offer_register_figures(council=stand.council, by=None, today=TODAY)
    assert first.words == "2 figures offered for 1 quarter, 2 new, 0 changed."
    again = offer_register_figures(council=stand.council, by=None, today=TODAY)
    assert (again.new, again.changed) == (0, 0)
    assert Offer.objects.get(indicator__code="homes-good").value == 100
    early = offer_register_figures(council=stand.council, by=None, today=dt.date(2021, 3, 31))
    assert early.figures == 0


def asked(council):
    builds = Build.objects.for_council(council).order_by("pk")
    return [(one.kind, one.subject) for one in builds]


def judged(stand, by, **more):
    values = {"setting": stand.setting.pk, "inspected_on": dt.date(2021, 3, 1), "grade": "good"}
    return add_line(
        council=stand.council, register=REGISTERS["judgements"], values=values, by=by, **more
    )


def test_a_change_of_what_is_counted_has_it_offered_once_there_is_a_return(stand, commissioner):
    line = judged(stand, commissioner)
    assert asked(stand.council) == [], "no return asks for anything yet"
    switch_on(stand.council, "homes-good")
    opened(stand.council, theme="practice")
    Build.objects.all().delete()
    remove_line(council=stand.council, register=REGISTERS["judgements"], line=line, by=commissioner)
    judged(stand, commissioner)
    assert asked(stand.council) == [("register-figures", "register")], "one build for both"
    offer_register_for_build(Build.objects.get())
    assert Offer.objects.get(indicator__code="homes-good").value == 100
    assert Build.objects.get().stage.startswith("1 figure offered for 1 quarter")


def test_a_change_of_what_no_figure_is_counted_of_offers_nothing(stand, commissioner):
    opened(stand.council, theme="practice")
    Build.objects.all().delete()
    values = {
        "setting": stand.setting.pk,
        "visited_on": dt.date(2021, 3, 2),
        "by_role": "Officer",
        "summary": "",
    }
    add_line(council=stand.council, register=REGISTERS["visits"], values=values, by=commissioner)
    assert asked(stand.council) == []


def test_a_change_while_figures_are_counted_has_them_counted_again(stand, commissioner):
    opened(stand.council, theme="practice")
    Build.objects.all().delete()
    ask_offering_register(council=stand.council, by=commissioner)
    running = Build.objects.get()
    Build.objects.update(status=Build.Status.RUNNING)
    judged(stand, commissioner)
    judged_again = Build.objects.exclude(pk=running.pk).get()
    assert judged_again.subject == f"register after {running.pk}"


def test_a_return_that_is_opened_is_offered_what_register_and_returns_know(
    stand, officer, nottingham
):
    switch_on(nottingham, "homes-good")
    theme = Theme.objects.get(code="practice")
    open_return(council=nottingham, theme=theme, quarter=QUARTER, by=officer)
    assert asked(nottingham) == [("register-figures", "register")]
    Return903.objects.create(
        council=nottingham, year=2020, as_at=TODAY, loaded_at="2021-05-17T09:00Z"
    )
    open_return(council=nottingham, theme=theme, quarter=QUARTER, by=officer)
    assert len(asked(nottingham)) == 1, "it was open already"
    open_return(council=nottingham, theme=theme, quarter=quarter(2020, 3), by=officer)
    assert ("cohort-figures", "opened 2020-21-Q3") in asked(nottingham)


def test_without_a_register_nothing_of_it_is_offered_to_an_opened_return(nottingham, officer):
    offer_to_opened(council=nottingham, quarter=QUARTER, by=officer)
    assert asked(nottingham) == []


class TestAListOfOfsteds:
    """A list that has come judges a home of the register, and nobody is signed in."""

    @pytest.fixture
    def home(self, stand):
        switch_on(stand.council, HOMES_GOOD)
        theme = Indicator.objects.get(code=HOMES_GOOD, council=None).theme_id
        opened(stand.council, QUARTER, theme)
        Judgement.objects.all().delete()
        home = Setting.objects.get(pk=stand.setting.pk)
        home.provider, home.urn = stand.own, "SC000101"
        home.save()
        return home

    def comes(self, capture, *, grade, sender=OfstedRelease):
        told = {"loaded_at": timezone.now(), "rows": 1}
        release, _ = OfstedRelease.objects.get_or_create(as_at=dt.date(2021, 3, 31), defaults=told)
        says = {"overall": grade, "inspected_on": dt.date(2021, 2, 1)}
        OfstedSetting.objects.update_or_create(release=release, urn="SC000101", defaults=says)
        with capture(execute=True):
            public_data_changed.send(sender=sender)

    def test_offers_what_it_judges(self, home, django_capture_on_commit_callbacks):
        for grade, good in (("good", 1), ("inadequate", 0)):
            self.comes(django_capture_on_commit_callbacks, grade=grade)
            newest = Offer.objects.filter(indicator__code=HOMES_GOOD).latest("version")
            assert (newest.numerator, newest.denominator) == (good, 1)

    def test_other_public_data_offer_nothing(self, home, django_capture_on_commit_callbacks):
        self.comes(django_capture_on_commit_callbacks, grade="good", sender=Theme)
        assert not Offer.objects.exists()

    def test_councils_without_homes_that_ofsted_knows_are_left_alone(self, home):
        assert offer_after_a_list(today=TODAY) == ()
        Setting.objects.update(urn="")
        with CaptureQueriesContext(connection) as asked:
            assert offer_after_a_list(today=TODAY) == ()
        assert len(asked) == 1
