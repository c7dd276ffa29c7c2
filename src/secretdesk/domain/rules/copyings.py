"""Rules of copying (第28条（五）, 第39条, F05): whose consent, on which device, how many, to whom."""

from __future__ import annotations

from datetime import date, timedelta
from typing import TYPE_CHECKING, Any

from secretdesk.domain.effects.moves import chosen
from secretdesk.domain.review import Act, Reason, Row, Weight
from secretdesk.domain.rules.availability import TELEGRAM, is_in, level_of_copy
from secretdesk.domain.rules.by_count import left_of
from secretdesk.domain.rules.clearance import may_be_given
from secretdesk.domain.rules.common import bad_value, missing
from secretdesk.domain.rules.corrections import is_new
from secretdesk.domain.rules.devices import device_is_declared
from secretdesk.domain.rules.holdings import overdue_held
from secretdesk.domain.rules.loan_values import LIMITS
from secretdesk.domain.terms import COMPILING, COPY_STATUSES, Level

if TYPE_CHECKING:
    from collections.abc import Iterable

FORM = "第28条（五）、F05"
MOST = 500  # copies of one copying


def original_of(act: Act) -> Row | None:
    """The copy that is copied."""
    entry = act.value("original")
    return act.books.get("copies", entry) if isinstance(entry, int) else None


def document_of(act: Act) -> Row | None:
    """The paper that is copied."""
    original, typed = original_of(act), act.value("document")
    entry = original["document"] if original is not None else typed
    return act.books.get("documents", entry) if isinstance(entry, int) else None


def level_copied(act: Act) -> Level | None:
    """The level of the original on that day; a copy has the same."""
    original, document = original_of(act), document_of(act)
    if original is not None:
        return level_of_copy(act, original)
    return Level(document["level"]) if document is not None and document["level"] else None


def fill_in_copying(act: Act) -> dict[str, Any]:
    """Level, paper, pages of the original, and the applicant's department."""
    original, document, level = original_of(act), document_of(act), level_copied(act)
    values: dict[str, Any] = {"level": str(level) if level else None}
    if original is not None:
        values["document"] = original["document"]
    if act.values.get("pages") is None and (original or document) is not None:
        values["pages"] = (original or document)["pages"]  # type: ignore[index]
    applicant = act.values.get("applicant")
    person = act.books.get("people", applicant) if isinstance(applicant, int) else None
    if act.values.get("department") is None and person is not None:
        values["department"] = person["department"]
    return values


def made_as_approved(act: Act) -> dict[str, Any]:
    """As many as were approved, where nothing else is told."""
    return {} if act.values.get("made") is not None or act.row is None else {"made": act.row["count"]}


def back_the_same_day(act: Act) -> dict[str, Any]:
    """What is handed out for a meeting is collected after it."""
    return {} if act.values.get("due") else {"due": act.day}


def reminded_now(act: Act) -> dict[str, Any]:
    """The reminder at this handing out; that at an earlier one was of others."""
    by = act.values.get("briefed_by")
    return {"briefed_by": by, "briefed_on": (act.values.get("briefed_on") or act.day) if by else None}


def something_is_copied(act: Act) -> Iterable[Reason]:
    """One copy, or a paper that is kept by count."""
    document = document_of(act)
    if original_of(act) is not None:
        return
    if document is None:
        yield missing(act.register.field("original"))
    elif not document["by_count"]:
        yield bad_value("document", f"{document.number} 是逐份登记的，请在“原件”写照哪一份复制。", FORM)


def original_is_at_hand(act: Act) -> Iterable[Reason]:
    """What is copied lies in the cabinet, or is lent to whoever asks for the copies; nothing under way is copied."""
    original = original_of(act)
    if original is None or (original.status == "on_loan" and original["holder"] == act.value("applicant")):
        return
    yield from is_in(act, original, "original" if "original" in act.action.asks else "entry")


def paper_is_there(act: Act) -> Iterable[Reason]:
    """Of a paper that is kept by count one is in the cabinet to copy from (F34)."""
    document = document_of(act)
    if original_of(act) is None and document is not None and left_of(act.books, document) < 1:
        text = f"{document.number} 在柜里一份也没有了，请先收回再复制。"
        yield Reason("not_in_cabinet", text, "document" if act.action.creates else "entry", "第28条（一）")


def copying_is_approved(act: Act) -> Iterable[Reason]:
    """第28条（五）: 保密办 approves on paper before anything is copied."""
    if act.row is not None and act.row.status == "applied":
        text = "请先请保密办负责人在复制审批表上签批，再办“批准”；批准以后才能复制。"
        yield Reason("approval_missing", text, "", FORM)


def no_cipher_telegram(act: Act) -> Iterable[Reason]:
    """密码电报 are never copied (F05)."""
    original, document = original_of(act), document_of(act)
    is_telegram = original is not None and original["carrier_type"] == TELEGRAM
    if is_telegram or (document is not None and document["cipher_telegram"]):
        text = f"{(original or document).number} 是密码电报，不得复制；请在机要室阅读。"  # type: ignore[union-attr]
        field = "original" if original is not None else "document"
        yield Reason("cipher_telegram", text, field, "密码电报管理规定")


def issuer_consents(act: Act) -> Iterable[Reason]:
    """绝密 is copied with its issuer's consent alone, and so is anything put into a compilation (条例第29条（四）)."""
    level = level_copied(act)
    compiled = act.value("method") == COMPILING and level is not None and level.is_state_secret
    if (level is Level.TOP_SECRET or compiled) and not act.value("issuer_consent"):
        what = "汇编" if compiled else "绝密件复制"
        text = f"{what}须先经原制发单位同意，请填写同意的文号和日期；没有同意的请到机要室阅读。"
        yield Reason("issuer_consent", text, "issuer_consent", "条例第27条（五）、第29条（四）")


def count_is_sound(act: Act) -> Iterable[Reason]:
    """At least one copy, and no more than a run of the machine."""
    count = act.values.get("count")
    if count is not None and not 0 < count <= MOST:
        yield bad_value("count", f"份数应在 1 至 {MOST} 之间，请核对。", FORM)


def not_more_than_approved(act: Act) -> Iterable[Reason]:
    """第28条（五）: no copy more than was approved."""
    made, approved = act.values.get("made"), act.row["count"] if act.row else None
    if made is None or approved is None:
        return
    if made > approved:
        text = f"批准 {approved} 份，实制不能是 {made} 份；确需增加的另办一次申请，多印的当场销毁计入废页。"
        yield Reason("approval_missing", text, "made", FORM)
    elif made < 1:
        yield bad_value("made", "实制份数至少 1 份；没有复制的请办“取消”。", FORM)


def another_looks_on(act: Act) -> Iterable[Reason]:
    """F05 监印人〔sig〕: somebody else than who makes the copies."""
    maker, watcher = act.value("made_by"), act.value("supervised_by")
    if maker and maker == watcher:
        text = "监印人不能是复制人自己，请写在场的另一人。"
        yield Reason("two_persons", text, "supervised_by", FORM)


def made_on_a_designated_device(act: Act) -> Iterable[Reason]:
    """第28条（五）, 第39条: on the designated device alone, of enough level."""
    level = level_copied(act)
    if level is not None and level.rank >= Level.WORK_SECRET.rank:
        yield from device_is_declared(act, "device", str(level))


def stamped_and_shredded(act: Act) -> Iterable[Reason]:
    """条例第27条（五）: copies carry the stamp of who copied; waste sheets are destroyed on the spot."""
    level = level_copied(act)
    if level is None or not level.is_state_secret:
        return
    if not act.value("stamped"):
        text = "复制件须加盖复制单位戳记；已盖的请选“是”，未盖的盖好后再登记。"
        yield Reason("missing", text, "stamped", "条例第27条（五）")
    if act.value("waste_sheets") is None:
        yield missing(act.register.field("waste_sheets"))
    elif act.value("waste_sheets") and not act.value("waste_shredded"):
        text = "废页还没有销毁；确认后照实登记，请当场粉碎或列入销毁批次。"
        yield Reason("waste_left", text, "waste_shredded", "第40条", Weight.ASK)


def corrected_as_made(act: Act) -> Iterable[Reason]:
    """A correction keeps to the rules of what it corrects."""
    if is_new(act, "method", "issuer_consent"):
        yield from issuer_consents(act)
    if is_new(act, "made_by", "supervised_by"):
        yield from another_looks_on(act)
    made = act.row is not None and act.row.status == "produced"
    if made and is_new(act, "stamped", "waste_sheets", "waste_shredded"):
        yield from stamped_and_shredded(act)


def free_copies(act: Act) -> list[Row]:
    """The copies of this copying that lie in the cabinet, in their order."""
    if act.row is None:
        return []
    return act.books.rows("copies", copying=act.row.entry, status="in_cabinet")


def enough_are_there(act: Act) -> Iterable[Reason]:
    """One copy for each who signs for it, each named once."""
    people, free = act.values.get("recipients") or [], free_copies(act)
    if act.row is not None and act.row["original"] is None:
        text = "只记份数的复制件不逐份分发；请到“借阅”里借出，写收文编号和份数。"
        yield bad_value("recipients", text, FORM)
    elif len(people) > len(free):
        text = f"在柜里的复制件有 {len(free)} 份，领取人有 {len(people)} 个，请分次分发或减少领取人。"
        yield Reason("not_in_cabinet", text, "recipients", FORM)
    if len({p for p in people if isinstance(p, int)}) < sum(isinstance(p, int) for p in people):
        yield bad_value("recipients", "领取人写重了，一人一份，请核对。", FORM)


def recipients_may_have_it(act: Act) -> Iterable[Reason]:
    """第17条, 第21条: each who is given a copy is cleared, or was reminded of their duty at this handing out."""
    yield from may_be_given(act, "recipients", level_copied(act))


def recipients_owe_nothing(act: Act) -> Iterable[Reason]:
    """第28条（四）（六）: whoever has not brought back what was due is asked for that first."""
    yield from overdue_held(act, "recipients")


def within_the_term(act: Act) -> Iterable[Reason]:
    """第28条（六）: a meeting's copies are back within the days of their level; 绝密 is given to nobody to keep."""
    level, due = level_copied(act), act.values.get("due")
    if due and due < act.day:
        yield bad_value("due", "收回日期早于分发日期，请核对。", FORM)
    if level not in LIMITS:
        return
    days = int(act.books.parameter(LIMITS[level], act.day))
    if days == 0:
        text = f"{level}件不分发给个人，请在机要室阅读，用“传阅”登记。"
        yield Reason("reading_place", text, "recipients", "条例第29条（三）")
        return
    last = (date.fromisoformat(act.day) + timedelta(days=days)).isoformat()
    if due and due > last:
        text = f"{level}件最迟 {last} 收回，请改早。"
        yield Reason("term_out_of_range", text, "due", "第28条（六）")


def was_handed_out(act: Act) -> Iterable[Reason]:
    """What is collected is a copy of this copying, and is out with somebody."""
    for copy in chosen(act, "collected"):
        if act.row is not None and copy["copying"] != act.row.entry:
            yield bad_value("collected", f"{copy.number} 不是 {act.row.number} 的复制件，请核对编号。", FORM)
        elif copy.status != "on_loan":
            text = f"{copy.number} 现为“{COPY_STATUSES[copy.status]}”，没有分发在外，请核对。"
            yield Reason("wrong_state", text, "collected", FORM)


def pages_are_counted(act: Act) -> Iterable[Reason]:
    """页数核对: 机密 and above are counted page by page when they come back (domain 4)."""
    level = level_copied(act)
    if level is not None and level.rank >= Level.HIGHLY_SECRET.rank and not act.values.get("pages_checked"):
        text = "请逐份清点页数，相符的选“是”；不符的到“借阅”里单独办归还。"
        yield Reason("missing", text, "pages_checked", "第28条（二）（六）")
