from typing import Any

from django.conf import settings
from django.core.checks import Tags, Warning, register

from publishing import addresses


@register(Tags.security, deploy=True)
def readers_have_a_site(**_: Any) -> list[Warning]:
    if addresses.front_page() != addresses.absolute("/"):
        return []
    if not settings.ARTICLE_URL.startswith(settings.PUBLIC_URL + "/api/"):
        return []
    return [
        Warning(
            "ARTICLE_URL is not set, so readers are sent to the API, and to the newsroom's own "
            "log-in as the front page.",
            hint="Set it to a story's page on the site, with {language} and {slug} in it, before "
            "anything is published.",
            id="publishing.W001",
        )
    ]
