"""What `tests/conftest.py` promises: a test with real transactions leaves nothing behind, and takes
nothing away."""

import pytest
from django.contrib.auth.models import Group, Permission
from django.db import DatabaseError, transaction

from accounts.roles import Role
from articles.models import LogEntry
from tests.factories import make_article, make_editor


@pytest.mark.parametrize("time", ["first", "second"])
@pytest.mark.django_db(transaction=True)
def test_groups_permissions_and_guards_are_there_each_time(time):
    editor = make_editor()
    LogEntry.objects.create(article=make_article(), language="nb", move="submit", by=editor)

    assert Group.objects.filter(name__in=Role).count() == len(Role)
    assert Permission.objects.exists()
    with pytest.raises(DatabaseError), transaction.atomic():
        LogEntry.objects.all().delete()


@pytest.mark.django_db
def test_what_another_test_wrote_is_gone():
    assert not LogEntry.objects.exists()
