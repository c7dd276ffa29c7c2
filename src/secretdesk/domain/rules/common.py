"""Reasons that any act may meet. The codes are permanent (issue 2, design section 1)."""

from __future__ import annotations

from typing import TYPE_CHECKING

from secretdesk.domain.review import Act, Reason, Row, Weight
from secretdesk.domain.terms import OLD_GOINGS, ROLES, Level

if TYPE_CHECKING:
    from collections.abc import Iterable

    from secretdesk.domain.fields import Field

LEDGER = "账本规则"
UNKNOWN_ACTION = "没有“{what}”这个登记簿或办理事项，请用 describe 查看。"
UNKNOWN_FIELD = "“{action}”没有“{key}”这一栏，请用 describe 查看。"
BAD_ON = "“发生时间”不是日期，请写成 2026-11-23 或 2026-11-23T09:30。"
BEFORE_ALL = "日期早于 {first}，请核对。"
TWO_DATES = "发生时间（{on}）和登记表上的日期（{typed}）不一致，请改成一个。"


def missing(field: Field, label: str = "") -> Reason:
    """A field that the form demands is empty."""
    return Reason("missing", f"请填写“{label or field.label}”。", field.key, "登记表必填项")


def bad_value(key: str, text: str, origin: str = "登记表") -> Reason:
    """A value that its field cannot hold."""
    return Reason("bad_value", text, key, origin)


def unknown_reference(field: Field, text: object, target: str) -> Reason:
    """A name or number that the register it refers to does not hold."""
    return Reason(
        "unknown_reference", f"“{target}”里没有“{text}”，请核对，或先去登记。", field.key, f"{target}登记"
    )  # fmt: skip


def enrol_offer(field: Field, text: object, target: str) -> Reason:
    """The same for a register that enrols a name in passing."""
    return Reason(
        "unknown_reference",
        f"“{target}”里还没有“{text}”，确认后随这一笔一并登记。",
        field.key,
        f"{target}登记",
        Weight.ASK,
    )


def ambiguous(field: Field, text: object, rows: list[Row]) -> Reason:
    """Several entries answer to it."""
    shown = "、".join(r.number for r in rows[:5])
    return Reason("unknown_reference", f"“{text}”不止一个（{shown}），请写全编号。", field.key, LEDGER)


def not_in_use(field: Field, row: Row, label: str) -> Reason:
    """It names an entry that is void or retired."""
    return Reason("wrong_state", f"{row.number} 已{label}，不能选用，请另选。", field.key, LEDGER)


def entry_missing(action: str) -> Reason:
    """The action is done to an entry."""
    return Reason("missing", f"“{action}”要写明是哪一条，请给出编号。", "entry", LEDGER)


def entry_not_wanted(action: str) -> Reason:
    """The action makes a new entry."""
    return bad_value("entry", f"“{action}”是新登记一条，不要写编号；改已有的请用“更正”。", LEDGER)


def no_entry(text: object, label: str) -> Reason:
    """The entry of the command is not there."""
    return Reason("unknown_reference", f"“{label}”里没有“{text}”，请核对编号。", "entry", LEDGER)


def wrong_state(row: Row, action: str, status: str, allowed: Iterable[str]) -> Reason:
    """The action does not start from this status."""
    ways = "、".join(allowed)
    return Reason(
        "wrong_state", f"{row.number} 现为“{status}”，不能{action}；只有“{ways}”的可以。", "entry", LEDGER
    )


def terminal(row: Row, status: str, *, way_out: bool) -> Reason:
    """Nothing leaves a terminal status but `reinstate`, where there is one."""
    then = "确有凭据的，请保密办主任办理冲正" if way_out else "需要的请重新登记"
    return Reason("terminal", f"{row.number} 已是“{status}”，不能再变动；{then}。", "entry", LEDGER)


def stale(row: Row) -> Reason:
    """Somebody has written on the entry since the form was opened."""
    return Reason("stale", f"{row.number} 打开后又有新的登记，请重新打开核对后再办。", "entry", LEDGER)


def future_date(key: str) -> Reason:
    """What has not happened cannot be booked."""
    return Reason("future_date", "日期在今天之后，请核对；还没发生的事不能登记。", key, LEDGER)


def too_early(key: str, row: Row) -> Reason:
    """Nothing happens to an entry before it exists."""
    return bad_value(key, f"日期早于 {row.number} 的登记日（{row.on[:10]}），请核对。", LEDGER)


def clock_backwards(last: str) -> Reason:
    """The PC's clock stands before the last line."""
    return Reason(
        "clock_backwards",
        f"电脑时钟比账本最后一行（{last[:16].replace('T', ' ')}）还早，请先校准时钟；"
        "若是先前时钟调快过，请保密办主任办理“时钟更正”。",
        "on",
        LEDGER,
    )


def clock_leap(days: int) -> Reason:
    """The PC's clock stands more than 31 days after the last line."""
    return Reason(
        "clock_leap",
        f"距账本最后一行已有 {days} 天。请看一眼电脑日期，无误再确认。",
        "on",
        LEDGER,
        Weight.ASK,
    )


def late_entry(days: int, lag: int, key: str = "on") -> Reason:
    """It happened longer ago than the lag: allowed, marked 补登."""
    return Reason(
        "late_entry",
        f"此事在 {days} 天前，超过 {lag} 天，将注明“补登”。请核对日期后确认。",
        key,
        LEDGER,
        Weight.ASK,
    )


def not_permitted(role: str, label: str) -> Reason:
    """The person's role does not do this."""
    return Reason(
        "not_permitted",
        f"“{label}”须由{ROLES.get(role) or ROLES['supervisor']}办理，请其登录后办理。",
        "",
        "岗位分工",
    )


def not_kept_here(label: str, group: str) -> Reason:
    """The vault is limited to other groups of registers."""
    return Reason(
        "not_kept_here",
        f"这个库的登记范围里没有“{group}”，“{label}”请登记在涉密电脑的库里；要改范围，请保密办主任设定参数 groups。",
        "",
        "第44条、第46条",
    )


def level_above_vault(act: Act, level: str | None) -> Iterable[Reason]:
    """A title above the level of this PC must not be typed: number and 代称 only (第44条, 第46条)."""
    if level and Level(level).rank > Level(act.level).rank:
        labels = [f for f in act.register.fields if f.secret and f.key in act.values and act.values[f.key]]
        for field in labels:
            yield Reason(
                "level_above_vault",
                f"本机为{act.level}级，{level}件的“{field.label}”不得录入，请清空，只登记编号和代称。",
                field.key,
                "第44条、第46条",
            )


def number_taken(row: Row) -> Reason:
    """A carried-over number that stands in the books already."""
    return bad_value("number", f"编号 {row.number} 已经有了，请核对旧簿；作废的号可以再用。", LEDGER)


def one_at_a_time(action: str) -> Reason:
    """Several entries are named for an action that is done one by one (or none is)."""
    return bad_value("entry", f"“{action}”一次只办一条，请写一个编号。", LEDGER)


def no_change() -> Reason:
    """A correction that corrects nothing."""
    return bad_value("", "没有任何改动，请改好要更正的栏目再保存。", LEDGER)


def moved_since(row: Row, names: Iterable[str], action: str = "作废") -> Reason:
    """What the act moved or made has moved on."""
    return Reason(
        "moved_since",
        f"{row.number} 之后又有变动，不能{action}；有变动的是：{'、'.join(names)}，请先逐项撤销，或改用“更正”。",
        "entry",
        LEDGER,
    )


def still_named(row: Row, rows: list[Row]) -> Reason:
    """Other entries name it."""
    names = "、".join(r.number for r in rows)
    then = "可改为停用" if row.status == "in_use" else "请先作废它们"
    return Reason("moved_since", f"{row.number} 仍被 {names} 引用，不能作废，{then}。", "entry", LEDGER)


def can_be_undone(act: Act) -> Iterable[Reason]:
    """`void` while everything the act moved or made has not moved on (design section 1)."""
    if act.row is None:
        return
    told = {"amend", *OLD_GOINGS}  # how a copy of an old book went, that book told: it goes with it
    moved = [t for t in act.books.touched(act.row) if set(t.later) - told and not t.is_undone]
    own = [t for t in moved if t.row.entry == act.row.entry]
    others = [t for t in moved if t.row.entry != act.row.entry]
    if others:
        yield moved_since(act.row, [t.row.number or t.row.register for t in others])
    elif own:
        yield moved_since(act.row, [f"{act.row.number}（{action_labels(act, own[0].later)}）"])


def has_not_moved(act: Act) -> Iterable[Reason]:
    """A child is voided alone, while nothing but corrections came after it was made."""
    if act.row is None:
        return
    own = next((t for t in act.books.touched(act.row) if t.row.entry == act.row.entry), None)
    if own is not None and set(own.later) - {"amend", "change_mark"}:
        yield moved_since(act.row, [f"{act.row.number}（{action_labels(act, own.later)}）"])


def action_labels(act: Act, keys: Iterable[str]) -> str:
    """Labels of actions, for a sentence."""
    found = [act.register.action(k) for k in keys if k != "amend"]
    return "、".join(a.label for a in found if a)


def not_named(act: Act) -> Iterable[Reason]:
    """A name that living entries use is retired, not voided."""
    if act.row is not None:
        found = act.books.referrers(act.row)
        if found:
            yield still_named(act.row, found)


def name_is_new(act: Act) -> Iterable[Reason]:
    """A register of names holds each living name once (people may share one: asked)."""
    key = act.register.name_field
    name = act.values.get(key)
    if not name:
        return
    same = [
        r
        for r in act.books.rows(act.register.key, **{key: name})
        if r.status not in {"void", "retired"} and (act.row is None or r.entry != act.row.entry)
    ]
    if same:
        people = act.register.key == "people"
        then = "确是同名的两个人，请加部门区别后确认" if people else "是同一个的请直接选用，不是的请写全称"
        weight = Weight.ASK if people else Weight.REFUSE
        yield Reason("duplicate_name", f"“{name}”已登记为 {same[0].number}；{then}。", key, LEDGER, weight)


def closed_vault_level(act: Act) -> Iterable[Reason]:
    """Record content above the level of the PC is refused in every register (第44条)."""
    key = act.register.level_field
    yield from level_above_vault(act, act.value(key) if key else None)


def content_must_leave(act: Act) -> Iterable[Reason]:
    """What a new mark raises above the level of this PC is booked, and its content must be expunged (第44条)."""
    key = act.register.level_field
    level = act.value(key) if key else None
    if act.row is None or not level or Level(level).rank <= Level(act.level).rank:
        return
    if any(act.value(f.key) for f in act.register.fields if f.secret) and not act.row["expunged_on"]:
        yield Reason(
            "level_above_vault",
            f"{act.row.number} 已高于本机密级（{act.level}），标题不得留存，请保密办主任办理涂销，本机备份一并更换。",
            "mark",
            "第44条、第46条",
            Weight.WARN,
        )
