"""Who sees how far a republication has come; and an administrator has all there is, as before."""

from django.contrib.auth.management import create_permissions
from django.db import migrations

APPS = ["accounts", "articles", "media", "publishing", "translation"]
WATCHING = ["Editor", "Photo editor", "Administrator"]


def give(apps, schema_editor):
    Group = apps.get_model("auth", "Group")
    permissions = apps.get_model("auth", "Permission").objects
    for label in APPS:
        app_config = apps.get_app_config(label)
        # Django makes the permissions only after all migrations; the roles need them now.
        app_config.models_module = True
        create_permissions(app_config, apps=apps, verbosity=0)
        app_config.models_module = None
    everything = permissions.filter(content_type__app_label__in=APPS)
    Group.objects.get(name="Administrator").permissions.add(*everything)
    watch = permissions.get(content_type__app_label="publishing", codename="view_republication")
    for group in Group.objects.filter(name__in=WATCHING):
        group.permissions.add(watch)


class Migration(migrations.Migration):
    dependencies = [
        ("cms", "0002_clients_of_the_api"),
        ("articles", "0003_correction"),
        ("publishing", "0007_events_of_what_was_live"),
        ("contenttypes", "__latest__"),
        ("auth", "__latest__"),
    ]

    operations = [migrations.RunPython(give, migrations.RunPython.noop)]
