"""XML that anybody may have made, read so that it can do no harm: no entities but XML's own, nothing
fetched, and bounds to its size, depth and number of elements."""

from xml.parsers import expat

from lxml import etree

from translation.formats.errors import FormatError

MAX_BYTES = 20 * 1024 * 1024
MAX_DEPTH = 60
MAX_ELEMENTS = 400_000
_ENCODING_CODES = {
    expat.errors.codes[message]
    for message in (
        expat.errors.XML_ERROR_UNKNOWN_ENCODING,
        expat.errors.XML_ERROR_INCORRECT_ENCODING,
        expat.errors.XML_ERROR_PARTIAL_CHAR,
    )
}


def read_xml(data: bytes) -> etree._Element:
    """The root of the file's elements, comments and instructions left out. Raises FormatError."""
    if not data.strip():
        raise FormatError("empty")
    if len(data) > MAX_BYTES:
        raise FormatError("too_large", limit=MAX_BYTES // 1024 // 1024)
    _Guard().pass_through(data)
    parser = etree.XMLParser(
        resolve_entities=False,
        no_network=True,
        load_dtd=False,
        dtd_validation=False,
        huge_tree=False,
        remove_comments=True,
        remove_pis=True,
    )
    try:
        return etree.fromstring(data, parser)
    except (etree.XMLSyntaxError, ValueError) as error:
        line = getattr(error, "lineno", None) or 1
        raise FormatError("not_xml", line=line, reason=getattr(error, "msg", error)) from error


class _Guard:
    """Reads the file first, and stops where it goes too far: nothing is expanded or built."""

    def __init__(self) -> None:
        self.depth = self.elements = 0
        self.parser = expat.ParserCreate()
        self.parser.StartElementHandler = self.start
        self.parser.EndElementHandler = self.end
        self.parser.StartDoctypeDeclHandler = self.doctype
        self.parser.EntityDeclHandler = self.refuse_declaration
        self.parser.ExternalEntityRefHandler = self.refuse_declaration
        self.parser.SetParamEntityParsing(expat.XML_PARAM_ENTITY_PARSING_NEVER)

    def pass_through(self, data: bytes) -> None:
        try:
            self.parser.Parse(data, True)
        except expat.ExpatError as error:
            if error.code in _ENCODING_CODES or _is_misread(data, error):
                raise FormatError("encoding", line=error.lineno) from error
            reason = expat.errors.messages.get(error.code, "")
            raise FormatError("not_xml", line=error.lineno, reason=reason) from error
        except (LookupError, ValueError) as error:
            if isinstance(error, FormatError):
                raise
            raise FormatError("encoding", line=1) from error

    def start(self, _name: str, _attributes: dict[str, str]) -> None:
        self.depth += 1
        self.elements += 1
        if self.depth > MAX_DEPTH:
            raise FormatError("too_deep", limit=MAX_DEPTH, line=self.line)
        if self.elements > MAX_ELEMENTS:
            raise FormatError("too_many", limit=MAX_ELEMENTS)

    def end(self, _name: str) -> None:
        self.depth -= 1

    def doctype(
        self, _name: str, _system: str | None, _public: str | None, has_internal_subset: bool
    ) -> None:
        """TMX names its document type, which is never fetched; one with declarations in it has
        something to hide."""
        if has_internal_subset:
            raise FormatError("declarations", line=self.line)

    def refuse_declaration(self, *_told: object) -> int:
        raise FormatError("declarations", line=self.line)

    @property
    def line(self) -> int:
        return self.parser.CurrentLineNumber


def _is_misread(data: bytes, error: expat.ExpatError) -> bool:
    """Whether the place where reading stopped is no text in the encoding that XML takes for
    granted."""
    if error.code != expat.errors.codes[expat.errors.XML_ERROR_INVALID_TOKEN]:
        return False
    if not data.removeprefix(b"\xef\xbb\xbf").lstrip().startswith(b"<"):
        return False
    line = data.split(b"\n")[error.lineno - 1 : error.lineno]
    try:
        b"".join(line).decode("utf-8")
    except UnicodeDecodeError:
        return not data.startswith((b"\xff\xfe", b"\xfe\xff"))
    return False


def local(element: etree._Element) -> str:
    """The element's name without its namespace; "" for what is no element."""
    return etree.QName(element).localname if isinstance(element.tag, str) else ""


def namespace(element: etree._Element) -> str:
    return etree.QName(element).namespace or "" if isinstance(element.tag, str) else ""
