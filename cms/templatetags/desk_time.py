"""`{{ at|when }}`: a moment as briefly as it can be said, the whole of it on hovering."""

from django import template

from cms.desk.versions_bar import when

register = template.Library()
register.filter("when", when)
