"""The small parts that pages and papers share: marks, changes, sparklines, tags, table cells.

Shapes are inline SVG with presentation attributes only, so that a strict content policy and the
PDF writer draw them alike. Each carries a `<title>`: the PDF takes its alternate text from it.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from django import template
from django.template import Context
from django.urls import NoReverseMatch, reverse
from django.utils.html import format_html, format_html_join, strip_tags
from django.utils.safestring import SafeString, mark_safe

from accounts.models import Council, Role
from reporting.domain.sparkline import Band, Dot, Sketch, sketch

register = template.Library()

INK = "#1b1a1f"
PLUM = "#53284f"
BAND = "#ece8e0"
# status -> its word, the shape's name, its colour, the inside of a box of 20 by 20
STATUSES: dict[str, tuple[str, str, str, str]] = {
    "on_target": (
        "On target",
        "Tick",
        "#00677f",
        '<circle cx="10" cy="10" r="9.6" fill="#00677f"/>'
        '<path d="M5.6 10.4l3 3 5.8-6.4" fill="none" stroke="#fff" stroke-width="2.5"/>',
    ),
    "close": (
        "Close",
        "Triangle",
        "#8f5600",
        '<path d="M10 2.6 18.5 17.6H1.5z" fill="none" stroke="#8f5600" stroke-width="2.3" '
        'stroke-linejoin="round"/>',
    ),
    "off_target": (
        "Off target",
        "Cross",
        "#a8123e",
        '<path d="M1 1h18v18H1z" fill="#a8123e"/><path d="M6.4 6.4l7.2 7.2M13.6 6.4l-7.2 7.2" '
        'fill="none" stroke="#fff" stroke-width="2.5"/>',
    ),
    "no_target": (
        "No target",
        "Dash",
        "#6a6870",
        '<path d="M2.5 10h15" fill="none" stroke="#6a6870" stroke-width="2.6"/>',
    ),
}
ARROWS: dict[str, tuple[str, str]] = {
    "up": ("Arrow up", "M10 18V3M4.5 8.5 10 3l5.5 5.5"),
    "down": ("Arrow down", "M10 2v15M4.5 11.5 10 17l5.5-5.5"),
    "level": ("Level", "M2.5 10h15"),
}
# How many shapes stand beside each other before the next row begins.
SHAPES_A_ROW = 10


def _shape_of(status: str) -> tuple[str, str, str, str]:
    try:
        return STATUSES[str(status)]
    except KeyError:
        known = ", ".join(STATUSES)
        raise ValueError(f"{status!r} is no status: use one of {known}") from None


def _svg(inside: str, title: str, size: int = 17) -> SafeString:
    return format_html(
        '<svg width="{0}" height="{0}" viewBox="0 0 20 20" aria-hidden="true" focusable="false">'
        "<title>{1}</title>{2}</svg>",
        size,
        title,
        mark_safe(inside),
    )


@register.simple_tag
def status_shape(status: str, size: int = 17) -> SafeString:
    """The shape alone, where the word already stands in the sentence."""
    _, title, _, inside = _shape_of(status)
    return _svg(inside, title, size)


@register.simple_tag
def status_mark(status: str, label: str = "") -> SafeString:
    """Shape and word of a status; `label` replaces the word ("Hidden (c)", "Problem")."""
    word, title, _, inside = _shape_of(status)
    return format_html(
        '<span class="status status--{}">{} <span>{}</span></span>',
        str(status),
        _svg(inside, title),
        label or word,
    )


@register.simple_tag
def status_shapes(status: str, count: int, size: int = 20) -> SafeString:
    """As many shapes as there are measures, ten a row or more small ones, one picture. Nothing for
    none.
    """
    if count < 1:
        return mark_safe("")
    word, _, _, inside = _shape_of(status)
    row = SHAPES_A_ROW * 20 // size
    pitch, across = 26, min(count, row)
    width, height = pitch * across - 6, pitch * -(-count // row) - 6
    places = ((pitch * (n % row), pitch * (n // row)) for n in range(count))
    drawn = mark_safe(inside)
    return format_html(
        '<svg class="shapes" width="{}" height="{}" viewBox="0 0 {} {}" aria-hidden="true" '
        'focusable="false"><title>{}: {}</title>{}</svg>',
        round(width * size / 20),
        round(height * size / 20),
        width,
        height,
        word,
        count,
        format_html_join(
            "", '<g transform="translate({},{})">{}</g>', ((x, y, drawn) for x, y in places)
        ),
    )


@register.simple_tag
def change_mark(change: Any, verdict: bool = True) -> SafeString:
    """Arrow, amount and meaning of a change, its verdict below; "No earlier figure" without one.

    `change` has arrow ("up", "down", "level", ""), amount, meaning and verdict. With
    `verdict=False` the verdict stays away: papers name it once, at the foot.
    """
    arrow = str(getattr(change, "arrow", "") or "")
    if arrow not in ARROWS:
        said = getattr(change, "verdict", "") or "No earlier figure"
        return format_html('<span class="no-change-yet">{}</span>', said)
    title, path = ARROWS[arrow]
    inside = f'<path d="{path}" fill="none" stroke="{INK}" stroke-width="2.6"/>'
    line = format_html(
        '<span class="change">{} <span>{}</span></span>', _svg(inside, title, 16), _words(change)
    )
    if verdict and change.verdict:
        line += format_html('<span class="second">{}</span>', change.verdict)
    return line


def _words(change: Any) -> SafeString:
    """ "4.0 points **better**"; the meaning begins the line where there is no amount."""
    amount, meaning = str(change.amount or ""), str(change.meaning or "")
    if not amount:
        return format_html("<b>{}</b>", meaning[:1].upper() + meaning[1:])
    return format_html("{} <b>{}</b>", amount, meaning) if meaning else format_html("{}", amount)


@register.simple_tag(takes_context=True)
def sparkline(context: Context, spark: Any, colour: str = "") -> SafeString:
    """Eight quarters in a row; "–" where there is nothing to compare.

    `spark` has slots (eight of Decimal or None), targets (as many), provisional
    (slots) and alt. Its colour is
    that of the council in the context, or ink where that is too pale.
    """
    drawing = sketch(spark.slots, spark.targets, spark.provisional) if spark else None
    if drawing is None:
        return mark_safe('<span class="muted">–</span>')
    return _drawn(drawing, spark.alt, colour or drawing_colour(context.get("council")))


def drawing_colour(council: Council | None) -> str:
    """The colour that draws a council's lines: its own, or ink where its own is too pale."""
    if not council or not council.colour:
        return PLUM
    return council.colour if getattr(council, "colour_draws_text", True) else INK


def _drawn(drawing: Sketch, alt: str, colour: str) -> SafeString:
    parts = [_path(drawing.ticks, "#a8a49c", "1")]
    parts[:0] = [_band(band) for band in drawing.bands]
    if drawing.target:
        parts.append(_path(drawing.target, INK, '1.2" stroke-dasharray="3.5 3'))
    if drawing.line:
        parts.append(_path(drawing.line, colour, "2.2"))
    parts += [_circle(dot, colour) for dot in drawing.dots]
    return format_html(
        '<svg class="spark" width="132" height="36" viewBox="0 0 132 36" role="img" '
        'aria-label="{0}"><title>{0}</title>{1}</svg>',
        alt,
        mark_safe("".join(parts)),
    )


def _circle(dot: Dot, colour: str) -> str:
    place = f'cx="{dot.x}" cy="{dot.y}"'
    if dot.open:
        return f'<circle {place} r="3.6" fill="#ffffff" stroke="{colour}" stroke-width="1.8"/>'
    return f'<circle {place} r="{dot.radius}" fill="{colour}"/>'


def _path(path: str, colour: str, width: str) -> str:
    return f'<path d="{path}" fill="none" stroke="{colour}" stroke-width="{width}"/>'


def _band(band: Band) -> str:
    return (
        f'<rect x="{band.x}" y="{band.y}" width="{band.width}" '
        f'height="{band.height}" fill="{BAND}"/>'
    )


TAGS = {
    "published": "Published",
    "draft": "Draft",
    "replaced": "Replaced",
    "illustrative": "Illustrative figures",
}


@register.simple_tag
def tag(kind: str, label: str = "") -> SafeString:
    """Published (solid), Draft (dashed), Replaced (outline) or Illustrative (wash)."""
    kind = str(kind)
    if kind not in TAGS:
        raise ValueError(f"{kind!r} is no tag: use one of {', '.join(TAGS)}")
    return format_html('<strong class="tag tag--{}">{}</strong>', kind, label or TAGS[kind])


# --- The frame of every page ------------------------------------------------------------
WORKS_ON_RETURNS = frozenset(
    {Role.OFFICER, Role.APPROVER, Role.GOVERNANCE, Role.ANALYST, Role.ADMINISTRATOR}
)

WORKS_ON_REPORTS = WORKS_ON_RETURNS | {Role.COMMISSIONER}
BOARD_SECTIONS = [
    ("Meetings", "boards:meeting_list"),
    ("Reports", "boards:report_list"),
    ("Actions", "boards:actions"),
]


@register.simple_tag
def role_names(roles: Iterable[str]) -> str:
    """The roles of a person in words, in the order in which the product lists them."""
    held = set(roles)
    return ", ".join(str(role.label) for role in Role if role.value in held)


@register.inclusion_tag("components/navigation.html", takes_context=True)
def navigation(context: Context) -> dict[str, Any]:
    """The pages that this person may open; a page that is not there yet has no link."""
    request, council = context["request"], context["council"]
    roles = {str(role) for role in context.get("roles") or ()}
    items = [
        {"label": label, "url": url, "current": ""}
        for label, name in _sections(roles)
        if (url := _address(name, council.slug))
    ]
    here = [item for item in items if _is_below(request.path, item["url"], council.slug)]
    if here:
        nearest = max(here, key=lambda item: len(item["url"]))
        nearest["current"] = "page" if request.path == nearest["url"] else "true"
    return {"items": items}


def _is_below(path: str, url: str, slug: str) -> bool:
    """Whether a page belongs to a section. Every page of a council lies below its first page, whose
    section has only the measures.
    """
    home = _address("performance:home", slug)
    if url == home:
        return path == home or path.startswith((f"{home}performance/", f"{home}told/"))
    return path.startswith(url)


def _sections(roles: set[str]) -> list[tuple[str, str]]:
    sections = [("Performance", "performance:home")]
    if roles & WORKS_ON_RETURNS:
        # Who fills in returns comes for them, everybody else for the figures.
        first = roles & {Role.OFFICER, Role.APPROVER}
        sections.insert(0 if first else 1, ("Returns", "performance:return_list"))
    # A governance officer comes for the meetings.
    place = 0 if Role.GOVERNANCE in roles else len(sections)
    board = [one for one in BOARD_SECTIONS if one[0] != "Reports" or roles & WORKS_ON_REPORTS]
    sections[place:place] = board
    sections += [
        ("Children", "placements:cohort"),
        ("Homes for children", "placements:homes"),
        *([("Register of homes", "placements:register")] if Role.COMMISSIONER in roles else []),
        ("Packs", "performance:pack_list"),
        ("Compare", "performance:compare"),
        ("Definitions", "performance:definitions"),
    ]
    return [*sections, ("Members", "boards:member_list"), *_administration(roles)]


def _administration(roles: set[str]) -> list[tuple[str, str]]:
    sections = []
    if Role.ANALYST in roles:
        sections.append(("Children’s data", "placements:return_list"))
    if roles & {Role.ADMINISTRATOR, Role.ANALYST}:
        sections.append(("Measures", "performance:measure_list"))
    if Role.ADMINISTRATOR in roles:
        sections.append(("Settings", "accounts:council_settings"))
    elif Role.GOVERNANCE in roles:
        sections.append(("Who did what", "accounts:audit"))
    return sections


def _address(name: str, slug: str) -> str:
    try:
        return reverse(name, args=[slug])
    except NoReverseMatch:
        return ""


# --- Tables -----------------------------------------------------------------------------
BLANK = frozenset({"", "–", "—", "-", "None"})


@register.simple_tag
def cell_attributes(column: Any, cell: Any) -> SafeString:
    """Attributes of a body cell: those of the column, its label for phones, "empty" for a dash."""
    said, blank = _cell_attributes(column)
    return blank if _is_blank(str(cell).strip()) else said


def _cell_attributes(column: Any) -> tuple[SafeString, SafeString]:
    """For a cell that says something and for an empty one; worked out once a column, because a
    dashboard has hundreds of cells.
    """
    kept: tuple[SafeString, SafeString] | None = column.__dict__.get("kept_attributes")
    if kept is None:
        attrs = {key: value for key, value in column.attrs.get("td", {}).items() if key != "style"}
        attrs["data-label"] = column.header
        empty = attrs | {"class": f"{attrs.get('class', '')} empty".strip()}
        kept = column.__dict__["kept_attributes"] = (_attributes(attrs), _attributes(empty))
    return kept


def _is_blank(text: str) -> bool:
    """Whether a cell says nothing; the long ones, drawings, are not even looked through."""
    return text in BLANK or (len(text) < 60 and strip_tags(text).strip() in BLANK)


@register.simple_tag
def head_attributes(column: Any) -> SafeString:
    """Attributes of a head cell: those of the column, and the order when it is sorted by it."""
    attrs = {key: value for key, value in column.attrs.get("th", {}).items() if key != "style"}
    if column.orderable and column.is_ordered:
        attrs["aria-sort"] = "descending" if column.order_by_alias.is_descending else "ascending"
    return _attributes(attrs)


def _attributes(attrs: dict[str, Any]) -> SafeString:
    return format_html_join("", ' {}="{}"', ((key, value) for key, value in attrs.items() if value))
