"""Many prints onto paper in one go: each booked before it is sent, and void where it did not come out."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace
from typing import TYPE_CHECKING

from secretdesk.desk import printers
from secretdesk.desk.bulk import drawn
from secretdesk.desk.sheets import Printed, forms_of
from secretdesk.domain.marks import highest
from secretdesk.domain.terms import BULK_NOT_SENT

if TYPE_CHECKING:
    from secretdesk.desk.bulk import Piece, Progress
    from secretdesk.desk.desk import Desk
    from secretdesk.desk.printers import Booked, Printer

Send = Callable[[bytes, Sequence[int], str, Callable[[int, int], None]], None]


class Halted(Exception):
    """It ended before its end. What came out before (``sent``) is booked; the one that did not is void."""

    def __init__(self, sent: list[Booked], error: BaseException) -> None:
        self.sent, self.error = sent, error
        super().__init__(str(error))


def survey(desk: Desk, pieces: Sequence[Piece], progress: Progress | None = None) -> Printed:
    """What they come to together: prints (``rows``), pages, the highest mark, missing glyphs; no bytes.

    Raises:
        StoreError: while reading; whatever *progress* raises.
    """
    whole = Printed(b"", 0, None, frozenset(), 0, desk.head()[0], {})
    for done, piece in enumerate(pieces):
        one = drawn(desk, piece, done, len(pieces), progress)
        if one is not None:
            whole = replace(
                whole, pages=whole.pages + one.pages, mark=highest((whole.mark, one.mark)),
                missing=whole.missing | one.missing, rows=whole.rows + 1,
            )  # fmt: skip
    return whole


def print_each(
    desk: Desk,
    pieces: Sequence[Piece],
    printer: Printer,
    send: Send,
    *,
    copies: int = 1,
    progress: Progress | None = None,
) -> list[Booked]:
    """One after the other: drawn as the ledger stands, booked, sent by ``send(pdf, pages, name, tell)``.

    Raises:
        Halted: with what came out before; ``error`` is what *send*, *progress* or the booking raised.
    """
    sent: list[Booked] = []
    forms = forms_of(desk)
    try:
        for done, piece in enumerate(pieces):
            printed = drawn(desk, piece, done, len(pieces), progress)
            if printed is None:
                continue
            pages = range(1, printed.pages + 1)
            booked = printers.book(
                desk, printed, printer, pages, copies, forms[piece.form].title, to_sign=piece.to_sign
            )

            def tell(*_inside: int, done: int = done) -> None:
                if progress is not None:
                    progress(done, len(pieces))

            try:
                send(printed.pdf, pages, booked[0][1].number, tell)
            except BaseException:
                printers.withdraw(desk, booked, BULK_NOT_SENT)
                raise
            sent.append(booked)
    except Exception as error:
        raise Halted(sent, error) from error
    return sent
