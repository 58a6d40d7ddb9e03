from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("translation", "0010_word_counts"),
    ]

    operations = [
        migrations.AddField(
            model_name="noticedchange",
            name="seen_since",
            field=models.DateTimeField(null=True),
        ),
    ]
