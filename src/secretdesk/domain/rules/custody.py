"""Rules on copies, envelopes, queries and parameters."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from secretdesk.domain.law import BY_CODE, known
from secretdesk.domain.review import Act, Reason, Weight
from secretdesk.domain.rules.common import LEDGER, bad_value, still_named
from secretdesk.domain.terms import Level
from secretdesk.domain.terms_law import UNITS

if TYPE_CHECKING:
    from collections.abc import Iterable


def filed_anew(act: Act) -> dict[str, Any]:
    """The file in which it stands now; of a former one, from which it was called back, nothing stays."""
    return {"file_number": act.values.get("file_number")}


def report_within_24_hours(_act: Act) -> Iterable[Reason]:
    """条例第61条: an actual or possible leak is reported within 24 hours of its discovery."""
    yield Reason(
        "report_due",
        "下落不明须立即报告，24 小时内报保密行政管理部门和上级主管部门。",
        "",
        "条例第61条（优先于第74条）",
        Weight.WARN,
    )


def pages_are_counted(act: Act) -> Iterable[Reason]:
    """Pages entered at receipt are counted again when a copy comes back (domain 4, 页数核对)."""
    found = act.values.get("pages")
    if act.row is None or found is None or act.row["pages"] in (None, found):
        return
    fewer = found < act.row["pages"]
    then = "缺页已记入违规事项，请立即查找并按泄密苗头报告" if fewer else "请与原件核对，登记有误的另办更正"
    yield Reason(
        "pages_differ",
        f"{act.row.number} 登记为 {act.row['pages']} 页，找回时为 {found} 页；照实登记，{then}。",
        "pages",
        "第28条（二）、条例第61条" if fewer else "第28条（二）",
        Weight.WARN,
    )


def envelope_waits(act: Act) -> Iterable[Reason]:
    """The envelope named is there and not yet opened."""
    if act.row is None or act.values.get("envelope") is None:
        return
    waiting = act.books.rows("envelopes", arrival=act.row.entry, status="to_open")
    if act.values["envelope"] not in {e["serial"] for e in waiting}:
        shown = "、".join(str(e["serial"]) for e in waiting) or "无"
        yield bad_value("envelope", f"待拆封的只有第 {shown} 封，请核对。", LEDGER)


def envelopes_listed(act: Act) -> Iterable[Reason]:
    """签收 lists at least one envelope, at most five hundred."""
    found = act.values.get("envelopes") or []
    if len(found) > 500:
        yield bad_value("envelopes", "一次最多签收 500 封，请分次登记。", "F01")


def count_envelopes(act: Act) -> dict[str, Any]:
    """How many envelopes were signed for."""
    return {"count": len(act.values.get("envelopes") or [])}


def parameter_is_known(act: Act) -> Iterable[Reason]:
    """A parameter's code is one that some rule reads, and its value is of its kind."""
    code, value = act.value("code"), act.value("value")
    parameter = known(code or "")
    if code and parameter is None:
        yield bad_value("code", f"没有参数“{code}”，可用：{'、'.join(BY_CODE)}。", "参数表")
    elif parameter is not None and value and not parameter.accepts(value):
        yield bad_value("value", f"“{parameter.label}”应为{parameter.kind_text}。", "参数表")


def name_parameter(act: Act) -> dict[str, Any]:
    """Its name and unit from the table of law."""
    parameter = known(act.value("code") or "")
    named = {"label": parameter.label, "unit": UNITS[parameter.unit] or None} if parameter else {}
    origin = act.value("origin") or (parameter.origin if parameter else None)
    return named | {"effective_from": act.value("effective_from") or act.day, "origin": origin}


def place_differs(act: Act) -> Iterable[Reason]:
    """A move goes somewhere else."""
    if (
        act.row is not None
        and act.values.get("place") is not None
        and act.values["place"] == act.row["place"]
    ):
        yield bad_value("place", f"{act.row.number} 本来就在那里，请核对。", LEDGER)


def copy_number_is_free(act: Act) -> Iterable[Reason]:
    """A 份号 stands once on a document (domain 2.4)."""
    number = act.values.get("copy_number")
    if act.row is None or not number or number == act.row["copy_number"]:
        return
    for copy in act.books.rows("copies", document=act.row["document"]):
        if copy["copy_number"] == number and copy.status != "void":
            yield bad_value(
                "copy_number", f"份号 {number} 已是 {copy.number}，请核对原件。", "公文处理工作条例第9条"
            )


def document_stands(act: Act) -> Iterable[Reason]:
    """A copy of a void receipt is not reinstated: the receipt is entered anew."""
    if act.row is None or act.row["document"] is None:
        return
    document = act.books.get("documents", act.row["document"])
    if document is not None and document.status == "void":
        yield Reason(
            "wrong_state",
            f"{document.number} 整件已作废，不能单独冲正一份，请重新登记收文。",
            "entry",
            LEDGER,
        )


def vault_level_holds(act: Act) -> Iterable[Reason]:
    """The level of the PC covers what the books hold; no PC here is of 绝密 (design section 3)."""
    value = act.value("value")
    if act.value("code") != "vault_level" or value not in tuple(Level):
        return
    if value == Level.TOP_SECRET:
        yield bad_value("value", "本机密级只能是机密及以下。", "参数表")
    above = [one for one in Level if Level(value).rank < one.rank < Level.TOP_SECRET.rank]
    held = [one for one in above if any(d["title"] for d in act.books.rows("documents", level=str(one)))]
    if held:
        yield bad_value(
            "value", f"账上已有{held[0]}件，本机密级不能低于{held[0]}；请先涂销其标题。", "第44条、第46条"
        )


def no_receipt_under_it(act: Act) -> Iterable[Reason]:
    """An arrival whose receipts stand is not voided."""
    if act.row is None:
        return
    found = [d for d in act.books.rows("documents", arrival=act.row.entry) if d.status != "void"]
    if found:
        yield still_named(act.row, found[:5])
