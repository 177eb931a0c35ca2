"""From loaded returns to the form of a quarterly return: offered, taken, signed off, corrected."""

from __future__ import annotations

import hashlib
import io
import re

import pytest
from django.core.management import CommandError, call_command
from django.test import TestCase
from django.urls import reverse

from accounts.models import AuditEvent
from performance.models import Figure, Offer
from performance.services.returns import use_offers
from placements.models import Intake, Return903
from placements.services import load_returns, offer_cohort_figures
from placements.services.offering import files_of
from reporting.models import Build
from tests.performance.returns_cast import (
    Q3,
    Q4,
    enters,
    entry,
    hand_over,
    opened,
    save,
    switch_on,
)

from .returns import AWAY, HOME, episodes, header, year_one, year_two
from .test_return_pages import PAGE, send

pytestmark = pytest.mark.django_db

HOMES, LONG, INSIDE = "three-or-more-homes", "same-home-two-years", "inside-our-area"
REVIEWS, STOCK = "reviews-on-time", "children-in-care"


def load(council, files):
    load_returns(council=council, sources=files, by=None)


def corrected():
    """2020-21 again: the third child was never in care."""
    return [
        ("2020-header.csv", header("A1,1,02/05/2010,WBRI,X1,,")),
        (
            "2020-episodes.csv",
            episodes(
                f"A1,10/06/2019,S,C2,N1,U6,PR1,01/09/2020,X1,CARPL,{HOME},{AWAY},1234567",
                f"A1,01/09/2020,P,C2,N1,K2,PR4,,,,{HOME},{HOME},",
            ),
        ),
    ]


@pytest.fixture
def council(nottingham, officer):
    """Three measures of one theme, and the return of the fourth quarter."""
    switch_on(nottingham, HOMES, LONG, INSIDE)
    enters(officer, nottingham, "settled")
    opened(nottingham, Q4, "settled")
    return nottingham


@pytest.fixture
def loaded(council, two_years):
    load(council, two_years)
    return council


def shown(client, name, *of):
    return client.get(reverse(f"performance:{name}", args=["nottingham", *of])).content.decode()


def offered(code, period=Q4):
    return Offer.objects.current().get(indicator__code=code, period=period.key)


class TestWhatIsOffered:
    def test_figures_of_the_measures_that_are_switched_on(self, loaded):
        told = offer_cohort_figures(council=loaded, by=None)
        # 30 months are more than two returns hold: the third measure is not offered at all.
        assert (told.figures, told.quarters, told.new, told.changed) == (2, 1, 2, 0)
        assert told.words == "2 figures offered for 1 quarter, 2 new, 0 changed"
        one = offered(INSIDE)
        # Two children in care on 31 March 2021; nobody knows where one of them lives.
        assert one.denominator == 2
        assert one.source == "903 return"
        assert one.as_at == Q4.ends_on
        assert one.rule_version == "1"
        assert one.completeness.startswith("1 of 2 has")
        homes = offered(HOMES)
        assert (homes.numerator, homes.denominator, homes.basis) == (0, 2, "rolling_12")

    def test_the_same_again_changes_nothing(self, loaded):
        offer_cohort_figures(council=loaded, by=None)
        before = list(Offer.objects.values_list("pk", flat=True))
        events = AuditEvent.objects.count()
        told = offer_cohort_figures(council=loaded, by=None)
        assert (told.figures, told.new, told.changed) == (2, 0, 0)
        assert list(Offer.objects.values_list("pk", flat=True)) == before
        assert AuditEvent.objects.count() == events

    def test_quarters_that_have_a_return_or_a_figure_and_no_others(self, loaded):
        opened(loaded, Q3, "settled")
        assert offer_cohort_figures(council=loaded, by=None).quarters == 2
        assert set(Offer.objects.values_list("period", flat=True)) == {Q3.key, Q4.key}
        assert offer_cohort_figures(council=loaded, by=None, quarters=1).quarters == 1

    def test_a_quarter_that_no_return_holds_gets_nothing(self, council):
        load(council, year_one())
        told = offer_cohort_figures(council=council, by=None)
        assert told.figures == 0
        assert told.words.startswith("No figure is offered")
        assert not Offer.objects.exists()

    def test_twelve_months_are_not_called_a_quarter(self, loaded, officer, client_of):
        """The return asks for the quarter's reviews. The twelve months' stand on the page of
        computed figures as what they are, and never in the form.
        """
        switch_on(loaded, REVIEWS)
        found = opened(loaded, Q4, "seen")
        enters(officer, loaded, "seen")
        offer_cohort_figures(council=loaded, by=None)
        assert entry(found, REVIEWS).basis == "over_period"
        assert offered(REVIEWS).basis == "rolling_12"
        client = client_of(officer)
        assert "From the 903 return" not in shown(client, "return_enter", Q4.key, "seen")
        assert "rolling 12 months" in shown(client, "offer_list", Q4.key)

    def test_the_twelve_months_to_march_are_the_years_outturn(self, loaded):
        switch_on(loaded, "took-part-in-review")
        offer_cohort_figures(council=loaded, by=None)
        found = Offer.objects.filter(indicator__code="took-part-in-review")
        assert {(one.period, one.basis) for one in found} == {
            ("2020-21-Q4", "rolling_12"),
            ("FY2020-21", "outturn"),
        }

    def test_nobody_to_count_is_said_and_no_other_gap_is(self, loaded):
        switch_on(loaded, REVIEWS, "dental-check", "left-by-adoption")
        offer_cohort_figures(council=loaded, by=None)
        gone = offered("left-by-adoption")
        assert gone.value is None
        assert "nobody" in gone.unavailable_reason
        assert not Offer.objects.filter(indicator__code=LONG).exists()

    def test_files_of_the_returns_with_their_checksums(self, loaded):
        offer_cohort_figures(council=loaded, by=None)
        lines = sorted(f"{hashlib.sha256(data).hexdigest()}  {name}\n" for name, data in year_two())
        together = hashlib.sha256("".join(lines).encode()).hexdigest()
        # A figure of a day rests on the return of the day and on later ones.
        assert offered(INSIDE).files == [["2020-21, 2 files", together]]
        held = Return903.objects.get(year=2020)
        held.files = {"episodes": ["all.xlsx", "a" * 64], "header": ["all.xlsx", "a" * 64]}
        assert [(one.name, one.sha256) for one in files_of(held)] == [("all.xlsx", "a" * 64)]
        held.files = {}
        assert files_of(held) == ()


class TestIntoTheReturn:
    def test_the_form_shows_it_and_what_is_taken_is_computed(
        self, loaded, officer, approver, client_of
    ):
        offer_cohort_figures(council=loaded, by=None)
        found = loaded.returns.get(theme="settled")
        page = shown(client_of(officer), "return_enter", Q4.key, "settled")
        assert re.findall(r"From the 903 return: ([^<]*)<", page) == [
            "0 of 2 = 0%",
            "1 of 2 = 50%",
        ]
        assert not re.search(r"cohort/(figures|children|groups)", page)
        wanted = {entry(found, HOMES).pk: offered(HOMES).pk}
        use_offers(quarterly_return=found, seen=wanted, by=officer)
        missing = {"mode": "unavailable", "unavailable_reason": "Not counted"}
        save(found, officer, *((entry(found, code), missing) for code in (LONG, INSIDE)))
        hand_over(found, officer, approver)
        figure = Figure.objects.get(indicator__code=HOMES)
        assert (figure.source, figure.numerator, figure.denominator) == ("computed", 0, 2)

    def test_a_corrected_return_changes_the_offer(self, loaded):
        offer_cohort_figures(council=loaded, by=None)
        load(loaded, corrected())
        told = offer_cohort_figures(council=loaded, by=None)
        assert (told.new, told.changed) == (0, 2)
        assert told.words == "2 figures offered for 1 quarter, 0 new, 2 changed"
        one = offered(INSIDE)
        assert (one.version, one.numerator, one.denominator) == (2, 1, 1)

    def test_other_files_with_the_same_numbers_are_not_told_as_changed(self, loaded):
        offer_cohort_figures(council=loaded, by=None)
        again = [(name, data.replace(b"WBRI", b"WIRI")) for name, data in year_two()]
        load(loaded, again)
        told = offer_cohort_figures(council=loaded, by=None)
        assert told.changed == 0
        assert offered(INSIDE).version == 2

    def test_a_number_that_can_be_had_no_more_is_taken_back(self, loaded):
        opened(loaded, Q3, "settled")
        offer_cohort_figures(council=loaded, by=None)
        assert offered(HOMES, Q3).value == 0
        # The twelve months to December begin in the year before.
        Return903.objects.get(year=2019).delete()
        assert offer_cohort_figures(council=loaded, by=None).changed == 1
        gone = offered(HOMES, Q3)
        assert (gone.version, gone.value) == (2, None)
        assert gone.unavailable_reason.startswith("It needs every day from 1 January 2020")


class TestWhoIsBehind:
    def test_an_analyst_is_led_to_the_children_and_an_officer_is_not(
        self, loaded, analyst, officer, client_of
    ):
        offer_cohort_figures(council=loaded, by=None)
        behind = f"/nottingham/cohort/figures/{INSIDE}/?as_at=2021-03-31"
        assert behind in shown(client_of(analyst), "offer_list", Q4.key)
        assert client_of(analyst).get(f"{behind}&side=whole").status_code == 200
        assert "cohort/figures" not in shown(client_of(officer), "offer_list", Q4.key)
        assert client_of(officer).get(behind).status_code == 403


class TestOccasions:
    def test_accepting_a_return_offers_its_figures(self, council, analyst, client_of):
        client = client_of(analyst)
        send(client, [*year_one(), *year_two()])
        intake = Intake.objects.get()
        with TestCase.captureOnCommitCallbacks(execute=True):
            client.post(f"{PAGE}{intake.pk}/accept/")
        assert offered(INSIDE).offered_by == analyst
        page = client.get(PAGE).content.decode()
        assert "2 figures offered for 1 quarter, 2 new, 0 changed." in page
        assert reverse("performance:offer_list", args=["nottingham", Q4.key]) in page
        assert hashlib.sha256(year_two()[0][1]).hexdigest() in page

    def test_the_button_offers_them_again(self, loaded, analyst, client_of):
        client = client_of(analyst)
        assert "Offer the figures again" in client.get(PAGE).content.decode()
        with TestCase.captureOnCommitCallbacks(execute=True):
            client.post(f"{PAGE}offer/")
        assert "2 figures offered for 1 quarter" in client.get(PAGE).content.decode()
        assert Build.objects.get(kind="cohort-figures").status == "done"

    def test_only_analysts_press_it(self, loaded, client_of, officer, administrator):
        for person in (officer, administrator):
            assert client_of(person).post(f"{PAGE}offer/").status_code == 403
        assert not Build.objects.exists()

    def test_the_commands(self, council, tmp_path):
        for name, data in (*year_one(), *year_two()):
            (tmp_path / name).write_bytes(data)
        out = io.StringIO()
        paths = [str(tmp_path / name) for name, _ in (*year_one(), *year_two())]
        call_command("import_903", *paths, council="nottingham", stdout=out, stderr=io.StringIO())
        assert "2 figures offered for 1 quarter, 2 new, 0 changed.\n" in out.getvalue()
        out = io.StringIO()
        call_command("offer_cohort_figures", council="nottingham", stdout=out)
        assert out.getvalue() == "2 figures offered for 1 quarter, 0 new, 0 changed.\n"
        with pytest.raises(CommandError, match="1 quarter or more"):
            call_command("offer_cohort_figures", council="nottingham", quarters=0)
