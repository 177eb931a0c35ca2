"""What a council makes of its measures: services' rules, and the pages by role."""

import datetime as dt
from decimal import Decimal

import pytest
from django.urls import reverse

from accounts.models import AuditEvent, Role
from performance import services
from performance.domain.vocabulary import Basis, Frequency, Polarity, Unit
from performance.models import CouncilIndicator, Indicator, Target, Theme, ThemeOfficer
from reference.domain.periods import parse
from tests.conftest import person

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _catalogue(db):
    services.load_catalogue()


def indicator(code):
    return Indicator.objects.get(code=code, council=None)


def target(council, by, code="dental-check", period="FY2020-21", low=90, high=None, **more):
    return services.set_target(
        council=council,
        indicator=indicator(code),
        from_period=parse(period),
        low=None if low is None else Decimal(low),
        high=None if high is None else Decimal(high),
        by=by,
        **more,
    )


OWN = {
    "tells": "How many went swimming.",
    "questions": ["Who did not?", "Why not?"],
    "definition": "Children who swam.",
    "numerator": "Children who swam",
    "denominator": "Children in care",
    "unit": Unit.PERCENT,
    "polarity": Polarity.HIGH,
    "frequency": Frequency.QUARTER,
    "basis": Basis.OVER_PERIOD,
    "source": "Leisure service",
}


def own(council, by, name="Children who swim", **changes):
    theme = Theme.objects.get(code="healthy")
    measure = services.OwnMeasure(theme=theme, name=name, **OWN | changes)
    return services.add_own_indicator(council=council, measure=measure, by=by)


class TestTargets:
    def test_holds_from_the_first_day_of_its_period(self, nottingham, analyst):
        made = target(nottingham, analyst, period="2020-21 Q4", low=97)
        assert (made.from_on, made.low, made.high) == (dt.date(2021, 1, 1), 97, None)
        assert AuditEvent.objects.filter(action="set_target", by=analyst).count() == 1

    def test_a_raised_target_leaves_the_old_one_in_place(self, nottingham, analyst):
        target(nottingham, analyst, low=95)
        target(nottingham, analyst, period="2020-21-Q4", low=97)
        assert list(Target.objects.order_by("from_on").values_list("low", flat=True)) == [95, 97]

    def test_the_same_day_again_replaces_and_the_same_words_again_do_nothing(
        self, nottingham, analyst
    ):
        target(nottingham, analyst, low=95)
        target(nottingham, analyst, low=96)
        target(nottingham, analyst, low=96)
        assert Target.objects.get().low == 96
        assert AuditEvent.objects.filter(action="set_target").count() == 2

    @pytest.mark.parametrize(
        ("code", "low", "high", "told"),
        [
            ("dental-check", None, 90, "Higher is better"),
            ("three-or-more-homes", 10, None, "Lower is better"),
            ("girls", 10, None, "cannot be judged"),
            ("long-term-fostering", 60, 40, "must not be above"),
            ("dental-check", None, None, "Enter the lowest value"),
            ("dental-check", 101, None, "from 0 to 100, not 101"),
            ("dental-check", -1, None, "from 0 to 100, not -1"),
            ("children-in-care-rate", 88, "1e9", "from 0 to 99,999"),
            ("dental-check", "NaN", None, "number"),
        ],
    )
    def test_a_contradiction_is_refused_in_words(self, nottingham, analyst, code, low, high, told):
        with pytest.raises(services.MeasureError, match=told):
            target(nottingham, analyst, code=code, low=low, high=high)
        assert not Target.objects.exists()

    def test_a_negative_tolerance_is_refused(self, nottingham, analyst):
        with pytest.raises(services.MeasureError, match="tolerance"):
            target(nottingham, analyst, tolerance=Decimal(-1))

    def test_equal_ends_are_one_value(self, nottingham, analyst):
        made = target(nottingham, analyst, code="children-in-care-rate", low=88, high=88)
        assert made.low == made.high == 88

    def test_removed_with_a_record(self, nottingham, analyst):
        services.remove_target(target=target(nottingham, analyst), by=analyst)
        assert not Target.objects.exists()
        event = AuditEvent.objects.get(action="remove_target")
        assert event.detail["was"]["low"] == "90"


class TestUses:
    def test_switching_on_and_off(self, nottingham, analyst):
        girls = indicator("girls")
        services.switch_measure(council=nottingham, indicator=girls, on=True, by=analyst)
        assert CouncilIndicator.objects.get(council=nottingham).on
        services.switch_measure(council=nottingham, indicator=girls, on=False, by=analyst)
        services.switch_measure(council=nottingham, indicator=girls, on=False, by=analyst)
        assert not CouncilIndicator.objects.get(council=nottingham).on
        assert AuditEvent.objects.filter(action="switch_measure").count() == 2

    def test_naming_and_taking_the_name_back(self, nottingham, analyst):
        wanted = {"council": nottingham, "indicator": indicator("girls"), "by": analyst}
        assert str(services.name_measure(name="  Our   girls ", **wanted)) == "Our girls"
        assert str(services.name_measure(name="", **wanted)) == "Girls"

    @pytest.mark.parametrize("name", ["dental check UP TO DATE", "x" * 81])
    def test_a_name_that_is_taken_or_too_long_is_refused(self, nottingham, analyst, name):
        with pytest.raises(services.MeasureError):
            services.name_measure(
                council=nottingham, indicator=indicator("girls"), name=name, by=analyst
            )

    def test_a_basis_of_its_own(self, nottingham, analyst):
        wanted = {"council": nottingham, "indicator": indicator("dental-check"), "by": analyst}
        use = services.report_on_basis(basis="not_stated", **wanted)
        assert use.usual_basis is Basis.NOT_STATED
        assert services.report_on_basis(basis="period_end", **wanted).basis == ""
        with pytest.raises(services.MeasureError, match="no basis"):
            services.report_on_basis(basis="sometimes", **wanted)

    def test_a_small_group_here_is_marked_and_recorded(self, nottingham, analyst, client_of):
        signed_in = client_of(analyst)
        sent = {"on": "on", "name": "", "basis": "", "small_cohort": "on"}
        signed_in.post(address("measure_edit", "girls"), sent)
        assert CouncilIndicator.objects.get(indicator__code="girls").small_cohort
        assert AuditEvent.objects.filter(action="mark_small_cohort", by=analyst).exists()
        assert "checked" in signed_in.get(address("measure_edit", "girls")).content.decode()
        # The catalogue's own mark is not the council's to take away.
        marked = signed_in.get(address("measure_edit", "suitable-home-17-18")).content.decode()
        assert "small group of known size" not in marked

    def test_all_or_nothing(self, nottingham, analyst):
        with pytest.raises(services.MeasureError):
            services.change_use(
                council=nottingham,
                indicator=indicator("girls"),
                on=True,
                name="Our girls",
                basis="sometimes",
                by=analyst,
            )
        assert not CouncilIndicator.objects.filter(name="Our girls").exists()

    def test_another_councils_measure_is_not_there(self, nottingham, outsider, analyst):
        theirs = own(outsider.memberships.first().council, outsider)
        with pytest.raises(services.MeasureError, match="no such measure"):
            services.switch_measure(council=nottingham, indicator=theirs, on=True, by=analyst)


class TestOwnMeasures:
    def test_is_switched_on_and_known_to_no_other_council(self, nottingham, exampleshire, analyst):
        made = own(nottingham, analyst)
        assert (made.code, made.decimals, made.full_name) == (
            "children-who-swim",
            1,
            "Children who swim",
        )
        assert nottingham.indicators.get(indicator=made).on
        assert made not in Indicator.objects.known_to(exampleshire)

    @pytest.mark.parametrize(
        ("name", "code"), [("Dental check", "dental-check-2"), ("Add", "add-2"), ("Ω", "measure")]
    )
    def test_its_code_is_like_no_other_that_the_council_knows(
        self, nottingham, analyst, name, code
    ):
        assert own(nottingham, analyst, name=name).code == code

    def test_a_name_that_is_taken_is_refused(self, nottingham, analyst):
        with pytest.raises(services.MeasureError, match="already called"):
            own(nottingham, analyst, name="dental check up to date")

    def test_a_share_says_of_what(self, nottingham, analyst):
        with pytest.raises(services.MeasureError, match="divided by"):
            own(nottingham, analyst, denominator="")


class TestBreaks:
    def make(self, council, by, **changes):
        wanted = {
            "council": council,
            "indicator": indicator("went-missing"),
            "from_period": parse("2023-24"),
            "kind": "source",
            "reason": "New system",
            "by": by,
        }
        return services.break_series(**wanted | changes)

    def test_begins_on_the_first_day_of_its_period(self, nottingham, analyst):
        assert self.make(nottingham, analyst).from_on == dt.date(2023, 4, 1)

    @pytest.mark.parametrize("changes", [{"reason": "  "}, {"kind": "whim"}])
    def test_needs_a_reason_and_a_kind(self, nottingham, analyst, changes):
        with pytest.raises(services.MeasureError):
            self.make(nottingham, analyst, **changes)

    def test_two_on_one_day_are_refused_and_one_can_be_removed(self, nottingham, analyst):
        made = self.make(nottingham, analyst)
        with pytest.raises(services.MeasureError, match="already"):
            self.make(nottingham, analyst)
        services.remove_break(series_break=made, by=analyst)
        self.make(nottingham, analyst)


class TestThemes:
    def test_replaces_what_the_officer_had(self, nottingham, officer, administrator):
        seen, healthy = Theme.objects.filter(code__in=["seen", "healthy"])
        wanted = {"council": nottingham, "user": officer, "by": administrator}
        services.assign_themes(themes=[seen], **wanted)
        services.assign_themes(themes=[healthy], **wanted)
        services.assign_themes(themes=[healthy], **wanted)
        assert [link.theme for link in ThemeOfficer.objects.all()] == [healthy]
        assert AuditEvent.objects.filter(action="assign_themes").count() == 2

    def test_only_officers_have_themes(self, nottingham, councillor, administrator):
        with pytest.raises(services.MeasureError, match="no officer"):
            services.assign_themes(council=nottingham, user=councillor, themes=[], by=administrator)


PAGES = [
    ("measure_list", []),
    ("measure_add", []),
    ("measure_edit", ["dental-check"]),
    ("target_add", ["dental-check"]),
    ("break_add", ["dental-check"]),
    ("theme_officers", []),
]


def address(name, *args, council="nottingham"):
    return reverse(f"performance:{name}", args=[council, *args])


class TestPages:
    @pytest.mark.parametrize(("name", "args"), PAGES)
    def test_for_analysts_and_administrators_only(
        self, client, client_of, analyst, administrator, councillor, officer, outsider, name, args
    ):
        page = address(name, *args)
        assert client.get(page).status_code == 302
        assert client_of(outsider).get(page).status_code == 404
        for user in (councillor, officer):
            assert client_of(user).get(page).status_code == 403
        for user in (analyst, administrator):
            assert client_of(user).get(page).status_code == 200

    def test_definitions_are_for_every_member(self, client_of, councillor, outsider, nottingham):
        services.switch_on_catalogue(council=nottingham, by=None, codes=["dental-check"])
        page = client_of(councillor).get(address("definitions")).content.decode()
        assert '<h3 id="dental-check">Dental check up to date</h3>' in page
        assert "Had their teeth checked by a dentist, as the Department" in page
        assert client_of(outsider).get(address("definitions")).status_code == 404

    def test_the_list_needs_few_queries_whatever_is_on(
        self, client_of, analyst, nottingham, django_assert_max_num_queries
    ):
        services.switch_on_catalogue(council=nottingham, by=None)
        signed_in = client_of(analyst)
        with django_assert_max_num_queries(12):
            signed_in.get(address("measure_list"))

    def test_many_are_switched_at_once_and_those_not_shown_stay(
        self, client_of, analyst, nottingham, exampleshire
    ):
        services.switch_on_catalogue(council=nottingham, by=None, codes=["girls", "dental-check"])
        theirs = own(exampleshire, None)
        page = client_of(analyst)
        html = page.get(address("measure_list")).content.decode()
        assert 'id="on-girls" name="on" value="girls" checked' in html
        shown = ["girls", "health-assessment", "visits-on-time", theirs.code]
        sent = {"shown": shown, "on": ["health-assessment", "visits-on-time", theirs.code]}
        answer = page.post(address("measure_list"), sent, follow=True)
        assert "3 measures were switched." in answer.content.decode()
        on = nottingham.indicators.filter(on=True).values_list("indicator__code", flat=True)
        assert sorted(on) == ["dental-check", "health-assessment", "visits-on-time"]
        event = AuditEvent.objects.get(action="switch_measures")
        assert event.detail["switched_off"] == ["girls"]
        assert sorted(event.detail["switched_on"]) == ["health-assessment", "visits-on-time"]
        page.post(address("measure_list"), sent)
        assert AuditEvent.objects.filter(action="switch_measures").count() == 1

    def test_saving_a_measure(self, client_of, analyst, nottingham):
        sent = {"on": "on", "name": "Teeth", "basis": "average"}
        answer = client_of(analyst).post(address("measure_edit", "dental-check"), sent)
        assert answer.status_code == 302
        use = nottingham.indicators.get()
        assert (use.on, use.name, use.basis) == (True, "Teeth", "average")

    def test_a_refusal_stands_beside_its_field(self, client_of, analyst, nottingham):
        sent = {"name": "Girls"}
        page = client_of(analyst).post(address("measure_edit", "dental-check"), sent)
        assert page.context["form"].errors["name"] == [
            "Another measure is already called “Girls”. Choose another name."
        ]
        assert "Error: " in page.content.decode()

    @pytest.mark.parametrize(
        "sent",
        [
            {},
            {"from_period": "soon", "low": "90", "tolerance": "5"},
            {"from_period": "2020-21", "low": "ninety", "tolerance": "5"},
            {"from_period": "2020-21", "low": "NaN", "tolerance": "5"},
            {"from_period": "2020-21", "high": "90", "tolerance": "5"},
            {"from_period": "2020-21", "low": "101", "tolerance": "5"},
            {"from_period": "9999-00", "low": "90", "tolerance": "5"},
            {"from_period": "2020-21", "low": "90", "tolerance": "-1"},
        ],
    )
    def test_a_wrong_target_is_answered_with_words(self, client_of, analyst, sent):
        page = client_of(analyst).post(address("target_add", "dental-check"), sent)
        assert page.status_code == 200
        assert "There is a problem" in page.content.decode()
        assert not Target.objects.exists()

    def test_a_target_comes_and_goes(self, client_of, analyst, nottingham):
        signed_in = client_of(analyst)
        sent = {"from_period": "Q4 2020-21", "low": "97", "tolerance": "5", "note": "Raised"}
        signed_in.post(address("target_add", "dental-check"), sent)
        made = Target.objects.get()
        assert "Raised" in signed_in.get(address("measure_edit", "dental-check")).content.decode()
        page = address("target_remove", "dental-check", made.pk)
        assert "Remove the target from 1 January 2021?" in signed_in.get(page).content.decode()
        assert Target.objects.exists()
        signed_in.post(page)
        assert not Target.objects.exists()

    def test_another_councils_target_and_measure_are_not_there(
        self, client_of, analyst, exampleshire, outsider
    ):
        theirs = target(exampleshire, outsider)
        page = address("target_remove", "dental-check", theirs.pk)
        assert client_of(analyst).post(page).status_code == 404
        measure = own(exampleshire, outsider)
        assert client_of(analyst).get(address("measure_edit", measure.code)).status_code == 404
        assert "swim" not in client_of(analyst).get(address("measure_list")).content.decode()

    def test_a_break_comes_and_goes(self, client_of, analyst, nottingham):
        signed_in = client_of(analyst)
        sent = {"from_period": "2020-21", "kind": "source", "reason": "New <b>system</b>"}
        signed_in.post(address("break_add", "dental-check"), sent)
        made = nottingham.series_breaks.get()
        page = signed_in.get(address("measure_edit", "dental-check")).content.decode()
        assert "New &lt;b&gt;system&lt;/b&gt;" in page
        again = signed_in.post(address("break_add", "dental-check"), sent)
        assert "already" in str(again.context["form"].errors["from_period"])
        signed_in.post(address("break_remove", "dental-check", made.pk))
        assert not nottingham.series_breaks.exists()

    def test_adding_a_measure_of_ones_own(self, client_of, analyst, nottingham):
        signed_in = client_of(analyst)
        empty = signed_in.post(address("measure_add"), {})
        assert "Enter a name" in empty.content.decode()
        words = OWN | {"theme": "healthy", "name": "Children who swim", "counts_people": "on"}
        first, second = words.pop("questions")
        sent = words | {"question_1": first, "question_2": second}
        assert signed_in.post(address("measure_add"), sent).status_code == 302
        assert nottingham.own_indicators.get().questions == [first, second]

    def test_an_officers_themes(self, client_of, administrator, officer, councillor, nottingham):
        signed_in = client_of(administrator)
        page = address("officer_themes", officer.pk)
        assert signed_in.post(page, {"themes": ["seen", "learning"]}).status_code == 302
        listed = signed_in.get(address("theme_officers")).content.decode()
        assert "Seen, heard and planned for; Learning" in listed
        assert signed_in.post(page, {"themes": ["happy"]}).status_code == 200
        assert signed_in.get(address("officer_themes", councillor.pk)).status_code == 404

    def test_a_person_of_two_councils_keeps_their_themes_apart(
        self, client_of, administrator, nottingham, exampleshire
    ):
        both = person(nottingham, Role.OFFICER, name="Officer of two")
        both.memberships.create(council=exampleshire, role=Role.OFFICER)
        healthy = Theme.objects.get(code="healthy")
        services.assign_themes(council=exampleshire, user=both, themes=[healthy], by=None)
        page = client_of(administrator).get(address("officer_themes", both.pk))
        assert page.context["form"].initial["themes"] == []
