from django.db import migrations


class Migration(migrations.Migration):
    dependencies = [
        ("performance", "0009_returns_mended"),
    ]

    operations = [
        migrations.RenameField(
            model_name="importbatch",
            old_name="sha256",
            new_name="checksum",
        ),
    ]
