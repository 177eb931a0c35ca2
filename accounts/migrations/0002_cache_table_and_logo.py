"""The table of the shared cache, so that `migrate` alone makes rate limits and lock-out work."""

from django.core.management import call_command
from django.db import migrations, models


def create_cache_table(apps, schema_editor):
    call_command("createcachetable", database=schema_editor.connection.alias, verbosity=0)


class Migration(migrations.Migration):
    dependencies = [("accounts", "0001_initial")]

    operations = [
        migrations.RunPython(create_cache_table, migrations.RunPython.noop),
        migrations.AlterField(
            model_name="council",
            name="logo",
            field=models.BinaryField(blank=True, default=b"", help_text="A PNG file"),
        ),
    ]
