"""A council's own measures: changed, locked once figures hang on them, removed while unused."""

from decimal import Decimal

import pytest
from django.urls import reverse

from accounts.models import AuditEvent
from performance import services
from performance.domain.vocabulary import Basis, Frequency, Polarity, Unit
from performance.models import Entry, Figure, Indicator, Target, Theme
from performance.services.returns import save_draft
from reference.domain.periods import parse
from reference.models import PublishedSeries
from tests.performance.figures import NOON, a_return
from tests.performance.returns_cast import Q4, enters, opened, typed

WORDS = {
    "name": "Children who swim",
    "tells": "How many went swimming.",
    "question_1": "Who did not?",
    "question_2": "Why not?",
    "definition": "Children who swam.",
    "numerator": "Children who swam",
    "denominator": "Children in care",
    "source": "Leisure service",
}
SENT = WORDS | {
    "theme": "healthy",
    "unit": "percent",
    "polarity": "high",
    "frequency": "quarter",
    "basis": "over_period",
    "counts_people": "on",
    "decimals": "0",
    "partition": "sport",
    "principles": ["1", "5"],
}


def measure(**changes):
    words = {k: v for k, v in WORDS.items() if not k.startswith("question")}
    fields = {
        "theme": Theme.objects.get(pk="healthy"),
        "questions": ["Who did not?", "Why not?"],
        "unit": Unit.PERCENT,
        "polarity": Polarity.HIGH,
        "frequency": Frequency.QUARTER,
        "basis": Basis.OVER_PERIOD,
    }
    return services.OwnMeasure(**words | fields | changes)


@pytest.fixture
def swim(nottingham, analyst):
    return services.add_own_indicator(council=nottingham, measure=measure(), by=analyst)


def change(swim, by=None, **changes):
    return services.change_own_indicator(
        council=swim.council, indicator=swim, measure=measure(**changes), by=by
    )


def a_figure_of(indicator):
    return Figure.objects.create(
        council=indicator.council,
        area=indicator.council.area,
        indicator=indicator,
        period=Q4.key,
        starts_on=Q4.starts_on,
        ends_on=Q4.ends_on,
        basis="over_period",
        version=1,
        value=Decimal(80),
        source="entered",
        standing="final",
        reported_in=a_return(indicator.council, "healthy", Q4.key),
        entered_at=NOON,
        signed_at=NOON,
    )


def address(name, code="children-who-swim"):
    return reverse(f"performance:{name}", args=["nottingham", code])


class TestNames:
    @pytest.mark.parametrize("name", ["Children  who swim", " children WHO\tswim "])
    def test_spaces_and_case_make_no_other_name(self, nottingham, swim, name):
        with pytest.raises(services.MeasureError, match="already called"):
            services.add_own_indicator(council=nottingham, measure=measure(name=name), by=None)

    def test_nor_beside_a_name_of_the_catalogue_or_the_councils_own(self, nottingham, swim):
        with pytest.raises(services.MeasureError, match="already called"):
            change(swim, name="Dental  check up to date")
        girls = Indicator.objects.get(code="girls", council=None)
        services.name_measure(council=nottingham, indicator=girls, name="Our girls", by=None)
        with pytest.raises(services.MeasureError, match="already called"):
            change(swim, name="our  girls")

    def test_spaces_between_words_are_one(self, nottingham):
        made = services.add_own_indicator(
            council=nottingham, measure=measure(name=" Swims   well "), by=None
        )
        assert (made.name, made.code) == ("Swims well", "swims-well")


class TestChanging:
    def test_words_and_all_the_rest_while_no_figure_is_held(self, swim, analyst):
        series = PublishedSeries.objects.filter(unit="percent").first()
        change(
            swim,
            analyst,
            name="Swimmers",
            unit=Unit.PERCENT,
            decimals=0,
            partition="sport",
            principles=[5, 1],
            published=series,
            counts_people=False,
        )
        swim.refresh_from_db()
        assert (swim.name, swim.full_name, swim.code) == (
            "Swimmers",
            "Swimmers",
            "children-who-swim",
        )
        assert (swim.decimals, swim.partition, swim.principles) == (0, "sport", [1, 5])
        assert (swim.published, swim.counts_people) == (series, False)
        event = AuditEvent.objects.get(action="change_own_indicator")
        assert (event.by, event.detail["was"]["name"]) == (analyst, "Children who swim")
        change(swim, analyst, **event_free(swim))
        assert AuditEvent.objects.filter(action="change_own_indicator").count() == 1

    @pytest.mark.parametrize(
        "changes",
        [
            {"unit": Unit.COUNT},
            {"polarity": Polarity.LOW},
            {"frequency": Frequency.MONTH},
            {"decimals": 2},
            {"counts_people": False},
            {"partition": "sport"},
        ],
    )
    def test_with_a_figure_only_words(self, swim, changes):
        a_figure_of(swim)
        with pytest.raises(services.MeasureError, match="old figures keep their meaning"):
            change(swim, **changes)
        change(swim, name="Swimmers", definition="Other words.", small_cohort=True)
        swim.refresh_from_db()
        assert (swim.name, swim.definition) == ("Swimmers", "Other words.")

    def test_what_somebody_typed_locks_it_too_and_an_empty_box_goes(
        self, nottingham, officer, swim
    ):
        enters(officer, nottingham, "healthy")
        healthy = opened(nottingham, Q4, "healthy")
        change(swim, frequency=Frequency.MONTH)
        assert not Entry.objects.filter(indicator=swim).exists()
        assert services.ask_again(quarterly_return=healthy) == 3
        one = Entry.objects.filter(indicator=swim).first()
        written = typed(one, mode="value", value="80")
        save_draft(quarterly_return=healthy, typed=[written], by=officer)
        with pytest.raises(services.MeasureError, match="old figures"):
            change(swim, frequency=Frequency.QUARTER)

    def test_the_catalogue_and_other_councils_are_not_changed(self, exampleshire, swim):
        girls = Indicator.objects.get(code="girls", council=None)
        for council, indicator in ((swim.council, girls), (exampleshire, swim)):
            with pytest.raises(services.MeasureError, match="own"):
                services.change_own_indicator(
                    council=council, indicator=indicator, measure=measure(), by=None
                )
            with pytest.raises(services.MeasureError, match="own"):
                services.remove_own_indicator(council=council, indicator=indicator, by=None)

    def test_a_published_statistic_in_another_unit_is_refused(self, swim):
        series = PublishedSeries.objects.exclude(unit="percent").first()
        with pytest.raises(services.MeasureError, match="another unit"):
            change(swim, published=series)


def event_free(swim):
    """What was last saved, said again: nothing to record."""
    return {
        "name": swim.name,
        "decimals": swim.decimals,
        "partition": swim.partition,
        "principles": swim.principles,
        "published": swim.published,
        "counts_people": swim.counts_people,
    }


class TestRemoving:
    def test_an_unused_one_goes_with_its_targets(self, nottingham, analyst, swim):
        services.set_target(
            council=nottingham,
            indicator=swim,
            from_period=parse("2020-21"),
            low=Decimal(80),
            high=None,
            by=analyst,
        )
        opened(nottingham, Q4, "healthy")
        services.remove_own_indicator(council=nottingham, indicator=swim, by=analyst)
        assert not Indicator.objects.filter(council=nottingham).exists()
        assert not Target.objects.exists()
        assert AuditEvent.objects.get(action="remove_own_indicator").by == analyst

    def test_one_with_a_figure_or_a_note_stays(self, nottingham, swim):
        note = services.add_series_note(
            council=nottingham, indicator=swim, printed="9%", when="then", text="", by=None
        )
        with pytest.raises(services.MeasureError, match="Switch it off instead"):
            services.remove_own_indicator(council=nottingham, indicator=swim, by=None)
        note.delete()
        a_figure_of(swim)
        with pytest.raises(services.MeasureError, match="Switch it off instead"):
            services.remove_own_indicator(council=nottingham, indicator=swim, by=None)


class TestPages:
    def test_one_is_added_with_every_field(self, client_of, analyst, nottingham):
        series = PublishedSeries.objects.filter(unit="percent").first()
        sent = SENT | {"published": series.pk, "small_cohort": "on"}
        client_of(analyst).post(reverse("performance:measure_add", args=["nottingham"]), sent)
        made = Indicator.objects.get(council=nottingham)
        assert (made.decimals, made.partition, made.principles) == (0, "sport", [1, 5])
        assert (made.published, made.small_cohort) == (series, True)

    def test_one_is_changed_and_what_is_locked_stays(self, client_of, analyst, swim):
        page = client_of(analyst)
        html = page.get(address("own_change")).content.decode()
        assert 'value="Children who swim"' in html
        a_figure_of(swim)
        sent = SENT | {"name": "Swimmers", "unit": "score", "theme": "learning"}
        answer = page.post(address("own_change"), sent)
        assert answer["Location"] == address("measure_edit")
        swim.refresh_from_db()
        assert (swim.name, swim.unit, swim.theme_id) == ("Swimmers", "percent", "healthy")
        assert (swim.decimals, swim.partition) == (1, "")
        assert (
            "Figures of this measure are held" in page.get(address("own_change")).content.decode()
        )

    def test_one_is_removed_after_a_question(self, client_of, analyst, swim):
        page = client_of(analyst)
        assert "Remove “Children who swim”?" in page.get(address("own_remove")).content.decode()
        page.post(address("own_remove"))
        assert not Indicator.objects.filter(pk=swim.pk).exists()

    def test_of_the_catalogue_there_is_no_such_page(self, client_of, analyst, nottingham):
        for name in ("own_change", "own_remove"):
            assert client_of(analyst).get(address(name, "girls")).status_code == 404

    def test_the_catalogue_is_not_spoken_of(self, client_of, analyst, swim):
        html = client_of(analyst).get(address("measure_edit")).content.decode()
        assert "as in the catalogue" not in html
        assert "catalogue’s name" not in html
        assert "Over the period (as defined)" in html
        html = client_of(analyst).get(address("measure_edit", "girls")).content.decode()
        assert "as in the catalogue" in html

    def test_others_may_not(self, client_of, officer, outsider, swim):
        for name in ("own_change", "own_remove"):
            assert client_of(officer).post(address(name)).status_code == 403
            assert client_of(outsider).post(address(name)).status_code == 404
        assert Indicator.objects.filter(pk=swim.pk).exists()
