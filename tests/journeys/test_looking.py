"""The journeys' own eyes: a page with faults must not pass."""

import pytest
from django.urls import reverse

from tests.journeys.conftest import see

# Markup, its style, and what is to be said of it.
FAULTS = {
    "image-alt": ("<img src='data:,'>", ""),
    "color-contrast": ("<p>Grey on white</p>", "color: #bbb; background: #fff"),
    "wider than the window": ("<p>A line for a wide screen</p>", "width: 400px"),
}
ADD = """([markup, style]) => {
    const main = document.querySelector("main");
    main.insertAdjacentHTML("beforeend", markup);
    main.lastElementChild.style.cssText = style;
}"""


@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize("fault", FAULTS)
def test_a_page_with_a_fault_does_not_pass(tab, fault):
    tab.goto(reverse("account_login"))
    tab.evaluate(ADD, FAULTS[fault])
    with pytest.raises(AssertionError, match=fault):
        see(tab, name="fault")
