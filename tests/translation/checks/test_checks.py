"""Every check by its own examples, and what holds for all of them."""

import pytest
from django.conf import settings
from django.core.management import CommandError, call_command

from tests.effort import calls
from translation import checks
from translation.checks import CHECKS, Check, Finding, Pair, examples, rates

each_check = pytest.mark.parametrize("one", CHECKS, ids=lambda one: one.code)


def pair(nb: str, en: str, *, into: str = "en", **more) -> Pair:
    texts = {"nb": nb, "en": en}
    (source,) = texts.keys() - {into}
    return Pair(
        source=texts[source], target=texts[into], source_language=source, language=into, **more
    )


def test_every_check_is_listed_once():
    assert {type(one) for one in CHECKS} == set(Check.__subclasses__())
    assert len({one.code for one in CHECKS}) == len(CHECKS)


@each_check
def test_a_check_has_examples_of_what_is_right_and_of_what_it_finds(one):
    assert one.examples.good
    assert one.examples.failure


@each_check
def test_a_check_finds_its_failures(one):
    for failing in one.examples.failure:
        found = one.check(failing)

        assert found, failing
        assert found.code == one.code
        assert found.blocking == one.blocking
        assert found.matter
        assert str(found.sentence)


@each_check
def test_no_check_finds_anything_in_what_is_right(one):
    for right in one.examples.good:
        assert checks.check(right) == []


@each_check
def test_a_language_without_traits_has_fewer_checks_and_none_fails(one, settings):
    settings.LANGUAGES = [*settings.LANGUAGES, ("se", "Northern Sámi")]
    settings.LANGUAGE_TRAITS = {**settings.LANGUAGE_TRAITS, "se": {"locale": "se"}}
    failing = one.examples.failure[0]
    into_it = Pair(
        source=failing.source,
        target=failing.target,
        source_language=failing.source_language,
        language="se",
        limit=failing.limit,
    )

    found = one.check(into_it)

    assert not (found and (one.needs or one.needs_both))


@each_check
def test_a_check_finds_nearly_all_that_is_wrong_and_hardly_ever_what_is_right(one):
    (rate,) = (rate for rate in rates.rates() if rate.code == one.code)

    assert rate.good >= 100
    assert rate.errors >= 2
    assert rate.false_alarms <= 0.01
    assert rate.catch >= 0.94


def test_what_is_measured_is_enough_and_goes_both_ways():
    directions = {(one.source_language, one.language) for one in examples.good()}

    assert len(list(examples.good())) >= 100
    assert len(list(examples.seeded())) >= 70
    assert directions == {("nb", "en"), ("en", "nb")}
    assert {one.code for one in examples.seeded()} == {one.code for one in CHECKS}


def test_the_page_of_rates_is_current():
    call_command("check_rates", "--check")


def test_a_page_of_rates_that_is_not_current_is_told_of(monkeypatch, tmp_path):
    monkeypatch.setattr("translation.management.commands.check_rates.DOCUMENT", tmp_path / "x.md")

    with pytest.raises(CommandError, match="check_rates"):
        call_command("check_rates", "--check")
    call_command("check_rates")
    call_command("check_rates", "--check")


@pytest.mark.parametrize("missing", ["source", "target"])
def test_nothing_is_asked_of_a_pair_that_lacks_a_text(missing):
    texts = {"source": "De fikk 12 kroner.", "target": "They got 13 kroner."} | {missing: " "}

    assert checks.check(Pair(**texts, source_language="nb", language="en")) == []


def test_a_check_that_looks_something_up_is_given_all_pairs_at_once(monkeypatch):
    asked = []

    def look_up(pairs):
        asked.append(len(pairs))
        return [[Finding(code="term", sentence="a term")] for _pair in pairs]

    monkeypatch.setattr(checks, "lookups", [look_up])
    pairs = [pair("Sild.", "Herring."), pair("Sild.", ""), pair("Torsk.", "Cod.")]

    found = checks.check_all(pairs)

    assert asked == [2]
    assert [[one.code for one in findings] for findings in found] == [["term"], [], ["term"]]


def test_a_long_text_costs_in_proportion_to_its_length():
    first, short, long = (
        pair(
            "Torsken kom, sier Kari Moe 3. mai. " * n, "The cod came, says Kari Moe on 3 May. " * n
        )
        for n in (19, 20, 80)
    )
    checks.check(first)  # what is kept of a language, and for a moment of a text

    assert calls(lambda: checks.check(long)) < 6 * calls(lambda: checks.check(short))


@pytest.mark.parametrize(
    ("nb", "en"),
    [
        ("1.250 kroner", "1,250 kroner"),
        ("kl. 14.30", "2:30 p.m."),
        ("den 3.4.2024", "on 3 April 2024"),
        ("3 skip", "three ships"),
        ("på 90-tallet", "in the 1990s"),
        ("på 1800-tallet", "in the 19th century"),
        ("1500 millioner kroner", "1.5 billion kroner"),
        ("klokka halv ti", "at 9:30 a.m."),
        ("et treårig prosjekt", "a 3-year project"),
        ("i 2024 150 personer", "in 2024 150 people"),
        ("39 m/s", "39 m/s (87 mph)"),
        ("i fjor", "in 2025"),
        ("2024–25", "2024 to 2025"),
        ("tjuefem år", "25 years"),
        ("60 m²", "sixty square metres"),
        ("to tredeler av dem", "two thirds of them"),
        ("en fjerdedel av dem", "25 per cent of them"),
        ("hver femte av dem", "20 per cent of them"),
        ("hver fjerde bil", "one in four cars"),
        ("sju av ti", "70 per cent"),
        ("to kvartaler på rad", "two quarters running"),
        ("halv åtte", "7:30 a.m."),
        ("halv åtte", "half past seven"),
        ("kvart på åtte", "a quarter to eight"),
        ("kvart over 8", "8:15 p.m."),
        ("ti over halv åtte", "7:40 a.m."),
        ("på førtitallet", "in the forties"),
        ("i 70-årene", "in her seventies"),
        ("to og en halv time", "150 minutes"),
        ("fire år og seks måneder", "four and a half years"),
        ("det neste døgnet", "the next 24 hours"),
        ("en halv million kroner", "half a million kroner"),
        ("en halvtime", "half an hour"),
        ("de 40 millionene", "the 40 million"),
        ("tiår etter, i 40 år", "for four decades"),
        ("på 1600- og 1700-tallet", "in the 17th and 18th centuries"),
    ],
)
@pytest.mark.parametrize("into", ["nb", "en"])
def test_one_number_may_be_written_in_many_ways(nb, en, into):
    assert "numbers_differ" not in {one.code for one in checks.check(pair(nb, en, into=into))}


@pytest.mark.parametrize(
    ("nb", "en"),
    [
        ("1,5 milliarder", "15 billion"),
        ("1,5 milliarder", "1,5 billion"),
        ("1,5 milliarder", "1.5 million"),
        ("2,75 prosent", "275 per cent"),
        ("0,5 grader", "5 degrees"),
        ("10 000 kroner", "1,000 kroner"),
        ("12,25 kroner", "1,225 kroner"),
        ("tre skip", "four ships"),
        ("kl. 14.30", "2:30 a.m."),
        ("Kari Moe (54)", "Kari Moe (45)"),
        ("to tredeler av dem", "three quarters of them"),
        ("halvparten av dem", "a third of them"),
        ("hver fjerde bil", "one in five cars"),
        ("halv åtte", "half past eight"),
        ("kvart på åtte", "a quarter past eight"),
        ("i førtiårene", "in her fifties"),
        ("klokka seks", "seven o’clock"),
        ("i to og en halv time", "for 140 minutes"),
    ],
)
@pytest.mark.parametrize("into", ["nb", "en"])
def test_another_number_is_found(nb, en, into):
    assert "numbers_differ" in {one.code for one in checks.check(pair(nb, en, into=into))}


def test_a_finding_tells_where_it_stands():
    asked = pair("Sild og torsk.", "The <em>herring</em> &amp; the the cod.")

    (found,) = (one for one in checks.check(asked) if one.code == "words_doubled")

    assert asked.target_text[slice(*found.span)] == "the the"


def test_the_same_finding_has_the_same_digest_whatever_else_is_written():
    one, same, other = (
        checks.check(pair("Da fikk de 12 kroner.", text))[0].digest
        for text in (
            "Then they got 13 kroner.",
            "They got 13 kroner for it.",
            "Then they got 14 kroner.",
        )
    )

    assert one == same
    assert one != other


def test_every_language_has_every_trait():
    assert len({frozenset(one["checks"]) for one in settings.LANGUAGE_TRAITS.values()}) == 1


@pytest.mark.parametrize("into", ["nb", "en"])
@pytest.mark.parametrize(
    ("nb", "en"),
    [("Erna Solberg sa nei.", "She said no."), ("Erna Solberg sa nei.", "Erna Hansen said no.")],
)
def test_a_name_that_opens_a_text_is_looked_for(nb, en, into):
    assert "names_differ" in {one.code for one in checks.check(pair(nb, en, into=into))}


@pytest.mark.parametrize("into", ["nb", "en"])
@pytest.mark.parametrize(
    ("nb", "en"),
    [
        ("Erna Solberg sa nei.", "Erna Solberg said no."),
        ("Redd Barna ber om ro.", "Save the Children asks for calm."),
        ("Norske Skog sa nei.", "The company said no."),
        ("Den Norske Bank sa nei.", "The bank said no."),
        ("På Svalbard er det kaldt.", "It is cold up there."),
        ("Direktør Myhre sa nei.", "Director Myhre said no."),
        ("Volodymyr Zelenskyj sa nei.", "Volodymyr Zelensky said no."),
    ],
)
def test_what_only_looks_like_an_opening_name_is_not_told_of(nb, en, into):
    assert "names_differ" not in {one.code for one in checks.check(pair(nb, en, into=into))}


def test_the_held_out_set_has_nothing_of_the_set_the_rules_were_made_by():
    known = {one.source for one in examples.good()}
    held_out = {one.source for one in examples.good(examples.HELD_OUT)}

    assert len(held_out) >= 120
    assert not known & held_out


@pytest.mark.parametrize(
    ("nb", "en"), [("Fiskerne vil ikke.", "Fiskerne vil not."), ("Vi så dem.", "We saw dem.")]
)
def test_a_small_word_that_only_the_source_has_is_left_over(nb, en):
    asked = pair(nb, en)

    found = {one.code: one for one in checks.check(asked)}

    assert asked.target_text[slice(*found["left_in_source"].span)] in ("vil", "dem")


@pytest.mark.parametrize(
    ("nb", "en"),
    [
        (
            "Norges institutt for vann og miljø sa nei.",
            "Norges institutt for vann og miljø said no.",
        ),
        ("Stiftelsen Kunst og Kultur sa nei.", "The foundation Kunst og Kultur said no."),
        ("Hun leste «Hvem er du».", "She read “Hvem er du”."),
        ("Hun leste <em>Hvem er du</em>.", "She read <em>Hvem er du</em>."),
        ("Båten fisker med not.", "The boat fishes with a seine."),
    ],
)
@pytest.mark.parametrize("into", ["nb", "en"])
def test_small_words_of_a_name_or_a_title_are_not_left_over(nb, en, into):
    assert "left_in_source" not in {one.code for one in checks.check(pair(nb, en, into=into))}


@pytest.mark.parametrize(
    ("nb", "en", "is_found"),
    [
        ("Toget går kl. 14.30.", "The train leaves at 14.30.", True),
        ("Toget går kl. 9.30.", "The train leaves at 9.30 a.m.", False),
        ("Toget går kl. 14.30.", "The train leaves at 14:30.", False),
    ],
)
def test_a_time_of_day_is_not_taken_over_as_the_source_writes_it(nb, en, is_found):
    assert ("date_form" in {one.code for one in checks.check(pair(nb, en))}) == is_found


@pytest.mark.parametrize(
    ("nb", "en", "is_found"),
    [
        ("Da kom Ingunn Farstad.", "Then Ingrid Farstad came.", True),
        ("Da kom Sergej Lavrov.", "Then Sergei Lavrov came.", False),
        ("Da sa EU-kommissær Moe nei.", "Then Commissioner Moe said no.", False),
        ("I dag sier Stortinget nei.", "Today the Storting says no.", False),
    ],
)
def test_another_first_name_is_found_and_an_article_at_the_end_is_none(nb, en, is_found):
    assert ("names_differ" in {one.code for one in checks.check(pair(nb, en))}) == is_found


@pytest.mark.parametrize("into", ["nb", "en"])
def test_what_is_a_name_in_marks_on_one_side_is_no_quotation(into):
    asked = pair("Da kom stormen «Hilde».", "Then storm Hilde came.", into=into)

    assert "quotes_differ" not in {one.code for one in checks.check(asked)}


def test_on_the_held_out_set_checks_are_right_as_often_as_is_wanted():
    for rate in rates.rates(examples.HELD_OUT):
        assert rate.false_alarms <= 0.03, rate
        assert not rate.errors or rate.catch >= 0.9, rate


def test_a_space_too_many_is_shown_between_whole_words():
    asked = pair("De gikk om bord, og ingen så dem.", "They went on board, and  nobody saw them.")

    (found,) = (one for one in checks.check(asked) if one.code == "spaces_doubled")

    assert str(found.sentence) == "there is one space too many: “board, and  nobody saw”"


def told_of(text: str, *, into: str = "en") -> list[str]:
    return [one.code for one in checks.check(pair(text, text, into=into))]


@pytest.mark.parametrize("text", ["Personbil: 112 kroner", "avlyst", "Torsken: utsolgt"])
def test_a_word_of_the_source_in_a_text_that_is_left_as_it_is_is_warned_of(text):
    assert told_of(text) == ["same_as_source"]


@pytest.mark.parametrize(
    "text",
    [
        "Havsula",
        "Mo i Rana",
        "Møre og Romsdal",
        "12 km",
        "4 500",
        "Sport",
        "president",
        "post@storsund.example",
        "www.storsund.example/skrei",
        "<em>dagen etter</em>",
        "“Dagen etter”",
    ],
)
@pytest.mark.parametrize("into", ["en", "nb"])
def test_names_numbers_titles_and_words_of_both_languages_may_be_left_as_they_are(text, into):
    assert not {"same_as_source", "left_in_source"} & set(told_of(text, into=into))


@pytest.mark.parametrize(
    ("nb", "en", "is_found"),
    [
        ("Det skjer 3. mai.", "It happens on May 3rd.", True),
        ("Det skjer 3. mai.", "It happens on 3 May.", False),
        ("Vi åpner kl. 14.", "We open at 14.00.", True),
        ("Vi åpner kl. 14.", "We open at 14:00.", False),
        ("Vi åpner kl. 14.", "We open at 2.00 p.m.", False),
        ("Fra mars, i det 21. århundret.", "From March, in the 21st century.", False),
        ("Vi åpner kl. 14 og tar 114.00.", "We open at 2 p.m. and charge 114.00.", False),
    ],
)
def test_the_sources_form_of_a_date_or_an_hour_is_found(nb, en, is_found):
    assert ("date_form" in [one.code for one in checks.check(pair(nb, en))]) == is_found


@pytest.mark.parametrize(
    ("nb", "en", "is_found"),
    [
        ("Det er −5 grader.", "It is 5 degrees.", True),
        ("Det er -5 grader.", "It is 5 degrees.", True),
        ("Det er 5 grader.", "It is -5 degrees.", True),
        ("Det er −5 °C.", "It is 5 degrees below zero.", False),
        ("Det er −5 grader.", "It is minus 5 degrees.", False),
        ("Det er 5 kuldegrader.", "It is −5 degrees.", False),
        ("Det er 3–5 grader.", "It is 3–5 degrees.", False),
        ("Børsen: -5 prosent.", "The exchange is down 5 per cent.", False),
    ],
)
def test_degrees_below_zero_are_not_told_as_above_it(nb, en, is_found):
    assert ("numbers_differ" in [one.code for one in checks.check(pair(nb, en))]) == is_found
