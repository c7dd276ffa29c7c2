"""The pages of the help: chapters of the handbook, a page per register, the sheet of keys; and their search."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache, partial
from typing import TYPE_CHECKING

from PySide6.QtGui import QFont, QTextBlockFormat, QTextCharFormat, QTextCursor, QTextDocument

from secretdesk import assets
from secretdesk.registers import REGISTERS
from secretdesk.ui.help_keys import TITLE, keys_html
from secretdesk.ui.help_text import register_html

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from PySide6.QtGui import QTextBlock

HANDBOOK, BOOKS = "手册", "登记簿"
KEYS_PAGE = "keys-sheet"
MOST = 200  # lines found
LARGER = {1: 4, 2: 2, 3: 0}  # points that a heading has more than the text
PITCH, NARROW = 145, 115  # of lines, per cent; in a table


@dataclass(frozen=True)
class Page:
    """One page. ``key`` is how links name it, with ``#anchor`` behind it for a place."""

    key: str
    title: str
    group: str
    text: Callable[[], str]
    markdown: bool = False


@dataclass(frozen=True)
class Line:
    """A line of a page that was found: its page, the heading above it, its block in the document."""

    page: Page
    heading: str
    text: str
    block: int


def page_of(register: str) -> str:
    """The key of a register's page."""
    return f"register-{register}"


@cache
def pages() -> dict[str, Page]:
    """All pages by key, in the order of the contents."""
    chapters = []
    for file in sorted((assets.folder("resources") / "help").glob("*.md")):
        text = file.read_text(encoding="utf-8")
        title = text.partition("\n")[0].removeprefix("# ").strip()
        chapters.append(Page(file.stem.partition("-")[2], title, HANDBOOK, partial(str, text), markdown=True))
    chapters.append(Page(KEYS_PAGE, TITLE, HANDBOOK, keys_html))
    books = [Page(page_of(r.key), r.label, BOOKS, partial(register_html, r)) for r in REGISTERS]
    return {page.key: page for page in (*chapters, *books)}


def fill(page: Page, document: QTextDocument) -> None:
    """Put a page into a document, in its final shape."""
    if page.markdown:
        feature = QTextDocument.MarkdownFeature
        document.setMarkdown(page.text(), feature.MarkdownDialectGitHub | feature.MarkdownNoHTML)
    else:
        document.setHtml(page.text())
    for block in blocks(document):
        _shape(block, document.defaultFont().pointSizeF())


def _shape(block: QTextBlock, points: float) -> None:
    """Space and size; a heading is an anchor by its own words."""
    cursor, level = QTextCursor(block), block.blockFormat().headingLevel()
    shape = QTextBlockFormat()
    in_table, in_list = cursor.currentTable() is not None, block.textList() is not None
    pitch = NARROW if in_table else PITCH
    shape.setLineHeight(pitch, QTextBlockFormat.LineHeightTypes.ProportionalHeight.value)
    if not in_list:
        shape.setTopMargin(14 if level > 1 else 0)
    shape.setBottomMargin(0 if in_table else 4 if in_list or level > 1 else 8)
    cursor.mergeBlockFormat(shape)
    if level:
        cursor.movePosition(QTextCursor.MoveOperation.EndOfBlock, QTextCursor.MoveMode.KeepAnchor)
        face = cursor.charFormat()
        face.clearProperty(QTextCharFormat.Property.FontSizeAdjustment.value)
        face.setAnchor(True)
        face.setAnchorNames([block.text()])
        face.setFontPointSize(points + LARGER.get(level, 0))
        face.setFontWeight(QFont.Weight.Bold)
        cursor.setCharFormat(face)


def blocks(document: QTextDocument) -> Iterator[QTextBlock]:
    """Every block, the first one first."""
    block = document.begin()
    while block.isValid():
        yield block
        block = block.next()


def fragments(block: QTextBlock) -> Iterator[QTextCharFormat]:
    """The formats of a block's pieces."""
    place = block.begin()
    while not place.atEnd():
        yield place.fragment().charFormat()
        place += 1


def block_of(document: QTextDocument, anchor: str) -> int:
    """The block where an anchor stands; -1 where it is nowhere."""
    for block in blocks(document):
        if any(anchor in face.anchorNames() for face in fragments(block)):
            return block.blockNumber()
    return -1


def links_of(document: QTextDocument) -> list[str]:
    """Where the links of a document lead."""
    return [f.anchorHref() for b in blocks(document) for f in fragments(b) if f.anchorHref()]


@cache
def lines_of(key: str) -> tuple[Line, ...]:
    """Every line of a page that holds anything."""
    page, found, document = pages()[key], [], QTextDocument()
    fill(page, document)
    heading = page.title
    for block in blocks(document):
        text = block.text().replace("\u2028", " ")
        if block.blockFormat().headingLevel():
            heading = text
        if text.strip():
            found.append(Line(page, heading, text, block.blockNumber()))
    return tuple(found)


def search(text: str) -> list[Line]:
    """The lines that hold a text as it stands, whatever its case; at most 200."""
    wanted = text.strip().casefold()
    if not wanted:
        return []
    return [line for key in pages() for line in lines_of(key) if wanted in line.text.casefold()][:MOST]
