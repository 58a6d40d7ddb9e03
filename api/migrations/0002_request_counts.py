from django.db import migrations, models


def spare_the_log(apps, schema_editor):
    """Counts of the last minute are not worth waiting for the disk, nor keeping after a crash."""
    if schema_editor.connection.vendor == "postgresql":
        table = apps.get_model("api", "RequestCount")._meta.db_table
        schema_editor.execute(f"ALTER TABLE {table} SET UNLOGGED")


class Migration(migrations.Migration):
    dependencies = [("api", "0001_endpoints_and_deliveries")]

    operations = [
        migrations.CreateModel(
            name="RequestCount",
            fields=[
                ("key", models.CharField(max_length=150, primary_key=True, serialize=False)),
                ("spent", models.BigIntegerField()),
                ("ends_at", models.DateTimeField(db_index=True)),
            ],
        ),
        migrations.RunPython(spare_the_log, migrations.RunPython.noop),
    ]
