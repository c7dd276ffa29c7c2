"""Rules of destruction (第28条（八）, 第40条, 第48条, F09, F10): what may go, who goes with it, where to."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from secretdesk.domain.effects.moves import AWAY, field_of, named_things, out_with
from secretdesk.domain.fields import Kind
from secretdesk.domain.review import Act, Reason, Row, Weight
from secretdesk.domain.rules import destruction_values as values
from secretdesk.domain.rules.availability import is_in
from secretdesk.domain.rules.by_count import left_of
from secretdesk.domain.rules.common import LEDGER, bad_value, can_be_undone, missing
from secretdesk.domain.rules.corrections import is_new
from secretdesk.domain.terms import (
    SHREDDED_HERE,
    TERMINAL_STATUSES,
    THING_STATUSES,
    WASTE,
)

if TYPE_CHECKING:
    from collections.abc import Iterable

FORM = "第28条（八）、F10"
IN = ("copies", "media", "devices")
TOLD = 5  # numbers in one sentence
REMAINS = ("archived", "in_cabinet", "sealed_personal", *AWAY)  # of a copy that the college has, and keeps


def something_is_put_in(act: Act) -> Iterable[Reason]:
    """An act that adds adds something; one that takes out takes out something (F10)."""
    asked = ("copies", "lines") if act.action.key == "add" else ("removed", "removed_lines")
    tried = [key for key in act.action.asks if act.register.field(key).kind is Kind.REFERENCES]
    if not any(act.values.get(key) for key in (*tried, *asked)):
        filtered = act.action.key == "add" and values.is_filtered(act)
        key = next(k for k in values.FILTER if act.values.get(k) is not None) if filtered else asked[0]
        text = "没有符合这些条件的在库件，请改条件，或逐份扫描。"
        yield bad_value(key, text, FORM) if filtered else missing(act.register.field(key))


def filter_is_looked_at(act: Act) -> Iterable[Reason]:
    """What a filter picks is shown before it is written (F10 is made item by item)."""
    picked = act.values.get("copies") or []
    if not values.is_filtered(act) or not picked:
        return
    rows = [
        row for one in picked if isinstance(one, int) and (row := act.books.get("copies", one)) is not None
    ]
    levels = "、".join(
        f"{level} {sum(row['level'] == level for row in rows)} 份"
        for level in dict.fromkeys(row["level"] for row in rows)
    )
    kept = sum(values.goes_back(act, copy) for copy in values.filtered(act))
    more = f"；另有 {kept} 份须清退，没有列入" if kept else ""
    text = f"选出 {len(picked)} 份（{levels}）：{_named(rows)}{more}；请看过再确认。"
    yield Reason("filter_preview", text, "copies", FORM, Weight.ASK)


def things_are_at_hand(act: Act) -> Iterable[Reason]:
    """第28条（一）, 第48条: a copy that lies in the cabinet; a medium or device that was scrapped before."""
    for thing in named_things(act):
        field = field_of(act, thing, IN)
        scrapped = thing.status == "to_destroy" and thing["destruction"] is None
        if thing.register == "copies" or thing.status in {*AWAY, *TERMINAL_STATUSES[thing.register]}:
            yield from is_in(act, thing, field)
        elif not scrapped:
            told = THING_STATUSES[thing.register][thing.status]
            text = f"{thing.number} 现为“{told}”；介质和设备先办“报废”再列入，已在别的批次的先移出。"
            yield Reason("not_in_cabinet", text, field, "第48条")


def issuer_wants_none_back(act: Act) -> Iterable[Reason]:
    """条例第27条（九）: what its issuer wants back is handed in, not destroyed (F09 是否含应清退件)."""
    back = [copy for copy in named_things(act) if copy.register == "copies" and values.goes_back(act, copy)]
    if back:
        text = f"{_named(back)} 发文机关要求清退，不得销毁；请用“清退”交回。"
        yield Reason("must_return", text, "copies", "条例第27条（九）、F10")


def last_copy_is_archived_first(act: Act) -> Iterable[Reason]:
    """F09 归档鉴定: before the last copy of a paper goes, one is archived, or judged not worth it."""
    going = {copy.entry: copy for copy in named_things(act) if copy.register == "copies"}
    papers = sorted({copy["document"] for copy in going.values() if copy["document"]})
    if not papers:
        return
    kept = {
        row["document"]
        for row in act.books.rows("copies", document=papers)
        if row.entry not in going and row.status in REMAINS
    }
    gone = [row for one in papers if one not in kept and (row := act.books.get("documents", one)) is not None]
    if gone:
        text = f"{_named(gone)} 没有留存的份了；应归档的请先归档一份，经鉴定不必归档的请确认。"
        yield Reason("archive_first", text, "copies", "第28条（一）、F09", Weight.ASK)


def lines_are_whole(act: Act) -> Iterable[Reason]:
    """An unnumbered line tells its level, and how much: 份, 页 or kg; of a paper kept by count, how many (F34)."""
    left: dict[int, int] = {}  # of each paper, when the lines before this one are in
    for n, (line, typed) in enumerate(
        zip(values.typed_lines(act), act.values.get("lines") or [], strict=True), start=1
    ):
        row = act.books.get("documents", line["document"]) if line["document"] else None
        if typed.get("document") is not None and (row is None or not row["by_count"] or row.status == "void"):
            yield bad_value("lines", f"第 {n} 行的收文编号应是只记份数的件；逐份登记的请扫描它的份。", FORM)
        elif row is not None and row["must_return"]:
            text = f"第 {n} 行：{row.number} 发文机关要求清退，不得销毁；请用“清退”交回。"
            yield Reason("must_return", text, "lines", "条例第27条（九）、F10")
        elif row is not None:
            count = line.get("count") or 0
            in_cabinet = left.setdefault(row.entry, left_of(act.books, row))
            left[row.entry] -= count
            if not 0 < count <= in_cabinet:
                text = f"第 {n} 行：{row.number} 在柜里还有 {max(in_cabinet, 0)} 份，请写销毁几份。"
                yield Reason("not_in_cabinet", text, "lines", FORM)
        elif not line.get("level"):
            yield bad_value("lines", f"请写第 {n} 行的密级；非涉密的写“非密”。", FORM)
        if line.get("kg") and values.grams(line["kg"]) is None:
            yield bad_value("lines", f"第 {n} 行的重量应是公斤数，如 12.5。", FORM)
        if not any(line.get(key) for key in ("count", "pages", "kg")):
            yield bad_value("lines", f"请写第 {n} 行的份数、页数或公斤数。", FORM)


def only_waste_is_shredded_here(act: Act) -> Iterable[Reason]:
    """第40条: waste paper of the room is shredded in the room; everything else goes to the designated place."""
    if act.value("kind") != SHREDDED_HERE:
        return
    text = "自行粉碎的只限要害部位产生的废页；文件、草稿、试卷须送指定地点，请另拟“送销”批次。"
    if act.action.key in {"seal", "hand_over"}:
        yield Reason("undeclared_site", "自行粉碎的不封装、不移交；粉碎后直接办“确认销毁”。", "", "第40条")
    elif values.things_after(act) or any(line.get("kind") != WASTE for line in values.lines_after(act)):
        named = bool(named_things(act))
        yield Reason("undeclared_site", text, "copies" if named else "lines", "第28条（八）、第40条")


def is_not_empty(act: Act) -> Iterable[Reason]:
    """What is approved, sealed or handed over holds something."""
    if not values.things_after(act) and not values.lines_after(act):
        row = act.row.number if act.row else ""
        yield bad_value("", f"{row} 里还没有东西，请先用“列入”；不要了的请作废。", FORM)


def batch_is_approved(act: Act) -> Iterable[Reason]:
    """条例第28条, F09: approved on paper before it is sealed or shredded."""
    if act.row is not None and act.row.status == "draft":
        text = "请先请分管领导在销毁审批表上签批，再办“批准”。"
        yield Reason("approval_missing", text, "", "条例第28条、F09")


def members_are_at_hand(act: Act) -> Iterable[Reason]:
    """What is sealed and handed over is there: one that is missing leaves the list first."""
    wanted = "handed_over" if act.action.key == "confirm" else "to_destroy"
    there = {wanted, "to_destroy"}  # of a batch that was not handed over yet they lie in the box still
    lost = [thing for thing in values.things_after(act) if thing.status not in there]
    if lost and act.action.key == "confirm":
        text = f"{_named(lost)} 现为“{_status(lost[0])}”，不随本批销毁，请继续查找。"
        yield Reason("not_in_batch", text, "", "第74条", Weight.WARN)
    elif lost:
        opened = "先“启封”，" if act.action.key == "hand_over" else ""
        text = f"{_named(lost)} 现为“{_status(lost[0])}”，请{opened}用“移出”从清册中移出，再办“{act.action.label}”。"
        yield Reason("wrong_state", text, "", FORM)


def named_are_members(act: Act) -> Iterable[Reason]:
    """What is taken out, or refused by the site, is in this batch."""
    if act.row is None:
        return
    members = {(row.register, row.entry) for row in out_with(act, act.row)}
    for thing in named_things(act):
        if (thing.register, thing.entry) not in members:
            yield bad_value(
                field_of(act, thing, values.LEAVING),
                f"{thing.number} 不在 {act.row.number} 里，请核对。",
                LEDGER,
            )
    lines = {row.entry for row in values.listed_lines(act)}
    if set(act.values.get("removed_lines") or []) - lines:
        yield bad_value("removed_lines", f"有的行不在 {act.row.number} 里，请核对。", LEDGER)


def boxes_are_sealed(act: Act) -> Iterable[Reason]:
    """F10 封装箱数、封条号: every box that was named while scanning has its seal, each box one line."""
    boxes = [str(line.get("box")) for line in act.values.get("boxes") or []]
    named = {row["box"] for row in values.things_after(act) if row["box"]}
    twice = next((box for box in boxes if boxes.count(box) > 1), None)
    if twice:
        yield bad_value("boxes", f"箱号“{twice}”写了两行，请合成一行。", FORM)
    elif (seal := _seal_used_twice(act)) is not None:
        yield bad_value("boxes", f"封条号“{seal}”已经贴在另一箱上，一箱一条，请核对封条。", FORM)
    elif not boxes:
        yield missing(act.register.field("boxes"))
    elif open_boxes := sorted(named - set(boxes)):
        yield bad_value("boxes", f"清册里有装入“{'、'.join(open_boxes)}”的，请补上封条号。", FORM)


def _seal_used_twice(act: Act) -> str | None:
    """A seal number that stands on two boxes of this batch, or on one that is sealed and not destroyed yet."""
    seals = [str(line.get("seal_number")) for line in act.values.get("boxes") or []]
    for seal in seals:
        others = act.books.rows("destruction_boxes", seal_number=seal, status="sealed")
        batches = [act.books.get("destructions", box["destruction"]) for box in others]
        if seals.count(seal) > 1 or any(one and one.status in {"sealed", "handed_over"} for one in batches):
            return seal
    return None


def two_escorts(act: Act) -> Iterable[Reason]:
    """国家秘密载体销毁管理规定, F10: two different persons take the boxes there."""
    yield from two_persons(act, "escorts", "押运")


def two_supervisors(act: Act) -> Iterable[Reason]:
    """国家秘密载体销毁管理规定, F10: two different persons watch it; they may be the escorts."""
    yield from two_persons(act, "supervisors", "监销")


def two_persons(
    act: Act, key: str, does: str, origin: str = "国家秘密载体销毁管理规定、F10"
) -> Iterable[Reason]:
    """At least two different persons in a field."""
    named = act.value(key) or []
    if len(set(named)) < 2:
        text = f"{does}须由两个人负责，请写两个不同的人，用顿号分开。"
        yield Reason("two_persons", text, key, origin)


def site_is_designated(act: Act) -> Iterable[Reason]:
    """第28条（八）, 第48条: only to the place that the prefecture's bureau designates."""
    sites = [one.strip() for one in act.books.parameter("destruction_sites", act.day).split("、")]
    site = act.value("site")
    if site and site not in sites:
        text = f"“{site}”不是指定的销毁地点；可送：{'、'.join(sites)}。新指定的请先在“参数”里登记。"
        yield Reason("undeclared_site", text, "site", "第28条（八）、第48条")


def some_are_accepted(act: Act) -> Iterable[Reason]:
    """Where the site refuses everything nothing is handed over."""
    if act.values.get("refused") and not values.things_after(act) and not values.lines_after(act):
        yield bad_value("refused", "全部退回的不办移交；请先“启封”，用“移出”放回柜里，再作废这一批。", FORM)


def site_has_confirmed(act: Act) -> Iterable[Reason]:
    """F10 销毁凭证号, 接收单位: what was sent is destroyed when the site's receipt is there."""
    if act.row is None:
        return
    if act.value("kind") == SHREDDED_HERE:
        yield from batch_is_approved(act)
        return
    if act.row.status != "handed_over":
        text = f"{act.row.number} 还没有移交给指定地点，请先办“封装”“移交”。"
        yield Reason("wrong_state", text, "", FORM)
    if not act.value("receipt_number"):
        yield missing(act.register.field("receipt_number"))


def corrected_as_given(act: Act) -> Iterable[Reason]:
    """A correction keeps to the same rules as what it corrects."""
    if is_new(act, "escorts"):
        yield from two_escorts(act)
    if is_new(act, "site"):
        yield from site_is_designated(replace(act, on=act.value("handed_on") or act.on))


def batch_can_be_void(act: Act) -> Iterable[Reason]:
    """An emptied batch is voided at any time; one that holds something while nothing came after its draft."""
    if act.row is not None and (out_with(act, act.row) or values.listed_lines(act)):
        yield from can_be_undone(act)


def _named(rows: list[Row]) -> str:
    more = f" 等 {len(rows)} 份" if len(rows) > TOLD else ""
    return "、".join(row.number for row in rows[:TOLD]) + more


def _status(row: Row) -> str:
    return THING_STATUSES[row.register][row.status]
