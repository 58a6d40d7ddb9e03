"""The administrators' role has the permissions of every model, those that have come since the roles
were made as well; those whose changes a republication carries out see how far it has come."""

from django.contrib.auth.management import create_permissions
from django.db import migrations


def give(apps, schema_editor):
    for app_config in apps.get_app_configs():
        # Django makes the permissions only after all migrations; the role needs them now.
        app_config.models_module = True
        create_permissions(app_config, apps=apps, verbosity=0)
        app_config.models_module = None
    groups = apps.get_model("auth", "Group").objects
    permissions = apps.get_model("auth", "Permission").objects
    groups.get(name="Administrator").permissions.set(permissions.all())
    watch = permissions.get(content_type__app_label="publishing", codename="view_republication")
    for group in groups.filter(name__in=["Editor", "Photo editor"]):
        group.permissions.add(watch)


class Migration(migrations.Migration):
    dependencies = [
        ("cms", "0001_roles"),
        ("api", "0003_client_keys"),
        ("publishing", "0007_events_of_what_was_live"),
        ("articles", "0003_correction"),
        ("media", "0001_initial"),
        ("translation", "0001_initial"),
        ("contenttypes", "__latest__"),
        ("auth", "__latest__"),
    ]

    operations = [migrations.RunPython(give, migrations.RunPython.noop)]
