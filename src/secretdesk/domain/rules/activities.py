"""Rules of the office's own work (第6条, 第7条; 条例第45条, 第56条; 保密法第42条)."""

from __future__ import annotations

from typing import TYPE_CHECKING

from secretdesk.domain.review import Act, Reason, Weight
from secretdesk.domain.rules.common import bad_value
from secretdesk.domain.terms import Level
from secretdesk.domain.terms_office import PROCUREMENT, SECRET_MEETING, TASK

if TYPE_CHECKING:
    from collections.abc import Iterable

# What a kind must tell, with what demands it.
NEEDED = {
    SECRET_MEETING: (("level", "measures", "people_count"), "条例第45条"),
    PROCUREMENT: (("level", "measures", "partner"), "保密法第42条"),
    TASK: (("from_whom", "due"), "第6条（五）"),
}


def tells_what_its_kind_needs(act: Act) -> Iterable[Reason]:
    """A secret meeting its measures, a procurement its partner, a task who gave it and until when."""
    keys, origin = NEEDED.get(act.value("kind") or "", ((), ""))
    for key in keys:
        if act.value(key) in (None, ""):
            label = act.register.field(key).label
            yield Reason("missing", f"“{act.value('kind')}”要写明“{label}”，请补上。", key, origin)


def is_a_secret_matter(act: Act) -> Iterable[Reason]:
    """A secret meeting or procurement is of a state secret; any other is entered as an ordinary one."""
    level = act.value("level")
    kind = act.value("kind")
    if kind in {SECRET_MEETING, PROCUREMENT} and level and Level(level).rank <= Level.WORK_SECRET.rank:
        text = f"“{kind}”的密级应为秘密及以上；不涉及国家秘密的，种类请选“其他”。"
        yield bad_value("level", text, NEEDED[kind][1])


def people_were_taught(act: Act) -> Iterable[Reason]:
    """Who takes part in a secret meeting is checked and taught before it."""
    if act.value("kind") == SECRET_MEETING and not act.value("taught_on"):
        text = "涉密会议活动应核实参加人员身份并作保密教育；作了的请补“保密教育日期”，没有作的今后先作。"
        yield Reason("not_briefed", text, "taught_on", "条例第45条", Weight.WARN)
