"""A council's own rules: set in the browser, used wherever figures are judged and asked for."""

from decimal import Decimal

import pytest

from accounts.models import AuditEvent
from performance import services
from performance.council_rules import rules_of
from performance.dashboards.quarter import quarter_dashboard
from performance.domain.change import Verdict
from performance.domain.reporting_rules import DEFAULT_RULES
from performance.measures import measures_of
from performance.models import Figure, ReportingRules
from performance.packs import quarterly_pack
from performance.packs.rendering import pack_html
from performance.rows import measure_row
from performance.services.returns import save_draft, sign_off_return, submit_return
from reference.domain.periods import Term, parse
from tests.performance.figures import a_figure, indicator
from tests.performance.returns_cast import Q4, enters, entry, opened, switch_on, typed

PAGE = "/nottingham/measures/rules/"
PLAN = "education-plan"
Q1 = parse("2021-22-Q1")
SENT = {
    "tolerance": "3",
    "small_group": "20",
    "surprise_points": "7.5",
    "autumn_start": "3 September",
    "autumn_end": "20/12",
    "spring_start": "6 Jan",
    "spring_end": "9 April",
    "summer_start": "24 April",
    "summer_end": "22 July",
}


def test_a_council_without_rules_has_the_defaults(nottingham):
    rules = rules_of(nottingham)
    assert rules == DEFAULT_RULES
    assert (rules.tolerance, rules.small_group, rules.surprise_points) == (5, 30, 10)


def test_an_analyst_sets_them_and_the_page_shows_what_holds(client_of, analyst, nottingham):
    page = client_of(analyst)
    html = page.get(PAGE).content.decode()
    assert 'value="1 September"' in html
    assert page.post(PAGE, SENT).status_code == 302
    rules = rules_of(ReportingRules.objects.get().council)
    assert (rules.tolerance, rules.small_group) == (3, 20)
    assert rules.surprise_points == Decimal("7.5")
    assert rules.terms[Term.SPRING] == (1, 6, 4, 9, 1)
    html = page.get(PAGE).content.decode()
    assert 'value="9 April"' in html
    assert 'value="7.5"' in html
    page.post(PAGE, SENT)
    event = AuditEvent.objects.get(action="set_rules")
    assert event.by == analyst
    assert (event.detail["was"]["small_group"], event.detail["now"]["small_group"]) == (30, 20)


@pytest.mark.parametrize(
    ("field", "typed_in", "told"),
    [
        ("tolerance", "-1", "greater than or equal to 0"),
        ("tolerance", "51", "less than or equal to 50"),
        ("small_group", "0", "greater than or equal to 1"),
        ("surprise_points", "many", "Enter a number"),
        ("autumn_start", "29 February", "Enter a day and a month of every year"),
        ("spring_end", "1 January", "The spring term must end after it begins"),
        ("summer_start", "9 April", "The summer term must begin after the spring term ends"),
        ("summer_end", "", "required"),
    ],
)
def test_what_cannot_be_is_refused_beside_its_field(
    client_of, administrator, nottingham, field, typed_in, told
):
    answer = client_of(administrator).post(PAGE, SENT | {field: typed_in})
    assert told in " ".join(answer.context["form"].errors[field])
    assert not ReportingRules.objects.exists()


def test_only_who_looks_after_measures_may(client_of, officer, councillor, outsider, nottingham):
    for user, status in ((officer, 403), (councillor, 403), (outsider, 404)):
        assert client_of(user).post(PAGE, SENT).status_code == status
    assert not ReportingRules.objects.exists()


def test_the_small_group_and_its_words(nottingham):
    for period, of in (("2020-21-Q3", (15, 25)), (Q4.key, (20, 25))):
        a_figure(nottingham, "health-assessment", period, of=of, quarter=period)
    assert measure_row(measures_of(nottingham)[0], Q4, {}).change.verdict is Verdict.SMALL_GROUP
    services.set_rules(council=nottingham, by=None, small_group=25)
    assert measure_row(measures_of(nottingham)[0], Q4, {}).change.verdict is not (
        Verdict.SMALL_GROUP
    )
    board = quarter_dashboard(nottingham, Q4)
    assert board.rules.small_group == 25
    html = pack_html(quarterly_pack(nottingham, Q4, "board"), "edition")
    assert "Groups of fewer than 25" in html


def test_a_new_target_takes_the_councils_tolerance_an_old_one_keeps_its_own(
    client_of, analyst, nottingham
):
    given = {"council": nottingham, "indicator": indicator("dental-check"), "by": analyst}
    old = services.set_target(from_period=parse("2019-20"), low=Decimal(80), high=None, **given)
    services.set_rules(council=nottingham, by=analyst, tolerance=Decimal(3))
    new = services.set_target(from_period=parse("2020-21"), low=Decimal(90), high=None, **given)
    old.refresh_from_db()
    assert (old.tolerance, new.tolerance) == (5, 3)
    html = client_of(analyst).get("/nottingham/measures/dental-check/targets/add/").content
    assert 'name="tolerance" value="3"' in html.decode()


def test_term_dates_move_what_falls_due_and_the_days_of_figures(nottingham, officer, approver):
    switch_on(nottingham, PLAN)
    enters(officer, nottingham, "learning")
    services.set_rules(council=nottingham, by=None, spring_end="9 April", summer_start="24 April")
    learning = opened(nottingham, Q1, "learning")
    one = entry(learning, PLAN)
    assert one.period == "2020-21-spring"
    save_draft(quarterly_return=learning, typed=[typed(one, mode="value", value="80")], by=officer)
    submit_return(quarterly_return=learning, by=officer)
    sign_off_return(quarterly_return=learning, by=approver)
    figure = Figure.objects.get()
    assert (str(figure.starts_on), str(figure.ends_on)) == ("2021-01-01", "2021-04-09")
    (measure,) = measures_of(nottingham)
    assert measure_row(measure, Q1, {}).held is not None
    assert measure_row(measure, Q4, {}).held is None


def test_moving_the_terms_moves_no_figure_that_is_signed_off(nottingham):
    a_figure(nottingham, PLAN, "2020-21-spring", of=(80, 100))
    services.set_rules(council=nottingham, by=None, spring_end="9 April", summer_start="24 April")
    (measure,) = measures_of(nottingham)
    assert measure_row(measure, Q4, {}).held is not None


def test_rules_of_one_council_are_not_anothers(nottingham, exampleshire):
    services.set_rules(council=exampleshire, by=None, small_group=10)
    assert rules_of(nottingham) == DEFAULT_RULES


class TestTheRuleOfAMeasure:
    CODE = "within-own-radius"

    def test_it_is_stated_and_printed_under_the_definition(
        self, client_of, analyst, councillor, nottingham
    ):
        a_figure(nottingham, self.CODE, Q4.key, "85")
        sent = {"on": "on", "name": "", "basis": "", "rule": " 20 miles of the  city centre "}
        client_of(analyst).post(f"/nottingham/measures/{self.CODE}/", sent)
        assert nottingham.indicators.get().rule == "20 miles of the city centre"
        html = client_of(councillor).get("/nottingham/definitions/").content.decode()
        assert "<dt>Rule used</dt><dd>20 miles of the city centre</dd>" in html
        html = pack_html(quarterly_pack(nottingham, Q4, "public"), "edition")
        assert "Rule used: 20 miles of the city centre." in html

    def test_one_that_is_too_long_is_refused(self, nottingham, analyst):
        with pytest.raises(services.MeasureError, match="240"):
            services.state_rule(
                council=nottingham,
                indicator=indicator(self.CODE),
                rule="x" * 241,
                by=analyst,
            )
