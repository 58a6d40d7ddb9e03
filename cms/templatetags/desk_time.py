"""`{{ at|when }}`: a moment as briefly as it can be said, the whole of it on hovering.
`{{ at|with_zone }}`: an hour that somebody chose, with its zone.
`{{ at|to_the_second }}`: one that is compared with what another's machine has written down."""

from django import template

from cms.desk.hour import to_the_second, with_zone
from cms.desk.versions_bar import when

register = template.Library()
register.filter("when", when)
register.filter("with_zone", with_zone)
register.filter("to_the_second", to_the_second)
