"""Records keep what was read beside what people decided; nobody had decided anything before."""

from django.db import migrations, models


def keep_what_was_read(apps, editor):
    apps.get_model("store", "StatementRow").objects.update(read=models.F("record"))


class Migration(migrations.Migration):

    dependencies = [
        ('store', '0005_jobs_ask_and_name_their_worker'),
    ]

    operations = [
        migrations.AddField(
            model_name='statementrow',
            name='decisions',
            field=models.JSONField(default=list),
        ),
        migrations.AddField(
            model_name='statementrow',
            name='read',
            field=models.JSONField(null=True),
        ),
        migrations.AddField(
            model_name='statementrow',
            name='rejected',
            field=models.BooleanField(default=False),
        ),
        migrations.AddField(
            model_name='targetrow',
            name='decisions',
            field=models.JSONField(default=list),
        ),
        migrations.AddField(
            model_name='targetrow',
            name='rejected',
            field=models.BooleanField(default=False),
        ),
        migrations.RunPython(keep_what_was_read, migrations.RunPython.noop),
    ]
