"""A delivery of translations is seen by who sent it in, on the pages of the exchange; administrators
have its permissions as they have all."""

from django.contrib.auth.management import create_permissions
from django.db import migrations


def give(apps, schema_editor):
    app_config = apps.get_app_config("translation")
    # Django makes the permissions only after all migrations; the role needs them now.
    app_config.models_module = True
    create_permissions(app_config, apps=apps, verbosity=0)
    app_config.models_module = None
    wanted = apps.get_model("auth", "Permission").objects.filter(
        content_type__app_label="translation", content_type__model="delivery"
    )
    apps.get_model("auth", "Group").objects.get(name="Administrator").permissions.add(*wanted)


class Migration(migrations.Migration):
    dependencies = [
        ("cms", "0004_roles_of_machine_translation"),
        ("translation", "0007_deliveries"),
    ]

    operations = [migrations.RunPython(give, migrations.RunPython.noop)]
