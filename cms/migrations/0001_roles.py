"""The newsroom's roles with their permissions in the admin. What a person may do with a story in
a given state is decided by `articles/permissions.py` and `articles/workflow.py`."""

from django.contrib.auth.management import create_permissions
from django.db import migrations

ALL = ("add", "change", "delete", "view")
WRITE = ("add", "change", "view")
READ = ("view",)

STORY = {
    "articles.article": ALL,
    "articles.byline": ALL,
    "articles.alsoread": ALL,
    "articles.languageversion": READ,
    "articles.logentry": READ,
    "articles.historicalarticle": READ,
    "articles.historicalfactbox": READ,
    "articles.section": READ,
    "articles.author": READ,
    "articles.tag": WRITE,
    "articles.factbox": WRITE,
    "media.photo": WRITE,
    "media.credit": ALL,
    "media.rendition": READ,
    "media.historicalphoto": READ,
    "publishing.publication": READ,
    "publishing.tombstone": READ,
}
READING = dict.fromkeys(STORY, READ)

ROLES = {
    "Journalist": STORY,
    "Translator": READING | {"articles.article": ("change", "view")},
    "Photo editor": READING | {"media.photo": ALL, "media.credit": ALL},
    "Editor": STORY
    | {
        "articles.section": ALL,
        "articles.author": ALL,
        "articles.tag": ALL,
        "articles.factbox": ALL,
        "media.photo": ALL,
    },
    "Administrator": None,  # everything
}


def make_roles(apps, schema_editor):
    Group = apps.get_model("auth", "Group")
    Permission = apps.get_model("auth", "Permission")
    for app_config in apps.get_app_configs():
        # Django makes the permissions only after all migrations; the roles need them now.
        app_config.models_module = True
        create_permissions(app_config, apps=apps, verbosity=0)
        app_config.models_module = None
    by_name = {
        f"{one.content_type.app_label}.{one.codename}": one
        for one in Permission.objects.select_related("content_type")
    }
    for name, models in ROLES.items():
        group, _created = Group.objects.get_or_create(name=name)
        if models is None:
            group.permissions.set(by_name.values())
            continue
        wanted = []
        for model, verbs in models.items():
            app_label, model_name = model.split(".")
            wanted += [by_name[f"{app_label}.{verb}_{model_name}"] for verb in verbs]
        group.permissions.set(wanted)


def remove_roles(apps, schema_editor):
    apps.get_model("auth", "Group").objects.filter(name__in=ROLES).delete()


class Migration(migrations.Migration):
    dependencies = [
        ("accounts", "0001_initial"),
        ("media", "0001_initial"),
        ("articles", "0002_guard_log"),
        ("translation", "0001_initial"),
        ("publishing", "0002_guard_publications"),
        ("contenttypes", "__latest__"),
        ("auth", "__latest__"),
    ]

    operations = [migrations.RunPython(make_roles, remove_roles)]
