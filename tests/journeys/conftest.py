"""Journeys: one story a file, in the system's Chromium, on PostgreSQL, against the real pages.

`tab` is a browser tab (not `page`: the PDF validator imports under that name). `see` looks at a
page as the team would: at 320 and at 1280 pixels, with axe-core, its undecided findings too.
"""

from __future__ import annotations

import os
import re
import shutil
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import pytest
from django.conf import settings
from django.db import connection
from django.urls import reverse
from playwright.sync_api import Browser, BrowserContext, ConsoleMessage, Page, sync_playwright

from accounts.models import User
from tests.conftest import PASSWORD

AXE = Path(settings.BASE_DIR, "node_modules", "axe-core", "axe.min.js")
STYLE_SHEET = Path(settings.BASE_DIR, "static", "build", "app.css")
SCREENSHOTS = Path(settings.BASE_DIR, "var", "screenshots")
WIDTHS = (320, 1280)
RULES = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]
# What axe-core cannot decide by itself and a person has looked at: (rule, part of the selector).
# Plotly's words lie over its own lines and bands, so that axe-core cannot tell what is behind
# them: ink, second ink and the council's colour, on white and on the pale band of a usual range.
LOOKED_AT: tuple[tuple[str, str], ...] = (
    ("color-contrast", "text["),
    ("color-contrast", "tspan["),  # the same words where they take two lines
    ("color-contrast", ".annotation-text["),
    # One letter, "c" for hidden, in ink on paper where a bar would begin: too short for axe-core.
    ("color-contrast", ".bartext"),
    # Cells of a wide sheet beyond the edge of a narrow window: ink on paper or on the pale wash,
    # as where the window is wide and axe-core decides.
    ("color-contrast", "#sheet-"),
)
CHROMIUM_ARGUMENTS = [
    "--no-sandbox",  # test machines often run everything as root
    "--disable-gpu",
    "--disable-dev-shm-usage",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-default-apps",
    "--disable-sync",
    "--no-first-run",
]
RUN_AXE = """async (rules) => {
    await document.fonts.ready;
    const wanted = {runOnly: rules, resultTypes: ["violations", "incomplete"]};
    const found = await axe.run(document, wanted);
    const brief = (kind) => found[kind].flatMap((rule) => rule.nodes.map((node) => ({
        kind, rule: rule.id, where: node.target.join(" "), why: node.failureSummary,
    })));
    return [...brief("violations"), ...brief("incomplete")];
}"""
# Wider than the window, and what sticks out: "table.figures 412".
STICKS_OUT = """() => {
    const room = document.documentElement.clientWidth;
    if (document.documentElement.scrollWidth <= room) return [];
    return [...document.querySelectorAll("body *")]
        .filter((part) => part.getBoundingClientRect().right > room + 1)
        .map((part) => `${part.tagName.toLowerCase()}.${part.className} `
            + Math.round(part.getBoundingClientRect().right)).slice(0, 8);
}"""


@pytest.hookimpl(tryfirst=True)
def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Before the tests are sorted: what a tab shows is committed, so each story is transactional,
    though `tab` asks for its live server only once it knows that it runs.
    """
    for item in items:
        if "tab" in getattr(item, "fixturenames", ()):
            item.add_marker(pytest.mark.django_db(transaction=True))


def _chromium() -> str | None:
    names = (os.environ.get("CHROMIUM"), "chromium", "chromium-browser", "google-chrome")
    return next((found for name in names if name and (found := shutil.which(name))), None)


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    program = _chromium()
    if program is None:
        pytest.skip("journeys need Chromium, which is not installed (apt: chromium)")
    for built in (AXE, STYLE_SHEET):
        if not built.exists():
            pytest.fail(f"{built} is missing: run script/bootstrap first")
    # Playwright keeps an event loop in this thread, which Django takes for asynchronous code.
    os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"] = "true"
    with sync_playwright() as playwright:
        running = playwright.chromium.launch(executable_path=program, args=CHROMIUM_ARGUMENTS)
        yield running
        running.close()


@pytest.fixture
def tab(request: pytest.FixtureRequest) -> Iterator[Page]:
    """An empty tab whose addresses are relative to the live site. Fails on any console error."""
    if connection.vendor != "postgresql":
        pytest.skip("journeys run on PostgreSQL: script/test --postgres tests/journeys")
    browser = request.getfixturevalue("browser")
    site = request.getfixturevalue("live_server")
    context = _context(browser, base_url=site.url)
    opened = context.new_page()
    errors = _errors_of(opened)
    yield opened
    context.close()
    assert errors == [], "errors in the browser's console"


def _context(browser: Browser, **options: Any) -> BrowserContext:
    context = browser.new_context(
        locale="en-GB",
        timezone_id="Europe/London",
        reduced_motion="reduce",
        viewport={"width": WIDTHS[-1], "height": 900},
        **options,
    )
    # Before any page's own scripts and past its content security policy, which stays in force.
    context.add_init_script(path=AXE)
    return context


@pytest.fixture
def another_tab(tab: Page, live_server: Any) -> Iterator[Callable[..., Page]]:
    """`another_tab(signed_in=True, java_script_enabled=False)`: a tab in a browser of its own, with
    the sign-in of `tab` or with none. Errors in its console are its story's affair.
    """
    contexts: list[BrowserContext] = []

    def opened(*, signed_in: bool = False, **options: Any) -> Page:
        if signed_in:
            options["storage_state"] = tab.context.storage_state()
        browser = tab.context.browser
        assert browser is not None
        contexts.append(_context(browser, base_url=live_server.url, **options))
        return contexts[-1].new_page()

    yield opened
    for context in contexts:
        context.close()


def _errors_of(tab: Page) -> list[str]:
    """Fills up with what the console calls an error and with exceptions of the page's scripts."""
    errors: list[str] = []

    def note(message: ConsoleMessage) -> None:
        # An error page that a story means to open is reported as a resource that did not load.
        about_the_page = message.location.get("url") == tab.url
        if message.type == "error" and not (about_the_page and "status of 4" in message.text):
            errors.append(f"{tab.url}: {message.text}")

    tab.on("console", note)
    tab.on("pageerror", lambda error: errors.append(f"{tab.url}: {error}"))
    return errors


@dataclass
class Look:
    """What one look at a page found, at one width."""

    width: int
    findings: list[dict[str, Any]] = field(default_factory=list)
    sticks_out: list[str] = field(default_factory=list)

    def complaints(self) -> list[str]:
        said = [
            f"{self.width} px, {found['kind']} {found['rule']} at {found['where']}: {found['why']}"
            for found in self.findings
            if not any(
                found["kind"] == "incomplete" and found["rule"] == rule and part in found["where"]
                for rule, part in LOOKED_AT
            )
        ]
        return said + [f"{self.width} px, wider than the window: {p}" for p in self.sticks_out]


def see(tab: Page, path: str | None = None, *, name: str = "", status: int = 200) -> None:
    """Opens `path` (or looks at the page as it stands) at both widths and demands a clean bill.

    Leaves a picture of each width in var/screenshots, under `name` or the address.
    """
    complaints: list[str] = []
    for width in WIDTHS:
        tab.set_viewport_size({"width": width, "height": 900})
        if path is not None:
            answer = tab.goto(path)
            assert answer is not None
            assert answer.status == status, f"{path} answered {answer.status}"
        tab.wait_for_load_state()  # a link that was just clicked may still be arriving
        look = Look(width, tab.evaluate(RUN_AXE, RULES), tab.evaluate(STICKS_OUT))
        complaints += look.complaints()
        tab.screenshot(path=SCREENSHOTS / f"{name or _slug(tab.url)}-{width}.png", full_page=True)
    assert complaints == [], f"{tab.url}\n" + "\n".join(complaints)


def _slug(url: str) -> str:
    path = url.split("/", 3)[-1]
    return re.sub(r"[^a-z0-9]+", "-", path.lower()).strip("-") or "home"


@pytest.fixture
def sign_in(tab: Page) -> Callable[[User], None]:
    """`sign_in(officer)`: through the form, as the person does it."""

    def through_the_form(user: User, password: str = PASSWORD) -> None:
        tab.goto(reverse("account_login"))
        tab.locator("input[name=login]").fill(user.email)
        tab.locator("input[name=password]").fill(password)
        tab.get_by_role("button", name="Sign in").click()
        tab.wait_for_load_state()

    return through_the_form
