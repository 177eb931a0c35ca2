"""The small parts of a page: what they say, and that they keep to the content policy."""

from __future__ import annotations

import re
from dataclasses import dataclass
from decimal import Decimal
from types import SimpleNamespace
from typing import Any

import django_tables2 as tables
import pytest
from django.http import HttpRequest
from django.template import Context, Template
from django.test import RequestFactory
from django.utils.html import strip_tags

from accounts.models import Council
from reporting.templatetags.components import navigation, role_names


def rendered(source: str, **context: Any) -> str:
    return Template("{% load components %}" + source).render(Context(context))


def words(html: str) -> str:
    """What is read aloud: no shapes, no doubled spaces."""
    return " ".join(strip_tags(re.sub(r"<svg.*?</svg>", "", html, flags=re.S)).split())


@dataclass
class Change:
    arrow: str = ""
    amount: str = ""
    meaning: str = ""
    verdict: str = ""


@dataclass
class Spark:
    slots: tuple[Decimal | None, ...]
    targets: tuple[tuple[Decimal | None, Decimal | None], ...] = ()
    provisional: frozenset[int] = frozenset()
    alt: str = "Eight quarters"


@pytest.mark.parametrize(
    ("status", "word", "shape"),
    [
        ("on_target", "On target", "Tick"),
        ("close", "Close", "Triangle"),
        ("off_target", "Off target", "Cross"),
        ("no_target", "No target", "Dash"),
    ],
)
def test_a_status_is_a_shape_and_a_word(status: str, word: str, shape: str) -> None:
    html = rendered("{% status_mark status %}", status=status)
    assert words(html) == word
    assert f"<title>{shape}</title>" in html


def test_another_word_beside_the_shape_is_escaped() -> None:
    html = rendered("{% status_mark 'no_target' label %}", label="<b>Hidden (c)</b>")
    assert "&lt;b&gt;Hidden (c)&lt;/b&gt;" in html


def test_an_unknown_status_names_the_known_ones() -> None:
    with pytest.raises(ValueError, match="on_target, close, off_target, no_target"):
        rendered("{% status_mark 'green' %}")


@pytest.mark.parametrize(("count", "width", "height"), [(1, 20, 20), (10, 254, 20), (11, 254, 46)])
def test_shapes_stand_ten_in_a_row(count: int, width: int, height: int) -> None:
    html = rendered("{% status_shapes 'close' count %}", count=count)
    assert html.count("<g ") == count
    assert f'width="{width}" height="{height}"' in html
    assert f"<title>Close: {count}</title>" in html


def test_no_shapes_for_none() -> None:
    assert rendered("{% status_shapes 'close' 0 %}") == ""


@pytest.mark.parametrize(
    ("change", "said"),
    [
        (Change("up", "4.0 points", "better", "not tested: no counts"),
         "4.0 points better not tested: no counts"),
        (Change("level", "", "no change", "inside the usual range"),
         "No change inside the usual range"),
        (Change("down", "7", "lower", ""), "7 lower"),
        (Change("up", "3", "", "not tested"), "3 not tested"),
        (Change(), "No earlier figure"),
        (Change(verdict="Another basis"), "Another basis"),
        (None, "No earlier figure"),
    ],
)  # fmt: skip
def test_a_change_in_words(change: Change | None, said: str) -> None:
    assert words(rendered("{% change_mark change %}", change=change)).replace(" ", "") == (
        said.replace(" ", "")
    )


def test_a_verdict_that_all_share_is_left_to_the_foot() -> None:
    change = Change("up", "4.0 points", "better", "not tested: no counts")
    html = rendered("{% change_mark change verdict=False %}", change=change)
    assert words(html) == "4.0 points better"


ONE_FIGURE = (*[None] * 7, Decimal(80))


def test_a_sparkline_says_what_it_shows_and_takes_the_councils_colour() -> None:
    spark = Spark(ONE_FIGURE, targets=((Decimal(95), None),) * 8, alt='80 against "95" <b>')
    html = rendered("{% sparkline spark %}", spark=spark, council=Council(colour="#204a38"))
    assert 'fill="#204a38"' in html
    assert "&quot;95&quot; &lt;b&gt;" in html
    assert "<b>" not in html


def test_one_figure_without_a_target_is_a_dash() -> None:
    html = rendered("{% sparkline spark %}", spark=Spark(ONE_FIGURE))
    assert words(html) == "–"
    assert words(rendered("{% sparkline spark %}", spark=None)) == "–"


def test_a_pale_colour_leaves_the_line_to_ink() -> None:
    pale = SimpleNamespace(colour="#ffee88", colour_draws_text=False)
    spark = Spark((*[None] * 6, Decimal(1), Decimal(2)))
    html = rendered("{% sparkline spark %}", spark=spark, council=pale)
    assert "#ffee88" not in html
    assert 'stroke="#1b1a1f"' in html


def test_tags_have_their_words() -> None:
    assert words(rendered("{% tag 'draft' %}")) == "Draft"
    assert words(rendered("{% tag 'published' 'Edition 2' %}")) == "Edition 2"
    with pytest.raises(ValueError, match="published, draft"):
        rendered("{% tag 'new' %}")


def test_nothing_is_styled_in_line() -> None:
    change = Change("up", "1", "better", "x")
    spark = Spark((*[None] * 6, Decimal(1), Decimal(2)), ((Decimal(40), Decimal(60)),) * 8)
    html = rendered(
        "{% status_mark 'close' %}{% status_shapes 'close' 3 %}{% change_mark c %}"
        "{% sparkline s %}{% tag 'draft' %}",
        c=change,
        s=spark,
    )
    assert "style=" not in html
    assert html.count("<svg") == html.count("<title>")


# --- The frame --------------------------------------------------------------------------
NOTTINGHAM = Council(slug="nottingham", name="Nottingham", colour="#53284f")


def frame(path: str, *roles: str) -> list[dict[str, str]]:
    request: HttpRequest = RequestFactory().get(path)
    context = Context({"request": request, "council": NOTTINGHAM, "roles": frozenset(roles)})
    items: list[dict[str, str]] = navigation(context)["items"]
    return items


def labels(items: list[dict[str, str]]) -> list[str]:
    return [item["label"] for item in items]


def test_roles_are_named_in_the_products_order() -> None:
    assert role_names({"councillor", "officer"}) == "Officer, Councillor"
    assert role_names(frozenset()) == ""


def test_a_councillor_is_not_offered_returns_or_settings() -> None:
    offered = labels(frame("/nottingham/", "councillor"))
    assert "Returns" not in offered
    assert "Settings" not in offered


def test_an_officer_comes_for_the_returns() -> None:
    assert labels(frame("/nottingham/", "officer"))[0] == "Returns"


def test_an_administrator_finds_the_settings() -> None:
    assert labels(frame("/nottingham/", "administrator"))[-1] == "Settings"


def test_the_page_in_which_one_is_carries_the_mark() -> None:
    items = frame("/nottingham/", "officer")
    returns = next(item for item in items if item["label"] == "Returns")
    here = frame(returns["url"], "officer")
    assert [item["label"] for item in here if item["current"]] == ["Returns"]
    below = frame(returns["url"] + "2020-21-Q4/healthy/", "officer")
    assert next(item for item in below if item["label"] == "Returns")["current"] == "true"


def test_a_page_of_no_section_marks_none() -> None:
    """All pages lie below the first one, whose section has the measures alone."""
    for path, marked in (
        ("/nottingham/", ["Performance"]),
        ("/nottingham/performance/measures/visits-on-time/", ["Performance"]),
        ("/nottingham/search/", []),
        ("/nottingham/builds/3/", []),
    ):
        here = frame(path, "councillor")
        assert [item["label"] for item in here if item["current"]] == marked
    assert "Reports" not in labels(frame("/nottingham/", "councillor"))


# --- Tables -----------------------------------------------------------------------------
class Rows(tables.Table):  # type: ignore[misc]
    name = tables.Column("Measure")
    now = tables.Column("Now", attrs={"td": {"class": "number now", "style": "color:red"}})
    england = tables.Column("England", attrs={"td": {"class": "number"}})

    caption = "Healthy"


def table(**options: Any) -> str:
    rows = [{"name": "Dental check", "now": "49%", "england": "–"}]
    request = RequestFactory().get("/")
    built = Rows(rows, template_name="reporting/table.html", **options)
    return str(built.as_html(request))


def test_a_table_has_a_caption_scopes_and_row_heads() -> None:
    html = table(orderable=False)
    assert "<caption>Healthy</caption>" in html
    assert html.count('scope="col"') == 3
    assert re.search(r'<th scope="row"[^>]*>Dental check</th>', html)


def test_cells_carry_their_label_and_dashes_are_marked_for_phones() -> None:
    html = table(orderable=False)
    assert '<td role="cell" class="now number" data-label="Now">49%</td>' in html
    assert 'class="number empty" data-label="England">–</td>' in html
    assert "style=" not in html


def test_a_sorted_column_says_so() -> None:
    html = table(order_by="-now")
    assert re.search(r'<th scope="col"[^>]*aria-sort="descending"[^>]*><a href="\?sort=now">', html)


def test_an_empty_table_says_what_is_missing() -> None:
    built = Rows([], template_name="reporting/table.html", empty_text="No figures yet.")
    assert "No figures yet." in built.as_html(RequestFactory().get("/"))
