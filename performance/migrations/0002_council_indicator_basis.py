"""A council may report a measure on a basis of its own."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("performance", "0001_initial")]

    operations = [
        migrations.AddField(
            model_name="councilindicator",
            name="basis",
            field=models.CharField(
                blank=True,
                choices=[
                    ("period_end", "as at period end"),
                    ("over_period", "over the period"),
                    ("average", "average over the period"),
                    ("rolling_12", "rolling 12 months"),
                    ("year_to_date", "year to date"),
                    ("outturn", "year-end outturn"),
                    ("not_stated", "basis not stated"),
                ],
                default="",
                help_text="The basis on which this council reports it, if not the catalogue's",
                max_length=12,
            ),
            preserve_default=False,
        ),
    ]
