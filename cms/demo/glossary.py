"""The demo newsroom's glossary: words that stand in its stories. Read as the first file of it would
be, in the order of the languages of `text`."""

from dataclasses import dataclass

from accounts import languages
from cms.demo.model import Text, text
from translation.glossary.entry import Entry, Rendered


@dataclass(frozen=True)
class DemoTerm:
    """Several renderings have "|" between them; forbidden ones stand in `not_`. `forms` are irregular
    ones of a language's first rendering."""

    words: Text
    part_of_speech: str = "noun"
    not_: Text | None = None
    note: str = ""
    forms: Text | None = None
    untranslatable: bool = False

    @property
    def entry(self) -> Entry:
        renderings = []
        for code in languages.codes():
            accepted = _split(self.words.get(code, ""))
            for place, one in enumerate(accepted):
                forms = (self.forms or {}).get(code, "") if place == 0 else ""
                renderings.append(Rendered(language=code, text=one, forms=forms))
            for one in _split((self.not_ or {}).get(code, "")):
                renderings.append(Rendered(language=code, text=one, forbidden=True))
        return Entry(
            renderings=tuple(renderings),
            part_of_speech=self.part_of_speech,
            untranslatable=self.untranslatable,
            note=self.note,
        )


def _split(words: str) -> list[str]:
    return [one.strip() for one in words.split("|") if one.strip()]


TERMS = (
    DemoTerm(text("sild", "herring"), note="Clupea harengus."),
    DemoTerm(text("nordlys", "northern lights | aurora"), not_=text(en="polar light")),
    DemoTerm(
        text("lykt", "torch"),
        not_=text(en="flashlight | lantern"),
        note="We write British English.",
    ),
    DemoTerm(text("buss", "coach | bus"), note="A coach where tourists are carried."),
    DemoTerm(text("bål", "open fire | fire"), not_=text(en="bonfire")),
    DemoTerm(
        text("velforening", "residents’ association"),
        not_=text(en="welfare association | well association"),
        note="Explain at first mention: neighbours who look after their area together.",
    ),
    DemoTerm(text("kommunestyre", "municipal council"), not_=text(en="town board")),
    DemoTerm(text("ordfører", "mayor")),
    DemoTerm(text("landstrøm", "shore power"), not_=text(en="land power | land current")),
    DemoTerm(text("havis | sjøis", "sea ice"), not_=text(en="ocean ice")),
    DemoTerm(text("siida", "siida"), note="Sámi: the families who herd together. Explain it once."),
    DemoTerm(
        text("rein", "reindeer"),
        not_=text("reinsdyr"),
        note="Those who herd them say rein.",
    ),
    DemoTerm(text("bompenger", "toll"), forms=text("bompengene, bompengenes")),
    DemoTerm(text("bru", "bridge"), not_=text("bro")),
    DemoTerm(text("Havsula"), part_of_speech="name", untranslatable=True),
    DemoTerm(text("Polarstjerna"), part_of_speech="name", untranslatable=True),
    DemoTerm(
        text("Nordtind Sjømat", "Nordtind Seafood"),
        part_of_speech="name",
        note="As they write it themselves.",
    ),
)
