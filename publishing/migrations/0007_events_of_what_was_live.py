from django.db import migrations
from django.db.models import Exists, OuterRef


def tell(apps, schema_editor):
    """What went live before there were events is told now, in the order in which it did: a client
    that begins with the very first event misses nothing that readers see."""
    Event = apps.get_model("publishing", "Event")
    EventCounter = apps.get_model("publishing", "EventCounter")
    Live = apps.get_model("publishing", "Live")
    told = Event.objects.filter(article=OuterRef("article"), language=OuterRef("language"))
    untold = Live.objects.filter(~Exists(told)).order_by("published_at", "pk")
    counter, _made = EventCounter.objects.get_or_create(pk=1, defaults={"last": 0})
    events = [
        Event(
            number=number,
            kind="article.published",
            article_id=live.article_id,
            language=live.language,
            slug=live.slug,
            publication_id=live.publication_id,
            reason="published",
            tags=sorted({f"articles-{live.language}", *live.cache_tags.split(",")}),
            at=live.changed_at,
        )
        for number, live in enumerate(untold.defer("card").iterator(), counter.last + 1)
    ]
    Event.objects.bulk_create(events, batch_size=500)
    counter.last += len(events)
    counter.save()


class Migration(migrations.Migration):
    dependencies = [
        ("publishing", "0006_search"),
    ]

    operations = [
        migrations.RunPython(tell, migrations.RunPython.noop, elidable=True),
    ]
