"""Rules of experts and students from abroad (第69条 to 第71条; 条例第44条)."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from secretdesk.domain.review import Act, Reason, Weight
from secretdesk.domain.rules.common import bad_value, missing
from secretdesk.domain.terms_people import EXPERT, OUTCOMES, STUDENT

if TYPE_CHECKING:
    from collections.abc import Iterable

    from secretdesk.domain.review import Books, Row

FAILED = OUTCOMES[1]


def is_expert(_act: Act) -> dict[str, Any]:
    """Somebody who is to be hired."""
    return {"kind": EXPERT}


def is_student(_act: Act) -> dict[str, Any]:
    """Somebody who studies here."""
    return {"kind": STUDENT}


def not_hired(act: Act) -> dict[str, Any]:
    """Whose background does not pass is not hired."""
    return {"status": "refused"} if act.values.get("conclusion") == FAILED else {}


def nothing_is_open(_act: Act) -> dict[str, Any]:
    """What was opened is closed."""
    return {"areas": None, "papers": None}


def ends_after_beginning(act: Act) -> Iterable[Reason]:
    """Nothing ends before it begins."""
    first, last = act.value("from_on"), act.value("until")
    if first and last and last < first:
        yield bad_value("until", f"结束日期（{last}）早于开始日期（{first}），请核对。", "第69条")


def until_is_later(act: Act) -> Iterable[Reason]:
    """One goes on for longer."""
    before, until = act.row["until"] if act.row is not None else None, act.values.get("until")
    if before and until and until <= before:
        yield bad_value("until", f"新的结束日期不晚于原来的（{before}），请核对；写错的办“更正”。", "第69条")


def is_here_once(act: Act) -> Iterable[Reason]:
    """The same name and passport stand once; two of one name are asked of."""
    same = [one for one in present(act.books, act.value("name")) if one.status in {"applied", "here"}]
    if same:
        text = f"{act.value('name')}已登记为 {same[-1].number}；是同名的另一个人，请核对护照号码后确认。"
        yield Reason("duplicate_name", text, "name", "第69条", Weight.ASK)


def present(books: Books, name: str | None) -> list[Row]:
    """Those of that name who are here or about to come."""
    rows = books.rows("foreign_people", name=name) if name else []
    return [row for row in rows if row.status in {"applied", "here"}]


def secrets_of(act: Act) -> str:
    """What makes a department one that handles secrets, for a sentence; "" where nothing does (第69条)."""
    department = act.value("department")
    if not isinstance(department, int):
        return ""
    sites = act.books.rows("sites", department=department)
    if any(row.status in {"proposed", "confirmed"} for row in sites):
        return "管着保密要害部门、部位"
    posts = act.books.rows("posts", department=department)
    return "设有涉密岗位" if any(row.status == "in_use" for row in posts) else ""


def unit_handles_secrets(act: Act) -> Iterable[Reason]:
    """第69条: told when the department asks."""
    if why := secrets_of(act):
        text = f"这个部门{why}，原则上不得聘请境外专家；请改由别的部门聘用，确需聘用的审查时写明谁特别批准。"
        yield Reason("secret_unit", text, "department", "第69条", Weight.WARN)


def exception_is_approved(act: Act) -> Iterable[Reason]:
    """第69条: units that handle secrets hire none, unless somebody answers for it by name."""
    hires = act.values.get("conclusion") not in (None, FAILED)
    if hires and not act.value("exception_by") and (why := secrets_of(act)):
        text = f"聘用部门{why}，原则上不得聘请境外专家；请改由别的部门聘用，或写明“涉密单位聘用批准”。"
        yield Reason("approval_missing", text, "exception_by", "第69条")


def exception_stays(act: Act) -> Iterable[Reason]:
    """A correction of the department goes round no approval."""
    if act.row is not None and act.row.status == "here" and act.value("kind") == EXPERT:
        why = secrets_of(act)
        if why and not act.value("exception_by"):
            text = f"聘用部门{why}，请写明“涉密单位聘用批准”。"
            yield Reason("approval_missing", text, "exception_by", "第69条")


def agreement_is_signed(act: Act) -> Iterable[Reason]:
    """条例第44条: an agreement before they may come near anything; told where there is none yet."""
    if act.values.get("conclusion") not in (None, FAILED) and not act.value("agreement_on"):
        text = "还没有签保密协议；请签了以后更正补上“保密协议日期”。"
        yield Reason("no_agreement", text, "agreement_on", "条例第44条", Weight.WARN)


def who_taught(act: Act) -> Iterable[Reason]:
    """Teaching was done by somebody."""
    if act.value("briefed_on") and not act.value("briefed_by"):
        yield missing(act.register.field("briefed_by"))


def students_stay_out(act: Act) -> Iterable[Reason]:
    """第71条: no student, whoever approves."""
    if act.value("kind") == STUDENT:
        text = "留学生不得进入要害部门部位，不得接触国家秘密，不能批准；有事请在别处会面。"
        yield Reason("foreign_student", text, "entry", "第71条")


def something_is_opened(act: Act) -> Iterable[Reason]:
    """第70条: an approval says of what; nobody is let near anything without an agreement."""
    if not act.values.get("areas") and not act.values.get("papers"):
        yield missing(act.register.field("areas"))
    if act.value("kind") == EXPERT and not act.value("agreement_on"):
        text = "没有签保密协议，不得批准进入、接触；请先签，更正补上“保密协议日期”。"
        yield Reason("no_agreement", text, "agreement_on", "第70条、条例第44条")
