"""What devices and media have in common: they go out, come back, are lost and found like copies."""

from secretdesk.domain.declaration import Action, Status
from secretdesk.domain.effects import custody, moves
from secretdesk.domain.fields import Field, Kind
from secretdesk.domain.rules.custody import report_within_24_hours
from secretdesk.domain.terms import TERMINAL_STATUSES, THING_STATUSES

MOVED_ON = Field(
    "moved_on",
    "最近变动",
    Kind.MOMENT,
    computed=True,
    column=False,
    width=16,
    help="最近一次领出、交回等是什么时候。",
)
OUT = (
    Field("holder", "在谁手里", Kind.REFERENCE, refers_to="people", computed=True, index=True, search=True,
          pinyin=True, width=10, help="借出、携带外出时在谁手里。"),
    MOVED_ON,
    Field("destruction", "销毁批次", Kind.REFERENCE, refers_to="destructions", computed=True, index=True,
          column=False, width=16, help="列入哪一个销毁批次。"),
    Field("return", "清退", Kind.REFERENCE, refers_to="returns", computed=True, index=True, column=False, width=16,
          help="列入哪一次清退。"),
    Field("loan", "借阅单", Kind.REFERENCE, refers_to="loans", computed=True, index=True, column=False, width=16,
          help="借出期间是哪一笔借阅。"),
    Field("carrying", "携带外出单", Kind.REFERENCE, refers_to="carryings", computed=True, index=True, column=False,
          width=16, help="携带外出期间是哪一张审批表。"),
)  # fmt: skip
LOST = (
    Field("missing_since", "发现下落不明", Kind.DATE, column=False, index=True, width=11,
          help="发现找不到的那一天；期限从这一天算。"),
    Field("last_seen", "最后在手", column=False, width=16, help="最后在谁手里、什么时候、在哪里。"),
)  # fmt: skip
REMINDED = (
    Field("briefed_by", "保密提醒人", column=False, width=10,
          help="责任人还不是涉密人员的，写明谁当面提醒过保密义务。"),
    Field("briefed_on", "提醒日期", Kind.DATE, column=False, width=11, help="提醒的日期，不写就是当天。"),
)  # fmt: skip


def statuses(register: str) -> tuple[Status, ...]:
    """The statuses of a register of things, as the table of terms has them."""
    ended = TERMINAL_STATUSES[register]
    return tuple(Status(key, label, terminal=key in ended) for key, label in THING_STATUSES[register].items())


def moved(register: str) -> tuple[Action, ...]:
    """What matters do to a thing, and its being lost and found (第74条)."""
    lost = {*TERMINAL_STATUSES[register], "missing", "leak_case"}
    return (
        Action("move_out", "领出", hidden=True),
        Action("move_on", "转办", hidden=True),
        Action("move_back", "交回", hidden=True, to="in_use"),
        Action("report_missing", "报失", to="missing",
               sources=tuple(key for key in THING_STATUSES[register] if key not in lost),
               asks=("missing_since", "last_seen", "reason"), needs=("reason",), on_field="missing_since",
               rules=(report_within_24_hours,), effects=(custody.book_violation,), article="条例第61条、第74条"),
        Action("found", "找回", sources=("missing",), to="in_use", asks=("place", "reason"),
               needs=("place", "reason"), computes=(moves.in_nobodys_hand,), effects=(moves.end_matter,),
               article="第74条"),
    )  # fmt: skip
