"""Whether a person may have what they are given: 涉密 status, pledge, level (第17条至第21条, 第24条, 第26条).

第17条 speaks of those who handle secrets often; an occasional reader in the approved scope is lawful. So 机密 and 秘密
ask, with who reminded the reader of their duty; 绝密 refuses; 工作秘密 and 内部 know no clearance.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from secretdesk.domain.review import Act, Reason, Row, Weight
from secretdesk.domain.rules.availability import level_taken
from secretdesk.domain.rules.common import missing
from secretdesk.domain.terms import Level

if TYPE_CHECKING:
    from collections.abc import Iterable

SUSPENDED = ("suspended",)
COOLING = ("cooling_off", "left")


def person_may_have_it(act: Act) -> Iterable[Reason]:
    """第17条、第18条、第21条: whoever is given a state secret is cleared, has pledged, and is of enough level."""
    level, given = level_taken(act), receiver(act)
    if level is None or not level.is_state_secret or given is None:
        return
    key, person, name = given
    if person is not None and is_cooling_off(person, act.day):
        text = f"{name}在脱密期内，不得再接触国家秘密；请改由他人承办。"
        yield Reason("in_cooling_off", text, key, "第24条、第26条")
        return
    found = list(_wanting(act, key, person, name, level))
    yield from found
    if found and level is not Level.TOP_SECRET and not act.value("briefed_by"):
        yield missing(act.register.field("briefed_by"))


def receiver(act: Act) -> tuple[str, Row | None, str] | None:
    """The field that names who is given the copies, their entry (None while being enrolled), their name."""
    key = next((k for k in ("borrower", "reader") if k in act.register.by_key), "")
    value = act.value(key) if key else None
    if value is None:
        return None
    if isinstance(value, int):
        row = act.books.get("people", value)
        return (key, row, row["name"]) if row is not None else None
    return key, None, str(value.set["name"])


def is_cooling_off(person: Row, day: str) -> bool:
    """Whether the person has left a 涉密 post and the 脱密期 runs."""
    until = person["cooling_off_until"]
    return person.status in COOLING and (until is None or day < until)


def _wanting(act: Act, key: str, person: Row | None, name: str, level: Level) -> Iterable[Reason]:
    """What the person lacks for this level: 涉密 status first, else pledge and level."""
    refused = level is Level.TOP_SECRET
    weight = Weight.REFUSE if refused else Weight.ASK
    then = (
        "请在机要室由核心涉密人员办理"
        if refused
        else "确属偶尔接触且在批准范围内的，写明谁作了保密提醒后确认"
    )
    since = person["cleared_from"] if person is not None else None
    if person is None or not person["category"] or person.status in SUSPENDED or (since and since > act.day):
        yield Reason("not_cleared", f"{name}当天不是涉密人员；{then}。", key, "第17条、第18条", weight)
        return
    if not person["pledged_on"] or person["pledged_on"] > act.day:
        yield Reason("no_pledge", f"{name}没有签订保密承诺书；{then}。", key, "第21条", weight)
    highest = person["highest_level"]
    if highest and Level(highest).rank < level.rank:
        text = f"{name}最高可接触{highest}，这是{level}件；{then}。"
        yield Reason("level_above_clearance", text, key, "第17条、条例第29条", weight)
