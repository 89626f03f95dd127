"""Events, source texts, readings and the register of ids refuse every change but new rows."""

from django.db import migrations

from gangyao.store.append_only import allow_changes, refuse_changes

TABLES = ("store_event", "store_sourcetext", "store_reading", "store_recordid")


class Migration(migrations.Migration):
    """Guards the tables that record history."""

    dependencies = [("store", "0001_initial")]

    operations = [migrations.RunPython(refuse_changes(*TABLES), allow_changes(*TABLES))]
