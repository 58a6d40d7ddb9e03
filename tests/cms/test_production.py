import os
import subprocess
import sys
from pathlib import Path

import pytest
from django.core.exceptions import ImproperlyConfigured
from django.core.management import call_command

from accounts.models import User
from cms import production
from cms.demo.people import PASSWORD, PEOPLE

ROOT = Path(__file__).parent.parent.parent
GOOD_KEY = "Zq8-uT4_mWc1.Rv7*Hs2(Lx9)Pd5&Kf3^Bn6%Gj0$Yt@Ea!Oi=Ub"


@pytest.fixture
def safe(settings):
    settings.DEBUG = False
    settings.SECRET_KEY = GOOD_KEY
    return settings


@pytest.mark.django_db
def test_a_safe_installation_starts(safe):
    production.refuse_unsafe()


@pytest.mark.django_db
@pytest.mark.parametrize("key", ["short", "only-for-development", "ab" * 40])
def test_a_key_that_can_be_guessed_is_refused(safe, key):
    safe.SECRET_KEY = key

    with pytest.raises(ImproperlyConfigured, match="SECRET_KEY can be guessed"):
        production.refuse_unsafe()


@pytest.mark.django_db
def test_debug_is_refused(safe):
    safe.DEBUG = True

    with pytest.raises(ImproperlyConfigured, match="DEBUG is on"):
        production.refuse_unsafe()


@pytest.mark.django_db
def test_somebody_with_the_password_of_the_demo_is_refused_until_it_is_changed(safe):
    email = PEOPLE[0].email
    kari = User.objects.create_user(email, PASSWORD)

    with pytest.raises(ImproperlyConfigured, match=email):
        production.refuse_unsafe()

    kari.set_password("en helt annen setning")
    kari.save()
    production.refuse_unsafe()


@pytest.mark.django_db
def test_somebody_of_the_demo_who_cannot_log_in_is_no_danger(safe):
    User.objects.create_user(PEOPLE[0].email, PASSWORD, is_active=False)

    production.refuse_unsafe()


@pytest.mark.django_db
def test_everything_that_is_wrong_is_said_at_once(safe):
    safe.DEBUG = True
    safe.SECRET_KEY = "short"

    assert len(list(production.dangers())) == 2


@pytest.mark.django_db
def test_worker_refuses_what_the_server_refuses(safe):
    safe.TASKS = {"default": {"BACKEND": "django_tasks_db.DatabaseBackend"}}
    safe.SECRET_KEY = "short"

    with pytest.raises(ImproperlyConfigured):
        call_command("worker", "--batch")


def python(*arguments: str, **environment: str) -> subprocess.CompletedProcess[str]:
    """Run as on a server: nothing of the developer's environment, no `.env`."""
    return subprocess.run(
        [sys.executable, *arguments],
        cwd=ROOT,
        env={"PATH": os.environ["PATH"], "ENV_FILE": os.devnull, **environment},
        capture_output=True,
        text=True,
        timeout=120,
    )


def test_the_deployment_checks_of_django_are_clean():
    done = python(
        *("manage.py", "check", "--deploy", "--fail-level", "WARNING"),
        SECRET_KEY=GOOD_KEY,
        ALLOWED_HOSTS="cms.example.org",
        ARTICLE_URL="https://www.example.org/{language}/{slug}",
    )

    assert done.returncode == 0, done.stderr


def test_deployment_warns_that_readers_have_no_site():
    done = python(
        *("manage.py", "check", "--deploy", "--fail-level", "WARNING"),
        SECRET_KEY=GOOD_KEY,
        ALLOWED_HOSTS="cms.example.org",
        PUBLIC_URL="https://cms.example.org",
    )

    assert done.returncode != 0
    assert "publishing.W001" in done.stderr


def test_nothing_starts_without_a_secret_key():
    done = python("manage.py", "check")

    assert done.returncode != 0
    assert "SECRET_KEY is not set" in done.stderr.splitlines()[-1]


def test_the_door_of_the_server_is_shut_with_debug_on(tmp_path):
    database = f"sqlite:///{tmp_path / 'new.sqlite3'}"
    migrated = python("manage.py", "migrate", "-v0", SECRET_KEY=GOOD_KEY, DATABASE_URL=database)
    assert migrated.returncode == 0, migrated.stderr

    shut = python("-c", "import cms.wsgi", SECRET_KEY=GOOD_KEY, DEBUG="1", DATABASE_URL=database)
    assert shut.returncode != 0
    assert "DEBUG is on" in shut.stderr.splitlines()[-1]

    open_ = python("-c", "import cms.wsgi", SECRET_KEY=GOOD_KEY, DATABASE_URL=database)
    assert open_.returncode == 0, open_.stderr


def test_every_static_file_that_another_names_is_there(safe, tmp_path):
    safe.STATIC_ROOT = tmp_path
    safe.STORAGES = safe.STORAGES | {
        "staticfiles": {"BACKEND": "cms.staticfiles.HashedStaticFilesStorage"}
    }

    call_command("collectstatic", interactive=False, verbosity=0)

    assert (tmp_path / "staticfiles.json").exists()
