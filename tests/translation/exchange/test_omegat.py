"""A story through OmegaT itself and back, where it is installed: what it does to a file is its own."""

import os
import subprocess
from pathlib import Path

import pytest

from tests.factories import make_article, make_translator, paragraphs
from tests.translation.exchange.files import plan, taken_out, write
from tests.translation.stories import make_translation, one_of
from translation import actions
from translation.exchange.comparing import Fate
from translation.exchange.out import Format
from translation.formats import tmx
from translation.formats.parsing import read_xml
from translation.formats.tmx import Bitext
from translation.segments import Status

pytestmark = [pytest.mark.django_db, pytest.mark.omegat]

MARKED = (
    'Torsken <strong>kom <em>tidlig</em></strong>, sier <a href="https://a.no/?x=1&amp;y=2">NTB</a>'
    ' og <a href="https://b.no">Forskning &amp; fangst</a>.<br>5 &lt; 6.'
)
TURNED = (
    '<a href="https://b.no">Research</a> and <a href="https://a.no/?x=1&amp;y=2">NTB</a> say that '
    "the cod <strong>came <em>early</em></strong>.<br>5 &lt; 6 &amp; more."
)

PROJECT = """<?xml version="1.0" encoding="UTF-8" standalone="yes"?>
<omegat><project version="1.0">
<source_dir>__DEFAULT__</source_dir><target_dir>__DEFAULT__</target_dir><tm_dir>__DEFAULT__</tm_dir>
<glossary_dir>__DEFAULT__</glossary_dir><dictionary_dir>__DEFAULT__</dictionary_dir>
<source_lang>NB</source_lang><target_lang>EN</target_lang><sentence_seg>{by_sentence}</sentence_seg>
<support_default_translations>true</support_default_translations><remove_tags>false</remove_tags>
</project></omegat>"""


def translated(folder: Path, story: bytes, memory: bytes, *, by_sentence: bool = False) -> bytes:
    """The file as OmegaT writes it, with the memory as what its translator has written."""
    project = folder / "project"
    for name in ("source", "target", "tm", "glossary", "dictionary", "omegat"):
        (project / name).mkdir(parents=True)
    told = PROJECT.format(by_sentence=str(by_sentence).lower())
    (project / "omegat.project").write_text(told, "utf-8")
    (project / "source" / "story.xlf").write_bytes(story)
    (project / "omegat" / "project_save.tmx").write_bytes(memory)
    home = folder / "home"
    home.mkdir()
    own = {
        "HOME": str(home),
        "JAVA_TOOL_OPTIONS": f"-Duser.home={home} -Djava.awt.headless=true -Xmx256m",
    }
    done = subprocess.run(
        ["omegat", str(project), "--mode=console-translate", f"--config-dir={home / 'config'}"],
        env=os.environ | own,
        capture_output=True,
        text=True,
        timeout=300,
        check=False,
    )
    made = project / "target" / "story.xlf"
    assert made.exists(), done.stdout + done.stderr
    return made.read_bytes()


def memory_of(*pairs: tuple[str, str], marked: bool = True) -> bytes:
    found = (
        Bitext(source_language="nb", language="en", source=source, target=target, marked=marked)
        for source, target in pairs
    )
    return b"".join(tmx.write(found, "nb", for_omegat=True))


@pytest.fixture
def kari():
    return make_translator("Kari", into=("en",))


@pytest.fixture
def version(kari):
    body = paragraphs(MARKED, "Prisen er høy. Den stiger.", "Ingen vet hvorfor.")
    return make_translation(article=make_article(body_nb=body), translator=kari)


def test_a_story_comes_back_from_omegat_as_it_was_translated_there(version, kari, tmp_path):
    memory = memory_of((MARKED, TURNED), ("Skreien er kommet til Lofoten", "The cod & Lofoten"))

    back = translated(tmp_path, taken_out(version), memory)

    found = plan(back, kari)
    assert found.counts == {Fate.NEW: 2, Fate.UNCHANGED: len(found.changes) - 2}
    write(back, kari)
    assert one_of(version, "b1").target == TURNED
    assert one_of(version, "b1").status == Status.TRANSLATED
    assert one_of(version, "headline").target == "The cod & Lofoten"
    assert one_of(version, "b3").status == Status.OPEN


def test_omegat_cuts_a_paragraph_into_sentences_and_puts_it_together(version, kari, tmp_path):
    memory = memory_of(("Prisen er høy.", "The price is high."), ("Den stiger.", "It is rising."))

    back = translated(tmp_path, taken_out(version), memory, by_sentence=True)

    write(back, kari)
    assert one_of(version, "b2").target == "The price is high. It is rising."


def test_our_memory_for_omegat_is_one_that_it_translates_from(version, kari, tmp_path):
    """What is taken out of a story that is translated fills the same story where it is not."""
    for name, text in {"b1": TURNED, "b3": "Nobody knows why."}.items():
        actions.save_segment(version, one_of(version, name).key, text, by=kari)
    memory = taken_out(version, format=Format.TMX_OMEGAT)
    body = paragraphs(MARKED, "Ny.", "Ingen vet hvorfor.")
    other = make_translation(article=make_article(body_nb=body), translator=kari)

    write(translated(tmp_path, taken_out(other), memory), kari)

    assert one_of(other, "b1").target == TURNED
    assert one_of(other, "b3").target == "Nobody knows why."
    assert one_of(other, "b2").status == Status.OPEN


def test_what_omegat_keeps_itself_is_a_memory_of_ours(version, tmp_path):
    translated(tmp_path, taken_out(version), memory_of((MARKED, TURNED)))

    kept = (tmp_path / "project" / "project-level2.tmx").read_bytes()

    (pair,) = pairs_in(kept)
    assert (pair.source_language, pair.language) == ("NB", "EN")
    assert pair.source.startswith("Torsken kom tidlig, sier NTB og Forskning &amp; fangst.")


def pairs_in(content: bytes) -> list[Bitext]:
    return list(tmx.read(read_xml(content)))
