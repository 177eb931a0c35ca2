import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("accounts", "0006_people_on_papers"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
        ("performance", "0011_cumulative_counts"),
        ("reference", "0002_agency_areas"),
    ]

    operations = [
        migrations.CreateModel(
            name="Offer",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("period", models.CharField(max_length=40)),
                ("starts_on", models.DateField()),
                ("ends_on", models.DateField()),
                (
                    "basis",
                    models.CharField(
                        choices=[
                            ("period_end", "as at period end"),
                            ("over_period", "over the period"),
                            ("average", "average over the period"),
                            ("rolling_12", "rolling 12 months"),
                            ("year_to_date", "year to date"),
                            ("outturn", "year-end outturn"),
                            ("not_stated", "basis not stated"),
                        ],
                        max_length=12,
                    ),
                ),
                ("version", models.PositiveSmallIntegerField()),
                ("numerator", models.DecimalField(decimal_places=2, max_digits=12, null=True)),
                ("denominator", models.DecimalField(decimal_places=2, max_digits=12, null=True)),
                ("value", models.DecimalField(decimal_places=6, max_digits=14, null=True)),
                (
                    "unavailable_reason",
                    models.CharField(
                        blank=True, help_text="Why it could not be computed", max_length=240
                    ),
                ),
                (
                    "completeness",
                    models.CharField(
                        blank=True,
                        help_text="How much of the data it needs was there, in words",
                        max_length=240,
                    ),
                ),
                (
                    "rule",
                    models.CharField(help_text="How it was counted, in words", max_length=400),
                ),
                ("rule_version", models.CharField(max_length=40)),
                (
                    "source",
                    models.CharField(
                        help_text='What it was computed from, after "the"', max_length=120
                    ),
                ),
                ("files", models.JSONField(default=list, help_text="[[name, SHA-256], …]")),
                ("as_at", models.DateField(help_text="The day that the files describe")),
                ("offered_at", models.DateTimeField()),
                (
                    "area",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="reference.area",
                    ),
                ),
                (
                    "council",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="offers",
                        to="accounts.council",
                    ),
                ),
                (
                    "group",
                    models.ForeignKey(
                        default="all",
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="performance.group",
                    ),
                ),
                (
                    "indicator",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="offers",
                        to="performance.indicator",
                    ),
                ),
                (
                    "offered_by",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
            ],
            options={
                "ordering": ["indicator", "ends_on", "version"],
                "indexes": [
                    models.Index(fields=["council", "ends_on"], name="offer_by_council_day")
                ],
                "constraints": [
                    models.UniqueConstraint(
                        fields=(
                            "council",
                            "area",
                            "indicator",
                            "group",
                            "period",
                            "basis",
                            "version",
                        ),
                        name="offer_version_once",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("value__isnull", False),
                            models.Q(("unavailable_reason", ""), _negated=True),
                            _connector="XOR",
                        ),
                        name="offer_value_or_reason",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("version__gte", 1)), name="offer_version_from_one"
                    ),
                ],
            },
        ),
        migrations.AddField(
            model_name="entry",
            name="override_reason",
            field=models.CharField(
                blank=True, help_text="Why another figure than the computed one", max_length=240
            ),
        ),
        migrations.AddField(
            model_name="entryrevision",
            name="override_reason",
            field=models.CharField(
                blank=True, help_text="Why another figure than the computed one", max_length=240
            ),
        ),
        migrations.AddField(
            model_name="figure",
            name="override_reason",
            field=models.CharField(
                blank=True, help_text="Why another figure than the computed one", max_length=240
            ),
        ),
        migrations.AddField(
            model_name="entry",
            name="override_of",
            field=models.ForeignKey(
                blank=True,
                help_text="The computed figure of which the reason speaks",
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to="performance.offer",
            ),
        ),
        migrations.AddField(
            model_name="entryrevision",
            name="override_of",
            field=models.ForeignKey(
                blank=True,
                help_text="The computed figure of which the reason speaks",
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to="performance.offer",
            ),
        ),
        migrations.AddField(
            model_name="figure",
            name="offer",
            field=models.ForeignKey(
                blank=True,
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="figures",
                to="performance.offer",
            ),
        ),
    ]
