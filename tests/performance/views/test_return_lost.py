"""Nothing typed is lost: what cannot be saved comes back, field by field."""

import pytest

from performance.models import Entry, EntryRevision, QuarterlyReturn
from performance.services.returns import add_entry, is_removable, remove_entry
from reference.domain.periods import parse
from tests.performance.returns_cast import (
    CODES,
    HOME,
    STAYING,
    WORK,
    enters,
    entry,
    opened,
    save,
    second_officer,
    switch_on,
)
from tests.performance.views.test_returns import address, boxes


@pytest.fixture
def leaving(nottingham, officer):
    switch_on(nottingham, *CODES)
    enters(officer, nottingham)
    return opened(nottingham)


@pytest.fixture
def page(client_of, officer):
    return client_of(officer)


def added(found, officer):
    work = entry(found, WORK)
    return add_entry(
        quarterly_return=found,
        indicator=work.indicator,
        period=parse("2019-20"),
        basis="outturn",
        by=officer,
    )


@pytest.fixture
def removed_meanwhile(page, leaving, officer, nottingham):
    """The answer to an officer whose colleague removed a figure that they were filling in."""
    extra = added(leaving, officer)
    data = boxes(page, leaving) | {
        f"e{extra.pk}-comment": "Counted by hand",
        f"e{extra.pk}-numerator": "12",
        f"e{entry(leaving, HOME).pk}-comment": "Two houses closed",
    }
    remove_entry(entry=extra, by=second_officer(nottingham, "Colleague"))
    answer = page.post(address("return_enter", leaving), data | {"save": "1"})
    return extra, answer


def test_what_was_typed_for_a_removed_figure_comes_back(removed_meanwhile, leaving):
    extra, answer = removed_meanwhile
    html = answer.content.decode()
    assert answer.status_code == 409
    assert "Colleague removed this figure from the return while you were working" in html
    assert "Counted by hand" in html
    assert ">12<" in html
    # Everything else is saved, and these words are kept as well.
    assert entry(leaving, HOME).comment == "Two houses closed"
    assert EntryRevision.objects.get(entry=extra, outcome="set_aside").comment == "Counted by hand"


def test_a_removed_figure_comes_back_with_what_it_held(leaving, officer):
    extra = added(leaving, officer)
    save(leaving, officer, (extra, {"mode": "value", "value": "61"}))
    remove_entry(entry=extra, by=officer)
    assert not leaving.entries.filter(pk=extra.pk).exists()
    again = added(leaving, officer)
    assert (again.pk, again.value, again.removed_at) == (extra.pk, "61", None)
    assert added(leaving, officer).pk == extra.pk


def test_an_empty_return_with_removed_words_is_not_thrown_away(nottingham, leaving, officer):
    extra = added(leaving, officer)
    save(leaving, officer, (extra, {"mode": "value", "value": "61"}))
    remove_entry(entry=extra, by=officer)
    nottingham.indicators.update(on=False)
    assert not is_removable(leaving)
    Entry.every.filter(pk=extra.pk).update(revision=0)
    assert is_removable(leaving)


def test_a_figure_that_the_return_never_had_comes_back_too(page, leaving):
    data = boxes(page, leaving) | {
        "e999999-revision": "0",
        "e999999-name": "A measure of another page",
        "e999999-value": "<b>17</b>",
        "save": "1",
    }
    html = page.post(address("return_enter", leaving), data).content.decode()
    assert "A measure of another page" in html
    assert "&lt;b&gt;17&lt;/b&gt;" in html


def test_every_field_that_was_typed_is_listed(page, leaving):
    work, home = entry(leaving, WORK), entry(leaving, HOME)
    staying = entry(leaving, STAYING)
    data = boxes(page, leaving) | {
        f"e{work.pk}-value": "60",
        f"e{work.pk}-mode": "value",
        f"e{work.pk}-provisional": "1",
        f"e{work.pk}-final_due_on": "9 May 2021",
        f"e{work.pk}-reported_direction": "improving",
        f"e{work.pk}-source_note": "The September list",
        f"e{work.pk}-comment_on": str(home.indicator_id),
        f"e{staying.pk}-period": "28 March 2021",
    }
    QuarterlyReturn.objects.update(status="submitted")
    html = page.post(address("return_enter", leaving), data).content.decode()
    for label, words in (
        ("Figure", "60"),
        ("Provisional", "Yes"),
        ("Final figure due on", "9 May 2021"),
        ("Officers report", "Improving"),
        ("Where the figure comes from", "The September list"),
        ("Covered by the comment on", str(home.indicator)),
        ("Date", "28 March 2021"),
    ):
        assert f"<dt>{label}</dt><dd>{words}</dd>" in html
    # What nobody changed is not listed.
    assert f'rowheader">{home.indicator}<' not in html
