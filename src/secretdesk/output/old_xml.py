"""Reads XML of foreign workbooks as a stream: no document type, no entities, no tree, bounded memory."""

from __future__ import annotations

from collections.abc import Callable
from typing import IO, Any
from xml.parsers import expat  # with every DOCTYPE refused below, as defusedxml does, but without a tree

from secretdesk.domain.review import Refused
from secretdesk.domain.rules.old_books import unreadable

Start = Callable[[str, dict[str, str]], object]
End = Callable[[str], object]
Text = Callable[[str], object]

CHUNK = 1 << 16
DEEPEST = 40  # elements within elements; a workbook has about ten
LONGEST_TOKEN = 1 << 20  # bytes without a single event: a tag or a comment that never ends
MOST_NAMES = (
    5_000  # of elements, attributes and namespaces: a parser keeps every one; a workbook has about 200
)


def stream(source: IO[bytes], part: str, start: Start, end: End, text: Text) -> None:
    """Call back for every element (its local name) and text of *source*.

    Raises:
        Refused: where it is no XML, or holds what no workbook needs.
    """
    depth, quiet = 0, 0
    parser = expat.ParserCreate(namespace_separator="}")
    parser.buffer_text = True

    def opened(name: str, attributes: dict[str, str]) -> None:
        nonlocal depth, quiet
        depth, quiet = depth + 1, 0
        if depth > DEEPEST:
            raise Refused([unreadable("entity")])
        start(name.rpartition("}")[2], attributes)

    def closed(name: str) -> None:
        nonlocal depth
        depth -= 1
        end(name.rpartition("}")[2])

    def forbidden(*_told: object) -> Any:
        raise Refused([unreadable("entity")])

    parser.StartElementHandler, parser.EndElementHandler, parser.CharacterDataHandler = opened, closed, text
    parser.StartNamespaceDeclHandler = lambda *_told: None  # so that they are counted among the names
    parser.StartDoctypeDeclHandler = parser.EntityDeclHandler = forbidden
    parser.ExternalEntityRefHandler = forbidden
    try:
        while chunk := source.read(CHUNK):
            quiet += len(chunk)
            if quiet > LONGEST_TOKEN:
                raise Refused([unreadable("damaged", part=part)])
            if len(parser.intern) > MOST_NAMES:
                raise Refused([unreadable("entity")])
            parser.Parse(chunk, False)
        parser.Parse(b"", True)
    except (expat.ExpatError, LookupError) as error:  # an encoding that nobody knows is a LookupError
        raise Refused([unreadable("damaged", part=part)]) from error
