"""Decisions of people refuse every change but new rows."""

from django.db import migrations

from gangyao.store.append_only import allow_changes, refuse_changes

TABLES = ("store_correctionrow",)


class Migration(migrations.Migration):
    """Guards the table of corrections."""

    dependencies = [("store", "0003_corrections_uploads_jobs")]

    operations = [migrations.RunPython(refuse_changes(*TABLES), allow_changes(*TABLES))]
