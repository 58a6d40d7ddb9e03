"""What publishing asks: one list of problems for the admin, the workbench and the API.

`problems_of_text` is what can be told of the version alone, and what approving asks; `problems`
adds what depends on the moment (the twin, the hour, the address).
"""

import datetime
from collections.abc import Sequence

from django.utils import timezone
from django.utils.formats import date_format
from django.utils.functional import lazy
from django.utils.text import format_lazy
from django.utils.translation import gettext_lazy as _

from accounts import languages
from accounts.models import User
from accounts.statements import Query
from articles import blocks, workflow
from articles.models import Article, LanguageVersion
from articles.problems import Problem
from articles.shown import Shown, shown
from articles.slugs import is_like_an_id
from articles.workflow import Act
from media.models import Photo
from publishing import names
from publishing.models import Address, Live
from translation import checks, noting
from translation import problems as translation_problems
from translation.problems import excerpt
from translation.records import records_to_judge
from translation.segments import Segment, has_segments, segments

# Addresses of other stories with one of these slugs, a slug for each language.
_OTHERS: Query[Address] = Query(
    lambda article, *slugs: (
        Address.objects.filter(slug__in=slugs)
        .exclude(article=article)
        .values_list("language", "slug")
    ),
    Article._meta.pk,
    *[Address._meta.get_field("slug")] * len(languages.codes()),
)


def problems(version: LanguageVersion, act: Act) -> list[Problem]:
    found = _story(version, act)
    return [
        *_of_text(found, version, act),
        *noting.problems(version, act),
        *_of_the_moment(version, act),
        *_of_also_read(version, act),
        *names.problems(found, version),
    ]


def problems_of_text(version: LanguageVersion, act: Act) -> list[Problem]:
    return _of_text(_story(version, act), version, act)


def _story(version: LanguageVersion, act: Act) -> Shown:
    """Read once for all the languages of an act; held already where the act is carried out."""
    if "shown" not in act.found:
        act.found["shown"] = shown(version.article)
    return act.found["shown"]


def ask(
    versions: Sequence[LanguageVersion], *, by: User, name: str = "publish"
) -> dict[str, list[Problem]]:
    """Every language's problems, if these versions were published together now; of "schedule", at
    an hour that is yet to be chosen."""
    act = Act(name=name, by=by, versions=tuple(versions))
    return {version.language: problems(version, act) for version in versions}


def _of_text(found: Shown, version: LanguageVersion, act: Act) -> list[Problem]:
    body = found.blocks(version.language)
    translated = _translated(found, version, act)
    return [
        *workflow.problems_of_text(version),
        *translation_problems.of_segments(translated, str(version.article_id)),
        *translation_problems.of_checks(translated, str(version.article_id)),
        *_of_language(found, version, body),
        *_of_corrections(found, version),
        *_of_photos(found, version, body),
        *_of_references(found, version, body),
    ]


def _translated(found: Shown, version: LanguageVersion, act: Act) -> list[Segment]:
    if not has_segments(found, version.language):
        return []
    if "records" not in act.found:
        act.found["records"] = records_to_judge(found)
    return segments(found, version.language, act.found["records"])


def _of_language(found: Shown, version: LanguageVersion, body: list) -> list[Problem]:
    """The whole text at once: single lines are too short to tell their language by."""
    article = found.article
    text = " ".join(
        [
            languages.text(article, "headline", version.language),
            languages.text(article, "lead", version.language),
            *(block.text for block in body if not block.only),
        ]
    )
    other = checks.written_in(text)
    if not other or other == version.language:
        return []
    return [
        Problem(
            code="wrong_language",
            place="body",
            sentence=format_lazy(
                _("The {language} text seems to be written in {other}."),
                language=languages.name(version.language),
                other=languages.name(other),
            ),
        )
    ]


def _of_corrections(found: Shown, version: LanguageVersion) -> list[Problem]:
    """Those written in this language; what is translated the checks compare with its source. So
    short a text may mislead, so an editor judges."""
    problems = []
    for correction in found.corrections:
        if correction.written_in != version.language:
            continue
        text = str(correction)
        if other := checks.written_rather_in(text, version.language):
            problems.append(
                Problem(
                    code="wrong_language",
                    place=f"correction:{correction.pk}",
                    sentence=format_lazy(
                        _(
                            "The correction “{text}” stands as {language}, and seems to be written in {other}."
                        ),
                        text=excerpt(text, 60),
                        language=languages.name(version.language),
                        other=languages.name(other),
                    ),
                    blocking=False,
                    url_name="desk:correction",
                    url_args=(str(version.article_id), str(correction.pk)),
                )
            )
    return problems


def _of_photos(found: Shown, version: LanguageVersion, body: list) -> list[Problem]:
    lead = str(found.article.lead_photo_id or "")
    captions = {lead: languages.text(found.article, "lead_photo_caption", version.language)}
    for block in body:
        if block.type == "photo":
            captions.setdefault(block.ref, block.text)
    problems: list[Problem] = []
    for ref, own_caption in captions.items():
        if photo := found.photos.get(ref):
            problems += _of_photo(photo, own_caption, version.language)
    return problems


def _of_photo(photo: Photo, own_caption: str, language: str) -> list[Problem]:
    credits = photo.credits.all()
    caption = own_caption or languages.text(photo, "caption", language)
    wrong = [
        ("file", "photo_without_file", not photo.file, _("The photo “{photo}” has no file yet.")),
        (
            "credits",
            "photo_without_credit",
            not any(c.creator or c.organisation for c in credits),
            _("The photo “{photo}” has no credit."),
        ),
        (
            "caption",
            "photo_without_caption",
            not caption.strip(),
            _("The photo “{photo}” has no caption in {language}."),
        ),
        (
            "alt_text",
            "photo_without_alt_text",
            not languages.text(photo, "alt_text", language).strip(),
            _("The photo “{photo}” has no alternative text in {language}."),
        ),
        (
            "rights_until",
            "photo_rights_run_out",
            photo.rights_have_run_out,
            _("The rights to the photo “{photo}” have run out."),
        ),
    ]
    return [
        Problem(
            code=code,
            place=f"photo:{photo.pk}:{field}",
            sentence=format_lazy(
                sentence,
                photo=excerpt(photo.called(language), 40),
                language=languages.name(language),
            ),
            url_name="admin:media_photo_change",
            url_args=(str(photo.pk),),
        )
        for field, code, is_wrong, sentence in wrong
        if is_wrong
    ]


def _of_references(found: Shown, version: LanguageVersion, body: list) -> list[Problem]:
    gone = [
        block
        for block in body
        if (block.type == "photo" and block.ref not in found.photos)
        or (block.type == "fact_box" and block.ref not in found.fact_boxes)
    ]
    empty = [
        ref
        for ref in dict.fromkeys(blocks.refs(body, "fact_box"))
        if (box := found.fact_boxes.get(ref))
        and not languages.text(box, "title", version.language).strip()
    ]
    return [
        Problem(
            code="reference_gone",
            place=f"body:{block.id}",
            sentence=_("The body shows a photo or fact box that has been deleted; take it out."),
        )
        for block in gone
    ] + [
        Problem(
            code="fact_box_untitled",
            place=f"fact_box:{ref}:title",
            sentence=format_lazy(
                _("The fact box “{box}” has no title in {language}."),
                box=found.fact_boxes[ref],
                language=languages.name(version.language),
            ),
            url_name="admin:articles_factbox_change",
            url_args=(ref,),
        )
        for ref in empty
    ]


def _of_the_moment(version: LanguageVersion, act: Act) -> list[Problem]:
    article, found = version.article, []
    now = timezone.now()
    at = act.changes.get("publish_at") or now
    if not version.is_source and article.source_language not in act.languages:
        if not _source_is_out(article, at):
            found.append(
                Problem(
                    code="source_not_live",
                    place="source",
                    sentence=format_lazy(
                        _(
                            "The {language} version is not published; publish it first, or both together."
                        ),
                        language=languages.name(article.source_language),
                    ),
                )
            )
    if at < now:
        found.append(
            Problem(code="hour_past", place="publish_at", sentence=_("Choose an hour to come."))
        )
    has_hour = act.name != "schedule" or "publish_at" in act.changes
    if has_hour and version.embargo_until and version.embargo_until > at:
        found.append(
            Problem(
                code="embargo",
                place="embargo_until",
                sentence=format_lazy(
                    _("There is an embargo until {time} ({zone})."),
                    time=lazy(date_format, str)(
                        timezone.localtime(version.embargo_until), "SHORT_DATETIME_FORMAT"
                    ),
                    zone=timezone.get_current_timezone_name(),
                ),
            )
        )
    return found + _of_slug(version, article, act)


def _of_slug(version: LanguageVersion, article: Article, act: Act) -> list[Problem]:
    slug = languages.text(article, "slug", version.language)
    if not slug:
        code = "slug_missing"
        sentence = _("The slug is missing; write one with letters and digits from a to z.")
    elif is_like_an_id(slug):
        code = "slug_like_an_id"
        sentence = _(
            "The slug has the form of a story’s id and could lead to another story; choose another."
        )
    elif (version.language, slug) in _taken(article, act):
        code = "slug_taken"
        sentence = _(
            "Another story had this slug and its readers are sent on by it; choose another."
        )
    else:
        return []
    return [Problem(code=code, place="slug", sentence=sentence)]


def _taken(article: Article, act: Act) -> set[tuple[str, str]]:
    """Which of the story's slugs lead to other stories."""
    if "taken" not in act.found:
        slugs = [languages.text(article, "slug", code) for code in languages.codes()]
        act.found["taken"] = set(_OTHERS.rows(article.pk, *slugs))
    return act.found["taken"]


def _source_is_out(article: Article, at: datetime.datetime) -> bool:
    """Whether readers see the source by then: a schedule is held to it when its hour has come."""
    language = article.source_language
    if Live.objects.filter(article=article, language=language).exists():
        return True
    scheduled = LanguageVersion.objects.filter(article=article, language=language)
    return at > timezone.now() and scheduled.filter(publish_at__lte=at).exists()


def _of_also_read(version: LanguageVersion, act: Act) -> list[Problem]:
    rows = _story(version, act).article.also_read_list.all()
    if not rows:
        return []
    wanted = {row.other_id: row for row in rows}
    live = set(
        Live.objects.filter(article__in=wanted, language=version.language).values_list(
            "article_id", flat=True
        )
    )
    return [
        Problem(
            code="also_read_not_live",
            place=f"also_read:{version.language}:{pk}",
            sentence=format_lazy(
                _("The also-read story “{article}” is not published in {language}."),
                article=excerpt(str(row.other)),
                language=languages.name(version.language),
            ),
            blocking=False,
        )
        for pk, row in wanted.items()
        if pk not in live
    ]


def is_live(version: LanguageVersion, act: Act) -> list[Problem]:
    """The condition of withdrawing: readers must be shown something."""
    if Live.objects.filter(article=version.article, language=version.language).exists():
        return []
    return [
        Problem(
            code="not_live",
            place="version",
            sentence=format_lazy(
                _("The {language} version is not published."),
                language=languages.name(version.language),
            ),
        )
    ]
