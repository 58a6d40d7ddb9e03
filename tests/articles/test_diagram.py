import pytest
from django.core.management import call_command

from articles import diagram, workflow


def test_the_architecture_page_has_the_current_diagram():
    call_command("state_diagram", "--check")


@pytest.mark.parametrize("name", workflow.MOVES)
def test_every_move_is_drawn(name):
    assert name in diagram.mermaid()


def test_a_page_without_the_marks_is_refused():
    with pytest.raises(ValueError, match="states"):
        diagram.within("no diagram here")
