"""What devices and media have in common: in somebody's charge, out and back, lost and found like copies.

And the fields by which a matter names the things of any kind that it takes.
"""

from secretdesk.domain.declaration import Action, Status
from secretdesk.domain.effects import custody, moves
from secretdesk.domain.effects import leaks as leak_effects
from secretdesk.domain.fields import Field, Kind
from secretdesk.domain.rules import devices as rules
from secretdesk.domain.rules import leaks
from secretdesk.domain.rules.custody import report_within_24_hours
from secretdesk.domain.terms import TERMINAL_STATUSES, THING_STATUSES
from secretdesk.registers.common import REASON, REMARK

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
KEEPER = Field(
    "keeper", "责任人", Kind.REFERENCE, refers_to="people", required=True, index=True, search=True, pinyin=True,
    width=10, help="由谁保管、负责；不写就是使用部门指定的信息设备责任人（第43条）。",
)  # fmt: skip
USED_FROM = Field("used_from", "启用日期", Kind.DATE, width=11, help="开始使用的日期。")
KEPT = (
    Field("handed_on", "交接日期", Kind.DATE, column=False, width=11, help="责任人交接的日期。"),
    Field("approved_by", "批准人", search=True, column=False, width=10, help="谁批准的。"),
    Field("briefed_by", "保密提醒人", column=False, width=10,
          help="责任人还不是涉密人员的，写明谁当面提醒过保密义务。"),
    Field("briefed_on", "提醒日期", Kind.DATE, column=False, width=11, help="提醒的日期，不写就是当天。"),
    Field("missing_since", "发现下落不明", Kind.DATE, column=False, index=True, width=11,
          help="发现找不到的那一天；期限从这一天算。"),
    Field("last_seen", "最后在手", column=False, width=16, help="最后在谁手里、什么时候、在哪里。"),
    REMARK,
    REASON,
)  # fmt: skip


def statuses(register: str) -> tuple[Status, ...]:
    """The statuses of a register of things, as the table of terms has them."""
    ended = TERMINAL_STATUSES[register]
    return tuple(Status(key, label, terminal=key in ended) for key, label in THING_STATUSES[register].items())


def taken(verb: str) -> tuple[Field, ...]:
    """What a matter takes: copies, media, devices; *verb* is how (借出, 携带)."""
    return (
        Field("copies", f"{verb}的份", Kind.REFERENCES, refers_to="copies", search=True, width=22,
              help="一份或几份，写载体编号、份号或 12-3 这样的尾号，用顿号隔开。"),
        Field("media", f"{verb}的介质", Kind.REFERENCES, refers_to="media", search=True, column=False, width=14,
              help="移动介质的写介质编号，几个用顿号隔开。"),
        Field("devices", f"{verb}的设备", Kind.REFERENCES, refers_to="devices", search=True, column=False, width=14,
              help="便携机等设备的写设备编号，几台用顿号隔开。"),
    )  # fmt: skip


def brought(verb: str) -> tuple[Field, ...]:
    """What comes back of it, where not all does; *verb* is how (归还, 带回)."""
    told = {
        "copies": ("back", "份", 22),
        "media": ("back_media", "介质", 14),
        "devices": ("back_devices", "设备", 14),
    }
    return tuple(
        Field(key, f"{verb}的{what}", Kind.REFERENCES, refers_to=register, column=False, width=width,
              help=f"只{verb}一部分的，写{verb}的{what}；全部{verb}不用写。")
        for register, (key, what, width) in told.items()
    )  # fmt: skip


def change_keeper(*sources: str) -> Action:
    """Somebody else has it in their charge from then on (第25条, 第43条)."""
    return Action("change_keeper", "变更责任人", sources=sources, on_field="handed_on",
                  asks=("handed_on", "keeper", "department", "place", "briefed_by", "briefed_on", "reason"),
                  needs=("keeper",), computes=(rules.day_of_reminder,),
                  rules=(rules.keeper_changes, rules.keeper_may_have_it), article="第25条、第43条")  # fmt: skip


def scrap(*sources: str) -> Action:
    """It waits for a batch that destroys it (第48条)."""
    return Action("scrap", "报废", sources=sources, to="to_destroy", many=True,
                  asks=("place", "approved_by", "reason"), needs=("approved_by", "reason"), article="第48条")  # fmt: skip


def moved(register: str) -> tuple[Action, ...]:
    """What matters do to a thing, and its being lost and found (第74条)."""
    lost = {*TERMINAL_STATUSES[register], "missing", "leak_case"}
    return (
        Action("hand_on", "移交", hidden=True),
        Action("move_out", "领出", hidden=True),
        Action("move_on", "转办", hidden=True),
        Action("move_back", "交回", hidden=True, to="in_use"),
        Action("report_missing", "报失", to="missing",
               sources=tuple(key for key in THING_STATUSES[register] if key not in lost),
               asks=("missing_since", "last_seen", "reason"), needs=("reason",), on_field="missing_since",
               rules=(report_within_24_hours,), effects=(custody.book_violation,), article="条例第61条、第74条"),
        Action("open_incident", "按泄密事件报告", sources=("missing",), asks=("reason",),
               rules=(leaks.not_in_an_incident, leaks.tell_the_clock), effects=(leak_effects.open_incident,),
               article="条例第61条、第74条"),
        Action("count_as_leak", "按泄密处理", hidden=True, to="leak_case"),
        Action("found", "找回", sources=("missing", "leak_case"), to="in_use", asks=("place", "reason"),
               needs=("place", "reason"), computes=(moves.in_nobodys_hand,),
               effects=(moves.end_matter, leak_effects.incident_is_found),
               article="第74条"),
    )  # fmt: skip
