"""Everybody who writes or translates may look into the translation memory; editors take away what
should not be suggested again."""

from django.contrib.auth.management import create_permissions
from django.db import migrations

READERS = ("Journalist", "Translator", "Photo editor", "Editor", "Administrator")
VERBS = {"Administrator": ("add", "change", "delete"), "Editor": ("delete",)}


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
    for group in groups.filter(name__in=READERS):
        verbs = ("view", *VERBS.get(group.name, ()))
        names = [f"{verb}_memoryentry" for verb in verbs]
        group.permissions.add(*permissions.filter(codename__in=names))
    everything = permissions.filter(content_type__model="memorykey")
    groups.get(name="Administrator").permissions.add(*everything)


class Migration(migrations.Migration):
    dependencies = [
        ("cms", "0002_roles_of_what_is_new"),
        ("translation", "0005_memory"),
    ]

    operations = [migrations.RunPython(give, migrations.RunPython.noop)]
