"""The clients of the API are the administrators' business alone."""

from django.contrib.auth.management import create_permissions
from django.db import migrations

VERBS = {
    "endpoint": ("add", "change", "delete", "view"),
    "delivery": ("view",),
    "clientkey": ("add", "change", "view"),
}
CODENAMES = [f"{verb}_{model}" for model, verbs in VERBS.items() for verb in verbs]


def give(apps, schema_editor):
    app_config = apps.get_app_config("api")
    # Django makes the permissions only after all migrations; the role needs them now.
    app_config.models_module = True
    create_permissions(app_config, apps=apps, verbosity=0)
    app_config.models_module = None
    administrators = apps.get_model("auth", "Group").objects.get(name="Administrator")
    administrators.permissions.add(*_permissions(apps))


def take(apps, schema_editor):
    administrators = apps.get_model("auth", "Group").objects.get(name="Administrator")
    administrators.permissions.remove(*_permissions(apps))


def _permissions(apps):
    return apps.get_model("auth", "Permission").objects.filter(
        content_type__app_label="api", codename__in=CODENAMES
    )


class Migration(migrations.Migration):
    dependencies = [
        ("cms", "0001_roles"),
        ("api", "0003_client_keys"),
        ("contenttypes", "__latest__"),
        ("auth", "__latest__"),
    ]

    operations = [migrations.RunPython(give, take)]
