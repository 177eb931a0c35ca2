"""Regional agencies: no areas of the map, but figures of theirs stand beside a council's own."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("reference", "0001_initial")]

    operations = [
        migrations.AlterField(
            model_name="area",
            name="kind",
            field=models.CharField(
                choices=[
                    ("country", "Country"),
                    ("region", "Region"),
                    ("authority", "Upper-tier authority"),
                    ("fictional", "Fictional area"),
                    ("agency", "Regional agency"),
                ],
                max_length=10,
            ),
        ),
    ]
