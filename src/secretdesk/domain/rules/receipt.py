"""Rules of the receipt book (第28条（一）（二）, 保密法第20条)."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from typing import TYPE_CHECKING

from secretdesk.domain.marks import parse_mark
from secretdesk.domain.periods import Term
from secretdesk.domain.review import Act, Reason, Weight
from secretdesk.domain.rules.common import bad_value, missing
from secretdesk.domain.rules.corrections import is_new
from secretdesk.domain.rules.receipt_values import LIMIT_CODE, level_of, same_document
from secretdesk.domain.rules.whereabouts import first_used
from secretdesk.domain.terms import (
    NO_COPY_NUMBER,
    NO_DOC_NUMBER,
    PAPER,
    SOURCE_OF_ACTION,
    TERMINAL_COPY_STATUSES,
    Level,
)

if TYPE_CHECKING:
    from collections.abc import Iterable


def level_is_known(act: Act) -> Iterable[Reason]:
    """A mark names its level, and a typed level agrees with it."""
    text = act.value("mark")
    mark = parse_mark(str(text)) if text else None
    if not text and not act.value("level"):
        yield missing(act.register.field("mark"))
    elif mark is None:
        yield bad_value("mark", f"“{text}”里看不出密级，请照原件写，例如“机密★10年”。", "保密法第14条")
    elif act.value("level") != str(mark.level):
        yield bad_value(
            "level", f"密级“{act.value('level')}”与标志“{text}”不符，请核对原件。", "保密法第14条"
        )


def filled_for_level(act: Act) -> Iterable[Reason]:
    """A state secret needs what 清点、编号、登记 asks; 工作秘密 and 内部 need five fields (F01, F34)."""
    level = level_of(act)
    if act.value("sealed_personal") or act.value("source") == SOURCE_OF_ACTION["make"]:
        return
    above = level is not None and level.rank > Level(act.level).rank
    if not act.value("title") and not above:
        yield missing(act.register.field("title"))
    if level is None:
        return
    if not level.is_state_secret:
        if act.value("count") is None and not act.value("copy_numbers"):
            yield missing(act.register.field("count"))
        return
    if not act.value("doc_number") and not above:
        yield Reason("missing", f"请填写发文字号；原件没有的写“{NO_DOC_NUMBER}”。", "doc_number", "F01")
    if not act.value("issued_on"):
        yield missing(act.register.field("issued_on"))
    if act.value("pages") is None and act.value("carrier_type") in PAPER:
        yield missing(act.register.field("pages"))


def copies_add_up(act: Act) -> Iterable[Reason]:
    """份号 against 份数: our own typing must agree (第28条（二）清点、核对)."""
    numbers, count = act.value("copy_numbers") or [], act.value("count")
    if numbers and count is not None and count != len(numbers):
        yield Reason(
            "count_mismatch",
            f"份号有 {len(numbers)} 个，份数写的是 {count}，请数一遍再改。",
            "count",
            "第28条（二）",
        )
    level = level_of(act)
    if not numbers and not act.value("no_copy_number_reason") and level and level.is_state_secret:
        yield Reason(
            "missing",
            f"请填写份号；原件没有的写“{NO_COPY_NUMBER}”并说明原因。",
            "copy_numbers",
            "公文处理工作条例第9条",
        )
    if count == 0:
        yield bad_value("count", "份数不能是 0，请核对原件。", "F01")
    if count is not None and count > 2000:
        yield bad_value("count", "一次最多登记 2000 份，请分次登记。", "F01")


def _stands_already(act: Act, *keys: str) -> bool:
    """Whether a correction leaves these as they were: what was told or consented to is not asked again."""
    return act.row is not None and all(act.value(key) == act.row[key] for key in keys)


def mark_is_regular(act: Act) -> Iterable[Reason]:
    """A mark in the wrong form is kept verbatim and asked about (domain 2.3, 保密法第22条)."""
    if _stands_already(act, "mark") or act.value("source") == SOURCE_OF_ACTION["make"]:
        return
    text = act.value("mark")
    mark = parse_mark(str(text)) if text else None
    if mark is None:
        return
    if not mark.level.is_state_secret and mark.starred:
        yield Reason(
            "mark_on_work_secret",
            f"{mark.level}不得标注国家秘密标志“★”；照原件登记，并向发文单位查询。",
            "mark",
            "保密法第22条",
            Weight.WARN,
        )
    elif not mark.regular:
        yield Reason(
            "bad_mark",
            f"标志应写作“{mark.text}”；原件如此的照录，并向发文单位查询。",
            "mark",
            "条例第21条、GB/T 7156",
            Weight.WARN,
        )


def term_within_limit(act: Act) -> Iterable[Reason]:
    """绝密 30, 机密 20, 秘密 10 years unless otherwise provided (保密法第20条)."""
    level, text = level_of(act), act.value("mark")
    mark = parse_mark(str(text)) if text else None
    if (
        level not in LIMIT_CODE
        or mark is None
        or mark.term is None
        or _stands_already(act, "mark", "issued_on")
    ):
        return
    limit = int(act.books.parameter(LIMIT_CODE[level], act.day))
    too_long = mark.term.years * 12 + mark.term.months > limit * 12
    if mark.term.until and act.value("issued_on"):
        last = Term(years=limit).end(date.fromisoformat(act.value("issued_on")))
        too_long = last is not None and mark.term.until > last
    if too_long:
        yield Reason(
            "term_above_limit",
            f"{level}的保密期限一般不超过 {limit} 年，原件写“{mark.term.text}”，核对无误请确认。",
            "mark",
            "保密法第20条",
            Weight.ASK,
        )


def duplicate_document(act: Act) -> Iterable[Reason]:
    """The same issuer and number again joins the family of the first (同文), on consent."""
    found = same_document(act)
    if found:
        yield Reason(
            "duplicate_document",
            f"同一单位同一文号已登记为 {found[0].number}；确认后作为同文登记。",
            "doc_number",
            "F01",
            Weight.ASK,
        )


def copy_in_hand(act: Act) -> Iterable[Reason]:
    """The very copy is in hand already: it cannot come twice (domain 2.4: 份号 is unique)."""
    numbers = set(act.value("copy_numbers") or [])
    for document in same_document(act) if numbers else []:
        for copy in act.books.rows("copies", document=document.entry):
            if copy["copy_number"] in numbers and copy.status not in TERMINAL_COPY_STATUSES:
                yield Reason(
                    "copy_in_hand",
                    f"份号 {copy['copy_number']} 已在账（{copy.number}），不能再收一次；请核对份号。",
                    "copy_numbers",
                    "第28条（二）",
                )


def series_stays(act: Act) -> Iterable[Reason]:
    """A number runs in the series of its level; another series means another number."""
    if act.row is None or act.register.series is None or not act.value("level"):
        return
    before = act.register.series(replace(act, values={}))
    if act.register.series(act) != before:
        yield bad_value(
            "mark", f"{act.row.number} 在“{before}”号内，改密级会换号；请作废后重新登记。", "登记簿编号规则"
        )


def counted_things_stay(act: Act) -> Iterable[Reason]:
    """A field that names moved things is not amended: void and enter anew (design section 1)."""
    for key in ("copy_numbers", "count"):
        if key in act.values and act.row and act.values[key] != act.row[key] and not act.row["by_count"]:
            yield bad_value(key, "份数、份号请在“份”里逐份更正，或作废后重新登记。", "账本规则")


def title_or_above(act: Act) -> Iterable[Reason]:
    """A carrier found in the cabinet needs its title, unless it is above the level of this PC."""
    level = level_of(act)
    if level and not act.value("title") and level.rank <= Level(act.level).rank:
        yield missing(act.register.field("title"))


def received_before_it_went(act: Act) -> Iterable[Reason]:
    """账本规则: a corrected day of receipt is no later than the first thing that was done with the paper."""
    if act.row is None or not is_new(act, "received_on") or not act.value("received_on"):
        return
    used = first_used(act.books, act.row)
    if used and used[:10] < act.value("received_on"):
        text = f"{act.row.number} 在 {used[:10]} 已有借出、送阅等登记，收文日期不会更晚，请核对。"
        yield bad_value("received_on", text, "第28条（二）")
