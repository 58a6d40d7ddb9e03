"""The list of stories: what it shows, finds and filters."""

import pytest
from django.test import Client
from django.urls import reverse

from accounts.roles import Role
from articles.models import Article, State
from tests.factories import (
    confirm_all,
    make_article,
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
    make_version,
    paragraphs,
)

pytestmark = pytest.mark.django_db


@pytest.fixture
def editor():
    return make_editor(interface_language="en")


@pytest.fixture
def browser(editor):
    client = Client()
    client.force_login(editor)
    return client


def page_of(browser, **query):
    answer = browser.get(reverse("admin:articles_article_changelist"), query)
    assert answer.status_code == 200, answer["Location"]
    return answer


def listed(browser, **query) -> set:
    return {article.pk for article in page_of(browser, **query).context["cl"].result_list}


# Filters


def test_stories_are_listed_by_stage_which_the_row_of_stages_tells(browser):
    in_review = make_article(state=State.REVIEW)
    make_article()

    page = page_of(browser, stage="review")

    assert listed(browser, stage="review") == {in_review.pk}
    stages = {str(one["label"]): one for one in page.context["cl"].stages()}
    assert [name for name, one in stages.items() if one["is_current"]] == ["In review"]
    assert (stages["All"]["count"], stages["In review"]["count"], stages["Draft"]["count"]) == (
        2,
        1,
        1,
    )


@pytest.mark.parametrize(
    ("query", "is_narrowed"),
    [({}, False), ({"o": "-4"}, False), ({"q": "skrei"}, True), ({"stage": "draft"}, True)],
)
def test_only_a_list_that_is_narrowed_tells_of_its_results(browser, query, is_narrowed):
    make_article()

    html = page_of(browser, **query).content.decode()

    assert ("1 result" in html) is is_narrowed
    assert ("Show all" in html) is is_narrowed


def test_the_stages_stand_once_on_the_page(browser):
    make_article()

    html = page_of(browser, stage="draft").content.decode()

    assert html.count('class="stages"') == 1
    assert 'data-filter-title="stage"' not in html


def test_a_stage_keeps_the_search_and_the_other_filters_but_not_the_page(browser):
    page = page_of(browser, q="skrei", mine="1", p="1")

    stages = {str(one["label"]): one["url"] for one in page.context["cl"].stages()}
    assert stages["Draft"] == "?mine=1&q=skrei&stage=draft"


@pytest.mark.parametrize("language", ["nb", "en"])
@pytest.mark.parametrize("state", State.values)
def test_stories_are_filtered_by_the_state_of_each_language(browser, language, state):
    wanted, other = make_article(state=State.DRAFT), make_article(state=State.DRAFT)
    for story in (wanted, other):
        make_version(story, "en", state=State.TRANSLATION)
        unlike = next(one for one in State.values if one != state)
        make_version(story, language, state=state if story is wanted else unlike)

    assert listed(browser, **{f"state_{language}": state}) == {wanted.pk}


def test_stories_without_a_version_are_found(browser):
    untranslated = make_article()
    make_version(make_article(), "en", state=State.TRANSLATION)

    assert listed(browser, state_en="none") == {untranslated.pk}
    assert listed(browser, state_nb="none") == set()


def test_mine_is_what_one_made_stands_above_or_translates():
    person = make_user(Role.JOURNALIST, Role.TRANSLATOR, translates_into=["en"])
    made = make_article(by=person)
    above = make_article(authors=(make_author(user=person),))
    translated = make_article()
    make_version(translated, "en", state=State.TRANSLATION, translator=person)
    make_article()
    client = Client()
    client.force_login(person)

    assert listed(client, mine="1") == {made.pk, above.pk, translated.pk}
    assert listed(client, mine="1", stage="translation") == {translated.pk}


def test_stories_are_filtered_by_translator(browser):
    kari, per = make_translator(), make_translator()
    stories = {}
    for person in (kari, per):
        stories[person] = make_article()
        make_version(stories[person], "en", state=State.TRANSLATION, translator=person)

    assert listed(browser, translator=kari.pk) == {stories[kari].pk}


def test_stories_are_filtered_by_section_and_tag_and_both(browser):
    section, tag = make_section(), make_tag()
    both = make_article(section=section, tags=(tag, make_tag()))
    tagged = make_article(tags=(tag,))
    make_article()

    assert listed(browser, section__id__exact=section.pk) == {both.pk}
    assert listed(browser, tags__id__exact=tag.pk) == {both.pk, tagged.pk}
    assert listed(browser, section__id__exact=section.pk, tags__id__exact=tag.pk) == {both.pk}


def test_the_sidebar_offers_the_tags_with_most_stories_and_the_one_chosen(browser, monkeypatch):
    from cms.desk.filters import TagFilter

    monkeypatch.setattr(TagFilter, "most", 1)
    common, rare = make_tag("Vanlig"), make_tag("Sjelden")
    make_tag("Ubrukt")
    make_article(tags=(common, rare))
    make_article(tags=(common,))

    def offered(**query):
        specs = page_of(browser, **query).context["cl"].filter_specs
        return [
            key for spec in specs if isinstance(spec, TagFilter) for key, _ in spec.lookup_choices
        ]

    assert offered() == [str(common.pk)]
    assert set(offered(tags__id__exact=rare.pk)) == {str(common.pk), str(rare.pk)}


BAD = ["", "tull", "-1", "0", "9" * 40, "\x00", "1,2", "None", "٣", "' OR 1=1", "💥"]
FILTERS = [
    *("stage", "state_nb", "state_en", "mine", "translator"),
    *("section__id__exact", "tags__id__exact"),
]


@pytest.mark.parametrize("value", BAD)
@pytest.mark.parametrize("name", FILTERS)
def test_a_value_that_is_none_filters_nothing(browser, name, value):
    story = make_article(tags=(make_tag(),), section=make_section())

    assert listed(browser, **{name: value}) == {story.pk}


@pytest.mark.parametrize(
    "query",
    [
        "p=9999999999",
        "p=abc",
        "o=99.-99.abc",
        "all=",
        "q=%00",
        "e=1",
        "nothing=at-all",
        "created_by__password__startswith=a",
        "stage=draft&stage=review",
        "q=" + "a" * 5000,
        "q=" + "a+" * 2000,
        "_popup=1&_to_field=password",
    ],
)
def test_odd_queries_get_an_answer(browser, query):
    make_article()

    assert browser.get(reverse("admin:articles_article_changelist") + "?" + query).status_code < 500


def test_all_filters_are_closed_but_those_in_use(browser):
    kari = make_translator()
    make_version(make_article(), "en", state=State.TRANSLATION, translator=kari)
    for _number in range(9):
        make_article(section=make_section(), tags=(make_tag(),))

    html = page_of(browser, state_en="translation").content.decode()

    sidebar = html[html.index('id="changelist-filter"') :]
    opened = [part.partition(">")[0] for part in sidebar.split("<details")[1:]]
    assert [one for one in opened if one.endswith("open")] == [
        ' data-filter-title="English version" open'
    ]


# Search


@pytest.mark.parametrize(
    "words", ["skreien", "SKREIEN", "outer side", "lofoten cod", '"fishermen report"', "havgående"]
)
def test_stories_are_found_by_words_of_either_language(browser, words):
    story = make_article(written_in=("nb", "en"), kicker_nb="HAVGÅENDE fiske")
    make_article(headline_nb="Noe annet", lead_nb="Annet.", body_nb=paragraphs("Annet."))

    assert listed(browser, q=words) == {story.pk}


def test_all_words_must_be_there(browser):
    make_article()

    assert listed(browser, q="skreien bergen") == set()


# Marks


def marks(browser, story) -> str:
    (article,) = [one for one in page_of(browser).context["cl"].result_list if one.pk == story.pk]
    return " ".join(mark.html for mark in article.marks)


def test_the_source_comes_first_and_what_nobody_has_asked_for_is_said(browser):
    story = make_article(source="en", headline_en="Cod")

    found = marks(browser, story)

    assert found.index("English: Draft") < found.index("Norwegian: Not started")


def test_a_source_that_moved_on_marks_its_translation_as_stale(browser):
    story = make_article(written_in=("nb", "en"))
    make_version(story, "en", state=State.TRANSLATION)
    confirm_all(story, "en")
    assert "data-stale" not in marks(browser, story)

    story.headline_nb = "Ny tittel"
    story.save()

    assert "English: In translation, source changed" in marks(browser, story)
    assert marks(browser, story).count("data-stale") == 1


def test_unpublished_changes_are_marked_in_their_language_alone(browser):
    story = make_published_article()
    assert "data-changed" not in marks(browser, story)

    story.lead_en = "A new lead."
    story.save()

    assert "English: Published, unpublished changes" in marks(browser, story)
    assert marks(browser, story).count("data-changed") == 1


def test_two_who_look_at_once_each_see_their_own_marks(browser):
    """The marks go with the rows, not with the admin that all requests share."""
    story = make_article()
    first = page_of(browser)
    make_version(story, "nb", state=State.REVIEW)
    second = page_of(browser)

    assert "Norwegian: Draft" in first.context["cl"].result_list[0].marks[0].html
    assert "Norwegian: In review" in second.context["cl"].result_list[0].marks[0].html


# Cost


def rich_story(number: int) -> Article:
    photo, box, person = make_photo(), make_fact_box(), make_journalist()
    body = paragraphs("Tekst.") + (
        f'<figure data-id="f{number}" data-photo="{photo.pk}"></figure>'
        f'<aside data-id="x{number}" data-fact-box="{box.pk}"></aside>'
    )
    story = make_article(
        written_in=("nb", "en"),
        by=person,
        body_nb=body,
        body_en=body,
        section=make_section(),
        tags=(make_tag(),),
        authors=(make_author(user=person),),
        lead_photo=make_photo(),
    )
    make_version(story, "en", state=State.TRANSLATION, translator=make_translator())
    confirm_all(story, "en", by=make_editor())
    return story


def test_the_list_takes_the_same_queries_with_5_rows_as_with_25(
    browser, django_assert_max_num_queries
):
    for number in range(5):
        rich_story(number)
    make_published_article()
    with django_assert_max_num_queries(45) as few:
        page_of(browser)
    for number in range(5, 24):
        rich_story(number)
    make_published_article()
    with django_assert_max_num_queries(len(few.captured_queries)):
        page_of(browser)


# Autocomplete, as the also-read list uses it


def test_autocomplete_finds_stories_by_headline_and_not_by_body(browser):
    story = make_article(headline_nb="Øst for sola")
    make_article(headline_nb="Annet", body_nb=paragraphs("Øst for sola"))
    query = {
        "app_label": "articles",
        "model_name": "alsoread",
        "field_name": "other",
        "term": "øst FOR",
    }

    found = browser.get(reverse("admin:autocomplete"), query).json()["results"]

    assert [one["id"] for one in found] == [str(story.pk)]


def test_autocomplete_takes_few_queries(browser, django_assert_max_num_queries):
    for _number in range(10):
        make_article()
    query = {"app_label": "articles", "model_name": "alsoread", "field_name": "other", "term": ""}

    with django_assert_max_num_queries(6):
        browser.get(reverse("admin:autocomplete"), query)
