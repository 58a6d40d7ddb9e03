import hashlib
from dataclasses import dataclass

from django.utils.functional import Promise


@dataclass(frozen=True, kw_only=True)
class Finding:
    """`sentence` is lazy and says what differs; a finding that is not `blocking` is a warning.

    `matter` is what was found, in no language of the page: as long as it stays the same, so does
    the finding, and a dismissal of it holds. `span` is where it stands in the translation's plain
    text (`Pair.target_text`), where it stands in one place.
    """

    code: str
    sentence: str | Promise
    blocking: bool = False
    matter: str = ""
    span: tuple[int, int] | None = None

    @property
    def digest(self) -> str:
        told = f"{self.code}\0{self.matter}"
        return hashlib.sha256(told.encode(errors="surrogatepass")).hexdigest()[:32]
