"""Digests: how often by kind of matter, and e-mails that are kept until they have left."""

import uuid

import django.db.models.deletion
from django.db import migrations, models

import performance.models.reminders

DAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")
OCCASIONS = ("due", "overdue", "provisional", "to_sign", "signed_off", "published")


def rhythm_by_occasion(apps, schema_editor):
    for choice in apps.get_model("performance", "MailChoice").objects.all():
        wanted = {*choice.occasions, "published"} if choice.occasions else set()
        choice.rhythms = {one: choice.rhythm if one in wanted else "never" for one in OCCASIONS}
        choice.save(update_fields=["rhythms"])


def tell_anew(apps, schema_editor):
    """E-mails that were claimed and never left hold no text: what they said is told anew."""
    apps.get_model("performance", "ReminderMail").objects.filter(sent_at=None).delete()


def nothing(apps, schema_editor):
    """Nothing to take back."""


class Migration(migrations.Migration):
    dependencies = [
        ("accounts", "0006_people_on_papers"),
        ("performance", "0010_import_batch_checksum"),
    ]

    operations = [
        migrations.CreateModel(
            name="DigestDay",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("day", models.DateField()),
                (
                    "council",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="digest_day",
                        to="accounts.council",
                    ),
                ),
            ],
        ),
        migrations.AddField(
            model_name="mailchoice",
            name="rhythms",
            field=models.JSONField(default=performance.models.reminders.every_occasion_daily),
        ),
        migrations.AddField(
            model_name="mailchoice",
            name="themes",
            field=models.JSONField(default=None, null=True),
        ),
        migrations.AddField(
            model_name="mailchoice",
            name="weekday",
            field=models.CharField(
                choices=[(day.lower(), day) for day in DAYS], default="monday", max_length=10
            ),
        ),
        migrations.RunPython(rhythm_by_occasion, nothing),
        migrations.RemoveField(model_name="mailchoice", name="occasions"),
        migrations.RemoveField(model_name="mailchoice", name="rhythm"),
        migrations.RemoveConstraint(model_name="remindermail", name="reminder_mail_once"),
        migrations.AddField(
            model_name="remindermail",
            name="digest",
            field=models.BooleanField(default=True, help_text="The one of its day"),
        ),
        migrations.AddField(
            model_name="remindermail",
            name="error",
            field=models.CharField(blank=True, max_length=240),
        ),
        migrations.AddField(
            model_name="remindermail",
            name="given_up_at",
            field=models.DateTimeField(null=True),
        ),
        migrations.AddField(
            model_name="remindermail",
            name="message_id",
            field=models.UUIDField(default=uuid.uuid4),
        ),
        migrations.AddField(
            model_name="remindermail",
            name="next_try_at",
            field=models.DateTimeField(null=True),
        ),
        migrations.AddField(
            model_name="remindermail",
            name="subject",
            field=models.CharField(blank=True, max_length=240),
        ),
        migrations.AddField(
            model_name="remindermail",
            name="text",
            field=models.TextField(
                blank=True, help_text="Emptied when it has left or was given up"
            ),
        ),
        migrations.AddConstraint(
            model_name="remindermail",
            constraint=models.UniqueConstraint(
                condition=models.Q(("digest", True)),
                fields=("user", "council", "day"),
                name="reminder_digest_once",
            ),
        ),
        # Last: PostgreSQL changes no table on whose rows a check still waits.
        migrations.RunPython(tell_anew, nothing),
    ]
