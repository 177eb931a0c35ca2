import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):
    initial = True

    dependencies = [
        ("accounts", "0006_people_on_papers"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name="Child",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("pseudonym", models.CharField(max_length=64)),
                ("sealed_number", models.TextField()),
                (
                    "council",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="children",
                        to="accounts.council",
                    ),
                ),
            ],
            options={
                "constraints": [
                    models.UniqueConstraint(fields=("council", "pseudonym"), name="child_once")
                ],
            },
        ),
        migrations.CreateModel(
            name="CohortKey",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("name", models.CharField(max_length=32)),
                ("mark", models.CharField(max_length=32)),
                ("made_at", models.DateTimeField()),
                (
                    "council",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="cohort_key",
                        to="accounts.council",
                    ),
                ),
            ],
        ),
        migrations.CreateModel(
            name="Intake",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "status",
                    models.CharField(
                        choices=[
                            ("sent", "Being read"),
                            ("read", "Waits for you to accept it"),
                            ("refused", "Could not be read"),
                            ("accepted", "Loaded"),
                            ("discarded", "Discarded"),
                        ],
                        default="sent",
                        max_length=10,
                    ),
                ),
                ("files", models.JSONField(default=list, help_text="Names of the files")),
                ("store", models.CharField(max_length=32)),
                (
                    "year",
                    models.PositiveSmallIntegerField(
                        help_text="Where the sender said it", null=True
                    ),
                ),
                (
                    "as_at",
                    models.DateField(
                        help_text="The day of an extract made during its year", null=True
                    ),
                ),
                ("report", models.JSONField(default=dict)),
                ("refusal", models.TextField(blank=True)),
                ("compared_with", models.JSONField(default=dict)),
                ("sent_at", models.DateTimeField()),
                ("settled_at", models.DateTimeField(null=True)),
                (
                    "council",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="intakes",
                        to="accounts.council",
                    ),
                ),
                (
                    "sent_by",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "settled_by",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
            ],
            options={
                "ordering": ["-sent_at", "-pk"],
            },
        ),
        migrations.CreateModel(
            name="Look",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("at", models.DateTimeField()),
                (
                    "what",
                    models.CharField(
                        choices=[
                            ("record", "A child’s record"),
                            ("list", "A list of children"),
                            ("numbers", "Case numbers"),
                        ],
                        max_length=10,
                    ),
                ),
                ("reason", models.TextField()),
                ("list_name", models.CharField(blank=True, max_length=200)),
                ("count", models.PositiveIntegerField(default=1)),
                (
                    "by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "child",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="looks",
                        to="placements.child",
                    ),
                ),
                (
                    "council",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="looks",
                        to="accounts.council",
                    ),
                ),
            ],
            options={
                "ordering": ["-at", "-pk"],
            },
        ),
        migrations.CreateModel(
            name="Return903",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("year", models.PositiveSmallIntegerField(help_text="2020 for the return 2020-21")),
                (
                    "as_at",
                    models.DateField(help_text="31 March, or the day on which an extract was made"),
                ),
                ("tables", models.JSONField(default=dict)),
                ("version", models.PositiveIntegerField(default=1)),
                ("loaded_at", models.DateTimeField()),
                (
                    "council",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="returns_903",
                        to="accounts.council",
                    ),
                ),
                (
                    "loaded_by",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
            ],
            options={
                "ordering": ["year"],
                "constraints": [
                    models.UniqueConstraint(fields=("council", "year"), name="return_903_once")
                ],
            },
        ),
        migrations.CreateModel(
            name="PlacedForAdoption",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "row",
                    models.PositiveIntegerField(
                        default=0, help_text="Its row in the file that was sent"
                    ),
                ),
                ("placed_on", models.DateField(null=True)),
                ("ceased_on", models.DateField(null=True)),
                ("reason", models.CharField(blank=True, max_length=8)),
                (
                    "child",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="+",
                        to="placements.child",
                    ),
                ),
                (
                    "held_return",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="+",
                        to="placements.return903",
                    ),
                ),
            ],
            options={
                "abstract": False,
            },
        ),
        migrations.CreateModel(
            name="MissingPeriod",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "row",
                    models.PositiveIntegerField(
                        default=0, help_text="Its row in the file that was sent"
                    ),
                ),
                ("kind", models.CharField(blank=True, max_length=8)),
                ("starts_on", models.DateField()),
                ("ends_on", models.DateField(null=True)),
                (
                    "child",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="+",
                        to="placements.child",
                    ),
                ),
                (
                    "held_return",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="+",
                        to="placements.return903",
                    ),
                ),
            ],
            options={
                "abstract": False,
            },
        ),
        migrations.CreateModel(
            name="HealthYear",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "row",
                    models.PositiveIntegerField(
                        default=0, help_text="Its row in the file that was sent"
                    ),
                ),
                ("sdq_score", models.SmallIntegerField(null=True)),
                ("sdq_reason", models.CharField(blank=True, max_length=8)),
                ("convicted", models.BooleanField(null=True)),
                ("health_check", models.BooleanField(null=True)),
                ("immunisations", models.BooleanField(null=True)),
                ("teeth_check", models.BooleanField(null=True)),
                ("health_assessment", models.BooleanField(null=True)),
                ("substance_misuse", models.BooleanField(null=True)),
                ("intervention_received", models.BooleanField(null=True)),
                ("intervention_offered", models.BooleanField(null=True)),
                (
                    "child",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="+",
                        to="placements.child",
                    ),
                ),
                (
                    "held_return",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="+",
                        to="placements.return903",
                    ),
                ),
            ],
            options={
                "abstract": False,
            },
        ),
        migrations.CreateModel(
            name="Episode",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "row",
                    models.PositiveIntegerField(
                        default=0, help_text="Its row in the file that was sent"
                    ),
                ),
                ("starts_on", models.DateField()),
                ("ends_on", models.DateField(null=True)),
                ("started_because", models.CharField(blank=True, max_length=8)),
                ("legal_status", models.CharField(blank=True, max_length=8)),
                ("need", models.CharField(blank=True, max_length=8)),
                ("placement", models.CharField(blank=True, max_length=8)),
                ("provider", models.CharField(blank=True, max_length=8)),
                ("ceased_because", models.CharField(blank=True, max_length=8)),
                ("moved_because", models.CharField(blank=True, max_length=8)),
                ("miles", models.FloatField(null=True)),
                ("inside", models.BooleanField(null=True)),
                ("home_district", models.CharField(blank=True, max_length=9)),
                ("placement_district", models.CharField(blank=True, max_length=9)),
                ("placement_authority", models.CharField(blank=True, max_length=9)),
                ("urn", models.BigIntegerField(null=True)),
                (
                    "child",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="+",
                        to="placements.child",
                    ),
                ),
                (
                    "held_return",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="+",
                        to="placements.return903",
                    ),
                ),
            ],
            options={
                "abstract": False,
            },
        ),
        migrations.CreateModel(
            name="EarlierPermanence",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "row",
                    models.PositiveIntegerField(
                        default=0, help_text="Its row in the file that was sent"
                    ),
                ),
                ("kind", models.CharField(blank=True, max_length=8)),
                ("authority", models.CharField(blank=True, max_length=9)),
                ("on", models.DateField(null=True)),
                (
                    "child",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="+",
                        to="placements.child",
                    ),
                ),
                (
                    "held_return",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="+",
                        to="placements.return903",
                    ),
                ),
            ],
            options={
                "abstract": False,
            },
        ),
        migrations.CreateModel(
            name="Deprivation",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "row",
                    models.PositiveIntegerField(
                        default=0, help_text="Its row in the file that was sent"
                    ),
                ),
                ("starts_on", models.DateField()),
                ("ends_on", models.DateField(null=True)),
                (
                    "child",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="+",
                        to="placements.child",
                    ),
                ),
                (
                    "held_return",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="+",
                        to="placements.return903",
                    ),
                ),
            ],
            options={
                "abstract": False,
            },
        ),
        migrations.CreateModel(
            name="ChildDetails",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "row",
                    models.PositiveIntegerField(
                        default=0, help_text="Its row in the file that was sent"
                    ),
                ),
                ("sex", models.CharField(blank=True, max_length=8)),
                ("born_on", models.DateField()),
                ("ethnicity", models.CharField(blank=True, max_length=8)),
                (
                    "child",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="+",
                        to="placements.child",
                    ),
                ),
                (
                    "held_return",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="+",
                        to="placements.return903",
                    ),
                ),
            ],
            options={
                "abstract": False,
            },
        ),
        migrations.CreateModel(
            name="CareReview",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "row",
                    models.PositiveIntegerField(
                        default=0, help_text="Its row in the file that was sent"
                    ),
                ),
                ("reviewed_on", models.DateField()),
                ("code", models.CharField(blank=True, max_length=8)),
                (
                    "child",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="+",
                        to="placements.child",
                    ),
                ),
                (
                    "held_return",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="+",
                        to="placements.return903",
                    ),
                ),
            ],
            options={
                "abstract": False,
            },
        ),
        migrations.CreateModel(
            name="CareLeaver",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "row",
                    models.PositiveIntegerField(
                        default=0, help_text="Its row in the file that was sent"
                    ),
                ),
                ("in_touch", models.CharField(blank=True, max_length=8)),
                ("activity", models.CharField(blank=True, max_length=8)),
                ("accommodation", models.CharField(blank=True, max_length=8)),
                (
                    "child",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="+",
                        to="placements.child",
                    ),
                ),
                (
                    "held_return",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="+",
                        to="placements.return903",
                    ),
                ),
            ],
            options={
                "abstract": False,
            },
        ),
        migrations.CreateModel(
            name="AsylumStatus",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "row",
                    models.PositiveIntegerField(
                        default=0, help_text="Its row in the file that was sent"
                    ),
                ),
                ("until", models.DateField(null=True)),
                (
                    "child",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="+",
                        to="placements.child",
                    ),
                ),
                (
                    "held_return",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="+",
                        to="placements.return903",
                    ),
                ),
            ],
            options={
                "abstract": False,
            },
        ),
        migrations.CreateModel(
            name="Adoption",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "row",
                    models.PositiveIntegerField(
                        default=0, help_text="Its row in the file that was sent"
                    ),
                ),
                ("decided_on", models.DateField(null=True)),
                ("matched_on", models.DateField(null=True)),
                ("by_foster_carer", models.BooleanField(null=True)),
                ("adopters", models.CharField(blank=True, max_length=8)),
                (
                    "child",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="+",
                        to="placements.child",
                    ),
                ),
                (
                    "held_return",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="+",
                        to="placements.return903",
                    ),
                ),
            ],
            options={
                "abstract": False,
            },
        ),
        migrations.CreateModel(
            name="SocialWorkerSpell",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "row",
                    models.PositiveIntegerField(
                        default=0, help_text="Its row in the file that was sent"
                    ),
                ),
                (
                    "worker",
                    models.BigIntegerField(help_text="A number made of the worker's, with the key"),
                ),
                ("starts_on", models.DateField()),
                ("ends_on", models.DateField(null=True)),
                ("reason", models.CharField(blank=True, max_length=8)),
                (
                    "child",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="+",
                        to="placements.child",
                    ),
                ),
                (
                    "held_return",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="+",
                        to="placements.return903",
                    ),
                ),
            ],
            options={
                "abstract": False,
            },
        ),
    ]
