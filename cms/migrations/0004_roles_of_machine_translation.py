"""Editors see what is translated by machine each month, and what it costs."""

from django.contrib.auth.management import create_permissions
from django.db import migrations


def give(apps, schema_editor):
    app_config = apps.get_app_config("translation")
    # Django makes the permissions only after all migrations; the roles need them now.
    app_config.models_module = True
    create_permissions(app_config, apps=apps, verbosity=0)
    app_config.models_module = None
    groups = apps.get_model("auth", "Group").objects
    permissions = apps.get_model("auth", "Permission").objects.filter(
        content_type__app_label="translation"
    )
    groups.get(name="Editor").permissions.add(permissions.get(codename="view_machineuse"))
    new = permissions.filter(
        content_type__model__in=["machineuse", "machineglossary", "machinerun"]
    )
    groups.get(name="Administrator").permissions.add(*new)


class Migration(migrations.Migration):
    dependencies = [
        ("cms", "0003_roles_of_memory"),
        ("translation", "0006_machine_translation"),
    ]

    operations = [migrations.RunPython(give, migrations.RunPython.noop)]
