"""What an act says of days, and what a correction leaves standing: 更正 goes round no rule (design section 1)."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from secretdesk.domain.declaration import AMEND, UNDO
from secretdesk.domain.fields import Kind
from secretdesk.domain.review import Act, Reason
from secretdesk.domain.rules.availability import is_before
from secretdesk.domain.rules.common import LEDGER, bad_value, future_date, missing, no_change

if TYPE_CHECKING:
    from collections.abc import Iterable

# Who approved it, who reminded of the duty, and when: without these the act would not have been done.
PROOF = frozenset({"approved_by", "approved_on", "briefed_by", "briefed_on"})
APPROVAL = "approved_on"
EMPTY: tuple[Any, ...] = (None, "", [])
OWN_ACTS = frozenset({AMEND, "void", UNDO})  # what they need is of themselves


def something_changes(act: Act) -> Iterable[Reason]:
    """A correction changes something besides giving its reason."""
    changed = [k for k, v in act.values.items() if k != "reason" and act.row and v != act.row[k]]
    if not changed:
        yield no_change()


def keeps_required(act: Act) -> Iterable[Reason]:
    """A correction does not empty what the form or any act on the entry demanded, nor what made an act lawful."""
    needed = needed_by_acts(act)
    for key in act.command.values:
        field = act.register.by_key.get(key)
        if field is None or not _is_emptied(act, key):
            continue
        held = act.row is not None and act.row[key] not in EMPTY
        if field.required or (held and key in needed):
            yield missing(field)


def _is_emptied(act: Act, key: str) -> bool:
    """Whether nothing was typed there, even if something was computed in its place."""
    raw = act.command.values[key]
    return act.values.get(key) in EMPTY or raw in EMPTY or (isinstance(raw, str) and not raw.strip())


def needed_by_acts(act: Act) -> frozenset[str]:
    """The fields of the register that some act on an entry needs, with those that made one lawful."""
    acts = (action for action in act.register.actions if action.key not in OWN_ACTS)
    return PROOF.union(*(action.needs for action in acts))


def nothing_lies_ahead(act: Act) -> Iterable[Reason]:
    """账本规则: what a date tells has happened, unless the field is a term."""
    now = act.now.strftime("%Y-%m-%dT%H:%M")
    for key in act.command.values:
        field = act.register.by_key.get(key)
        value = act.values.get(key)
        if field is None or field.ahead or field.kind not in {Kind.DATE, Kind.MOMENT} or not value:
            continue
        if value[: len(now)] > now[: len(value)] and is_new(act, key):
            yield future_date(key)


def acts_in_order(act: Act) -> Iterable[Reason]:
    """What follows upon another act is not dated before it: approved, sealed, handed over, destroyed.

    A day that the PC's clock once put into the future holds nothing up.
    """
    today = act.now.date().isoformat()
    for chain in act.register.order:
        for n, key in enumerate(chain):
            if not act.values.get(key) or not is_new(act, key):
                continue
            for m, other in enumerate(chain):
                stands = act.value(other)
                first, last = (other, key) if m < n else (key, other)
                told_there = m > n and is_new(act, other)  # said once, at the later of two that are typed
                in_doubt = not stands or stands[:10] > today or told_there
                if m != n and not in_doubt and is_before(act.value(last), act.value(first)):
                    yield _out_of_order(act, key, first, last)


def _out_of_order(act: Act, key: str, first: str, last: str) -> Reason:
    days = [f"{act.register.field(one).label}（{act.value(one)[:10]}）" for one in (last, first)]
    origin = act.register.article or LEDGER
    if first == APPROVAL:
        text = f"{days[0]}早于{days[1]}，须先批准后办理，请核对。"
        return Reason("approval_missing", text, key, origin)
    return bad_value(key, f"{days[0]}早于{days[1]}，请核对。", origin)


def is_new(act: Act, *keys: str) -> bool:
    """Whether the act gives one of these fields another value than it had."""
    return any(key in act.values and (act.row is None or act.values[key] != act.row[key]) for key in keys)


DATES = (nothing_lies_ahead, acts_in_order)  # asked of every act
