"""The templates for data protection say what the program does."""

from __future__ import annotations

import re

from django.apps import apps
from django.conf import settings

from accounts.models import User
from accounts.services import retention_rules
from config.leaving.tables import label_of

OURS = ("accounts", "reporting", "performance", "boards", "placements")
FOLDER = settings.BASE_DIR / "docs" / "data-protection"


def text_of(name):
    return (FOLDER / name).read_text(encoding="utf-8")


def test_the_record_has_every_period_as_it_is_by_default():
    rows = re.findall(r"^\| ([^|]+) \| (\d+ \w+) \|", text_of("records-of-processing.md"), re.M)
    told = dict(rows)
    assert told == {rule.name: rule.words(rule.amount) for rule in retention_rules()} | {
        name: words for name, words in told.items() if name == "Sessions"
    }


def test_the_record_names_tables_that_exist_and_every_one_that_names_a_person():
    text = text_of("records-of-processing.md")
    named = set(re.findall(r"`([a-z]+\.[A-Z]\w+)`", text))
    for label in named:
        apps.get_model(label)

    ours = [model for app in OURS for model in apps.get_app_config(app).get_models()]
    about_people = {
        label_of(model)
        for model in ours
        if any(field.related_model is User for field in model._meta.concrete_fields)
    }
    assert about_people <= named, (
        "say in docs/data-protection/records-of-processing.md what it holds"
    )


def test_both_leave_to_the_council_what_only_the_council_knows():
    for name in ("dpia.md", "records-of-processing.md"):
        assert len(re.findall(r"\[[^\]]+\](?!\()", text_of(name))) > 10
