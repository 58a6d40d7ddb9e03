"""Sections of the benchmark's page that are written by themselves."""

from bench import section


def test_a_section_is_written_anew_and_leaves_the_rest_alone(tmp_path):
    page = tmp_path / "bench.md"
    page.write_text("# Benchmark\n\nOther things.\n")

    section.write(page, "memory", "me", "one")
    section.write(page, "other", "me", "this")
    section.write(page, "memory", "me", "two")

    assert page.read_text() == (
        "# Benchmark\n\nOther things.\n\n"
        "<!-- memory: made by me -->\ntwo\n<!-- end of memory -->\n\n"
        "<!-- other: made by me -->\nthis\n<!-- end of other -->\n"
    )
    assert page.read_text().endswith(section.all_of(page))
    assert section.all_of(tmp_path / "none.md") == ""
