"""Whether the last act on an entry may be taken back (撤销上一步; decision 010)."""

from __future__ import annotations

from typing import TYPE_CHECKING

from secretdesk.domain.declaration import AMEND, EXPUNGE
from secretdesk.domain.effects.moves import HOME
from secretdesk.domain.review import Act, Reason
from secretdesk.domain.rules.common import LEDGER, moved_since
from secretdesk.domain.terms import TERMINAL_STATUSES

if TYPE_CHECKING:
    from collections.abc import Iterable

    from secretdesk.domain.review import Touched

GONE = {"left", "retired", "void"}


def last_step_can_be_undone(act: Act) -> Iterable[Reason]:
    """Its own act, not the one that made it, nothing moved since, nothing that left the account or was erased."""
    if act.row is None:
        return
    touched = act.books.touched(act.row, last=True)
    own, number = touched[0], act.row.number
    if own.before is None:
        yield _refused("wrong_state", f"{number} 登记以后还没有办过别的，整条登错了的请用“作废”。")
    elif own.act_of != number:
        yield _refused("wrong_state", f"{number} 的上一步是随 {own.act_of} 办的，请到那一条里撤销。")
    elif own.action == EXPUNGE:
        yield _refused("terminal", f"{number} 的内容已涂销，不能撤销；有原件的请补录更正。")
    elif _is_of_the_supervisor(act, own):
        yield _refused("terminal", f"{number} 的上一步由保密办主任办理，不能撤销；确需改变的请其另办一步。")
    else:
        yield from _stands(act, touched)


def _is_of_the_supervisor(act: Act, own: Touched) -> bool:
    action = act.register.action(own.action)
    return action is not None and action.role == "supervisor"


def _stands(act: Act, touched: list[Touched]) -> Iterable[Reason]:
    if act.row is None:
        return
    moved = [one.row.number or one.row.register for one in touched if set(one.later) - {AMEND}]
    if moved:
        yield moved_since(act.row, moved, "撤销")
    gone = [one.row.number for one in touched if _has_left(one)]
    if gone:
        shown = "、".join(gone[:5]) + (f" 等 {len(gone)} 份" if len(gone) > 5 else "")
        yield _refused("terminal", f"{shown} 已经销账，不能撤销；确有凭据的，请保密办主任逐份办理冲正。")
    for one in touched:
        yield from _hand_is_there(act, one)


def _hand_is_there(act: Act, one: Touched) -> Iterable[Reason]:
    """Nothing goes back into the hands of somebody who has left (第25条)."""
    before = one.before
    if before is None or one.row.register not in HOME or before["holder"] in (None, one.row["holder"]):
        return
    person = act.books.get("people", before["holder"])
    if person is not None and person.status in GONE:
        text = f"{one.row.number} 会回到{person['name']}手里，而其已离岗；确实还在其手里的，请先办返岗。"
        yield Reason("holdings_left", text, "entry", "第25条")


def _has_left(one: Touched) -> bool:
    return (
        one.before is not None
        and one.row.register in HOME
        and one.row.status in TERMINAL_STATUSES[one.row.register]
    )


def _refused(code: str, text: str) -> Reason:
    return Reason(code, text, "entry", LEDGER)
