"""What every register has: a reason, a remark, 更正 and 作废; what a matter has: 撤销上一步."""

from __future__ import annotations

from secretdesk.domain.declaration import Action, Compute, Effect, Rule
from secretdesk.domain.effects.undo import as_before, undo, undo_last
from secretdesk.domain.fields import Field
from secretdesk.domain.rules.by_count import undoing_leaves_enough
from secretdesk.domain.rules.common import (
    can_be_undone,
    has_not_moved,
    not_named,
)
from secretdesk.domain.rules.corrections import keeps_required, something_changes
from secretdesk.domain.rules.undoing import last_step_can_be_undone

REASON = Field(
    "reason",
    "理由",
    column=False,
    long=True,
    help="更正、作废等为什么要办，照实写；打印时作为红字更正的说明。",
)
REMARK = Field(
    "remark", "备注", sensitive=True, long=True, search=True, column=False, width=16, help="其他要记的事。"
)


def amend(
    *keys: str,
    computes: tuple[Compute, ...] = (),
    rules: tuple[Rule, ...] = (),
    effects: tuple[Effect, ...] = (),
    role: str = "custodian",
) -> Action:
    """更正: a new line with a reason, printed in red."""
    return Action(
        "amend",
        "更正",
        asks=(*keys, "reason"),
        needs=("reason",),
        computes=computes,
        rules=(something_changes, keeps_required, *rules),
        effects=effects,
        role=role,
        free_past=True,
        article="账本规则：错了不涂改，另记一行",
    )


def void(
    *,
    names: bool = False,
    child: bool = False,
    undone: Rule = can_be_undone,
    inverse: Effect = undo,
    rules: tuple[Rule, ...] = (),
    effects: tuple[Effect, ...] = (),
    role: str = "custodian",
) -> Action:
    """作废: the number stays visible; what the act moved or made goes back.

    A name is voided where nothing uses it; a child, made by its parent's act, alone. A batch has its own way of
    being undone: emptied, it has nothing to put back.
    """
    return Action(
        "void",
        "作废",
        to="void",
        asks=("reason",),
        needs=("reason",),
        rules=(*rules, not_named if names else has_not_moved if child else undone),
        effects=effects if names or child else (inverse, *effects),
        role=role,
        free_past=True,
        article="账本规则：号码保留，不得删除",
    )


UNDO = Action(
    "undo",
    "撤销上一步",
    asks=("reason",),
    needs=("reason",),
    computes=(as_before,),
    rules=(last_step_can_be_undone, undoing_leaves_enough),
    effects=(undo_last,),
    free_past=True,
    article="账本规则：错了不涂改，另记一行",
)
