"""What is posted to webhooks, for the OpenAPI document."""

from typing import Any

from drf_spectacular.utils import OpenApiExample, OpenApiResponse, OpenApiWebhook, extend_schema
from rest_framework.serializers import (
    CharField,
    ChoiceField,
    DateTimeField,
    IntegerField,
    ListField,
    Serializer,
    UUIDField,
)

from api.models import Delivery, Type
from api.public import examples
from api.public.contract import EventSerializer, LanguageField

_TAGS_OF_EXAMPLE = ["article-{id}", "articles-{language}", "section-3", "tag-14"]


class ChangeDataSerializer(EventSerializer):
    """What stands round it is not said twice."""

    type = None
    occurred_at = None


class ChangeMessageSerializer(Serializer):
    type = ChoiceField(choices=[one for one in Type.values if one != Type.PURGE])
    timestamp = DateTimeField(help_text="When it happened.")
    data = ChangeDataSerializer()


class PurgeDataSerializer(Serializer):
    id = IntegerField(help_text="The event's number.")
    article = UUIDField()
    language = LanguageField()
    tags = ListField(
        child=CharField(), help_text="Forget every answer with one of these Cache-Tags."
    )


class PurgeMessageSerializer(Serializer):
    type = ChoiceField(choices=[Type.PURGE.value])
    timestamp = DateTimeField(help_text="When it happened.")
    data = PurgeDataSerializer()


class TestDataSerializer(Serializer):
    message = CharField()
    types = ListField(child=ChoiceField(choices=Type.choices), help_text="What the webhook is for.")
    languages = ListField(child=LanguageField())


class TestMessageSerializer(Serializer):
    type = ChoiceField(choices=[Delivery.TEST])
    timestamp = DateTimeField(help_text="When it was asked for.")
    data = TestDataSerializer()


_CHANGE = {
    key: value
    for key, value in examples.CHANGE_PAGE["results"][0].items()
    if key not in ("type", "occurred_at")
}
_PURGE = {key: _CHANGE[key] for key in ("id", "article", "language")} | {
    "tags": [
        tag.format(id=_CHANGE["article"], language=_CHANGE["language"]) for tag in _TAGS_OF_EXAMPLE
    ]
}
_DESCRIPTION = (
    "Sent by the Standard Webhooks specification, with the headers `webhook-id`, "
    "`webhook-timestamp` and `webhook-signature`: verify them with the webhook's secret, and do "
    "nothing twice for an id that you have seen. Answer within 15 seconds; what is not answered by "
    "2xx is sent again, for three days at growing pauses."
)


def _webhook(
    kind: str, summary: Any, serializer: type[Serializer], data: dict[str, Any]
) -> OpenApiWebhook:
    example = {"type": kind, "timestamp": "2025-01-31T14:30:00Z", "data": data}
    return OpenApiWebhook(
        name=kind,
        decorator=extend_schema(
            operation_id=kind,
            summary=summary,
            description=_DESCRIPTION,
            tags=["Webhooks"],
            request=serializer,
            examples=[OpenApiExample(kind, example, request_only=False)],
            responses={
                "2XX": OpenApiResponse(description="It has come."),
                "410": OpenApiResponse(description="No more, please: the webhook is turned off."),
            },
        ),
    )


PUBLISHED = _webhook(Type.PUBLISHED.value, Type.PUBLISHED.label, ChangeMessageSerializer, _CHANGE)
UPDATED = _webhook(Type.UPDATED.value, Type.UPDATED.label, ChangeMessageSerializer, _CHANGE)
WITHDRAWN = _webhook(
    Type.WITHDRAWN.value,
    Type.WITHDRAWN.label,
    ChangeMessageSerializer,
    _CHANGE | {"version": None, "digest": None, "reason": "The story named the wrong person."},
)
PURGE = _webhook(Type.PURGE.value, Type.PURGE.label, PurgeMessageSerializer, _PURGE)
TEST = _webhook(
    Delivery.TEST,
    "Somebody in the newsroom tries the webhook: nothing has changed",
    TestMessageSerializer,
    {
        "message": "A test from the newsroom. Nothing has changed.",
        "types": [Type.PUBLISHED.value, Type.WITHDRAWN.value],
        "languages": [_CHANGE["language"]],
    },
)
