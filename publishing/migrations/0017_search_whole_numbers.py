import json

from django.db import migrations

from publishing import search

AT_ONCE = 200


def fill(apps, schema_editor):
    """What is live is indexed again, by the numbers that its text sets apart, too."""
    Live = apps.get_model("publishing", "Live")
    rows = Live.objects.order_by("pk").values_list("pk", "published_at", "publication__content")
    batch = []
    for pk, published_at, content in rows.iterator(chunk_size=AT_ONCE):
        batch.append((pk, published_at, json.loads(content)))
        if len(batch) == AT_ONCE:
            search.index_all(batch)
            batch = []
    if batch:
        search.index_all(batch)


class Migration(migrations.Migration):
    dependencies = [("publishing", "0016_say_when_a_twin_counts")]

    operations = [migrations.RunPython(fill, migrations.RunPython.noop, elidable=True)]
