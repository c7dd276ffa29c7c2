"""Rules of inspections (第6条, 第7条（三）, 第33条, 第82条; 条例第58条, F29)."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from secretdesk.domain.catalogue import WHOLE, catalogue
from secretdesk.domain.review import Act, Reason, Weight
from secretdesk.domain.rules import inspection_values as values
from secretdesk.domain.rules.common import LEDGER, bad_value, missing
from secretdesk.domain.rules.corrections import is_new
from secretdesk.domain.terms_inspections import (
    FROM_ABOVE,
    NO,
    NOT_PRESENT,
    REGULAR,
    SCORED,
    SELF,
    SITES_KIND,
    SPECIAL,
    TO_TICK,
    VETO_ITEM,
)

if TYPE_CHECKING:
    from collections.abc import Iterable

FORM = "F29"
NEEDS = {REGULAR: "departments", SPECIAL: "subject", SITES_KIND: "subject", FROM_ABOVE: "from_whom"}


def two_inspect(act: Act) -> Iterable[Reason]:
    """F29 检查人（2）: two different persons inspect and sign."""
    if len(values.names_in(act.value("inspectors"))) < 2:
        yield Reason("two_persons", "检查须由两个人办，请写两个不同的人，用顿号分开。", "inspectors", FORM)


def nobody_inspects_himself(act: Act) -> Iterable[Reason]:
    """Who answers for a department does not inspect it alone in his own cause (第8条, 第82条)."""
    names = set(values.names_in(act.value("inspectors")))
    for entry in act.value("departments") or [] if act.value("kind") != SELF else []:
        department = act.books.get("departments", entry) if isinstance(entry, int) else None
        head = department["head"] if department is not None else None
        if department is not None and head in names:
            text = f"{head}是{department['name']}的负责人，不宜检查自己的部门；确实只能这样的请确认。"
            yield Reason("own_cause", text, "inspectors", "第82条", Weight.ASK)


def tells_what_is_inspected(act: Act) -> Iterable[Reason]:
    """A regular one names departments, a special one and one of sites its matter, one from above who came."""
    key = NEEDS.get(str(act.value("kind") or ""))
    if key and not act.value(key):
        yield missing(act.register.field(key))


def items_are_known(act: Act) -> Iterable[Reason]:
    """What is asked stands in the catalogue."""
    known = {str(one.item) for one in catalogue(act.books)}
    strange = [one for one in act.values.get("items") or [] if one.lstrip("0") not in known]
    if strange:
        text = f"检查项目里没有第 {'、'.join(strange[:5])} 项；请看“检查项目表”，写 1-59 里的序号。"
        yield bad_value("items", text, FORM)


def answers_are_sound(act: Act) -> Iterable[Reason]:
    """Each item once, one that is asked; 不适用 only of what counts where present; no more points than it has."""
    typed = act.values.get("answers") or []
    if not typed and not act.values.get("rest"):
        yield missing(act.register.field("answers"))
    lines = {line["item"]: line for line in values.living(act, values.LINES)}
    numbers = [line["item"] for line in typed]
    for answer in typed:
        item, line = answer["item"], lines.get(answer["item"])
        if line is None:
            yield bad_value("answers", f"这次检查没有第 {item} 项，请核对序号。", FORM)
        elif numbers.count(item) > 1:
            yield bad_value("answers", f"第 {item} 项写了两次，请留一行。", FORM)
        elif answer["answer"] == NOT_PRESENT and not line["present"]:
            text = f"第 {item} 项不是实有项目，不能答“不适用”；没有做到的答“否”。"
            yield bad_value("answers", text, FORM)
        elif answer.get("got") is not None and answer["answer"] != NO:
            yield bad_value(
                "answers",
                f"第 {item} 项答“{answer['answer']}”，不写得分；只做到一部分的答“否”再写得分。",
                FORM,
            )
        elif answer.get("got") is not None and (
            line["item_kind"] != SCORED or answer["got"] >= (line["points"] or 0)
        ):
            text = f"第 {item} 项答“否”时得分应低于 {line['points'] or 0} 分；另扣、否决的项目不写得分。"
            yield bad_value("answers", text, FORM)
    if act.values.get("rest") == NOT_PRESENT:
        fixed = [
            n for n, line in lines.items() if not line["answer"] and n not in numbers and not line["present"]
        ]
        if fixed:
            text = f"其余各项里第 {'、'.join(map(str, fixed[:5]))} 项等不是实有项目，不能都答“不适用”。"
            yield bad_value("rest", text, FORM)


def failures_are_told(act: Act) -> Iterable[Reason]:
    """What is answered with 否 waits until it is put right (第7条（三）)."""
    found = values.failed_now(act)
    if found:
        text = f"{len(found)} 项答“否”，各列一条整改，期限 {act.value('due')}；不用整改的在“整改”里作废。"
        yield Reason("listed_to_mend", text, "answers", "第7条（三）", Weight.WARN)


def due_lies_ahead(act: Act) -> Iterable[Reason]:
    """A deadline that was over when it was set is a typing error."""
    due = act.values.get("due")
    if due and due < act.day:
        yield bad_value("due", f"整改期限（{due}）早于检查的日子（{act.day}），请核对。", "第7条（三）")


def everything_is_answered(act: Act) -> Iterable[Reason]:
    """The self-assessment is whole; another inspection may leave out what it says (条例第58条)."""
    left = [line["item"] for line in values.living(act, values.LINES) if not line["answer"]]
    whole = act.value("kind") == SELF
    if left:
        told = "、".join(map(str, left[:8])) + (f" 等 {len(left)} 项" if len(left) > 8 else "")
        way = "自查自评要逐项作答，请先办“逐项记录”" if whole else "没有作答的不计分，确认后结束"
        weight = Weight.REFUSE if whole else Weight.ASK
        yield Reason("unanswered", f"第 {told} 还没有作答；{way}。", "entry", FORM, weight)
    untold = [row for row in values.living(act, values.SAMPLES) if row["state"] == TO_TICK]
    if untold:
        text = f"抽出的 {len(untold)} 件还没有核对；先办“核对抽样”，确实不核对的请确认。"
        yield Reason("samples_open", text, "entry", FORM, Weight.ASK)


def one_is_in_force(act: Act) -> Iterable[Reason]:
    """Of each number of the catalogue one wording holds."""
    number = act.value("item")
    mine = act.row.entry if act.row is not None else 0
    others = [r for r in act.books.rows("check_items", item=number, status="in_force") if r.entry != mine]
    if others:
        text = f"第 {number} 项已由 {others[0].number} 改写；请更正那一条，或先办“恢复原样”。"
        yield bad_value("item", text, LEDGER)


def scored_unless_told(act: Act) -> dict[str, Any]:
    """An item is one that scores unless it is told otherwise."""
    return {"item_kind": act.values.get("item_kind") or SCORED}


def tells_the_item(act: Act) -> Iterable[Reason]:
    """An item has its heading, its wording and points; one that is dropped needs none."""
    if act.value("dropped"):
        return
    for key in ("heading", "text"):
        if not act.value(key):
            yield missing(act.register.field(key))
    if act.value("item_kind") != VETO_ITEM and not act.value("points"):
        yield missing(act.register.field("points"))


def points_add_up(act: Act) -> Iterable[Reason]:
    """The scored items come to a hundred, as the authority's sheet does; told, where they don't."""
    if act.row is not None and not is_new(act, "points", "item_kind", "dropped", "item"):
        return
    own, before = act.value("item"), {one.item: one for one in catalogue(act.books)}
    rest = sum(one.points for n, one in before.items() if n != own and one.item_kind == SCORED)
    mine = 0 if act.value("dropped") or act.value("item_kind") != SCORED else act.value("points") or 0
    if rest + mine != WHOLE:
        text = f"计分项目合计 {rest + mine} 分，不是 {WHOLE} 分；得分按百分比算，照样可用，请继续改到 {WHOLE} 分。"
        yield Reason("not_a_hundred", text, "points", FORM, Weight.WARN)
