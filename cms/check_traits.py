"""What the translation checks know of each language; a part of `settings.LANGUAGE_TRAITS`.

A language without a trait does without the checks that need it. Names of months, days and countries
and the forms of dates and numbers are Babel's, by the language's locale.

- `sample`: a text that tells the language from others by its letters; `small_words`: words of the
  closed classes that are no words of another language here: one of them is left over or a slip;
  `alike`: words of its own that other languages here write the same.
- `degrees`: what a temperature is told in; `frost`: words that tell that it is below zero.
- `quotes`: pairs of quotation marks that are right; `dialogue`: the dash that opens a reply, or "".
- `clock`: words before an hour, what stands between hours and minutes (the first is the right one),
  the halves of the day by the hours to add, hours with a name, the word that takes half an hour off
  ("halv ti" is 9.30) or adds it ("half past nine"), and those before and after which minutes stand.
- `eve`: words that make "… Wednesday" the night before; `nights`: words that make "Tuesday …" the
  night to the next day.
- `numbers`: numbers in words, in the form they are counted with; `number_hints`: other words that
  may stand for one; `number_compounds`: what is joined to a number ("treårig").
- `shares`: what a whole is cut into (`parts`), words for one of it and for the half, words that make
  a part of one that may mean something else (`part_of`: "a third of"), and those before an order
  (`every`) or between two numbers (`of`) that make a share.
- `half_more`: what adds a half to the number before; `half_joints`: what may stand between a half and
  what it is half of ("half a million").
- `durations`: by the unit that they are compared in, lengths of time with how many of it they are.
- `scales`: words that multiply the number before; `decades`, `centuries`: what makes a number one;
  `decade_words`: by what the tens in words become one (ending, in its place).
- `relative_years`: what may stand in place of the year itself.
- `doubled`: words that may rightly stand twice running.
- `abbreviations`: what ends in a full stop without ending a sentence.
- `length`: how long a text is beside the same text in the other languages.
- `names`: whether only names have capitals within a sentence (`capitals`), words of names that are
  translated (`generic`), what makes a name definite (`definite`), and letters that others write
  differently in foreign names (`letters`).
"""

from decimal import Decimal
from pathlib import Path
from typing import Any

_SAMPLES = Path(__file__).parent / "samples"


def _numbers(words: str) -> dict[str, tuple[Decimal, ...]]:
    """ "two=2 half=0.5 half=50" as a table; a word may stand for several numbers."""
    table: dict[str, tuple[Decimal, ...]] = {}
    for pair in words.split():
        word, number = pair.split("=")
        table[word] = (*table.get(word, ()), Decimal(number))
    return table


def _words(stems: str, endings: str) -> dict[str, int]:
    """ "minutt=60 år=12" with the endings as a table; a stem stands alone, too."""
    pairs = (pair.split("=") for pair in stems.split())
    return {stem + ending: int(n) for stem, n in pairs for ending in ("", *endings.split())}


_ALIKE = frozenset(
    "album april arm artist august band bank bonus cruise data derby design diesel drama element "
    "fan festival film finale finger forum golf hall hand instrument jazz kilo kiosk land medium "
    "million minister museum november opera park person pilot plan podcast pop president "
    "problem program quiz radar radio rally restaurant rock september service ski slalom sport sprint "
    "start station storm streaming student studio system taxi team tempo tennis test transport trend "
    "tunnel under video virus visa yoga".split()
)


NB: dict[str, Any] = {
    "sample": _SAMPLES / "nb.txt",
    "degrees": ("grad", "°"),
    "frost": ("minus", "kulde", "frost", "under null", "under frysepunktet"),
    "alike": _ALIKE,
    "small_words": frozenset(
        "ikke vil skal ville skulle kunne må måtte kan og eller som på av fra hva hvem hvor hvordan "
        "hvorfor hver når mens fordi hvis jeg hun vi dere meg deg seg oss dem henne hennes deres vår "
        "vårt våre mitt ditt sitt hverandre ble blir "
        "har hadde er være vært også etter mellom uten ved noe noen ingen alle mange flere disse "
        "dette denne hos både enn gjennom".split()
    ),
    "quotes": ("«»", "‘’"),
    "dialogue": "–",
    "clock": {
        "words": ("kl.", "kl", "klokken", "klokka"),
        "separators": (".", ":"),
        "halves": {},
        "named": {"midnatt": 0},
        "half_to": "halv",
        "half_past": "",
        "quarters": ("kvart", "et kvarter", "kvarter"),
        "minutes": ("minutt", "minutter"),
        "past": ("over",),
        "to": ("på",),
    },
    "nights": (),
    "eve": ("natt til", "natta til", "natten til", "kvelden før"),
    "numbers": _numbers(
        "to=2 tre=3 fire=4 fem=5 seks=6 sju=7 syv=7 åtte=8 ni=9 ti=10 elleve=11 tolv=12 tretten=13 "
        "fjorten=14 femten=15 seksten=16 sytten=17 atten=18 nitten=19 tjue=20 tyve=20 tretti=30 "
        "førti=40 femti=50 seksti=60 sytti=70 åtti=80 nitti=90"
    ),
    "number_hints": _numbers(
        "en=1 ei=1 et=1 én=1 éi=1 ett=1 null=0 ingen=0 målløs=0 målløst=0 målløse=0 første=1 "
        "eneste=1 begge=2 par=2 andre=2 dobbelt=2 dobbel=2 doblet=2 doble=2 tvilling=2 "
        "tvillinger=2 tredje=3 tredel=3 trippel=3 "
        "fjerde=4 firedel=4 kvart=4 femte=5 sjette=6 sjuende=7 syvende=7 åttende=8 niende=9 "
        "tiende=10 ellevte=11 tolvte=12 dusin=12 snes=20 halv=0.5 halvt=0.5 halve=0.5 "
        "halvparten=50 halvannen=1.5 halvannet=1.5 hundre=100 tusen=1000"
    ),
    "number_compounds": tuple(
        "år dag døgn uke måned time minutt mann del dobl gang etasje seter års hundre".split()
    ),
    "shares": {
        "parts": _words(
            "tredel=3 tredjedel=3 firedel=4 fjerdedel=4 kvartdel=4 femdel=5 femtedel=5 seksdel=6 "
            "sjettedel=6 sjudel=7 sjuendedel=7 syvendedel=7 åttedel=8 åttendedel=8 nidel=9 "
            "niendedel=9 tidel=10 tiendedel=10 tolvdel=12 tolvtedel=12 tjuedel=20 tjuendedel=20",
            "en er ene s ens ers enes",
        ),
        "ones": ("en", "ei", "én", "éi", "hver"),
        "halves": ("halvparten", "halvdelen"),
        "part_of": (),
        "every": ("hver", "hvert"),
        "of": ("av", "av de"),
    },
    "half_more": ("og en halv", "og et halvt", "og ei halv"),
    "half_joints": (),
    "durations": {
        "seconds": _words(
            "sekund=1 minutt=60 kvarter=900 halvtime=1800 time=3600 døgn=86400 dag=86400 uke=604800 "
            "uk=604800 tim=3600",
            "er et en ene a e s ers ets ens enes es r n ne rs ns nes",
        ),
        "months": _words("måned=1 kvartal=3 halvår=6 år=12 tiår=120", "er en et ene s ers ens ets"),
    },
    "scales": _numbers(
        "hundre=100 tusen=1000 mill.=1000000 mill=1000000 million=1000000 millioner=1000000 "
        "millionen=1000000 millionene=1000000 mrd.=1000000000 mrd=1000000000 "
        "milliard=1000000000 milliarder=1000000000 milliarden=1000000000 milliardene=1000000000 "
        "billion=1000000000000 billioner=1000000000000 billionene=1000000000000"
    ),
    "decade_words": (("", "årene"), ("", "åra"), ("", "tallet"), ("", "talls")),
    "decades": ("-tallet", "-tall", "-talls", "-åra", "-årene"),
    "centuries": ("århundre", "århundret"),
    "relative_years": ("i år", "i fjor", "i forfjor", "neste år", "forrige år"),
    "doubled": frozenset(
        "det for som ha har på langt lenge veldig nei ja mange så der bare".split()
    ),
    "abbreviations": ("kl.", "mill.", "mrd.", "osv.", "bl.a.", "f.eks.", "ca.", "pst.", "m.m."),
    "length": 1.0,
    "names": {
        "capitals": True,
        "generic": tuple(
            "universitet universitetet høgskole høgskolen institutt instituttet direktorat "
            "direktoratet kommune fylke fylkeskommune sykehus sykehuset skole skolen bank havn "
            "lufthavn flyplass teater museum museet senter senteret forening foreningen råd rådet "
            "parti partiet departement departementet festival festivalen kirke kirken kirka sjømat laks fisk kraft rederi hotell avis museum "
            "domkirke rett lagmannsrett tingrett politidistrikt bispedømme forbund forbundet fond "
            "fondet symfoni orkester akademi akademiet stiftelse stiftelsen gruppen gruppe "
            "energi norge norges norsk norske nord sør øst vest nordre søre store lille "
            "fjellet elva fjorden havet sundet øya bukta general kaptein".split()
        ),
        "definite": ("et", "en", "a", "ene"),
        "letters": (
            ("tsj", "ch"),
            ("sjtsj", "shch"),
            ("sj", "sh"),
            ("kh", "h"),
            ("zj", "zh"),
            ("ks", "x"),
        ),
    },
}

EN: dict[str, Any] = {
    "sample": _SAMPLES / "en.txt",
    "degrees": ("degree", "°"),
    "frost": ("minus", "below", "freezing", "frost", "sub-zero", "negative"),
    "alike": _ALIKE,
    "small_words": frozenset(
        "not will would should could might must and or but because while who what where why how "
        "with without of from the are was were been has have had does did this that these those "
        "they them their she his our you your its which when than after between through into "
        "about there many some nobody".split()
    ),
    "quotes": ("“”", "‘’"),
    "dialogue": "",
    "clock": {
        "words": (),
        "separators": (":", "."),
        "halves": {"am": 0, "pm": 12, "a.m.": 0, "p.m.": 12},
        "named": {"noon": 12, "midday": 12, "midnight": 0},
        "half_to": "",
        "half_past": "half past",
        "quarters": ("quarter", "a quarter"),
        "minutes": ("minute", "minutes"),
        "past": ("past",),
        "to": ("to",),
    },
    "nights": ("night",),
    "eve": ("night before", "eve of", "early hours of"),
    "numbers": _numbers(
        "two=2 three=3 four=4 five=5 six=6 seven=7 eight=8 nine=9 ten=10 eleven=11 twelve=12 "
        "thirteen=13 fourteen=14 fifteen=15 sixteen=16 seventeen=17 eighteen=18 nineteen=19 "
        "twenty=20 thirty=30 forty=40 fifty=50 sixty=60 seventy=70 eighty=80 ninety=90"
    ),
    "number_hints": _numbers(
        "a=1 an=1 one=1 single=1 once=1 first=1 only=1 zero=0 nil=0 none=0 no=0 goalless=0 "
        "scoreless=0 both=2 pair=2 couple=2 twice=2 double=2 doubled=2 doubling=2 twin=2 twins=2 "
        "second=2 third=3 thirds=3 "
        "triple=3 tripled=3 fourth=4 quarter=4 quarters=4 fifth=5 sixth=6 seventh=7 eighth=8 "
        "ninth=9 tenth=10 eleventh=11 twelfth=12 dozen=12 score=20 half=0.5 half=50 hundred=100 "
        "thousand=1000 fortnight=14"
    ),
    "number_compounds": ("fold", "some"),
    "shares": {
        "parts": _words(
            "third=3 quarter=4 fifth=5 sixth=6 seventh=7 eighth=8 ninth=9 tenth=10 twelfth=12 "
            "twentieth=20 hundredth=100",
            "s",
        ),
        "ones": ("a", "an", "one"),
        "halves": ("half",),
        "part_of": ("of", "the"),
        "every": ("every", "each"),
        "of": ("in", "in every", "of", "of the", "out of", "out of the", "out of every"),
    },
    "half_more": ("and a half",),
    "half_joints": ("a", "an", "of a", "of an"),
    "durations": {
        "seconds": _words(
            "second=1 minute=60 hour=3600 day=86400 week=604800 fortnight=1209600", "s s’ s' ’s 's"
        ),
        "months": _words("month=1 year=12 decade=120", "s s’ s' ’s 's"),
    },
    "scales": _numbers(
        "hundred=100 thousand=1000 m=1000000 million=1000000 millions=1000000 bn=1000000000 "
        "billion=1000000000 billions=1000000000 tn=1000000000000 trillion=1000000000000"
    ),
    "decade_words": (("y", "ies"),),
    "decades": ("s", "’s", "'s"),
    "centuries": ("century", "centuries"),
    "relative_years": ("this year", "last year", "next year", "year before last"),
    "doubled": frozenset("that had bye very so many long no ha her in on".split()),
    "abbreviations": ("a.m.", "p.m.", "etc.", "e.g.", "i.e.", "Inc.", "Ltd.", "Jr.", "St."),
    "length": 1.02,
    "names": {"capitals": False, "generic": (), "definite": (), "letters": ()},
}
