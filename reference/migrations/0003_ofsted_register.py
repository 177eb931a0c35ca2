"""Ofsted's register of children's social care, release by release."""

import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("reference", "0002_agency_areas"),
    ]

    operations = [
        migrations.CreateModel(
            name="OfstedRelease",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("as_at", models.DateField(help_text="The day that its title names", unique=True)),
                ("title", models.CharField(blank=True, max_length=300)),
                ("file_name", models.CharField(max_length=255)),
                ("sha256", models.CharField(max_length=64)),
                ("rows", models.PositiveIntegerField()),
                ("loaded_at", models.DateTimeField()),
            ],
            options={
                "ordering": ["as_at"],
            },
        ),
        migrations.CreateModel(
            name="OfstedSetting",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "urn",
                    models.CharField(db_index=True, help_text="2590934 or SC489416", max_length=12),
                ),
                (
                    "provision_type",
                    models.CharField(help_text="ofsted_provision_types.csv", max_length=200),
                ),
                ("registered_on", models.DateField(null=True)),
                ("status", models.CharField(help_text="active or suspended", max_length=200)),
                ("name", models.CharField(blank=True, max_length=200)),
                (
                    "authority",
                    models.CharField(help_text="The local authority as printed", max_length=200),
                ),
                ("region", models.CharField(blank=True, max_length=200)),
                ("sector", models.CharField(blank=True, max_length=200)),
                ("places", models.PositiveIntegerField(null=True)),
                ("premises", models.PositiveIntegerField(null=True)),
                ("short_breaks_only", models.BooleanField(default=False)),
                ("many_buildings", models.BooleanField(default=False)),
                ("owner", models.CharField(blank=True, max_length=200)),
                ("event_type", models.CharField(blank=True, max_length=200)),
                ("inspected_on", models.DateField(null=True)),
                ("published_on", models.DateField(null=True)),
                ("event_number", models.CharField(blank=True, max_length=200)),
                ("overall", models.CharField(blank=True, max_length=200)),
                ("helped", models.CharField(blank=True, max_length=200)),
                ("leaders", models.CharField(blank=True, max_length=200)),
                ("supported_outcome", models.CharField(blank=True, max_length=200)),
                (
                    "area",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="ofsted_settings",
                        to="reference.area",
                    ),
                ),
                (
                    "release",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="settings",
                        to="reference.ofstedrelease",
                    ),
                ),
            ],
            options={
                "ordering": ["release", "urn"],
                "indexes": [models.Index(fields=["release", "area"], name="ofsted_by_area")],
                "constraints": [
                    models.UniqueConstraint(fields=("release", "urn"), name="ofsted_setting_once")
                ],
            },
        ),
    ]
