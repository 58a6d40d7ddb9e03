import json

from django.conf import settings
from django.db import migrations

from publishing import search

AT_ONCE = 200


def fill(apps, schema_editor):
    """What is live is indexed again in the languages whose words are now read another way."""
    Live = apps.get_model("publishing", "Live")
    changed = [code for code, one in settings.LANGUAGE_TRAITS.items() if one.get("genitive_left")]
    lives = Live.objects.filter(language__in=changed).order_by("pk")
    rows = lives.values_list("pk", "published_at", "publication__content")
    batch = []
    for pk, published_at, content in rows.iterator(chunk_size=AT_ONCE):
        batch.append((pk, published_at, json.loads(content)))
        if len(batch) == AT_ONCE:
            search.index_all(batch)
            batch = []
    if batch:
        search.index_all(batch)


class Migration(migrations.Migration):
    dependencies = [("publishing", "0013_what_happened")]

    operations = [migrations.RunPython(fill, migrations.RunPython.noop, elidable=True)]
