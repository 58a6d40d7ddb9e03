"""A button pressed twice makes one story: its key is made of the page it was pressed on, of what
was sent, and of the person, so that nobody can name the key of another's."""

import hashlib
import uuid

from django.http import QueryDict

from accounts.models import User


def new_page() -> str:
    return str(uuid.uuid4())


def key(user: User, page: str, content: bytes) -> uuid.UUID:
    """A page that has no name makes a new story each time."""
    digest = hashlib.sha256(content).hexdigest()
    return uuid.uuid5(uuid.NAMESPACE_OID, f"{user.pk} {page or new_page()} {digest}")


def content_of(posted: QueryDict) -> bytes:
    """All that a form sent but for the token, which is another each time."""
    sent = [(name, values) for name, values in posted.lists() if name != "csrfmiddlewaretoken"]
    return repr(sorted(sent)).encode(errors="surrogatepass")
