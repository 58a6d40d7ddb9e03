"""Which modules a page names to the browser beforehand: those that its script is made of, and no other."""

import pytest
from django.contrib.staticfiles import finders
from django.template import Context, Template

from cms.modules import graph_of

ENTRY = """// A comment: import nothing from "./comment.js";
import { one } from "./one.js";
import {
  two,
  three,
} from '../shared/two.js';
import "./effect.js"
export { four } from "./one.js"
export function late() { return import("./late.js") }
export class Row { constructor() { this.from = "./no-module.js" } }
export const from = "./neither.js"
"""
FILES = {
    "page/entry.js": ENTRY,
    "page/one.js": 'import { entry } from "./entry.js"\nimport { Editor } from "django-prose-editor/editor"\n',
    "shared/two.js": 'import { effect } from "../page/effect.js"\n',
    "page/effect.js": "",
}


@pytest.fixture
def static_files(tmp_path, monkeypatch):
    for name, text in FILES.items():
        (tmp_path / name).parent.mkdir(exist_ok=True)
        (tmp_path / name).write_text(text)

    def find(name: str) -> str | None:
        return str(tmp_path / name) if (tmp_path / name).exists() else None

    monkeypatch.setattr(finders, "find", find)
    return tmp_path


def test_a_graph_has_each_module_once_in_the_order_it_is_met(static_files, settings):
    settings.DEBUG = True

    assert graph_of("page/entry.js") == (
        "page/one.js",
        "shared/two.js",
        "page/effect.js",
        "django-prose-editor/editor",
    )


def test_a_module_that_is_not_there_is_named(static_files, settings):
    settings.DEBUG = True
    (static_files / "page/effect.js").unlink()

    with pytest.raises(LookupError, match=r"page/effect\.js"):
        graph_of("page/entry.js")


def test_a_file_changed_in_development_is_read_anew(static_files, settings):
    settings.DEBUG = True
    graph_of("page/entry.js")
    (static_files / "page/entry.js").write_text('import "./effect.js"\n')

    assert graph_of("page/entry.js") == ("page/effect.js",)


def test_the_workbench_names_the_editor_by_its_address_and_not_its_own_script():
    page = Template("{% load modules %}{% module_preloads 'translation/side-by-side.js' %}").render(
        Context()
    )

    assert page.count("modulepreload") == len(graph_of("translation/side-by-side.js"))
    assert 'href="/static/django_prose_editor/editor.js"' in page
    assert "/side-by-side.js" not in page
