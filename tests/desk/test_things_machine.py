"""Devices and media in any order: kept, changed, lent, carried out, repaired, lost, scrapped, handed over."""

import pytest
from hypothesis import Phase
from hypothesis import strategies as st
from hypothesis.stateful import initialize, invariant, rule

from secretdesk.domain.effects.moves import AWAY, HOME, MATTERS
from secretdesk.domain.rules.devices import disks_of
from secretdesk.domain.rules.handover_list import CHARGE
from secretdesk.domain.terms import Level
from tests.desk import test_machine
from tests.desk.test_machine import PICK, PLACES, TEXTS, Books

OWN = {"media": "in_use", "devices": "in_use"}
NAMES = ("周一", "吴二", "郑三")
BOSS = {"approved_by": "李建国"}
LEVELS = st.sampled_from(["机密", "秘密", "秘密", "内部"])
READY = {"briefed_by": "岩温"}


class Things(Books):
    @initialize()
    def open_books(self):
        """One initialisation: two would run in any order, and the second would open other books."""
        super().open_books()
        self.ranks = {}
        for name in NAMES:
            self.attempt("people", "enrol", name=name)
        for n, level in enumerate(("机密", "秘密")):
            self.attempt("people", "clear", NAMES[n], category="重要", pledged_on=self.today())
            self.enrol("media", level, n, PICK, undo=False)
            self.enrol("devices", level, n, PICK, undo=False)

    def today(self):
        return self.clock.now.date().isoformat()

    def enrol(self, register, level, who, _pick, *, undo):
        self.n += 1
        kind = {"media": "U盘", "devices": "便携机"}[register]
        given = {
            "kind": kind,
            "model": "演示",
            "serial": f"S{self.n}",
            "level": level,
            "keeper": NAMES[who],
            **READY,
        }
        if register == "devices":
            given["use"] = "涉密单机" if Level(level).is_state_secret else "非密中间机"
            given["disks"] = f"D{self.n}"
        self.create(register, "enrol", undo, **given)

    # acts of papers alone are walked by the other machines
    amend_document = change_mark = end_document = expunge = return_envelope = move_copies = draft_batch = None
    name = a_batch_goes_its_way = batch = open_query = query = parameter = irregularity = None

    # --- what holds ---

    @invariant()
    def a_thing_is_out_with_one_matter_and_one_person_or_at_home(self):
        for register, home in OWN.items() if hasattr(self, "ranks") else ():
            for thing in self.desk.rows(register):
                matters = [key for key, _ in MATTERS.values() if thing[key] is not None]
                assert len(matters) <= 1, (thing.number, matters)
                assert thing["keeper"] is not None
                if thing.status in AWAY:
                    assert thing["holder"] and matters, thing.number
                if thing.status == "repairing":
                    assert matters == ["repair"] and thing["holder"] is None
                if thing.status == home:
                    assert thing["holder"] is None and not matters, (thing.number, thing.values)

    @invariant()
    def levels_only_go_up(self):
        for register in OWN if hasattr(self, "ranks") else ():
            for thing in self.desk.rows(register):
                rank = Level(thing["level"]).rank
                assert rank >= self.ranks.get(thing.entry, 0), thing.number
                self.ranks[thing.entry] = rank

    @invariant()
    def a_matter_under_way_has_what_it_took(self):
        waits = (("loans", "out"), ("carryings", "out"), ("repairs", "repairing"))
        for register, status in waits if hasattr(self, "ranks") else ():
            key = MATTERS[register][0]
            for matter in self.desk.rows(register, where={"status": status}):
                named = [k for k in HOME if k in self.desk.registers[register].by_key and matter[k]]
                out = [t for k in named for t in self.desk.rows(k, where={key: matter.entry})]
                assert out or register == "repairs" or not named, matter.number

    @invariant()
    def who_left_holds_no_secret(self):
        for person in self.desk.rows("people", where={"status": "left"}) if hasattr(self, "ranks") else ():
            held = [one["level"] for one in self.desk.books.held_by(person.entry) if one["level"]]
            assert not any(Level(level).is_state_secret for level in held), person["name"]

    # --- acts ---

    @rule(
        register=st.sampled_from(sorted(OWN)),
        level=LEVELS,
        who=st.integers(0, 2),
        pick=PICK,
        undo=st.booleans(),
    )
    def enrol_a_thing(self, register, level, who, pick, undo):
        self.enrol(register, level, who, pick, undo=undo)

    @rule(
        register=st.sampled_from(sorted(OWN)), pick=PICK, text=TEXTS, who=st.sampled_from(NAMES),
        action=st.sampled_from(["amend", "change_keeper", "scrap", "resume", "suspend", "report_missing", "found", "void"]),
        back=st.booleans(),
    )  # fmt: skip
    def thing(self, register, pick, text, who, action, back):
        given = {
            "amend": {"remark": text, "reason": "更正"}, "change_keeper": {"keeper": who, **READY},
            "scrap": {"reason": text, **BOSS}, "resume": {"reason": text}, "suspend": {"reason": text},
            "report_missing": {"reason": text}, "found": {"place": PLACES[0], "reason": text}, "void": {"reason": "多记"},
        }[action]  # fmt: skip
        status = {"resume": ["suspended", "to_destroy"], "found": "missing"}.get(action)
        if action == "suspend" and register == "media":
            register = "devices"
        entry = self.some(register, pick, **({"status": status} if status else {}))
        if self.attempt(register, action, entry, **given) is None or not back:
            return
        if action == "report_missing":
            self.attempt(register, "found", entry, place=PLACES[0], reason=text)
        elif action in {"scrap", "suspend"}:
            self.attempt(register, "resume", entry, reason=text)

    @rule(pick=PICK, level=LEVELS)
    def raise_level(self, pick, level):
        self.attempt("media", "raise_level", self.some("media", pick), level=level, reason="存入", **READY)

    @rule(pick=PICK, swap=st.booleans(), level=st.none() | LEVELS)
    def change_device(self, pick, swap, level):
        self.n += 1
        rows = self.desk.rows("devices", limit=8)
        device = rows[pick % len(rows)] if rows else None
        disks = disks_of(device)
        more = (
            {"removed_disk": disks[0], "added_disk": f"D{self.n}", "disk_place": PLACES[1]}
            if swap and disks
            else {}
        )
        self.attempt("devices", "change", device and device.entry, change="换硬盘", level=level, **more)

    def home(self, register, pick, many=1):
        rows = self.desk.rows(register, where={"status": HOME[register]}, limit=10)
        return [row.entry for row in rows[pick % max(len(rows), 1) :][:many]] or None

    @rule(pick=PICK, who=st.sampled_from(NAMES), undo=st.booleans(), some=st.integers(1, 7))
    def lend(self, pick, who, undo, some):
        given = {key: self.home(key, pick) for n, key in enumerate(HOME) if some >> n & 1}
        self.create("loans", "lend", undo, borrower=who, due=self.today(), **given, **BOSS, **READY)

    @rule(pick=PICK, some=st.integers(0, 7), pages=st.sampled_from([2, 3]))
    def take_back(self, pick, some, pages):
        self.come_back("loans", "take_back", "loan", pick, some, pages)

    def come_back(self, register, action, key, pick, some, pages):
        matter = self.some(register, pick, status="out")
        fields = {"copies": "back", "media": "back_media", "devices": "back_devices"}
        out = {k: [t.entry for t in self.desk.rows(k, where={key: matter})] if matter else [] for k in fields}
        named = {fields[k]: out[k] for n, k in enumerate(fields) if some >> n & 1 and out[k]}
        self.attempt(register, action, matter, pages=pages, **named)

    @rule(pick=PICK, many=st.integers(1, 2), undo=st.booleans(), region=st.sampled_from(["省内", "州内", "国（境）外"]),
          some=st.integers(1, 7), go=st.sampled_from(["take_out", "cancel", None]))  # fmt: skip
    def approve_carrying(self, pick, many, undo, region, some, go):
        given = {key: self.home(key, pick) for n, key in enumerate(HOME) if some >> n & 1}
        self.create(
            "carryings", "approve", undo, carriers=list(NAMES[:many]), region=region, destination="省厅",
            due=self.today(), measures="密码箱", **given, **BOSS, **READY,
        )  # fmt: skip
        sheet = self.some("carryings", 0, status="approved")
        if go and sheet:
            told = {"checked_by": "岩温", **READY} if go == "take_out" else {"reason": "不去"}
            self.attempt("carryings", go, sheet, **told)

    @rule(pick=PICK, action=st.sampled_from(["take_out", "take_out", "cancel", "amend", "void"]))
    def carrying(self, pick, action):
        given = {
            "take_out": {"checked_by": "岩温", **READY}, "cancel": {"reason": "不去"}, "void": {"reason": "误记"},
            "amend": {"purpose": "报送", "reason": "更正"},
        }[action]  # fmt: skip
        where = {} if action == "amend" else {"status": "approved"}
        self.attempt("carryings", action, self.some("carryings", pick, **where), **given)

    @rule(pick=PICK, some=st.integers(0, 7), pages=st.sampled_from([2, 3]))
    def bring_back(self, pick, some, pages):
        self.come_back("carryings", "bring_back", "carrying", pick, some, pages)

    @rule(pick=PICK, undo=st.booleans(), steps=st.integers(0, 3), out=st.booleans(), same=st.booleans())
    def ask_for_repair(self, pick, undo, steps, out, same):
        self.create(
            "repairs", "request", undo, device=self.some("devices", pick, status="in_use"), fault="坏了"
        )
        for action in ("approve", "start", "finish")[:steps]:
            self.repair_step(0, out, same, not same, action)

    @rule(pick=PICK, out=st.booleans(), same=st.booleans(), swap=st.booleans(),
          action=st.sampled_from(["approve", "start", "start", "finish", "finish", "cancel", "amend", "void"]))  # fmt: skip
    def repair(self, pick, out, same, swap, action):
        self.repair_step(pick, out, same, swap, action)

    def repair_step(self, pick, out, same, swap, action):
        self.n += 1
        status = {"approve": "requested", "start": "approved", "finish": "repairing"}.get(action)
        sheet = self.some("repairs", pick, **({"status": status} if status else {}))
        row = self.desk.rows("repairs", where={"entry": sheet})[0] if sheet else None
        device = self.desk.rows("devices", where={"entry": row["device"]})[0] if row else None
        disks = disks_of(device)
        sealed = {
            "way": "外送", "storage": "拆除封存", "disk_serial": device["disks"] if device else None, "seal_number": "F1",
            "disk_keeper": NAMES[0], "firm": "定点站", "repairers": "刘某", "agreement": True, "escorts": [NAMES[1]],
        }  # fmt: skip
        watched = {"way": "本单位技术人员", "storage": "现场监督", "supervisors": [NAMES[0]]}
        back = row["disk_serial"] if row else None
        fresh = (
            {"removed_disk": disks[0], "added_disk": f"D{self.n}", "disk_place": PLACES[1]}
            if swap and disks
            else {}
        )
        given = {
            "approve": BOSS, "start": (sealed if out else watched) | READY,
            "finish": {
                "outcome": "修好", "work": "换件", "checked_by": "岩温", "seal_intact": same, "added_parts": not same,
                "serial_back": back or "D", **fresh,
            },
            "cancel": {"reason": "不修"}, "amend": {"work": "清灰", "reason": "更正"}, "void": {"reason": "误报"},
        }[action]  # fmt: skip
        self.attempt("repairs", action, sheet, **given)

    @rule(
        giver=st.sampled_from(NAMES),
        kind=st.sampled_from(["离岗", "岗位交接", "临时代管"]),
        undo=st.booleans(),
        receiver=st.sampled_from(NAMES),
        then=st.sampled_from([("add", "sign", "end"), ("remove", "sign", "end"), ("sign",), ("cancel",), ()]),
    )
    def draft_handover(self, giver, kind, undo, receiver, then):
        term = {"from_on": self.today(), "until": self.today()} if kind == "临时代管" else {}
        self.create("handovers", "draft", undo, giver=giver, kind=kind, **term)
        for action in then:
            self.handover_step(0, 0, receiver, False, True, action)

    @rule(
        pick=PICK, which=PICK, receiver=st.sampled_from(NAMES), short=st.booleans(), free=st.booleans(),
        action=st.sampled_from(["add", "remove", "sign", "sign", "sign", "end", "cancel", "amend", "void"]),
    )  # fmt: skip
    def handover(self, pick, which, receiver, short, free, action):
        self.handover_step(pick, which, receiver, short, free, action)

    def handover_step(self, pick, which, receiver, short, free, action):
        status = "signed" if action == "end" else None if action == "amend" else "draft"
        sheet = self.some("handovers", pick, **({"status": status} if status else {}))
        lines = (
            self.desk.rows("handover_items", where={"handover": sheet, "status": "listed"}) if sheet else []
        )
        one = [lines[which % len(lines)].entry] if lines else None
        wrong = {"short": one, "difference": "找不到"} if short else {}
        given = {
            "add": {"item": "钥匙" if free else None, "again": not free}, "remove": {"lines": one, "reason": "自留"},
            "sign": {"receiver": receiver, "witness": "张三", "count_way": "全部清点", **wrong, **READY}, "end": {},
            "cancel": {"reason": "不办"}, "amend": {"matters": "待办", "reason": "更正"}, "void": {"reason": "误拟"},
        }[action]  # fmt: skip
        done = self.attempt("handovers", action, sheet, **given)
        if done is not None and action == "sign":
            self.signed_for(sheet)

    def signed_for(self, sheet):
        """What was handed is in the receiver's charge, what was short in the giver's."""
        row = self.desk.rows("handovers", where={"entry": sheet})[0]
        for line in self.desk.rows(
            "handover_items", where={"handover": sheet, "status": ["handed", "short"]}
        ):
            key = CHARGE.get(line["about"] or "")
            thing = self.desk.rows(line["about"], where={"entry": line["thing"]})[0] if key else None
            whose = row["giver"] if line.status == "short" else row["receiver"]
            assert thing is None or line["note"] or thing[key] == whose, line.number

    @rule(
        who=st.sampled_from(NAMES), action=st.sampled_from(["clear", "suspend", "resume", "leave", "rejoin"])
    )
    def person(self, who, action):
        given = {
            "clear": {"category": "重要", "pledged_on": self.today()}, "suspend": {"reason": "出国"},
            "resume": {"reason": "回国"}, "leave": {"leave_reason": "调离", "cooling_until": None, **BOSS},
            "rejoin": {"reason": "返岗"},
        }[action]  # fmt: skip
        found = [row.entry for row in self.desk.rows("people", where={"name": who}) if row.status != "void"]
        if action == "leave" and found and self.desk.rows("people", where={"entry": found[0]})[0]["category"]:
            given["cooling_until"] = str(self.clock.now.year + 2) + self.today()[4:]
        self.attempt("people", action, found[0] if found else None, **given)

    @rule(pick=PICK, many=st.integers(1, 2), approved=st.booleans())
    def transfer(self, pick, many, approved):
        rows = [
            r.entry for r in self.desk.rows("copies", where={"status": ["in_cabinet", "archived"]}, limit=9)
        ]
        self.attempt(
            "copies", "transfer", rows[pick % max(len(rows), 1) :][:many] or None, transferred_to="州委办",
            receipt_number="回1", approved_by="李建国" if approved else None,
        )  # fmt: skip


WANTED = {
    "devices": "enrol amend change_keeper change suspend resume scrap report_missing found void",
    "media": "enrol amend change_keeper raise_level resume scrap report_missing found void",
    "loans": "lend take_back",
    "carryings": "approve take_out bring_back cancel amend void",
    "repairs": "request approve start finish cancel amend void",
    "handovers": "draft add remove sign end cancel amend void",
    "copies": "transfer",
    "people": "leave",
}


def test_things_in_any_order():
    test_machine.explore(8, 40, [Phase.generate], Things)
    assert {"loans.lend", "carryings.approve", "repairs.request", "handovers.draft"} <= set(test_machine.done)


@pytest.mark.torture
def test_things_in_any_order_for_long():
    """Long enough that every act goes through at least once."""
    test_machine.explore(150, 60, [Phase.generate, Phase.shrink], Things)
    acts = {name for name in test_machine.done if not name.endswith("refused")}
    assert {f"{key}.{one}" for key, some in WANTED.items() for one in some.split()} - acts == set()
