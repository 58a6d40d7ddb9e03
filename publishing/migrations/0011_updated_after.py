from importlib import import_module

from django.db import migrations, models

_BEFORE = import_module("publishing.migrations.0010_search_in_windows")


def _write(schema_editor, statement):
    if schema_editor.connection.vendor == "postgresql":
        with schema_editor.connection.cursor() as cursor:
            cursor.execute("DROP FUNCTION publishing_search")
            cursor.execute(statement)


def by_what_is_shown(apps, schema_editor):
    _write(schema_editor, _BEFORE._function().replace("l.changed_at", "l.updated_at"))


def by_any_change(apps, schema_editor):
    _write(schema_editor, _BEFORE._function())


class Migration(migrations.Migration):
    dependencies = [("publishing", "0010_search_in_windows")]

    operations = [
        migrations.RemoveIndex(model_name="live", name="live_changed"),
        migrations.AddIndex(
            model_name="live",
            index=models.Index(fields=["language", "-updated_at"], name="live_updated"),
        ),
        migrations.RunPython(by_what_is_shown, by_any_change),
    ]
