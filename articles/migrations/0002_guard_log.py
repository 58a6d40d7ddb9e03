from django.db import migrations

from articles.insert_only import guard


class Migration(migrations.Migration):
    dependencies = [("articles", "0001_initial")]

    operations = [guard("articles_logentry")]
