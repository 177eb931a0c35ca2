"""What lists of public data hold: queries only."""

from __future__ import annotations

from typing import Any

from django.db.models import QuerySet

from reference.models import PublishedSeries, PublishedStatistic


def published_series() -> QuerySet[PublishedSeries]:
    """Every published measure that is known, by code."""
    return PublishedSeries.objects.order_by("code")


def published_rows(**asked: Any) -> QuerySet[PublishedStatistic]:
    """Rows of the published tables; `asked` are fields and their values, None where any will do."""
    wanted = {field: value for field, value in asked.items() if value is not None}
    rows = PublishedStatistic.objects.filter(**wanted).select_related("area")
    return rows.order_by("release", "table", "year", "pk")
