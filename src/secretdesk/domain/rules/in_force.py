"""Rules on documents in force: mark, 解密, 到期, 涂销, and the family of a paper (保密法第23条、第24条)."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from secretdesk.domain.declaration import EXPUNGE
from secretdesk.domain.effects.custody import expunged_values
from secretdesk.domain.review import Act, Reason, Row, Weight
from secretdesk.domain.rules.clearance import handles
from secretdesk.domain.rules.common import LEDGER, bad_value, future_date
from secretdesk.domain.terms import BURNT, EXPUNGED, Level

if TYPE_CHECKING:
    from collections.abc import Iterable

LISTED = 20  # numbers in one sentence


def expiry_has_come(act: Act) -> Iterable[Reason]:
    """已核对，未见延长通知: only once the 解密日 has come (保密法第24条)."""
    if act.row is None:
        return
    due = act.row["declassify_on"]
    if act.row["declassified_on"]:
        yield Reason(
            "wrong_state", f"{act.row.number} 已于 {act.row['declassified_on']} 解密。", "entry", LEDGER
        )
    elif not due:
        yield Reason(
            "wrong_state",
            f"{act.row.number} 没有解密日，不能按到期确认；有解密通知的请办理解密。",
            "entry",
            "保密法第24条",
        )
    elif due > act.day:
        yield Reason(
            "wrong_state", f"{act.row.number} 到 {due} 才到期，不能提前确认。", "entry", "保密法第24条"
        )


def confirm_expiry(act: Act) -> dict[str, Any]:
    """The matter has been declassified since its 解密日; the check was made now."""
    due = act.row["declassify_on"] if act.row else None
    return {"declassified_on": due, "expiry_checked_on": act.day}


def is_secret_still(act: Act) -> Iterable[Reason]:
    """Only what is secret is declassified, once."""
    if act.row is None:
        return
    if act.row["declassified_on"]:
        yield Reason(
            "wrong_state", f"{act.row.number} 已于 {act.row['declassified_on']} 解密。", "entry", LEDGER
        )
    elif not Level(act.row["level"]).is_state_secret:
        yield Reason(
            "wrong_state",
            f"{act.row.number} 不是国家秘密，无须解密；可办理密级变更。",
            "entry",
            "保密法第24条",
        )


def is_kept_copy_by_copy(act: Act) -> Iterable[Reason]:
    """A state secret has single copies with a holder each (第28条（一）); papers kept by count have none."""
    level = act.values.get("level")
    if act.row is None or not act.row["by_count"] or not level or not Level(level).is_state_secret:
        return
    text = f"{act.row.number} 只记份数，不能直接变更为{level}；请全部收回后作废，再按{level}逐份登记收文。"
    yield Reason("wrong_state", text, "mark", "第28条（一）")


def holders_may_have_it(act: Act) -> Iterable[Reason]:
    """Whoever has a copy in hand when its level is raised: told, so that it comes back at once (第17、19条)."""
    level = act.values.get("level")
    if act.row is None or not level or Level(level).rank <= Level(act.row["level"]).rank:
        return
    for copy in act.books.rows("copies", document=act.row.entry):
        for reason in handles(act, "mark", copy["holder"], level):
            text = f"{copy.number} 在外：{reason.text.partition('；')[0].rstrip('。')}；请立即收回。"
            yield Reason(reason.code, text, "mark", reason.origin, Weight.WARN)


def keep_shell(act: Act) -> dict[str, Any]:
    """What an expunged entry keeps: level, counts, dates, places; no content."""
    return expunged_values(act)


def not_expunged(act: Act) -> Iterable[Reason]:
    """An expunged entry has nothing more to erase, unless a correction has brought something back."""
    if act.row is None or not act.row["expunged_on"]:
        return
    sensitive = [act.row[field.key] for field in act.register.fields if field.sensitive]
    if all(value is None or value == EXPUNGED for value in sensitive):
        yield Reason("wrong_state", f"{act.row.number} 已涂销。", "entry", LEDGER)


def files_to_replace(act: Act) -> Iterable[Reason]:
    """Files released since the entry was made may still hold its content; they are listed to be replaced."""
    if act.row is None:
        return
    outside = [r.number for r in _still_outside(act) if r.entry > act.row.entry]
    outside += [r.number for r in backups_with(act)]
    if outside:
        shown = "、".join(outside[:LISTED]) + (f" 等 {len(outside)} 件" if len(outside) > LISTED else "")
        yield Reason(
            "replace_backups",
            f"{act.row.number} 登记以后输出的文件可能仍含其内容，请逐件清除或更换，再登记清除：{shown}。",
            "",
            "第44条、第46条",
            Weight.WARN,
        )


def _still_outside(act: Act) -> list[Row]:
    """Files on disks and media, what waits to be burnt, and discs that are not destroyed; figures alone hold none."""
    found = [*act.books.rows("outputs", status="on_disk"), *act.books.rows("outputs", status="staged")]
    for burnt in act.books.rows("outputs", status="done", kind=BURNT):
        disc = act.books.get("media", burnt["medium"]) if burnt["medium"] else None
        if disc is None or disc.status != "destroyed":
            found.append(burnt)
    return [one for one in found if not one["counts_only"]]


def backups_with(act: Act) -> list[Row]:
    """The backups that were made since the entry and still hold what is erased now."""
    if act.row is None:
        return []
    kept = act.books.rows("backups", status="kept")
    return [one for one in kept if (one["lines"] or 0) >= act.row.entry]


def family_follows(act: Act) -> Iterable[Reason]:
    """A notice, or an erasure, concerns every receipt of the same paper (同文); the others are named."""
    if act.row is None:
        return
    first = act.row["same_as"] or act.row.entry
    family = [act.books.get("documents", first), *act.books.rows("documents", same_as=first)]
    others = [r for r in family if r is not None and r.entry != act.row.entry]
    left = [r.number for r in others if not _has_followed(act, r)]
    if left:
        yield Reason(
            "family_remains",
            f"同文 {'、'.join(left[:LISTED])} 还没有办理“{act.action.label}”，请一并核对办理。",
            "",
            act.action.article,
            Weight.WARN,
        )


def _has_followed(act: Act, other: Row) -> bool:
    if act.action.key == EXPUNGE:
        return other["title"] in (None, EXPUNGED)
    if other.status == "void" or other["declassified_on"]:
        return True
    return act.action.key == "change_mark" and other["mark"] == act.values.get("mark")


def stamp_expunged(act: Act) -> dict[str, Any]:
    """The day of the erasure."""
    return {"expunged_on": act.day}


def mark_differs(act: Act) -> Iterable[Reason]:
    """A change of mark changes it."""
    if act.row is not None and act.values.get("mark") == act.row["mark"]:
        yield bad_value("mark", f"标志本来就是“{act.row['mark']}”，请核对通知。", LEDGER)


def not_declassified(act: Act) -> Iterable[Reason]:
    """What is declassified has no mark to change."""
    if act.row is not None and act.row["declassified_on"]:
        yield Reason(
            "wrong_state", f"{act.row.number} 已于 {act.row['declassified_on']} 解密。", "entry", LEDGER
        )


def declassified_day(act: Act) -> dict[str, Any]:
    """Today where the notice names no day; the notice may be older than our receipt."""
    return {"declassified_on": act.values.get("declassified_on") or act.day}


def not_in_future(act: Act) -> Iterable[Reason]:
    """A later declassification is entered when it has come."""
    if (act.values.get("declassified_on") or "") > act.now.date().isoformat():
        yield future_date("declassified_on")
