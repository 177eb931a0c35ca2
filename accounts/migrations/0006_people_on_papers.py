from django.apps.registry import Apps
from django.db import migrations, models
from django.db.backends.base.schema import BaseDatabaseSchemaEditor


def keep_the_choice(apps: Apps, schema: BaseDatabaseSchemaEditor) -> None:
    """Who printed names goes on doing so; who printed job titles in their place, too."""
    councils = apps.get_model("accounts", "Council")._default_manager
    councils.filter(print_names=False).update(people_on_papers="title")


class Migration(migrations.Migration):
    dependencies = [("accounts", "0005_notices_and_retention")]

    operations = [
        migrations.AddField(
            model_name="council",
            name="people_on_papers",
            field=models.CharField(
                choices=[
                    ("name", "Name"),
                    ("name_and_title", "Name and job title"),
                    ("title", "Job title in place of the name"),
                ],
                default="name",
                max_length=20,
            ),
        ),
        migrations.AddField(
            model_name="council",
            name="contacts_on_papers",
            field=models.BooleanField(
                default=False, help_text="Papers print people’s phone number and email address too"
            ),
        ),
        migrations.RunPython(keep_the_choice, migrations.RunPython.noop),
        migrations.RemoveField(model_name="council", name="print_names"),
    ]
