"""What holds for every page of the newsroom, whoever opens it and in whichever language."""

import re
from pathlib import Path

import pytest
from django.conf import settings
from django.core.exceptions import PermissionDenied
from django.test import RequestFactory
from django.urls import reverse
from django.utils import translation
from django.views import defaults

from accounts.models import User
from accounts.roles import Role
from articles.models import Author, Section, State, Tag
from articles.state_mark import state_mark
from publishing.models import Publication
from tests.factories import (
    make_author,
    make_editor,
    make_fact_box,
    make_journalist,
    make_photo,
    make_published_article,
    make_section,
    make_tag,
    make_translator,
    make_user,
)

pytestmark = pytest.mark.django_db

STATIC = settings.BASE_DIR / "cms" / "static" / "cms"
LANGUAGES = [code for code, _name in settings.LANGUAGES]
OUTSIDE = re.compile(
    r"""(?:src|href|action|srcset)\s*=\s*["']?\s*(?:https?:)?//|url\(\s*["']?(?:https?:)?//"""
    r"""|@import\s+["'](?:https?:)?//|from\s+["']https?://"""
)


@pytest.fixture
def newsroom():
    """One of each thing, so that every list and form has something in it."""
    editor = make_editor("Nils Hætta")
    box = make_fact_box()
    body = f'<p data-id="b1">Tekst.</p><aside data-id="x1" data-fact-box="{box.pk}"></aside>'
    article = make_published_article(
        by=editor,
        body_nb=body,
        body_en=body.replace("Tekst", "Text"),
        section=make_section(),
        tags=(make_tag(),),
        authors=(make_author(user=editor),),
        lead_photo=make_photo(),
    )
    box.title_nb = "Ny tittel"
    box.save()
    return article, box


def pages(article, box) -> list[str]:
    things = {
        "articles_article": article,
        "articles_factbox": box,
        "articles_tag": Tag.objects.first(),
        "articles_section": Section.objects.first(),
        "articles_author": Author.objects.first(),
        "media_photo": article.lead_photo,
        "publishing_publication": Publication.objects.first(),
        "accounts_user": User.objects.first(),
    }
    urls = [reverse(name) for name in ("admin:index", "admin:password_change", "translation:queue")]
    for name, thing in things.items():
        urls += [reverse(f"admin:{name}_{page}") for page in ("changelist", "add")]
        urls += [
            reverse(f"admin:{name}_{page}", args=[thing.pk])
            for page in ("change", "history", "delete")
        ]
    return urls


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("role", Role.values)
def test_every_page_opens_or_is_refused_and_asks_for_nothing_from_outside(
    client, newsroom, role, language
):
    client.force_login(make_user(role, translates_into=LANGUAGES, interface_language=language))

    for url in pages(*newsroom):
        answer = client.get(url)
        page = answer.content.decode()

        assert answer.status_code in (200, 403), url
        assert f'<html lang="{language}"' in page, url
        assert not OUTSIDE.search(page.replace(settings.PUBLIC_URL, "")), url
        assert " style=" not in re.sub(r"<script.*?</script>", "", page, flags=re.S), url


def test_an_administrator_is_refused_nothing_but_what_nobody_may(client, newsroom):
    client.force_login(make_user(Role.ADMINISTRATOR))

    refused = {url for url in pages(*newsroom) if client.get(url).status_code == 403}

    article, box = newsroom
    assert refused == {
        # What readers have seen stays, and so does what a story shows and who has been here.
        reverse("admin:publishing_publication_add"),
        reverse("admin:publishing_publication_delete", args=[Publication.objects.first().pk]),
        reverse("admin:articles_article_delete", args=[article.pk]),
        reverse("admin:articles_factbox_delete", args=[box.pk]),
        reverse("admin:accounts_user_delete", args=[User.objects.first().pk]),
    } | {url for url in refused if "/media/photo/" in url and url.endswith("/delete/")}


def test_style_sheets_and_modules_ask_for_nothing_from_outside():
    files = [
        path
        for folder in settings.BASE_DIR.glob("*/static")
        if folder.parent.name != "var"  # what is collected there is others' as well
        for path in folder.rglob("*")
        if path.suffix in (".css", ".js")
    ]

    assert files
    assert [str(path) for path in files if OUTSIDE.search(path.read_text(encoding="utf-8"))] == []


# The menu


@pytest.mark.parametrize(
    ("role", "there", "not_there"),
    [
        (Role.JOURNALIST, ["articles/article", "translation/term"], ["accounts/user"]),
        (Role.TRANSLATOR, ["translation/", "articles/article"], ["accounts/user"]),
        (Role.EDITOR, ["translation/", "publishing/publication"], ["accounts/user"]),
        (Role.ADMINISTRATOR, ["accounts/user", "translation/"], []),
    ],
)
def test_the_menu_has_what_the_role_may_see(client, role, there, not_there):
    client.force_login(make_user(role, translates_into=["en"]))

    urls = " ".join(entry.url for entry in client.get("/admin/").context["navigation"])

    assert [part for part in there if part not in urls] == []
    assert [part for part in not_there if part in urls] == []


@pytest.mark.parametrize(
    ("path", "current"),
    [
        ("/admin/articles/article/", "/admin/articles/article/"),
        ("/admin/articles/tag/add/", "/admin/articles/tag/"),
        ("/admin/desk/import/", "/admin/articles/article/"),
        ("/admin/translation/", "/admin/translation/"),
        ("/admin/translation/term/", "/admin/translation/term/"),
        ("/admin/", None),
    ],
)
def test_the_menu_marks_where_one_is(client, path, current):
    client.force_login(make_editor())

    entries = client.get(path).context["navigation"]

    assert [entry.url for entry in entries if entry.current] == ([current] if current else [])


# Language


def test_choosing_a_language_is_kept_with_the_person(client):
    person = make_journalist(interface_language="nb")
    client.force_login(person)

    answer = client.post(
        reverse("accounts:interface-language"), {"language": "en", "next": "/admin/articles/tag/"}
    )

    person.refresh_from_db()
    assert person.interface_language == "en"
    assert answer.url == "/admin/articles/tag/"
    assert '<html lang="en"' in client.get("/admin/").content.decode()


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_visitor_chooses_the_language_before_logging_in(client, language):
    client.post(reverse("accounts:interface-language"), {"language": language})

    page = client.get(reverse("admin:login")).content.decode()

    assert f'<html lang="{language}"' in page


@pytest.mark.parametrize("where", ["https://evil.example/", "//evil.example/", "javascript:1", ""])
def test_the_language_choice_leads_nobody_astray(client, where):
    answer = client.post(reverse("accounts:interface-language"), {"language": "en", "next": where})

    assert answer.url == reverse("admin:index")


def test_a_language_that_is_not_the_newsrooms_is_refused(client):
    person = make_journalist()
    client.force_login(person)

    answer = client.post(reverse("accounts:interface-language"), {"language": "xx"})

    before = person.interface_language
    person.refresh_from_db()
    assert (answer.status_code, person.interface_language) == (400, before)


def test_a_link_cannot_change_the_language(client):
    person = make_user(interface_language="en")
    client.force_login(person)

    answer = client.get(reverse("accounts:interface-language"), {"language": "nb"})

    person.refresh_from_db()
    assert (answer.status_code, answer["Location"]) == (302, reverse("admin:index"))
    assert person.interface_language == "en"


# Logging in


def test_one_logs_in_by_e_mail_whatever_its_case(client):
    person = make_journalist(email="kari@example.org")
    person.set_password("et langt passord")
    person.save()

    answer = client.post(
        reverse("admin:login"),
        {"username": "Kari@Example.org", "password": "et langt passord", "next": "/admin/"},
    )

    assert answer.url == "/admin/"


def test_the_log_in_page_asks_for_an_e_mail_address(client):
    client.cookies[settings.LANGUAGE_COOKIE_NAME] = "en"

    page = client.get(reverse("admin:login")).content.decode()

    assert re.search(r'<label for="id_username">E-mail address</label>', page)
    assert re.search(r'<input type="email" name="username"[^>]*autocomplete="username"', page)


def test_a_wrong_password_is_said_once_and_logs_nobody_in(client):
    client.cookies[settings.LANGUAGE_COOKIE_NAME] = "en"
    person = make_journalist()

    answer = client.post(reverse("admin:login"), {"username": person.email, "password": "feil"})

    assert "do not belong together" in answer.content.decode()
    assert "_auth_user_id" not in client.session


# Errors


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_error_pages_stand_without_person_or_database(language, django_assert_num_queries):
    request = RequestFactory().get("/")

    with translation.override(language), django_assert_num_queries(0):
        answers = [
            defaults.page_not_found(request, Exception()),
            defaults.permission_denied(request, PermissionDenied()),
            defaults.server_error(request),
        ]

    assert [answer.status_code for answer in answers] == [404, 403, 500]
    for answer in answers:
        assert f'<html lang="{language}"' in answer.content.decode()
        assert "cms/error.css" in answer.content.decode()


# Colours


def colours(scheme: int) -> dict[str, str]:
    """The tokens that are colours, as they are by day (0) or by night (1)."""
    css = (STATIC / "tokens.css").read_text(encoding="utf-8")
    pairs = re.findall(r"(--tv-[\w-]+): light-dark\((#\w{6}), (#\w{6})\)", css)
    return {name: (day, night)[scheme] for name, day, night in pairs}


def luminance(colour: str) -> float:
    """WCAG 2's relative luminance."""
    parts = [int(colour[place : place + 2], 16) / 255 for place in (1, 3, 5)]
    red, green, blue = (
        part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts
    )
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def contrast(one: str, other: str) -> float:
    lighter, darker = sorted((luminance(one), luminance(other)), reverse=True)
    return (lighter + 0.05) / (darker + 0.05)


@pytest.mark.parametrize("scheme", [0, 1], ids=["day", "night"])
@pytest.mark.parametrize("state", ["none", *State.values, "stale"])
def test_every_state_can_be_read(state, scheme):
    tokens = colours(scheme)
    ink = tokens[f"--tv-state-{state}-ink"]

    for ground in (f"--tv-state-{state}", "--tv-paper", "--tv-panel"):
        assert contrast(ink, tokens[ground]) >= 4.5, ground


@pytest.mark.parametrize("scheme", [0, 1], ids=["day", "night"])
@pytest.mark.parametrize(
    ("ink", "grounds"),
    [
        ("ink", ["paper", "panel", "sunken", "accent-soft"]),
        ("ink-soft", ["paper", "panel", "sunken"]),
        ("accent", ["paper", "panel", "sunken"]),
        ("accent-strong", ["paper", "panel", "accent-soft"]),
        ("accent-ink", ["accent"]),
        ("danger", ["paper", "panel", "danger-soft"]),
        ("danger-ink", ["danger"]),
    ],
)
def test_every_text_can_be_read(ink, grounds, scheme):
    tokens = colours(scheme)

    for ground in grounds:
        assert contrast(tokens[f"--tv-{ink}"], tokens[f"--tv-{ground}"]) >= 4.5, ground


@pytest.mark.parametrize("scheme", [0, 1], ids=["day", "night"])
@pytest.mark.parametrize("line", ["focus", "line-strong"])
def test_the_focus_and_the_edges_of_fields_can_be_seen(line, scheme):
    tokens = colours(scheme)

    assert contrast(tokens[f"--tv-{line}"], tokens["--tv-panel"]) >= 3


def test_every_token_that_a_sheet_uses_is_there():
    defined = set(re.findall(r"(--tv-[\w-]+):", (STATIC / "tokens.css").read_text("utf-8")))
    used = {
        (path.name, token)
        for path in Path(settings.BASE_DIR).glob("*/static/**/*.css")
        for token in re.findall(r"var\((--tv-[\w-]+)", path.read_text("utf-8"))
    }

    assert {(name, token) for name, token in used if token not in defined} == set()


# State marks


@pytest.mark.parametrize("state", ["", *State.values])
def test_a_state_mark_says_in_words_what_its_colour_shows(state):
    with translation.override("en"):
        mark = state_mark("en", state, stale=True, changed=True, words=False)
        label = str(State(state).label) if state else "Not started"

    assert f'data-state="{state or "none"}" data-stale data-changed' in mark
    assert f"English: {label}, source changed, unpublished changes" in mark


def test_a_state_mark_escapes_its_address():
    assert '"><script>' not in state_mark("en", "draft", url='/x"><script>')


def test_a_translators_menu_needs_a_language(client):
    client.force_login(make_translator(into=()))

    urls = [entry.url for entry in client.get("/admin/").context["navigation"]]

    assert reverse("translation:queue") not in urls
