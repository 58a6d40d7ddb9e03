"""Translators and editors write the glossary, editors delete from it, and journalists read it."""

from django.contrib.auth.management import create_permissions
from django.db import migrations

WRITE = ("view_term", "add_term", "change_term", "view_historicalterm")
ROLES = {
    "Translator": WRITE,
    "Editor": (*WRITE, "delete_term"),
    "Journalist": ("view_term", "view_historicalterm"),
}


def _given(apps):
    permissions = apps.get_model("auth", "Permission").objects
    return permissions.filter(
        content_type__app_label="translation",
        content_type__model__in=["term", "rendering", "historicalterm"],
    )


def give(apps, schema_editor):
    for app_config in apps.get_app_configs():
        # Django makes the permissions only after all migrations; the roles need them now.
        app_config.models_module = True
        create_permissions(app_config, apps=apps, verbosity=0)
        app_config.models_module = None
    groups = apps.get_model("auth", "Group").objects
    given = _given(apps)
    groups.get(name="Administrator").permissions.add(*given)
    for role, codenames in ROLES.items():
        # A term's renderings are rows of its form.
        rows = [one.replace("_term", "_rendering") for one in codenames if one.endswith("_term")]
        if "change_term" in codenames:
            rows.append("delete_rendering")
        groups.get(name=role).permissions.add(*given.filter(codename__in=[*codenames, *rows]))


def take(apps, schema_editor):
    for group in apps.get_model("auth", "Group").objects.filter(name__in=[*ROLES, "Administrator"]):
        group.permissions.remove(*_given(apps))


class Migration(migrations.Migration):
    dependencies = [
        ("cms", "0005_roles_of_deliveries"),
        ("translation", "0008_glossary"),
        ("contenttypes", "__latest__"),
        ("auth", "__latest__"),
    ]

    operations = [migrations.RunPython(give, take)]
