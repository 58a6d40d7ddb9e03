"""A dismissed check was its code; it is who, when and why. Those of before have no digest of what
was found, and hold for whatever the check finds."""

from django.db import migrations


def richer(apps, schema_editor):
    SegmentRecord = apps.get_model("translation", "SegmentRecord")
    for record in SegmentRecord.objects.exclude(dismissed_checks=[]).iterator():
        entry = {"at": record.at.isoformat(timespec="seconds")}
        if record.by_id:
            entry["by"] = record.by_id
        _write(SegmentRecord, record, [{"code": one, **entry} for one in record.dismissed_checks])


def codes_alone(apps, schema_editor):
    SegmentRecord = apps.get_model("translation", "SegmentRecord")
    for record in SegmentRecord.objects.exclude(dismissed_checks=[]).iterator():
        held = [one["code"] for one in record.dismissed_checks if not one.get("taken_back_at")]
        _write(SegmentRecord, record, list(dict.fromkeys(held)))


def _write(model, record, entries):
    # By a query, so that the record's own time stays.
    model.objects.filter(pk=record.pk).update(dismissed_checks=entries)


class Migration(migrations.Migration):
    dependencies = [("translation", "0002_reviewer_of_a_segment")]

    operations = [migrations.RunPython(richer, codes_alone)]
