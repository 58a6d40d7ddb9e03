from django.db import migrations

from articles.insert_only import guard


class Migration(migrations.Migration):
    dependencies = [("publishing", "0001_initial")]

    operations = [guard("publishing_publication")]
