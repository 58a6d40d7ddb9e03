"""The answers' shapes, for the OpenAPI document alone: what is sent is stored text, which nothing
here builds or reads."""

from django.conf import settings
from django.utils.functional import lazy
from drf_spectacular.utils import extend_schema_field
from rest_framework.serializers import (
    CharField,
    ChoiceField,
    DateTimeField,
    IntegerField,
    JSONField,
    ListField,
    Serializer,
    SlugField,
    URLField,
    UUIDField,
)

from api.models import Scope
from publishing.models import Publication


def LanguageField(**options) -> ChoiceField:  # noqa: N802 (stands where the field classes stand)
    return ChoiceField(choices=settings.LANGUAGES, **options)


class NamedSerializer(Serializer):
    slug = SlugField()
    name = CharField()


class TagSerializer(NamedSerializer):
    media_topic = CharField(allow_blank=True, help_text="The subject's code in IPTC Media Topics.")
    wikidata = CharField(allow_blank=True, help_text="The subject's id in Wikidata.")


class NameElsewhereSerializer(NamedSerializer):
    language = LanguageField()
    label = CharField(help_text="Ready to print as the switch between the languages.")


class CountedSerializer(NamedSerializer):
    id = IntegerField(
        help_text="The same in every language. A section or tag stands by it in Cache-Tag: section-4."
    )
    count = IntegerField(help_text="How many stories are live under it in this language.")
    alternates = NameElsewhereSerializer(
        many=True, help_text="What it is called in the other languages that have stories under it."
    )


class DirectorySerializer(Serializer):
    results = CountedSerializer(many=True)


class BylineSerializer(Serializer):
    name = CharField()
    slug = SlugField()
    role = ChoiceField(
        choices=["writer", "photographer", "illustrator", "translator"],
        help_text="What this person did for the story.",
    )


class AlternateSerializer(Serializer):
    language = LanguageField()
    slug = SlugField()
    url = URLField()
    label = CharField(help_text="Ready to print as the switch between the languages.")


class CreditSerializer(Serializer):
    line = CharField(help_text="Ready to print beneath the photo.")
    creator = CharField(allow_blank=True)
    organisation = CharField(allow_blank=True)


class RenditionSerializer(Serializer):
    url = URLField()
    width = IntegerField()
    height = IntegerField()
    format = CharField()
    ratio = CharField(help_text="“original”, or the shape it is cropped to.")


class PhotoSerializer(Serializer):
    id = UUIDField()
    role = ChoiceField(choices=["lead", "body"])
    caption = CharField(allow_blank=True)
    alt = CharField(allow_blank=True, help_text="For those who don't see the photo.")
    credit = CreditSerializer()
    copyright = CharField(allow_blank=True)
    usage_terms = CharField(allow_blank=True, help_text="What others may do with the photo.")
    digital_source_type = CharField(
        allow_blank=True, help_text="IPTC's code; says when a photo was made by a machine."
    )
    renditions = RenditionSerializer(many=True)


class StorySerializer(Serializer):
    id = UUIDField(help_text="The story's id, the same in every language.")
    language = LanguageField()
    slug = SlugField()
    url = URLField(help_text="The story's page for readers.")
    kicker = CharField(allow_blank=True)
    headline = CharField()
    lead = CharField(allow_blank=True)
    section = NamedSerializer(allow_null=True)
    tags = NamedSerializer(many=True)
    bylines = BylineSerializer(many=True)
    photo = PhotoSerializer(allow_null=True, help_text="The lead photo.")
    published_at = DateTimeField(
        help_text="UTC. When it was first published in this language, be it withdrawn since and "
        "published again."
    )
    updated_at = DateTimeField(
        help_text="UTC. When the newsroom last published it in this language: what “updated_after” "
        "asks by. A photo's credit or a renamed tag changes the document, but not this."
    )
    alternates = AlternateSerializer(
        many=True, help_text="The other languages the story can be read in."
    )


class CardSerializer(StorySerializer):
    snippet = CharField(
        required=False,
        help_text="Of a search alone: the place where most of what was asked stands together, as "
        "HTML with the words in mark elements. It is cut from the story's lead and text, or where "
        "nothing of it stands there from the headline, kicker, tags, section or names.",
    )


class CardPageSerializer(Serializer):
    next = URLField(allow_null=True, help_text="The page of older stories, or of worse matches.")
    previous = URLField(
        allow_null=True, help_text="The page of newer stories, or of better matches."
    )
    results = CardSerializer(many=True)


class BlockSerializer(Serializer):
    id = CharField(help_text="The same in every language of the story.")
    type = ChoiceField(
        choices=[
            "paragraph",
            "subhead",
            "minor_subhead",
            "bullet",
            "numbered",
            "quote",
            "photo",
            "fact_box",
            "also_read",
        ]
    )
    html = CharField(required=False, help_text="The text with its marks, of a block that has text.")
    photo = UUIDField(required=False, help_text="Of a photo: its id in “photos”.")
    fact_box = UUIDField(required=False, help_text="Of a fact box: its id in “fact_boxes”.")
    also_read = UUIDField(required=False, help_text="Of a pointer to another story: that story.")


class BodySerializer(Serializer):
    html = CharField(allow_blank=True, help_text="The whole body, safe to put into a page.")
    blocks = BlockSerializer(many=True, help_text="The same body, piece by piece.")


class FactBoxSerializer(Serializer):
    id = UUIDField()
    title = CharField()
    html = CharField(allow_blank=True)


class AlsoReadSerializer(Serializer):
    id = UUIDField()
    headline = CharField()
    slug = SlugField()
    url = URLField()
    language = LanguageField(
        help_text="This document's language where the story is live in it, or else another."
    )
    photo = PhotoSerializer(allow_null=True)


class CorrectionSerializer(Serializer):
    text = CharField()
    published_at = DateTimeField()


class SeoSerializer(Serializer):
    title = CharField()
    description = CharField(allow_blank=True)


class DocumentSerializer(StorySerializer):
    tags = TagSerializer(many=True)
    dateline = CharField(allow_blank=True, help_text="The place the story is sent from.")
    source_language = LanguageField(help_text="The language the story was written in.")
    body = BodySerializer()
    photos = PhotoSerializer(many=True)
    fact_boxes = FactBoxSerializer(many=True)
    also_read = AlsoReadSerializer(many=True)
    corrections = CorrectionSerializer(many=True)
    seo = SeoSerializer()
    json_ld = JSONField(
        help_text="A schema.org NewsArticle, for a script element of the page. In the answer's text "
        "“<”, “>” and “&” of it are written as escapes (\\u003c), lest a headline end that element: "
        "whoever reads the JSON and writes it anew must write “<” so, too."
    )
    version = IntegerField(help_text="Counts up each time this language's document changes.")
    digest = CharField(help_text="SHA-256; the document's ETag.")


@extend_schema_field(
    {"anyOf": [{"type": "string", "enum": Publication.Reason.values}, {"type": "string"}]}
)
class ReasonField(CharField):
    """One of ours, or of a withdrawal what the newsroom wrote."""


def _about_reasons() -> str:
    why = ", ".join(f"“{one.value}” ({one.label})" for one in Publication.Reason)
    return (
        f"Of a withdrawal, the newsroom's public reason. Else why the document is a new one: {why}."
    )


class EventSerializer(Serializer):
    id = IntegerField(help_text="Counts up in the order in which the changes took effect.")
    type = ChoiceField(choices=["article.published", "article.updated", "article.withdrawn"])
    article = UUIDField(help_text="The story's id, the same in every language.")
    language = LanguageField()
    slug = SlugField(help_text="As it was when this happened.")
    url = URLField(help_text="The story's page for readers.")
    document = URLField(help_text="Where the story's document is, whatever becomes of its slug.")
    version = IntegerField(allow_null=True, help_text="Of the document; null on withdrawal.")
    digest = CharField(allow_null=True, help_text="Of the document; null on withdrawal.")
    reason = ReasonField(allow_blank=True, help_text=lazy(_about_reasons, str)())
    occurred_at = DateTimeField(help_text="UTC.")


class ChangePageSerializer(Serializer):
    next = URLField(allow_null=True, help_text="What is there already behind this page.")
    previous = URLField(allow_null=True, help_text="Always null: changes are read onwards.")
    cursor = CharField(help_text="Ask with it later for what has happened since.")
    results = EventSerializer(many=True)


class NinjsAssociationSerializer(Serializer):
    name = CharField()
    rel = ChoiceField(
        choices=["lead", "body", "factBox", "translation", "translationOf", "alsoRead"],
        help_text="A photo's role, or what else it is to the story.",
    )
    uri = CharField(help_text="urn:uuid:…")
    type = ChoiceField(choices=["picture", "text"])


class NinjsSerializer(Serializer):
    """IPTC ninjs 3.1, in IPTC's names. What it may have besides stands in IPTC's own schema."""

    uri = CharField(help_text="Names this language of the story for good: urn:uuid:….")
    standard = JSONField()
    type = ChoiceField(choices=["text"])
    representationType = ChoiceField(choices=["full"])  # noqa: N815
    version = CharField()
    firstCreated = DateTimeField()  # noqa: N815
    versionCreated = DateTimeField()  # noqa: N815
    pubStatus = ChoiceField(choices=["usable"])  # noqa: N815
    language = LanguageField()
    title = CharField()
    slugline = CharField()
    headlines = JSONField()
    bodies = JSONField()
    subjects = JSONField(required=False)
    associations = NinjsAssociationSerializer(
        many=True,
        required=False,
        help_text="Photos, fact boxes, the other languages, and what to read next.",
    )


class ParameterErrorSerializer(Serializer):
    parameter = CharField()
    detail = CharField()
    allowed = ListField(
        child=CharField(), required=False, help_text="The values, or names, that may stand here."
    )


class ProblemSerializer(Serializer):
    """RFC 9457. `title` and `detail` follow Accept-Language."""

    type = URLField(help_text="What kind of problem it is: tell them apart by this.")
    title = CharField()
    status = IntegerField()
    detail = CharField()


class ParameterProblemSerializer(ProblemSerializer):
    errors = ParameterErrorSerializer(
        many=True,
        help_text="Each parameter that doesn't hold; none where the request itself is malformed.",
    )


class MissingScopeProblemSerializer(ProblemSerializer):
    scope = ChoiceField(choices=Scope.choices, help_text="What the key would have to be for.")


class NotFoundProblemSerializer(ProblemSerializer):
    alternates = AlternateSerializer(
        many=True, required=False, help_text="Where the story can be read in another language."
    )


class WithdrawnProblemSerializer(ProblemSerializer):
    reason = CharField(help_text="The newsroom's public reason, in the language asked for.")
    withdrawn_at = DateTimeField()
    alternates = AlternateSerializer(many=True, help_text="Languages that are still published.")
