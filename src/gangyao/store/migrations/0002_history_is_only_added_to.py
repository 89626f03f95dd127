"""Events, source texts and readings refuse UPDATE and DELETE."""

from django.db import migrations

from gangyao.store.append_only import allow_changes, refuse_changes

TABLES = ("store_event", "store_sourcetext", "store_reading")


class Migration(migrations.Migration):
    """Guards the tables that record history."""

    dependencies = [("store", "0001_initial")]

    operations = [migrations.RunPython(refuse_changes(*TABLES), allow_changes(*TABLES))]
