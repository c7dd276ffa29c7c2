"""Rules of keys and codes (第35条, F24b; rules of national exams for the vault of papers).

A code is never written down: whatever looks like one is refused in every field of an act on a code.
"""

from __future__ import annotations

import re
import unicodedata
from datetime import date, timedelta
from typing import TYPE_CHECKING, Any

from secretdesk.domain.review import Act, Reason, Weight
from secretdesk.domain.rules.clearance import handles
from secretdesk.domain.rules.common import LEDGER, bad_value, missing
from secretdesk.domain.rules.corrections import is_new
from secretdesk.domain.rules.sites import site_of
from secretdesk.domain.terms import Level
from secretdesk.domain.terms_sites import CODE, KEY

if TYPE_CHECKING:
    from collections.abc import Iterable

    from secretdesk.domain.review import Books, Row

LAW = "第35条"
APART = "第35条、国家教育考试安全保密规定"
IN_HAND = ("held", "lost")  # who lost it still answers for it
WRITTEN = ("remark", "reason", "key_number", "sealed_number", "kept_at", "lock", "witness")
NUMBERS = ("key_number", "sealed_number")
DATES = re.compile(r"(19|20)\d\d\s*[-./年]\s*\d{1,2}\s*([-./月]\s*\d{1,2}\s*日?)?|\d{1,2}月\d{1,2}日")
DIGITS = re.compile(r"(\d[\s\-_/,，、.·]*){4,}")
SPELLED = re.compile(r"[零〇一二三四五六七八九幺]{4,}")
TURNS = re.compile(r"([左右顺逆]\D{0,3}\d+\D{0,3}){2,}")
MIXED = re.compile(r"(?=[A-Za-z]*\d)(?=\d*[A-Za-z])[A-Za-z\d@#$%&*!]{6,}")
TOLD = re.compile(r"密码\s*(?:[:：=是为]|改为|改成|换成)\s*\S*[\dA-Za-z]")


def looks_like_a_code(text: str) -> bool:
    """Whether a text holds what may open a lock: four digits or more that are no date, turns of a dial, a password."""
    plain = DATES.sub("。", unicodedata.normalize("NFKC", text))
    return any(one.search(plain) for one in (DIGITS, SPELLED, TURNS, MIXED, TOLD))


def tells_no_code(act: Act) -> Iterable[Reason]:
    """第35条: a book that many read holds no code; of numbers only those that say what they number."""
    is_code = act.value("kind") == CODE
    for key in WRITTEN:
        text = act.values.get(key)
        if not isinstance(text, str) or not is_new(act, key):
            continue
        bare = key in NUMBERS and is_code and not re.search(r"[^\W\d_]", text)
        if bare or (looks_like_a_code(text) if is_code else TOLD.search(text)):
            label = act.register.field(key).label
            text = f"“{label}”里像是写了密码；密码不得登记，请删去。编号请带字头写，如 封003。"
            yield Reason("code_written", text, key, LAW)


def held_or_sealed(act: Act) -> dict[str, Any]:
    """One that nobody has lies sealed."""
    if act.values.get("keeper") is None:
        return {"status": "sealed", "sealed_on": act.day}
    return {"handed_on": act.day}


def next_code(act: Act) -> dict[str, Any]:
    """When the code is changed again (days by parameter); none of a key."""
    changed = act.value("code_changed_on")
    if act.value("kind") != CODE or not changed:
        return {}
    days = int(act.books.parameter("code_change_days", changed))
    return {"code_due": (date.fromisoformat(changed) + timedelta(days=days)).isoformat()}


def code_goes_with_its_keeper(act: Act) -> dict[str, Any]:
    """Whoever had the code still knows it: it is changed the same day."""
    return code_is_due(act.row, act.day)


def code_is_due(row: Row | None, day: str) -> dict[str, Any]:
    """What a new keeper of it sets besides."""
    return {"code_due": day} if row is not None and row["kind"] == CODE else {}


def out_of_its_envelope(act: Act) -> dict[str, Any]:
    """An envelope that is opened holds nothing any more."""
    opened = act.row is not None and act.row.status == "sealed"
    return {"sealed_number": None, "kept_at": None, "sealed_on": None} if opened else {}


def in_nobodys_hands(_act: Act) -> dict[str, Any]:
    """Sealed or taken out of use: nobody has it."""
    return {"keeper": None}


def is_somewhere(act: Act) -> Iterable[Reason]:
    """It is in somebody's hands, or in an envelope with a number at a place."""
    if act.values.get("keeper") is not None:
        return
    if not act.values.get("sealed_number"):
        text = "请写“保管人”；封存的不写保管人，写“封存袋号”和“封存在”。"
        yield Reason("missing", text, "keeper", LAW)
    elif not act.values.get("kept_at"):
        yield missing(act.register.field("kept_at"))


def is_new_here(act: Act) -> Iterable[Reason]:
    """A numbered key of a lock stands in the book once; so does a main code of a lock."""
    number, lock = act.value("key_number"), act.value("lock")
    if act.value("kind") == CODE and number:
        yield bad_value("key_number", "密码没有钥匙编号，请清空。", LAW)
    if not number or not lock or not is_new(act, "key_number", "lock", "site"):
        return
    for other in act.books.rows("keys", lock=lock, key_number=number, site=act.value("site")):
        if other.status not in {"void", "retired"} and (act.row is None or other.entry != act.row.entry):
            text = f"“{lock}”的 {number} 已登记为 {other.number}，请核对。"
            yield Reason("duplicate_name", text, "key_number", LEDGER)


def keeper_is_cleared(act: Act) -> Iterable[Reason]:
    """第35条: kept by one who is cleared, of the department in charge."""
    person = act.values.get("keeper")
    if isinstance(person, int) and is_new(act, "keeper"):
        yield from may_keep(act, "keeper", person, site_of(act))


def may_keep(act: Act, key: str, person: int, site: Row | None) -> Iterable[Reason]:
    """The same of a person whom another act makes the keeper; the reasons mark its field *key*."""
    row = act.books.get("people", person)
    if row is None:
        return
    if row.status == "in_use":
        text = f"{row['name']}不是涉密人员；钥匙和密码由涉密人员专人保管，请先办审查，或另选他人。"
        yield Reason("not_cleared", text, key, LAW)
    else:
        yield from handles(act, key, person, (site and site["highest_level"]) or str(Level.ORDINARY_SECRET))
    if site is not None and row["department"] not in (None, site["department"]):
        text = f"{row['name']}不是主管部门的人；由“{site['name']}”主管部门的涉密人员保管，确经批准的请确认。"
        yield Reason("other_department", text, key, LAW, Weight.ASK)


def held_apart(act: Act) -> Iterable[Reason]:
    """An exam vault has two locks: nobody has keys of both, nor a key and a code."""
    person = act.value("keeper")
    if isinstance(person, int) and is_new(act, "keeper", "site", "kind", "lock"):
        own = (act.row.entry,) if act.row is not None else ()
        yield from kept_apart(
            act, "keeper", person, [(site_of(act), act.value("kind"), act.value("lock"))], own
        )


def kept_apart(
    act: Act,
    key: str,
    person: int,
    wanted: list[tuple[Row | None, str | None, str | None]],
    besides: tuple[int, ...] = (),
) -> Iterable[Reason]:
    """The same of what a person would have (site, kind, lock), beside what is theirs already.

    ``besides`` are entries that are among the wanted ones themselves.
    """
    for n, (site, kind, lock) in enumerate(wanted):
        if site is None or not site["exam_vault"]:
            continue
        others = [
            (one["kind"], one["lock"]) for one in hers(act.books, person, site) if one.entry not in besides
        ]
        others += [
            (k, where) for other, k, where in wanted[:n] if other is not None and other.entry == site.entry
        ]
        row = act.books.get("people", person)
        name = row["name"] if row else ""
        for other_kind, other_lock in others:
            if other_kind != kind:
                text = f"{name}已保管“{site['name']}”的{other_kind}；钥匙和密码须由不同的人保管，请另选他人。"
                yield Reason("held_together", text, key, APART)
            elif kind == KEY and other_lock != lock:
                text = f"{name}已保管“{other_lock}”的钥匙；试卷保密室两把锁的钥匙须分开保管，请另选他人。"
                yield Reason("held_together", text, key, APART)


def hers(books: Books, person: int, site: Row) -> list[Row]:
    """The keys and codes of a site that a person has."""
    return [
        row for status in IN_HAND for row in books.rows("keys", site=site.entry, keeper=person, status=status)
    ]


def goes_to_another(act: Act) -> Iterable[Reason]:
    """Handing over is to somebody else."""
    if (
        act.row is not None
        and act.row["keeper"] is not None
        and act.values.get("keeper") == act.row["keeper"]
    ):
        yield bad_value("keeper", "接收人就是现在的保管人，不用交接；请另选。", LAW)


def opening_is_explained(act: Act) -> Iterable[Reason]:
    """A sealed envelope is opened for a reason."""
    if act.row is not None and act.row.status == "sealed" and not act.values.get("reason"):
        text = f"开启封存袋（{act.row['sealed_number'] or ''}）请写明为什么开启、谁批准。"
        yield Reason("missing", text, "reason", LAW)


def is_a_code(act: Act) -> Iterable[Reason]:
    """Only a code is changed."""
    if act.row is not None and act.row["kind"] != CODE:
        text = f"{act.row.number} 是钥匙；换锁的请停用旧钥匙，再登记新的。"
        yield Reason("wrong_state", text, "entry", LEDGER)


def envelope_is_new(act: Act) -> Iterable[Reason]:
    """The old envelope tells the old code: a sealed code that changes gets a new one."""
    if act.row is not None and act.row.status == "sealed" and not is_new(act, "sealed_number"):
        text = "密码换了，旧封存袋里的已经作废；请重新封存，写新的封存袋号。"
        yield Reason("missing", text, "sealed_number", LAW)


def found_after_loss(act: Act) -> Iterable[Reason]:
    """It is found once it was lost."""
    if act.row is not None and act.day < (act.row["lost_on"] or ""):
        yield bad_value("found_on", f"找回日期早于丢失日期（{act.row['lost_on']}），请核对。", LEDGER)


def lock_is_changed(act: Act) -> Iterable[Reason]:
    """A lost key opens the lock still."""
    if act.row is not None:
        then = "立即更换密码" if act.row["kind"] == CODE else "立即换锁或加锁，查看柜内载体"
        text = f"已记入违规事项；请{then}，办好后在这里办“停用”，找回的办“找回”。"
        yield Reason("change_the_lock", text, "entry", LAW, Weight.WARN)
