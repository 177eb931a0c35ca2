"""Figures of another area or group, and values without a date, as people enter them."""

import re

import pytest
from django.urls import reverse

from accounts.models import AuditEvent
from performance import services
from performance.asked import areas_of
from performance.checking import check_return
from performance.dashboards.quarter import quarter_dashboard
from performance.models import Entry, Figure, PartnerArea, SeriesNote
from performance.packs import quarterly_pack
from performance.packs.rendering import pack_html
from performance.services.returns import (
    ReturnError,
    add_entry,
    add_series_note,
    save_draft,
    sign_off_return,
    submit_return,
)
from reference.models import Area
from tests.performance.figures import a_figure, indicator
from tests.performance.returns_cast import HOME, Q4, aim, enters, entry, opened, switch_on, typed

AGENCY = "Adoption East Midlands"
ENTER = f"/nottingham/returns/{Q4.key}/leaving/"


@pytest.fixture
def leaving(nottingham, officer):
    switch_on(nottingham, HOME)
    enters(officer, nottingham)
    return opened(nottingham)


@pytest.fixture
def agency(nottingham, administrator):
    return services.add_agency(council=nottingham, name=AGENCY, by=administrator).area


def added(**more):
    figure = {
        "add-measure": str(indicator(HOME).pk),
        "add-period": "2019-20",
        "add-basis": "outturn",
        "add": "1",
    }
    return figure | {f"add-{name}": value for name, value in more.items()}


def undated(**more):
    note = {
        "note-measure": str(indicator(HOME).pk),
        "note-printed": "90%",
        "note-when": "Earlier, not stated",
        "note-text": "The report says no more.",
        "note": "1",
    }
    return note | {f"note-{name}": value for name, value in more.items()}


class TestAgencies:
    def test_an_analyst_adds_one_and_officers_can_choose_it(
        self, client_of, analyst, officer, leaving
    ):
        page = client_of(analyst).post(
            "/nottingham/measures/agencies/", {"name": f"  {AGENCY} "}, follow=True
        )
        assert f"{AGENCY} can be chosen in returns" in page.content.decode()
        made = PartnerArea.objects.get().area
        assert (made.name, made.kind) == (AGENCY, Area.Kind.AGENCY)
        form = client_of(officer).get(ENTER).content.decode()
        assert f'<option value="{made.code}">{AGENCY}</option>' in form

    def test_the_councils_own_area_is_chosen_before_and_its_region_offered(
        self, client_of, officer, leaving
    ):
        form = client_of(officer).get(ENTER).content.decode()
        assert '<option value="E06000018" selected>Nottingham</option>' in form
        assert '<option value="E12000004">East Midlands</option>' in form

    def test_two_councils_share_an_agency_and_one_does_not_see_the_others_list(
        self, nottingham, exampleshire, administrator, outsider, agency
    ):
        other = services.add_agency(
            council=exampleshire, name="adoption EAST midlands", by=outsider
        )
        assert other.area == agency
        assert [one.council for one in PartnerArea.objects.filter(area=agency)] == [
            nottingham,
            exampleshire,
        ]
        services.add_agency(council=exampleshire, name="Another agency", by=outsider)
        assert [one.name for one in areas_of(nottingham)] == [
            "Nottingham",
            AGENCY,
            "East Midlands",
        ]

    @pytest.mark.parametrize(
        ("name", "told"), [("  ", "Enter"), ("Derby", "area of the map"), ("x" * 101, "100")]
    )
    def test_what_is_no_agency_is_refused(self, nottingham, analyst, name, told):
        with pytest.raises(services.MeasureError, match=told):
            services.add_agency(council=nottingham, name=name, by=analyst)

    def test_one_without_figures_is_removed(self, client_of, nottingham, analyst, agency):
        partner = PartnerArea.objects.get()
        address = reverse("performance:agency_remove", args=["nottingham", partner.pk])
        assert "Remove Adoption" in client_of(analyst).get(address).content.decode()
        client_of(analyst).post(address)
        assert not PartnerArea.objects.exists()
        assert AuditEvent.objects.filter(action="remove_agency", by=analyst).exists()

    def test_one_with_figures_stays(self, nottingham, analyst, officer, agency, leaving):
        add_entry(
            quarterly_return=leaving,
            indicator=indicator(HOME),
            period=Q4,
            basis="over_period",
            area=agency,
            by=officer,
        )
        with pytest.raises(services.MeasureError, match="stays on the list"):
            services.remove_agency(partner=PartnerArea.objects.get(), by=analyst)


class TestAnotherAreaOrGroup:
    def test_a_figure_of_an_agency_is_added_entered_and_signed_off(
        self, client_of, officer, approver, agency, leaving
    ):
        page = client_of(officer)
        period = {"period": Q4.name, "basis": entry(leaving, HOME).basis}
        page.post(ENTER, added(area=agency.code, **period))
        one = Entry.objects.get(area=agency)
        assert AGENCY in page.get(ENTER).content.decode().split("Earlier and other figures")[1]
        own = typed(entry(leaving, HOME), mode="value", value="90")
        agencys = typed(one, mode="value", value="80")
        save_draft(quarterly_return=leaving, typed=[own, agencys], by=officer)
        submit_return(quarterly_return=leaving, by=officer)
        sign_off_return(quarterly_return=leaving, by=approver)
        values = dict(Figure.objects.values_list("area__name", "value"))
        assert values == {"Nottingham": 90, AGENCY: 80}

    def test_an_area_that_is_not_offered_is_refused_and_nothing_is_lost(
        self, client_of, officer, leaving
    ):
        html = client_of(officer).post(ENTER, added(area="E06000015")).content.decode()
        assert "There is a problem" in html
        assert 'value="2019-20"' in html
        assert not Entry.objects.filter(asked=False).exists()

    def test_a_figure_of_a_group_is_added(self, client_of, officer, leaving):
        page = client_of(officer)
        page.post(ENTER, added(group="age-not-stated"))
        assert Entry.objects.get(asked=False).group_id == "age-not-stated"
        html = page.get(ENTER).content.decode()
        assert re.search(r"<h3[^>]*>[^<]+, Care leavers, age not stated</h3>", html)

    def test_without_a_choice_it_is_the_councils_own_figure(self, client_of, officer, leaving):
        client_of(officer).post(ENTER, added())
        one = Entry.objects.get(asked=False)
        assert (one.area_id, one.group_id) == ("E06000018", "all")

    def test_the_councils_target_does_not_judge_an_agency(self, officer, agency, leaving):
        aim(leaving.council, HOME, 95)
        theirs = add_entry(
            quarterly_return=leaving,
            indicator=indicator(HOME),
            period=Q4,
            basis="over_period",
            area=agency,
            by=officer,
        )
        found = {check.entry.pk: check for check in check_return(leaving)}
        assert found[theirs.pk].goal is None
        assert found[entry(leaving, HOME).pk].goal is not None

    def test_an_agencys_figure_does_not_stand_in_for_ours(self, officer, agency, leaving):
        own = entry(leaving, HOME)
        add_entry(
            quarterly_return=leaving,
            indicator=own.indicator,
            period=Q4,
            basis=own.basis,
            area=agency,
            by=officer,
        )
        own.delete()
        assert services.ask_again(quarterly_return=leaving) == 1


class TestUndatedValues:
    def test_one_is_added_shown_and_removed_on_the_return(self, client_of, officer, leaving):
        page = client_of(officer)
        page.post(ENTER, undated())
        note = SeriesNote.objects.get()
        assert (note.printed, note.group_id, note.written_by) == ("90%", "all", officer)
        html = page.get(ENTER).content.decode()
        assert "90%</b> (Earlier, not stated)" in html
        page.post(ENTER, {"unnote": str(note.pk)})
        assert not SeriesNote.objects.exists()
        assert AuditEvent.objects.filter(action="series_note.removed", by=officer).exists()

    def test_enter_in_one_of_its_boxes_loses_nothing(self, client_of, officer, leaving):
        sent = {name: value for name, value in undated().items() if name != "note"}
        client_of(officer).post(ENTER, sent | {"save": "1"})
        assert SeriesNote.objects.count() == 1

    def test_both_forms_are_taken_at_once_or_neither(self, client_of, officer, leaving):
        page = client_of(officer)
        html = page.post(ENTER, added() | undated(when="")).content.decode()
        assert "Enter what the source says of its time" in html
        assert not Entry.objects.filter(asked=False).exists()
        page.post(ENTER, added() | undated())
        assert (Entry.objects.filter(asked=False).count(), SeriesNote.objects.count()) == (1, 1)

    @pytest.mark.parametrize("key", ["0", "x", "²", "9" * 30])
    def test_a_note_that_is_not_there_is_no_error(self, client_of, officer, leaving, key):
        assert client_of(officer).post(ENTER, {"unnote": key}).status_code == 302

    def test_another_councils_note_stays(self, client_of, officer, leaving, exampleshire):
        theirs = add_series_note(
            council=exampleshire,
            indicator=indicator(HOME),
            printed="1",
            when="then",
            text="",
            by=None,
        )
        client_of(officer).post(ENTER, {"unnote": str(theirs.pk)})
        assert SeriesNote.objects.get() == theirs

    def test_empty_words_are_refused_by_the_service(self, nottingham):
        with pytest.raises(ReturnError, match="Enter the value"):
            add_series_note(
                council=nottingham,
                indicator=indicator(HOME),
                printed=" ",
                when="x",
                text="",
                by=None,
            )

    def test_the_dashboard_and_the_pack_show_them_below_the_themes_table(
        self, client_of, councillor, nottingham
    ):
        a_figure(nottingham, HOME, Q4.key, of=(90, 100))
        add_series_note(
            council=nottingham,
            indicator=indicator(HOME),
            printed="88%",
            when="Earlier, not stated",
            text="As the report has it.",
            by=None,
        )
        (section,) = quarter_dashboard(nottingham, Q4).sections
        assert [one.printed for one in section.undated] == ["88%"]
        page = client_of(councillor)
        html = " ".join(page.get(f"/nottingham/performance/{Q4.key}/").content.decode().split())
        assert "<p>Undated:</p>" in html
        assert "88% (Earlier, not stated). As the report has it." in html
        pack = " ".join(page.get(f"/nottingham/packs/{Q4.key}/").content.decode().split())
        assert "88% (Earlier, not stated)." in pack.split("Definitions</h2>")[0]

    def test_the_public_pack_keeps_small_numbers_back_there_too(self, nottingham):
        a_figure(nottingham, "care-leavers-in-custody", Q4.key, "18")
        add_series_note(
            council=nottingham,
            indicator=indicator("care-leavers-in-custody"),
            printed="3",
            when="not stated",
            text="",
            by=None,
        )
        public, board = (quarterly_pack(nottingham, Q4, kind) for kind in ("public", "board"))
        assert not any(page.section.undated for page in public.themes)
        assert "Undated" not in pack_html(public, "edition")
        assert any(page.section.undated for page in board.themes)
