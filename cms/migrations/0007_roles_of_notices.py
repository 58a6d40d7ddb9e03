"""Administrators have the permissions of notices as of every model; people read their own without."""

from django.contrib.auth.management import create_permissions
from django.db import migrations


def give(apps, schema_editor):
    app_config = apps.get_app_config("translation")
    # Django makes the permissions only after all migrations; the role needs them now.
    app_config.models_module = True
    create_permissions(app_config, apps=apps, verbosity=0)
    app_config.models_module = None
    permissions = apps.get_model("auth", "Permission").objects
    wanted = permissions.filter(
        content_type__app_label="translation",
        content_type__model__in=["notice", "noticedchange", "digest"],
    )
    apps.get_model("auth", "Group").objects.get(name="Administrator").permissions.add(*wanted)


class Migration(migrations.Migration):
    dependencies = [
        ("cms", "0006_roles_of_the_glossary"),
        ("translation", "0004_notices_and_digests"),
    ]

    operations = [migrations.RunPython(give, migrations.RunPython.noop)]
