"""Papers that come by themselves can be left out, and reports keep their page."""

from __future__ import annotations

import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("boards", "0004_made_here")]

    operations = [
        migrations.AddField(
            model_name="agendaitem",
            name="paper_left_out",
            field=models.BooleanField(
                default=False,
                help_text="The paper that comes by itself is not printed",
            ),
        ),
        migrations.AddField(
            model_name="report",
            name="page",
            field=models.ForeignKey(
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to="boards.paperfile",
            ),
        ),
    ]
