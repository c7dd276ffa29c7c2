"""Rules of the plan for an activity with foreigners (第58条 to 第63条, 第70条; 条例第44条; F25b)."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from secretdesk.domain.declaration import AMEND
from secretdesk.domain.review import Act, Reason, Weight
from secretdesk.domain.rules.common import LEDGER, bad_value, missing
from secretdesk.domain.terms import Level
from secretdesk.domain.terms_people import GUEST, MATERIAL, PLAN, TALKING

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from secretdesk.domain.review import Row

LINES = "foreign_lines"


def fill_in_plan(act: Act) -> dict[str, Any]:
    """An activity of a day ends on it."""
    return {"kind": PLAN, "until": act.values.get("until") or act.values.get("from_on")}


def approvals_lapse(_act: Act) -> dict[str, Any]:
    """Who or what is new has been looked at by nobody: both departments sign again (第59条, 第60条)."""
    return dict.fromkeys(("checked_on", "exchange_by", "struck", "office_on", "office_by"))


def is_plan(act: Act) -> bool:
    """Whether the entry is a plan, and no report of one person."""
    return bool(act.value("kind") == PLAN)


def lines_of(act: Act) -> list[Row]:
    """The living lines of this plan."""
    rows = act.books.rows(LINES, event=act.row.entry) if act.row is not None else []
    return [row for row in rows if row.status != "void"]


def planned_before(act: Act) -> Iterable[Reason]:
    """第58条（一）: the plan is made before the activity; one for what has begun is booked as it was."""
    begins = act.value("from_on")
    if begins and begins < act.day:
        text = f"活动 {begins} 已经开始，方案才送来，已照实登记；办完“活动后回报”时记入违规事项。"
        yield Reason("planned_late", text, "from_on", "第58条（一）、第60条", Weight.WARN)


def lines_are_sound(act: Act) -> Iterable[Reason]:
    """Somebody comes; each line is a person or a thing; a secret is never on the list (第59条（三）, 第62条)."""
    typed = act.values.get("lines") or []
    new = act.row is None
    if new and typed and not any(line.get("kind") == GUEST for line in typed):
        yield bad_value("lines", "请把来的境外人员一人一行列上；他们的身份背景要审查。", "第58条（二）")
    for line in typed:
        if not line.get("kind") or not line.get("name"):
            yield bad_value("lines", "每一行写明种类和姓名（或材料名称）。", "F25b")
            return
        yield from _is_no_secret(line)


def _is_no_secret(line: Mapping[str, Any]) -> Iterable[Reason]:
    level = line.get("level")
    if line.get("kind") == MATERIAL and level and Level(level).rank >= Level.WORK_SECRET.rank:
        text = (
            f"清单里有{level}级的材料，严禁对外提供；请从清单中去掉。"
            "确因工作需要提供国家秘密的，另按保密法第37条报批。"
        )
        yield Reason("secret_abroad", text, "lines", "第59条（三）、第62条、条例第44条")


def nothing_secret_is_given(act: Act) -> Iterable[Reason]:
    """Said again when the department in charge signs: a corrected list goes round nothing."""
    for line in lines_of(act):
        if line.entry not in (act.values.get("struck") or []):
            yield from _is_no_secret(line.values)


def struck_are_of_this(act: Act) -> Iterable[Reason]:
    """What is struck out stands on this plan's list, and one at least of those who come stays."""
    own = {row.entry: row for row in lines_of(act)}
    struck = [one for one in act.values.get("struck") or [] if isinstance(one, int)]
    if any(one not in own for one in struck):
        yield bad_value("struck", "有一行不在这份方案的清单上，请核对编号。", "第59条")
    guests = [entry for entry, row in own.items() if row["kind"] == GUEST]
    if guests and all(entry in struck for entry in guests):
        yield bad_value("struck", "来的人都没有通过审查，请办“不同意”。", "第59条（二）")


def guests_are_known(act: Act) -> Iterable[Reason]:
    """第59条（二）: who is let come was looked at; what is handed over was read by somebody."""
    struck = act.values.get("struck") or []
    for line in lines_of(act):
        if not line["background"] and line.entry not in struck:
            what = "身份和政治背景" if line["kind"] == GUEST else "材料的审查情况"
            article = "第59条（二）" if line["kind"] == GUEST else "第59条（三）"
            text = f"{line.number} {line['name']}的{what}还没有写；请在清单那一行更正补上，或列为“不可以”。"
            yield Reason("not_checked", text, "struck", article)


def only_of_a_plan(act: Act) -> Iterable[Reason]:
    """A report of one person holds none of a plan's fields."""
    mine = {"led_by", "talk_scope", "sites_seen", "project", "contract", "clause", "exchange_by"}
    told = [key for key in act.command.values if key in mine and act.values.get(key)]
    if told and not is_plan(act):
        yield bad_value(
            told[0], f"“{act.register.field(told[0]).label}”是保密方案的栏目，活动报告不写。", "F25b"
        )


def talks_have_a_scope(act: Act) -> Iterable[Reason]:
    """第61条: scope and wording are fixed before one talks."""
    if is_plan(act) and act.value("activity_type") in TALKING and not act.value("talk_scope"):
        text = f"“{act.value('activity_type')}”要事先确定会谈范围和口径；请主办部门写明“会谈范围和口径”。"
        yield Reason("missing", text, "talk_scope", "第61条")


def projects_are_approved(act: Act) -> Iterable[Reason]:
    """第62条: a secret project is shown to no foreigner without approval."""
    if act.value("project") and not act.value("project_by"):
        text = (
            "涉密科研项目未经批准不得与境外人员交流、安排参观；请先报批，写明“项目批准人”，或从活动中去掉。"
        )
        yield Reason("approval_missing", text, "project_by", "第62条、条例第44条")


def contracts_have_a_clause(act: Act) -> Iterable[Reason]:
    """第63条: what is to be kept secret stands in the contract."""
    if act.value("contract") and not act.value("clause"):
        text = "要签合同、协议的，保密事项应当写进去；请写明“保密条款”。"
        yield Reason("missing", text, "clause", "第63条、条例第44条")


def sites_are_approved(act: Act) -> Iterable[Reason]:
    """第70条: no foreigner in a site of secrets unless the office approves."""
    if act.value("sites_seen") and not act.value("sites_by"):
        text = "境外人员未经保密办审批不得进入要害部位；请改路线，或先报批，写明“参观批准人”，来时逐人办“进入登记”。"
        yield Reason("approval_missing", text, "sites_by", "第70条")


def approved_before(act: Act) -> Iterable[Reason]:
    """第60条（一）: approved before it is held; what was held already is told of as it was."""
    begins = act.value("from_on")
    if begins and act.day > begins:
        text = f"活动 {begins} 已经开始，不能事后批准；请直接办“活动后回报”，照实记入违规事项。"
        yield Reason("approved_late", text, "office_on", "第60条（一）")


def somebody_refuses(act: Act) -> Iterable[Reason]:
    """A report is refused by the office; a plan by either department."""
    if not act.values.get("office_by") and not (is_plan(act) and act.values.get("exchange_by")):
        yield missing(act.register.field("office_by"))


def was_planned(act: Act) -> Iterable[Reason]:
    """第60条: what was held without an approved plan is booked as a wrong; so is what was handed out besides."""
    if act.row is not None and act.row.status in {"planned", "checked"}:
        text = f"{act.row.number} 的方案没有批准，活动已经举办；已照实登记，并记入违规事项。"
        yield Reason("plan_not_approved", text, "entry", "第59条（一）、第60条", Weight.WARN)
    if act.values.get("given_besides"):
        text = "提供了清单以外的材料，已记入违规事项；可能涉密的在“泄密事件”登记，从发现起24小时内报告。"
        yield Reason("given_besides", text, "given_besides", "第59条（三）、条例第61条", Weight.WARN)


def was_held(act: Act) -> Iterable[Reason]:
    """One tells of a planned activity when it has begun."""
    begins = act.value("from_on")
    if is_plan(act) and begins and act.day < begins:
        text = f"活动 {begins} 才开始，还不能回报；不举办了的办“取消活动”。"
        yield Reason("wrong_state", text, "told_on", "第60条")


def stays_orderly(act: Act) -> Iterable[Reason]:
    """A correction goes round no rule, and empties nothing that an approved plan told."""
    yield from only_of_a_plan(act)
    if not is_plan(act):
        return
    for rule in (talks_have_a_scope, projects_are_approved, contracts_have_a_clause, sites_are_approved):
        yield from rule(act)
    if act.row is not None and act.values.get("secret") and act.row.status in {"checked", "approved"}:
        text = "方案涉及国家秘密，不得与境外人员交流；请改去涉密内容，或办“取消活动”。"
        yield Reason("secret_abroad", text, "secret", "第61条、第62条")


def line_is_not_judged(act: Act) -> Iterable[Reason]:
    """What was looked at stands; another person or paper is another line."""
    if act.row is not None and act.row.status == "judged" and act.action.key == AMEND:
        text = f"{act.row.number} 已经审批，不能改；换了人、换了材料的，在方案里办“补充人员、材料”。"
        yield Reason("wrong_state", text, "entry", LEDGER)
