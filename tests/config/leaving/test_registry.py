"""Every model of the project leaves with a council or is on the list of those that stay, with a
reason. A new model that is neither fails here.
"""

from __future__ import annotations

import re

import pytest
from django.apps import apps
from django.db import models
from django.test.utils import isolate_apps

from accounts.models import Council, User
from config.leaving import tables
from config.leaving.cells import kind_of, read_cell, write_cell
from config.leaving.dictionary import dictionary
from config.leaving.refusals import LeavingError
from config.leaving.rules import KEPT_FILE, LEFT_OUT, export_rules, rule_of
from config.leaving.tables import council_tables, owner_path, undecided

SECRETS = re.compile(r"password|secret|token|digest|hash|credential|otp", re.IGNORECASE)


def test_every_model_leaves_or_stays_for_a_reason():
    assert undecided() == [], (
        "Nobody has said whether these leave with a council. Give them a foreign key to the "
        "council or to something of it, or a line in fixtures/export_rules.csv with the "
        "reason why they stay."
    )


def test_every_column_that_leaves_can_be_written():
    written = dictionary().decode("utf-8-sig")
    for table in council_tables():
        for field in table.fields:
            assert f"{table.file},{field.name}," in written
            if not field.is_relation and not isinstance(field, models.BinaryField):
                kind_of(field)


def test_the_rules_speak_of_what_there_is():
    for (label, name), rule in export_rules().items():
        model = apps.get_model(label)
        if name:
            model._meta.get_field(name)
        assert rule.rule in ("left out", "figure key", "kept file")
        assert rule.reason or rule.rule != LEFT_OUT, f"{label}: say why it stays"


def test_no_secret_leaves():
    for table in council_tables():
        for field in table.fields:
            assert not SECRETS.search(f"{table.label} {field.name}"), (
                f"{field} sounds like a secret: leave it out in fixtures/export_rules.csv"
            )


def test_files_of_editions_go_along():
    for table in council_tables():
        for field in table.fields:
            if "sha256" in field.name:
                assert rule_of(table.label, field.name) == KEPT_FILE, (
                    f"{field}: does the file that it names leave too? If so the rule is “kept file”"
                )


def test_the_whole_council_is_found():
    """The tables that this file was written for; more may come, none may go."""
    labels = {table.label for table in council_tables()}
    assert labels >= {
        "accounts.AuditEvent", "accounts.Council", "accounts.Membership", "accounts.User",
        "performance.Commentary", "performance.CouncilIndicator", "performance.Entry",
        "performance.EntryRevision", "performance.Figure", "performance.Indicator",
        "performance.Pack", "performance.QuarterlyReturn", "performance.ReturnStep",
        "performance.SeriesBreak", "performance.SeriesNote", "performance.Target",
        "performance.ThemeOfficer", "reporting.Edition", "reporting.EditionFigure",
        "reporting.EditionFile", "reporting.PublishedCell",
    }  # fmt: skip


@pytest.fixture
def with_models(monkeypatch):
    """`with_models(Model, …)`: the registry as it will be when somebody has added models."""
    real = apps.get_models

    def add(*more):
        monkeypatch.setattr(tables.apps, "get_models", lambda **options: [*real(**options), *more])
        council_tables.cache_clear()

    yield add
    monkeypatch.undo()
    council_tables.cache_clear()


@isolate_apps("accounts")
def test_a_new_model_of_a_council_leaves_by_itself(with_models):
    class Meeting(models.Model):  # noqa: DJ008
        council = models.ForeignKey(Council, on_delete=models.CASCADE)
        title = models.CharField(max_length=20)

        class Meta:
            app_label = "accounts"
            unique_together = (("council", "title"),)

    class Item(models.Model):  # noqa: DJ008
        meeting = models.ForeignKey(Meeting, on_delete=models.CASCADE)
        follows = models.ForeignKey("self", null=True, on_delete=models.CASCADE)

        class Meta:
            app_label = "accounts"

    with_models(Item, Meeting)
    found = {table.model: table for table in council_tables()}
    assert (found[Meeting].path, found[Meeting].key) == ("council", ("title",))
    assert (found[Item].path, found[Item].key) == ("meeting__council", ())
    order = list(found)
    assert order.index(Meeting) < order.index(Item)
    assert undecided() == []


@isolate_apps("accounts")
def test_a_new_model_of_a_person_alone_has_to_be_decided(with_models):
    class Token(models.Model):  # noqa: DJ008
        user = models.ForeignKey(User, on_delete=models.CASCADE)

        class Meta:
            app_label = "accounts"

    with_models(Token)
    assert owner_path(Token) == ""
    assert undecided() == ["accounts.Token"]


@isolate_apps("accounts")
def test_tables_that_point_at_each_other_are_named(with_models):
    class Egg(models.Model):  # noqa: DJ008
        council = models.ForeignKey(Council, on_delete=models.CASCADE)
        hen = models.ForeignKey("Hen", null=True, on_delete=models.CASCADE)

        class Meta:
            app_label = "accounts"

    class Hen(models.Model):  # noqa: DJ008
        council = models.ForeignKey(Council, on_delete=models.CASCADE)
        egg = models.ForeignKey(Egg, on_delete=models.CASCADE)

        class Meta:
            app_label = "accounts"

    with_models(Egg, Hen)
    with pytest.raises(LeavingError, match=r"point at each other: accounts\.Egg, accounts\.Hen"):
        council_tables()


def test_a_kind_of_field_that_nobody_knows_is_an_error():
    field = models.DurationField(name="lasts")
    field.set_attributes_from_name("lasts")
    with pytest.raises(LeavingError, match="DurationField"):
        kind_of(field)


@pytest.mark.parametrize("value", [None, "", "\\N", "\\", "'", "=1", "plain"])
def test_a_text_that_may_be_missing_is_told_from_an_empty_one(value):
    field = models.CharField(max_length=20, null=True)
    assert read_cell(field, write_cell(field, value)) == value
