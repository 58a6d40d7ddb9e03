"""`{% state_mark language state stale=… changed=… words=… url=… %}`; see `articles.state_mark`."""

from django import template

from articles.state_mark import state_mark

register = template.Library()
register.simple_tag(state_mark, name="state_mark")
