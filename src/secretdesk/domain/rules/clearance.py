"""Whether a person may handle what is of a level (第17条, 第19条, 第21条, 第26条)."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from secretdesk.domain.review import Act, Change, Reason, Weight
from secretdesk.domain.rules.common import missing
from secretdesk.domain.terms import Level

if TYPE_CHECKING:
    from collections.abc import Iterable

    from secretdesk.domain.declaration import Rule
    from secretdesk.domain.review import Row

THEN = "确属批准范围的，请先提醒保密义务，写明谁在何时提醒，再确认"


def may_handle(act: Act, key: str, level: str | None) -> Iterable[Reason]:
    """Whether the person that field *key* names may read, borrow or keep what is of *level* on the act's day.

    The field may name several. Never a reason for 工作秘密 and below. For 机密 and 秘密 a lack of clearance asks, since 第17条 speaks of those
    who handle secrets often; for 绝密 it refuses. Nobody in their 脱密期 handles any state secret.
    """
    named = act.value(key)
    if level and Level(level).is_state_secret:
        for person in named if isinstance(named, list) else [named]:
            yield from handles(act, key, person, level)


def handles(act: Act, key: str, person: int | Change | None, level: str) -> Iterable[Reason]:
    """The same of one person, whatever field names them."""
    if person is None or not Level(level).is_state_secret:
        return
    row = None if isinstance(person, Change) else act.books.get("people", person)
    name = row["name"] if row else person.set["name"] if isinstance(person, Change) else ""
    if row is not None and _is_cooling(row, act.day):
        yield Reason(
            "in_cooling_off",
            f"{name}已离岗或在脱密期内（至 {row['cooling_until'] or '未定'}），不得接触国家秘密，请另选他人。",
            key,
            "第24条、第26条",
        )
        return
    top = level == Level.TOP_SECRET
    weight, then = (Weight.REFUSE, "请先办理审查和确定涉密等级，或另选他人") if top else (Weight.ASK, THEN)
    if row is not None and row.status == "suspended":
        yield Reason(
            "not_cleared", f"{name}已暂停接触国家秘密，请另选他人；恢复的先办“恢复接触”。", key, "第21条"
        )
    elif row is None or row.status != "cleared":
        yield Reason("not_cleared", f"{name}没有确定涉密等级；{then}。", key, "第17条、第20条", weight)
    else:
        if Level(level).rank > Level(row["highest_level"]).rank:
            text = f"{name}最高可接触{row['highest_level']}，这是{level}；{then}。"
            yield Reason("level_above_clearance", text, key, "第19条", weight)
        if not row["pledged_on"]:
            yield Reason("no_pledge", f"{name}还没有签订保密承诺书；{then}。", key, "第21条", weight)
        elif (row["pledge_until"] or act.day) < act.day:
            text = f"{name}的保密承诺书已于 {row['pledge_until']} 到期，请先续签；{then}。"
            yield Reason("no_pledge", text, key, "第21条", weight)


def may_be_given(act: Act, key: str, level: str | None) -> Iterable[Reason]:
    """The same; who is let have it all the same was reminded of their duty by somebody who is named (第17条)."""
    found = list(dict.fromkeys(may_handle(act, key, level)))
    yield from found
    reminded = act.values.get("briefed_by") if _is_new(act, key) else act.value("briefed_by")
    if any(reason.weight is Weight.ASK for reason in found) and not reminded:
        yield missing(act.register.field("briefed_by"))


def take_part(*keys: str) -> Rule:
    """A rule: whoever has left, is in 脱密期 or suspended takes no part in what concerns carriers (第21、24、26条)."""

    def are_in_service(act: Act) -> Iterable[Reason]:
        for key in keys:
            named = act.values.get(key)
            for person in named if isinstance(named, list) else [named]:
                row = act.books.get("people", person) if isinstance(person, int) else None
                if row is not None and person not in _named_before(act, key):
                    yield from _in_service(act, key, row)

    return are_in_service


def _named_before(act: Act, key: str) -> list[Any]:
    """A correction of something else does not ask again about whoever stood there."""
    before = act.row[key] if act.row is not None else None
    return before if isinstance(before, list) else [before]


def _in_service(act: Act, key: str, row: Row) -> Iterable[Reason]:
    if row.status == "left" and act.day >= (row["left_on"] or ""):
        text = f"{row['name']}已于 {row['left_on']} 离岗，不得再经手涉密载体，请另选在岗的人。"
        yield Reason("in_cooling_off", text, key, "第24条、第26条")
    elif row.status == "suspended":
        text = f"{row['name']}已暂停接触国家秘密，请另选他人；恢复的先办“恢复接触”。"
        yield Reason("not_cleared", text, key, "第21条")


def _is_new(act: Act, key: str) -> bool:
    """Whether the act names somebody whom the entry did not name: what another was reminded of counts no more."""
    named, before = act.values.get(key), act.row[key] if act.row is not None else None
    if isinstance(named, list):
        return any(person not in (before or []) for person in named)
    return named is not None and named != before


def _is_cooling(row: Row, day: str) -> bool:
    return row.status == "left" or (row["cooling_until"] or "") >= day
