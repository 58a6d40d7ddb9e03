"""Of what is behind its source already: since when readers of the source have had it, by the log."""

from django.db import migrations


def tell_of_the_log(apps, schema_editor):
    NoticedChange = apps.get_model("translation", "NoticedChange")
    Notice = apps.get_model("translation", "Notice")
    LogEntry = apps.get_model("articles", "LogEntry")
    Correction = apps.get_model("articles", "Correction")

    def seen_since(article, language, since):
        rows = LogEntry.objects.filter(
            article=article, language=language, move__in=["publish", "withdraw"], at__gte=since
        )
        seen = None
        for move, at in rows.order_by("pk").values_list("move", "at"):
            seen = (seen or at) if move == "publish" else None
        return seen

    pressing = set()
    for change in NoticedChange.objects.select_related("notice__version__article").iterator():
        article = change.notice.version.article
        language, is_of_correction = (
            article.source_language,
            change.segment.startswith("correction:"),
        )
        if is_of_correction:
            found = Correction.objects.filter(pk=change.segment.split(":")[1]).first()
            language = found.written_in if found else language
        change.seen_since = seen_since(article, language, change.since)
        if change.seen_since:
            change.save(update_fields=["seen_since"])
        if change.seen_since or is_of_correction:
            pressing.add(change.notice_id)
    # What was told to be urgent, though its readers saw what all others did.
    urgent = Notice.objects.filter(kind="changed", is_urgent=True).values_list("pk", flat=True)
    for pk in set(urgent) - pressing:
        Notice.objects.filter(pk=pk).update(is_urgent=False)


class Migration(migrations.Migration):
    dependencies = [
        ("articles", "0004_newest_articles"),
        ("translation", "0011_since_readers_have_it"),
    ]

    operations = [migrations.RunPython(tell_of_the_log, migrations.RunPython.noop)]
