"""What a printed page proves: the code at its foot, made when it is drawn and proved when it comes back.

The print's own line and those of its pages are the next in the ledger when it is drawn, so the code can name
its page's entry before it is booked; where the ledger has grown meanwhile, the print is drawn anew.
"""

from __future__ import annotations

import json
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from secretdesk.desk.signing import places_to_sign
from secretdesk.domain.anchors import LABEL, PAGE, SEAL, TAG, Code, cut
from secretdesk.domain.marks import highest
from secretdesk.domain.signing import joined
from secretdesk.domain.terms import FOOT_LINES
from secretdesk.registers import BY_KEY
from secretdesk.store.apply import next_number
from secretdesk.store.database import reading
from secretdesk.store.secret import seal

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from secretdesk.desk.desk import Desk
    from secretdesk.output.form import Form, HeadCell
    from secretdesk.output.layout import PrintedRow

SHORT = 12  # digits of the ledger's head on the page


@dataclass
class Anchors:
    """Writes the foot of each page of one print, and keeps what its line in the ledger will tell."""

    desk: Desk
    form: Form
    owner: PrintedRow | None
    sums: Callable[[Sequence[PrintedRow]], list[str]]
    nth: int = 1  # how often the same thing has been printed, this time included (domain 1.9)
    pages: list[dict[str, Any]] = field(default_factory=list)

    def __post_init__(self) -> None:
        self.seq, self.head = self.desk.head()
        day = self.desk.clock().isoformat()
        with reading():
            self.number, _ = next_number(self.desk.vault.db, BY_KEY["prints"], self.desk.books, "prints", day)

    @property
    def told(self) -> str:
        """The state of the ledger that is printed, as the print's line keeps it."""
        return f"{self.seq} {self.head}"

    def foot(self, page: int, rows: Sequence[PrintedRow], boxes: Sequence[HeadCell]) -> tuple[list[str], str]:
        """The small lines at the foot of a page and what its QR code says."""
        shown = [*([self.owner] if self.owner is not None else []), *rows]
        content = self._content(page, shown)
        code = page_code(self.desk, self.seq + 1 + page, self.number, page, content, self.told)
        mark = highest(row.mark for row in shown) if self.form.marked else None
        self.pages.append(
            {
                "shown": " ".join(
                    dict.fromkeys(f"{row.entry}:{row.seq}" for row in shown if row.entry)  # a sum has no line
                ),
                "content": content,
                "boxes": joined(places_to_sign(self.form, rows, self.owner, self.desk.person, boxes)) or None,
                "level": str(mark.level) if mark else None,
                "mark": mark.text if mark else None,
            }
        )
        lines = [
            line.format(
                code=code.text, number=self.number, nth=self.nth, seq=self.seq, head=self.head[:SHORT]
            )
            for line in FOOT_LINES
        ]
        return [*self.sums(rows), *lines], code.scanned

    def _content(self, page: int, shown: Sequence[PrintedRow]) -> str:
        """A keyed digest of every character in the cells of the page, and of the form that laid them out."""
        cells = [[row.entry, row.seq, row.void, *([c.text, *c.old] for c in row.cells)] for row in shown]
        return seal(self.desk.vault.db, "content", self.form.digest, page, json.dumps(cells)).hex()


def page_code(desk: Desk, entry: int, number: str, page: int, content: str, head: str) -> Code:
    """The code of a page: which entry it is, that this vault made it, and what it shows."""
    db = desk.vault.db
    with reading():
        issued = cut(seal(db, "issued", entry), TAG)
        return Code(PAGE, entry, issued, cut(seal(db, "page", entry, number, page, content, head), SEAL))


def label_code(desk: Desk, entry: int) -> Code:
    """The code of a label for an entry of any register."""
    with reading():
        return Code(LABEL, entry, cut(seal(desk.vault.db, "label", entry), TAG))


def is_ours(desk: Desk, code: Code) -> bool:
    """Whether this vault made the code."""
    with reading():
        what = "issued" if code.kind == PAGE else "label"
        return cut(seal(desk.vault.db, what, code.entry), TAG) == code.tag
