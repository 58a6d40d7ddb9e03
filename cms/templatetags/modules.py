from django import template
from django.utils.html import format_html_join
from django.utils.safestring import SafeString

from cms.modules import address_of, graph_of

register = template.Library()


@register.simple_tag
def module_preloads(entry: str) -> SafeString:
    """A link for every module that the script `entry` is made of, so that the browser fetches them at
    once. It stands after the page's import map and before the script itself."""
    addresses = ((address_of(module),) for module in graph_of(entry))
    return format_html_join("\n", '<link rel="modulepreload" href="{}">', addresses)
