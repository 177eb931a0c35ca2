import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):
    initial = True

    dependencies = [
        ("accounts", "0001_initial"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name="Edition",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("kind", models.SlugField(max_length=40)),
                ("subject", models.CharField(max_length=80)),
                (
                    "audience",
                    models.CharField(
                        choices=[("public", "Public edition"), ("board", "Board edition")],
                        max_length=10,
                    ),
                ),
                ("number", models.PositiveSmallIntegerField()),
                ("title", models.CharField(max_length=200)),
                ("published_at", models.DateTimeField()),
                ("pages", models.PositiveSmallIntegerField()),
                ("changes", models.JSONField(default=list)),
                ("reason", models.TextField(blank=True, help_text="Why it was published again")),
                (
                    "council",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="editions",
                        to="accounts.council",
                    ),
                ),
                (
                    "published_by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
            ],
            options={
                "ordering": ["-published_at", "-number"],
                "constraints": [
                    models.UniqueConstraint(
                        fields=("council", "kind", "subject", "audience", "number"),
                        name="edition_once",
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="Build",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("kind", models.SlugField(max_length=40)),
                ("subject", models.CharField(max_length=80)),
                (
                    "audience",
                    models.CharField(
                        blank=True,
                        choices=[("public", "Public edition"), ("board", "Board edition")],
                        max_length=10,
                    ),
                ),
                ("options", models.JSONField(default=dict)),
                (
                    "status",
                    models.CharField(
                        choices=[
                            ("waiting", "Waiting"),
                            ("running", "Working"),
                            ("done", "Done"),
                            ("failed", "Failed"),
                        ],
                        default="waiting",
                        max_length=10,
                    ),
                ),
                ("stage", models.CharField(blank=True, max_length=120)),
                ("done", models.PositiveSmallIntegerField(default=0)),
                ("total", models.PositiveSmallIntegerField(default=0)),
                ("attempt", models.PositiveSmallIntegerField(default=0)),
                ("lease_until", models.DateTimeField(null=True)),
                (
                    "error",
                    models.TextField(blank=True, help_text="What failed, in words for the reader"),
                ),
                ("asked_at", models.DateTimeField()),
                ("finished_at", models.DateTimeField(null=True)),
                (
                    "asked_by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "council",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="builds",
                        to="accounts.council",
                    ),
                ),
                (
                    "edition",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="+",
                        to="reporting.edition",
                    ),
                ),
            ],
            options={
                "ordering": ["-asked_at"],
            },
        ),
        migrations.CreateModel(
            name="EditionFigure",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("key", models.CharField(max_length=240)),
                ("version", models.PositiveSmallIntegerField()),
                ("label", models.CharField(max_length=240)),
                ("printed", models.CharField(max_length=60)),
                (
                    "edition",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="figures",
                        to="reporting.edition",
                    ),
                ),
            ],
            options={
                "constraints": [
                    models.UniqueConstraint(fields=("edition", "key"), name="edition_figure_once")
                ],
            },
        ),
        migrations.CreateModel(
            name="EditionFile",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("media_type", models.CharField(max_length=60)),
                (
                    "name",
                    models.CharField(
                        help_text="What a reader's download is called", max_length=200
                    ),
                ),
                ("sha256", models.CharField(max_length=64)),
                ("size", models.PositiveIntegerField()),
                (
                    "edition",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="files",
                        to="reporting.edition",
                    ),
                ),
            ],
            options={
                "constraints": [
                    models.UniqueConstraint(
                        fields=("edition", "media_type"), name="edition_file_once"
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="PublishedCell",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("key", models.CharField(max_length=240)),
                (
                    "part",
                    models.CharField(
                        choices=[
                            ("numerator", "Numerator"),
                            ("denominator", "Denominator"),
                            ("value", "Value as printed"),
                        ],
                        max_length=12,
                    ),
                ),
                (
                    "state",
                    models.CharField(
                        choices=[
                            ("shown", "Shown"),
                            ("primary", "Hidden: a small number of people"),
                            ("secondary", "Hidden: another figure could be worked out from it"),
                        ],
                        max_length=10,
                    ),
                ),
                ("shown", models.DecimalField(decimal_places=4, max_digits=14, null=True)),
                (
                    "rounding",
                    models.DecimalField(
                        decimal_places=4,
                        default=1,
                        help_text="Width of the rounding interval",
                        max_digits=8,
                    ),
                ),
                ("version", models.PositiveSmallIntegerField()),
                ("partition", models.SlugField(blank=True, max_length=60)),
                (
                    "edition",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="cells",
                        to="reporting.edition",
                    ),
                ),
            ],
            options={
                "indexes": [models.Index(fields=["key"], name="cell_by_key")],
                "constraints": [
                    models.UniqueConstraint(
                        fields=("edition", "key", "part"), name="published_cell_once"
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("shown__isnull", False), ("state", "shown")),
                            models.Q(
                                models.Q(("state", "shown"), _negated=True), ("shown__isnull", True)
                            ),
                            _connector="OR",
                        ),
                        name="published_cell_hidden_is_empty",
                    ),
                ],
            },
        ),
    ]
