"""Rules of printed pages and the signatures on them (design section 5; 待签回 warns, blocks only destruction)."""

from __future__ import annotations

from datetime import date, timedelta
from typing import TYPE_CHECKING, Any

from secretdesk.domain.review import Act, Reason
from secretdesk.domain.rules.common import LEDGER, bad_value
from secretdesk.domain.signing import parted

if TYPE_CHECKING:
    from collections.abc import Iterable

    from secretdesk.domain.review import Books, Row

FORM = "F01—F34 签字栏"


def pages_of(books: Books, entry: int) -> list[Row]:
    """The pages of a print, in order."""
    return sorted(books.rows("print_pages", print=entry), key=lambda page: page["serial"])


def count_what_is_to_sign(act: Act) -> dict[str, Any]:
    """How many of its pages have a place to sign, and until when; one without any needs no return."""
    waiting = sum(bool(page.get("boxes")) for page in act.values.get("pages") or [])
    if not waiting:
        return {"to_sign": 0, "status": "done"}
    days = int(act.books.parameter("paper_days", act.day))
    due = date.fromisoformat(act.day) + timedelta(days=days)
    return {"to_sign": waiting, "status": "unsigned", "sign_due": due.isoformat()}


def pages_that_came_back(act: Act) -> dict[str, Any]:
    """The pages named; none named: all that wait."""
    if act.row is None or act.values.get("signed_pages"):
        return {}
    waiting = [page.entry for page in pages_of(act.books, act.row.entry) if page.status == "unsigned"]
    return {"signed_pages": waiting}


def who_signed(act: Act) -> dict[str, Any]:
    """Whoever the typed signatures name; else all for whom the pages have a place; what is left to sign."""
    if act.row is None:
        return {}
    pages = pages_of(act.books, act.row.entry)
    back = set(act.values.get("signed_pages") or [])
    left = sum(page.status == "unsigned" and page.entry not in back for page in pages)
    told: dict[str, Any] = {"to_sign": left, "status": "unsigned" if left else "signed"}
    if not act.values.get("signed_by"):
        named = [line["who"] for line in act.values.get("signatures") or []]
        told["signed_by"] = (
            "、".join(dict.fromkeys(named or _named_on(p for p in pages if p.entry in back))) or None
        )
    return told


def _named_on(pages: Iterable[Row]) -> Iterable[str]:
    """Whom the pages name beside their places to sign; of a place without a name, whose place it is."""
    return (name for page in pages for place in parted(page["boxes"]) for name in place.signers)


def pages_wait_for_signature(act: Act) -> Iterable[Reason]:
    """A page comes back once, and belongs to this print."""
    if act.row is None:
        return
    pages = {page.entry: page for page in pages_of(act.books, act.row.entry)}
    wanted = act.values.get("signed_pages") or []
    if not wanted:
        text = f"{act.row.number} 没有待签回的页；签错了的请撤销上一步再办。"
        yield Reason("wrong_state", text, "signed_pages", LEDGER)
    for entry in wanted:
        page = pages.get(entry)
        if page is None:
            yield _foreign(act.row, "signed_pages")
        elif page.status != "unsigned":
            status = page.status
            told = {"signed": "已签回", "replaced": "已重印作废", "done": "不必签回"}.get(status, "作废")
            then = "请用重印的那一份签字" if status == "replaced" else "不用再办"
            yield Reason("wrong_state", f"{page.number} {told}，{then}。", "signed_pages", LEDGER)


def page_is_of_this_print(act: Act) -> Iterable[Reason]:
    """The scan is of one of its pages."""
    page = act.books.get("print_pages", act.values.get("scan_of") or 0)
    if act.row is not None and page is not None and page["print"] != act.row.entry:
        yield _foreign(act.row, "scan_of")


def _foreign(row: Row, field: str) -> Reason:
    return bad_value(field, f"这一页不是 {row.number} 的，请核对核验码。", FORM)


def signed_after_printing(act: Act) -> Iterable[Reason]:
    """Nobody signs what is not printed yet."""
    if act.row is None:
        return
    first = str(act.row["printed_on"])[:10]
    days = [line.get("signed_on") for line in act.values.get("signatures") or []]
    if any(day and day < first for day in [*days, act.values.get("signed_on")]):
        yield bad_value("signed_on", f"签字日期早于打印日期 {first}，请核对。", FORM)


def list_is_signed(act: Act) -> Iterable[Reason]:
    """第28条（八）、F10: a batch is not destroyed in the books while its printed list waits for signatures."""
    if act.row is None:
        return
    printed = act.books.rows("prints", of_entry=act.row.entry, status="unsigned")
    waiting = [one for one in printed if one["of_register"] == act.register.key]
    if waiting:
        shown = "、".join(f"{one.number}（{one['title']}）" for one in waiting[:3])
        text = f"{shown} 还没有签回；请签好字，扫描或输入页脚的核验码办“签回”，再确认销毁。"
        yield Reason("paper_unsigned", text, "entry", "第28条（八）、F10")


def scan_too_large(name: str, most: int) -> Reason:
    """A scan of a sheet stays small enough for every backup."""
    text = f"{name} 超过 {most} MB；请降低扫描分辨率（黑白 300 点即可）后再附。"
    return Reason("scan_size", text, "scan", FORM)


def scan_unreadable(name: str) -> Reason:
    """By its content, whatever its name says."""
    text = f"{name} 不是能打开的 PNG、JPEG、TIFF 图片或 PDF；请重新扫描成这几种之一再附。"
    return Reason("scan_kind", text, "scan", FORM)
