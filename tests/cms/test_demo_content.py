import re
from collections import Counter
from html.parser import HTMLParser
from io import BytesIO
from itertools import chain

import pytest
from PIL import Image

from accounts import languages
from articles.models import Byline
from articles.slugs import slugify
from cms.demo import generated, pictures
from cms.demo.model import Block, FactBox, Story, Text
from cms.demo.stories import AUTHORS, FACT_BOXES, PHOTOS, SECTIONS, STORIES, TAGS
from media.models import Photo
from translation import checks
from translation.checks import Finding, Pair

SOURCE_ONLY = {"draft", "review", "published_source_only"}
STATES = {
    *SOURCE_ONLY,
    *("in_translation", "translation_review", "ready", "published_both"),
    *("stale", "unpublished_changes", "withdrawn"),
}
REQUIRED = ("kicker", "headline", "lead")
FIELDS = (*REQUIRED, "lead_photo_caption", "seo_title", "seo_description")

each_story = pytest.mark.parametrize("story", STORIES, ids=lambda story: story.key)


def target(story: Story) -> str:
    return languages.others(story.source_language)[0]


def texts(story: Story) -> list[tuple[int | str, Text]]:
    """Every piece of a story, under the name or the index that `untranslated` uses."""
    fields = [(name, getattr(story, name)) for name in FIELDS]
    return [*fields, *((number, block.text) for number, block in enumerate(story.blocks))]


def shared_texts() -> list[Text]:
    boxes = chain.from_iterable(
        (box.title, *(block.text for block in box.blocks)) for box in FACT_BOXES
    )
    photos = chain.from_iterable((photo.caption, photo.alt_text) for photo in PHOTOS)
    names = (thing.name for thing in (*SECTIONS, *TAGS))
    return [*boxes, *photos, *names]


def all_pairs() -> list[Text]:
    pieces = [text for story in STORIES for _place, text in texts(story)]
    withdrawals = [story.withdrawal for story in STORIES]
    return [text for text in (*pieces, *withdrawals, *shared_texts()) if len(text) == 2]


def found_both_ways(text: Text) -> list[Finding]:
    """With a text's second language as its translation, and its first."""
    return [
        finding
        for one, other in (("nb", "en"), ("en", "nb"))
        for finding in checks.check(
            Pair(source=text[one], target=text[other], source_language=one, language=other)
        )
    ]


def test_every_state_is_shown_and_a_third_is_written_in_english():
    assert {story.state for story in STORIES} == STATES
    assert 12 <= len(STORIES) <= 15
    assert sum(story.source_language == "en" for story in STORIES) == 5
    live_in_both = {"published_both", "stale", "unpublished_changes"}
    assert sum(story.state in live_in_both for story in STORIES) == 7


@each_story
def test_story_is_whole_in_its_source_language(story):
    pieces = dict(texts(story))

    assert all(story.source_language in pieces[name] for name in REQUIRED)
    assert all(story.source_language in text for text in pieces.values() if text)
    assert 5 <= len(story.blocks) <= 14
    assert all(block.text or block.ref for block in story.blocks)


@each_story
def test_story_has_the_translation_that_its_state_demands(story):
    pieces = [(place, text) for place, text in texts(story) if text]
    lacking = {place for place, text in pieces if target(story) not in text}

    if story.state in SOURCE_ONLY:
        assert lacking == {place for place, _text in pieces}
    else:
        assert lacking == set(story.untranslated)
        assert bool(lacking) == (story.state == "in_translation")


@each_story
def test_story_says_what_happened_to_it(story):
    revised = {code for text in story.revision.values() for code in text}
    by_state = {"stale": {story.source_language}, "unpublished_changes": {target(story)}}

    assert revised == by_state.get(story.state, set())
    assert all(
        text != {code: story.blocks[number].text[code] for code in text}
        for number, text in story.revision.items()
    )
    assert set(story.withdrawal) == (
        set(languages.codes()) if story.state == "withdrawn" else set()
    )


@each_story
def test_all_that_a_story_names_is_there(story):
    keys = {
        "photo": {photo.key for photo in PHOTOS},
        "fact_box": {box.key for box in FACT_BOXES},
        "also_read": {other.key for other in STORIES} - {story.key},
    }

    assert story.section in {section.key for section in SECTIONS}
    assert set(story.tags) <= {tag.key for tag in TAGS}
    assert {key for key, _role in story.authors} <= {author.key for author in AUTHORS}
    assert {role for _key, role in story.authors} <= set(Byline.Role.values)
    assert story.authors[0][1] == Byline.Role.WRITER
    assert story.lead_photo in keys["photo"]
    assert set(story.also_read) <= keys["also_read"]
    for block in story.blocks:
        assert block.ref in keys.get(block.type, {""})


@each_story
def test_fields_fit_their_columns(story):
    limits = {"kicker": 80, "headline": 200, "seo_title": 120, "seo_description": 320}

    for field, limit in limits.items():
        assert all(len(text) <= limit for text in getattr(story, field).values())


@pytest.mark.parametrize("things", [STORIES, SECTIONS, TAGS, AUTHORS, FACT_BOXES, PHOTOS])
def test_keys_are_unique(things):
    keys = [thing.key for thing in things]

    assert len(keys) == len(set(keys))


@pytest.mark.parametrize("code", languages.codes())
def test_no_two_have_the_same_address(code):
    headlines = [slugify(story.headline[code]) for story in STORIES if code in story.headline]
    sections = [section.slug[code] for section in SECTIONS]
    tags = [slugify(tag.name[code]) for tag in TAGS]

    for slugs in (headlines, sections, tags):
        assert all(slugs)
        assert len(slugs) == len(set(slugs))


def test_everything_is_shown_somewhere():
    blocks = [block for story in STORIES for block in story.blocks]
    shown = {block.ref for block in blocks if block.type == "photo"}

    assert shown | {story.lead_photo for story in STORIES} == {photo.key for photo in PHOTOS}
    assert {b.ref for b in blocks if b.type == "fact_box"} == {box.key for box in FACT_BOXES}
    assert {key for story in STORIES for key in story.tags} == {tag.key for tag in TAGS}


def test_shared_texts_are_in_both_languages_but_for_one_alt_text():
    lacking = [text for text in shared_texts() if set(text) != set(languages.codes())]

    assert lacking == [next(photo.alt_text for photo in PHOTOS if photo.key == "library")]


@pytest.mark.parametrize("photo", PHOTOS, ids=lambda photo: photo.key)
def test_photo_is_credited_and_told_for_what_it_is(photo):
    assert photo.scene in pictures.SCENES
    assert photo.kind in Photo.Kind.values
    assert photo.digital_source_type in Photo.SourceType.values
    assert photo.credits
    for creator, organisation in photo.credits:
        assert creator or organisation
        assert set(organisation) == set(languages.codes())
    assert all(0 <= at <= 1 for at in photo.focal)


def test_every_kind_of_credit_is_shown():
    organisations = [organisation for photo in PHOTOS for _creator, organisation in photo.credits]

    assert any(len(photo.credits) == 2 for photo in PHOTOS)
    assert any(names["nb"] != names["en"] for names in organisations)
    assert {photo.digital_source_type for photo in PHOTOS} >= {
        "digitalCapture",
        "digitalCreation",
        "dataDrivenMedia",
        "trainedAlgorithmicMedia",
    }


@pytest.mark.parametrize("text", all_pairs(), ids=lambda text: slugify(text["nb"])[:40])
def test_translation_gives_the_checks_nothing_to_tell(text):
    assert found_both_ways(text) == []


def test_texts_are_written_as_each_language_writes():
    pieces = [text for story in STORIES for _place, text in texts(story)] + shared_texts()
    norwegian = " ".join(text["nb"] for text in pieces if "nb" in text)
    english = " ".join(text["en"] for text in pieces if "en" in text)

    assert not re.search(r"[“”~]|  |kl\. \d\d:|\d \d{3}\b|\d,\d{3}\b", norwegian)
    assert not re.search(r"[«»~]|  |'|\d[ \xa0]\d{3}\b|\d\.\d{3}\b", english)


class Marks(HTMLParser):
    def __init__(self) -> None:
        super().__init__()
        self.open: list[str] = []
        self.seen: Counter[str] = Counter()

    def handle_starttag(self, tag, attrs):
        assert tag in {"strong", "em", "a"}
        assert [name for name, _value in attrs] == (["href"] if tag == "a" else [])
        assert all(value.startswith("https://example.org/") for _name, value in attrs)
        self.open.append(tag)
        self.seen[tag] += 1

    def handle_endtag(self, tag):
        assert self.open.pop() == tag


def test_inline_html_is_well_formed_and_links_nowhere_real():
    things: tuple[Story | FactBox, ...] = (*STORIES, *FACT_BOXES)
    blocks: list[Block] = [block for thing in things for block in thing.blocks]
    marks = Marks()

    for block in blocks:
        for text in block.text.values():
            marks.feed(text)
            assert marks.open == []

    assert set(marks.seen) == {"strong", "em", "a"}
    plain = [text for story in STORIES for name in FIELDS for text in getattr(story, name).values()]
    assert not any("<" in text for text in plain)


def jpeg_size(data: bytes) -> tuple[int, int]:
    with Image.open(BytesIO(data)) as image:
        assert image.format == "JPEG"
        return image.size


@pytest.mark.parametrize("scene", pictures.SCENES)
def test_every_scene_is_drawn_in_the_size_asked_for(scene):
    assert jpeg_size(pictures.draw(scene, seed=1, size=(384, 256))) == (384, 256)


@pytest.mark.parametrize("scene", ["harbour", "stage"])
def test_picture_depends_on_its_seed_alone(scene):
    first, again, other = (pictures.draw(scene, seed=seed) for seed in (1, 1, 2))

    assert jpeg_size(first) == (1920, 1280)
    assert first == again
    assert first != other


def test_generated_stories_are_the_same_for_a_seed_and_go_on_where_they_ended():
    few, many = list(generated.stories(20)), list(generated.stories(40))

    assert [story.headline for story in few] == [story.headline for story in many[:20]]
    assert few == list(generated.stories(20))
    assert few != list(generated.stories(20, seed=2))


def test_generated_stories_are_whole_and_no_two_are_alike():
    stories = list(generated.stories(3000))
    sections = {section.key for section in SECTIONS}
    authors = {author.key for author in AUTHORS}

    for code in languages.codes():
        assert len({story.headline[code] for story in stories}) == len(stories)
        assert max(len(story.headline[code]) for story in stories) <= 200
        assert all(text[code] for story in stories for text in story.paragraphs)
        assert not any("%" in text[code] for story in stories for text in story.paragraphs)
    for story in stories:
        assert 6 <= len(story.paragraphs) <= 12
        assert 1 <= len(story.tags) <= 4
        assert story.section in sections
        assert story.author in authors
    ages = [story.minutes_ago for story in stories]
    assert ages == sorted(ages)
    assert ages[-1] <= generated.THREE_YEARS < ages[-1] * 1.01


def test_generated_translations_give_the_checks_nothing_to_tell():
    for story in generated.stories(60):
        for text in (story.headline, story.lead, *story.paragraphs):
            assert found_both_ways(text) == [], text


@pytest.mark.parametrize("code", languages.codes())
def test_generated_tags_have_addresses_of_their_own(code):
    slugs = [tag.slug[code] for tag in generated.TAGS]

    assert all(slugs)
    assert len(slugs) == len(set(slugs))


def test_generated_tags_that_the_newsroom_has_are_the_same_in_both_languages():
    known = [{code: slugify(tag.name[code]) for code in languages.codes()} for tag in TAGS]

    for tag in generated.TAGS:
        twins = [slugs for slugs in known if set(slugs.items()) & set(tag.slug.items())]
        assert twins in ([], [tag.slug])
