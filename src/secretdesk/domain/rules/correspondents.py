"""Which correspondents are told of leaks and of the year (条例第56条, 第61条; 第74条, 第81条)."""

from __future__ import annotations

from typing import TYPE_CHECKING

from secretdesk.domain.rules.common import bad_value
from secretdesk.domain.terms_leaks import OFFICE

if TYPE_CHECKING:
    from collections.abc import Iterable

    from secretdesk.domain.review import Act, Books, Reason, Row


def told_as(books: Books, addressee: str) -> Row | None:
    """The correspondent in use that stands for one of the addressees; None where none is named so."""
    found = books.rows("correspondents", reports_to=addressee, status="in_use")
    return found[0] if found else None


def office_of(books: Books) -> Row | None:
    """The secrecy authority of the same level (州委机要和保密局)."""
    return told_as(books, OFFICE)


def one_for_each(act: Act) -> Iterable[Reason]:
    """Each addressee is one unit: two would leave open where a report went."""
    wanted = act.values.get("reports_to")
    for other in act.books.rows("correspondents", reports_to=wanted, status="in_use") if wanted else ():
        if act.row is None or other.entry != act.row.entry:
            text = f"{wanted}已经是 {other.number} {other['name']}；换了单位的，先在那一条办“更正”清空“报告对象”。"
            yield bad_value("reports_to", text, "条例第61条")
