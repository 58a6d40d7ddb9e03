"""Any file of translations, by what is in it and not by its name."""

from lxml import etree

from translation.formats import xliff12, xliff20
from translation.formats.document import DeliveredStory
from translation.formats.errors import FormatError
from translation.formats.parsing import local, namespace, read_xml


def read_xliff(data: bytes) -> list[DeliveredStory]:
    """The stories of an XLIFF file of any version that is read. Raises FormatError."""
    return stories_of(read_xml(data))


def stories_of(root: etree._Element) -> list[DeliveredStory]:
    if local(root) != "xliff":
        raise FormatError("unknown", root=local(root)[:40])
    version = root.get("version", "")
    if namespace(root) in xliff20.READ_NAMESPACES:
        stories = xliff20.read(root)
    elif namespace(root) == xliff12.NAMESPACE or version == xliff12.VERSION:
        stories = xliff12.read(root)
    else:
        raise FormatError("version", version=version[:20], format="XLIFF")
    if not stories:
        raise FormatError("no_files")
    if not all(story.source_language and story.language for story in stories):
        raise FormatError("no_languages")
    return stories
