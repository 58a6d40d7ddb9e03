"""What the page's script asks about a row to show beside it: what its texts have been.

`{key, token}` is answered with `{html, more}`. `more` is the token to ask with for what is older, ""
where there is nothing older.
"""

from typing import Any

from django.template.loader import render_to_string

from translation.answers import Asked, BadQuestion, row_question
from translation.past import past_of


@row_question
def past(asked: Asked) -> dict[str, Any]:
    if asked.token and not asked.token.isdecimal():
        raise BadQuestion
    found = past_of(asked.version, asked.key, since=int(asked.token) if asked.token else None)
    context = {"texts": found.texts, "is_first": not asked.token}
    return {
        "html": render_to_string("translation/_past.html", context),
        "more": "" if found.rest is None else str(found.rest),
    }
