"""Notes are read and written in the workbench alone, by whom a story concerns, and words are counted
by themselves; an administrator has every permission there is."""

from django.contrib.auth.management import create_permissions
from django.db import migrations


def give(apps, schema_editor):
    app_config = apps.get_app_config("translation")
    # Django makes the permissions only after all migrations; the role needs them now.
    app_config.models_module = True
    create_permissions(app_config, apps=apps, verbosity=0)
    app_config.models_module = None
    permissions = apps.get_model("auth", "Permission").objects.filter(
        content_type__app_label="translation",
        content_type__model__in=["note", "notethread", "wordcount"],
    )
    administrators = apps.get_model("auth", "Group").objects.get(name="Administrator")
    administrators.permissions.add(*permissions)


class Migration(migrations.Migration):
    dependencies = [
        ("cms", "0007_roles_of_notices"),
        ("translation", "0010_word_counts"),
    ]

    operations = [migrations.RunPython(give, migrations.RunPython.noop)]
