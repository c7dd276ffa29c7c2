"""Acts of custody in any order: one holder for each copy, hub and spoke, parents and numbers, and the balance."""

from collections import Counter
from datetime import timedelta
from itertools import pairwise

import pytest
from hypothesis import Phase
from hypothesis import strategies as st
from hypothesis.stateful import initialize, invariant, precondition, rule

from secretdesk.desk.balance import balance
from secretdesk.desk.custody import stays
from secretdesk.domain.effects.moves import AWAY, HOME, MATTERS
from secretdesk.domain.rules.by_count import left_of, taken_of
from secretdesk.domain.rules.closings import things_out
from secretdesk.domain.terms import TERMINAL_COPY_STATUSES
from tests.desk import test_machine
from tests.desk.test_balance import living
from tests.desk.test_machine import ISSUERS, PICK, PLACES, TEXTS, Machine

PEOPLE = ("玉罕", "王勤", "岩叫")
SELDOM = st.sampled_from([False, False, False, False, True])
COPIER = {
    "kind": "复印机", "model": "C55", "serial": "C-1", "level": "机密", "use": "涉密单机", "keeper": PEOPLE[0],
    "designated": True, "briefed_by": "岩温",
}  # fmt: skip
MAKING = {"made_by": "岩温", "supervised_by": "李建国", "stamped": True, "waste_sheets": 0}
ENDED = ("destroyed", "returned", "dispatch_confirmed", "transferred", "void")


def has(register, **where):
    """Only where there is one to do it with."""
    return precondition(lambda self: hasattr(self, "desk") and self.desk.count(register, where=where) > 0)


class Custody(Machine):
    @initialize()
    def open_books(self):
        """One initialisation: two would run in any order, and the second would open other books."""
        super().open_books()
        for name in PEOPLE:
            self.attempt("people", "enrol", name=name)
        self.attempt("devices", "enrol", **COPIER)
        for n, mark in enumerate(("秘密★5年", "机密★10年")):
            self.receive(
                copies=4, mark=mark, title=f"多份件{n}", issuer=ISSUERS[n], slip=None, channel=None, arrival=None,
                undo=False, person=None, same=False, action="receive",
            )  # fmt: skip
        for count in (3, 5):
            self.attempt(
                "documents", "make", title="内部通报", mark="工作秘密", count=count, pages=3, draft="定稿"
            )

    # --- what holds ---

    @invariant()
    def no_more_is_out_than_there_is(self):
        """Of what is kept by count (F34); a void receipt has none of it anywhere."""
        if not hasattr(self, "desk"):
            return
        for paper in self.desk.rows("documents", where={"by_count": True}):
            if paper.status == "void":
                assert taken_of(self.desk.books, paper) == 0, paper.number
            else:
                assert left_of(self.desk.books, paper) >= 0, paper.number

    @invariant()
    def what_is_out_by_count_is_in_somebodys_hands(self):
        if not hasattr(self, "desk"):
            return
        for loan in self.desk.rows("loans"):
            counted = loan.status == "out" and loan["count"] is not None
            assert loan["holder"] == (loan["borrower"] if counted else None) or loan.status == "void", (
                loan.number
            )
            assert not counted or (loan["came_back"] or 0) < loan["count"]
        for reading in self.desk.rows("readings"):
            counted = reading.status == "out" and reading["copy"] is None
            assert reading["holder"] == (reading["reader"] if counted else None), reading.number

    @invariant()
    def one_holder_and_one_matter(self):
        if not hasattr(self, "desk"):
            return
        for register in HOME:
            for thing in self.desk.rows(register):
                matters = [key for key, _ in MATTERS.values() if thing[key] is not None]
                assert len(matters) <= 1, (thing.number, matters)
                if thing.status in AWAY:
                    assert thing["holder"] and matters, thing.number
                if register == "copies" and thing.status == HOME[register]:
                    assert thing["holder"] is None and not matters, (thing.number, thing.values)

    @invariant()
    def hub_and_spoke(self):
        """Between two people a copy lay in the cabinet (第28条（四）)."""
        if not hasattr(self, "desk"):
            return
        for copy in self.desk.rows("copies", limit=15):
            holders = [(stay.status, stay.holder) for stay in stays(self.desk, "copies", copy.entry)]
            for before, after in pairwise(holders):
                moved = before[0] in AWAY and after[0] in AWAY
                assert not moved or before[1] == after[1], copy.number

    @invariant()
    def a_copy_made_has_a_parent_and_a_number_of_its_own(self):
        if not hasattr(self, "desk"):
            return
        copies = self.desk.rows("copies")
        assert len({copy.number for copy in copies}) == len(copies)
        for copy in copies:
            assert (copy["source"] == "复制") == (copy["made_from"] is not None)

    @invariant()
    def only_reinstatement_leaves_an_end(self):
        if not hasattr(self, "desk"):
            return
        for copy in self.desk.rows("copies", limit=15):
            path = [stay.status for stay in stays(self.desk, "copies", copy.entry)]
            ends = [n for n, status in enumerate(path[:-1]) if status in ENDED]
            if ends:
                assert self.desk.rows("irregularities", where={"kind": "冲正", "copy": copy.entry}), (
                    copy.number
                )

    @invariant()
    def the_balance_adds_up(self):
        if not hasattr(self, "desk"):
            return
        day = self.clock.now.date().isoformat()
        found = {
            level: terms["after"] for level, terms in balance(self.desk, day, day).items() if terms["after"]
        }
        assert Counter(found) == living(self.desk)
        for terms in balance(self.desk, day, day).values():
            own = sum(n for key, n in terms.items() if key not in {"before", "after"})
            assert terms["before"] + own == terms["after"]

    # --- acts ---

    def copies_in(self, pick, many, **where):
        rows = self.desk.rows("copies", where={"status": "in_cabinet", **where}, limit=20)
        return [row.entry for row in rows[pick % max(len(rows), 1) :][:many]] or None

    @rule(
        pick=PICK,
        many=st.integers(1, 3),
        who=st.sampled_from(PEOPLE),
        kind=st.sampled_from(["借阅", "承办", "会议"]),
        undo=SELDOM,
    )
    def lend(self, pick, many, who, kind, undo):
        day = self.clock.now.date().isoformat()
        self.create(
            "loans", "lend", undo, copies=self.copies_in(pick, many), borrower=who, kind=kind, due=day,
            approved_by="李建国", briefed_by="岩温",
        )  # fmt: skip

    @has("loans", status="out")
    @rule(pick=PICK, which=PICK, pages=st.sampled_from([2, 3, 6, 9]), all_of_it=st.booleans())
    def take_back(self, pick, which, pages, all_of_it):
        loan = self.some("loans", pick, status="out")
        out = self.desk.rows("copies", where={"loan": loan}) if loan else []
        back = None if all_of_it or not out else [out[which % len(out)].entry]
        self.attempt("loans", "take_back", loan, back=back, pages=pages, outcome="已办")

    @rule(
        pick=PICK,
        count=st.integers(1, 4),
        who=st.sampled_from(PEOPLE),
        kind=st.sampled_from(["借阅", "承办"]),
        undo=SELDOM,
    )
    def lend_by_count(self, pick, count, who, kind, undo):
        paper = self.some("documents", pick, by_count=True)
        self.create("loans", "lend", undo, document=paper, count=count, borrower=who, kind=kind)

    @rule(
        pick=PICK,
        register=st.sampled_from(["loans", "loans", "dispatches", "circulations", "destructions", "returns"]),
    )
    def undo_a_last_step(self, pick, register):
        """撤销上一步 some time after; what came back may be with somebody else by then."""
        self.attempt(register, "undo", self.some(register, pick), reason="误记")

    @rule(pick=PICK, back=st.integers(0, 3))
    def take_some_back(self, pick, back):
        out = [loan.entry for loan in self.desk.rows("loans", where={"status": "out"}) if loan["count"]]
        if out:
            given = {"back_count": back} if back else {}
            self.attempt("loans", "take_back", out[pick % len(out)], outcome="已办", **given)

    @rule(pick=PICK, count=st.integers(1, 3), undo=SELDOM)
    def open_round_by_count(self, pick, count, undo):
        paper = self.some("documents", pick, by_count=True)
        self.create("circulations", "open", undo, document=paper, count=count, readers=list(PEOPLE))

    @has("circulations", status="open")
    @rule(pick=PICK, action=st.sampled_from(["send", "send", "take_back"]), first=SELDOM)
    def round_goes_on(self, pick, action, first):
        given = {"take_back_first": True} if first and action == "send" else {}
        entry = self.some("circulations", pick, status="open")
        if action == "take_back":
            out = self.desk.rows("readings", where={"circulation": entry, "status": "out"})
            given = {"reader": out[0]["reader"]} if out else {}
        self.attempt("circulations", action, entry, **given)

    @rule(
        pick=PICK,
        count=st.integers(1, 3),
        way=st.sampled_from(["dispatches", "destructions", "returns"]),
        undo=SELDOM,
    )
    def some_of_it_goes(self, pick, count, way, undo):
        paper = self.some("documents", pick, by_count=True)
        line = {"kind": "文件资料", "document": paper, "count": count}
        number = self.desk.find("documents", paper)[0].number if paper else ""
        given = {
            "dispatches": {"document": paper, "count": count, "receiver": ISSUERS[0], "channel": "机要交通"},
            "destructions": {"lines": [line, line]},
            "returns": {"issuer": ISSUERS[0], "lines": [{"doc_number": number, "count": count}]},
        }[way]  # fmt: skip
        self.create(way, "send" if way == "dispatches" else "draft", undo, **given)

    @rule(pick=PICK, count=st.integers(0, 6), action=st.sampled_from(["amend", "amend", "void"]))
    def paper_by_count(self, pick, count, action):
        given = {"count": count} if action == "amend" else {}
        self.attempt("documents", action, self.some("documents", pick, by_count=True), reason="更正", **given)

    @has("loans")
    @rule(pick=PICK, action=st.sampled_from(["renew", "remind", "recall", "amend", "void"]), text=TEXTS)
    def loan(self, pick, action, text):
        day = self.clock.now.date().isoformat()
        later = (self.clock.now + timedelta(days=1)).date().isoformat()
        given = {
            "renew": {"due": later, "approved_by": "李建国", "approved_on": day, "briefed_by": "岩温"},
            "remind": {"reminded_how": text},
            "recall": {"due": day}, "amend": {"purpose": text, "reason": "更正"}, "void": {"reason": "误记"},
        }[action]  # fmt: skip
        status = {} if action in {"amend", "void"} else {"status": "out"}
        self.attempt("loans", action, self.some("loans", pick, **status), **given)

    @has("loans", status="out")
    @rule(pick=PICK, other=PICK)
    def swap(self, pick, other):
        loan = self.some("loans", pick, status="out")
        out = self.desk.rows("copies", where={"loan": loan}) if loan else []
        wrong, right = out[0].entry if out else None, self.copies_in(other, 1)
        self.attempt(
            "loans", "swap", loan, wrong_copy=wrong, right_copy=right[0] if right else None, reason="看错份号",
            approved_by="李建国", briefed_by="岩温",
        )  # fmt: skip

    @rule(
        pick=PICK,
        many=st.integers(1, 2),
        channel=st.sampled_from(["机要交通", "机要交换站", "快递"]),
        undo=SELDOM,
    )
    def send_out(self, pick, many, channel, undo):
        self.create(
            "dispatches", "send", undo, copies=self.copies_in(pick, many), receiver=ISSUERS[pick % 3], channel=channel,
            wrapping="密封袋", envelope="F-1", handled_by="岩温", courier_number="J1",
        )  # fmt: skip

    @has("dispatches")
    @rule(
        pick=PICK,
        pages=st.sampled_from([3, 5, 6]),
        action=st.sampled_from(["confirm", "come_back", "amend", "void"]),
    )
    def dispatch(self, pick, pages, action):
        given = {
            "confirm": {"receipt_number": "回1"}, "come_back": {"reason": "退回", "pages": pages},
            "amend": {"envelope": f"封{pages}", "reason": "更正"}, "void": {"reason": "误记"},
        }[action]  # fmt: skip
        status = {} if action in {"amend", "void"} else {"status": "sent"}
        self.attempt("dispatches", action, self.some("dispatches", pick, **status), **given)

    @rule(pick=PICK, count=st.integers(1, 3), undo=SELDOM, method=st.sampled_from(["复印", "汇编"]))
    def ask_for_copies(self, pick, count, undo, method):
        original = self.some("copies", pick)
        self.create(
            "copyings", "apply", undo, applicant=PEOPLE[0], original=original, method=method, count=count
        )

    @has("copyings")
    @rule(
        pick=PICK,
        many=st.integers(1, 2),
        action=st.sampled_from(["next", "next", "next", "refuse", "amend", "void"]),
    )
    def copying(self, pick, many, action):
        """Mostly its next step."""
        one = self.desk.find("copyings", self.some("copyings", pick))[0]
        if action == "next":
            action = {"applied": "approve", "approved": "produce", "produced": "hand_out"}.get(
                one.status, "amend"
            )
        device = self.some("devices", 0, serial="C-1")
        given = {
            "approve": {"approved_by": "李建国"}, "refuse": {"approved_by": "李建国", "reason": "不必"},
            "produce": {"device": device, **MAKING}, "hand_out": {"recipients": list(PEOPLE[:many]), "briefed_by": "岩温"},
            "amend": {"purpose": "会议", "reason": "更正"}, "void": {"reason": "误记"},
        }[action]  # fmt: skip
        status = {
            "approve": "applied",
            "refuse": "applied",
            "produce": "approved",
            "hand_out": "produced",
        }.get(action)
        where = {"status": status} if status else {}
        self.attempt("copyings", action, self.some("copyings", pick, **where), **given)

    @rule(
        count=st.integers(1, 3),
        mark=st.sampled_from(["机密★10年", "秘密★5年", "工作秘密", "★机密"]),
        undo=SELDOM,
    )
    def make(self, count, mark, undo):
        self.create(
            "documents", "make", undo, title="自制件", mark=mark, count=count, pages=3, basis="第3条",
            device=self.some("devices", 0, serial="C-1"), draft="定稿",
        )  # fmt: skip

    @rule(undo=SELDOM, forget=st.booleans())
    def close_the_day(self, undo, forget):
        out = things_out(self.desk.books)
        lines = [{"thing": thing.number, "why": "使用中"} for thing in out[int(forget) :]]
        self.create("closings", "close", undo, kept_out=lines or None)

    @has("copies", status=list(ENDED[:4]))
    @rule(pick=PICK)
    def bring_back(self, pick):
        """冲正 of one that has ended, void ones aside."""
        ended = [status for status in ENDED if status != "void"]
        copy = self.some("copies", pick, status=ended)
        self.attempt("copies", "reinstate", copy, place=PLACES[0], evidence="回执", reason="据实")

    @has("irregularities")
    @rule(pick=PICK, action=st.sampled_from(["measure", "close", "reopen"]))
    def settle_irregularity(self, pick, action):
        given = {
            "measure": {"measures": "查找"}, "close": {"outcome": "已处理", "closed_by": "李建国"}, "reopen": {"reason": "另有发现"},
        }[action]  # fmt: skip
        self.attempt("irregularities", action, self.some("irregularities", pick), **given)


def test_custody_in_any_order():
    test_machine.explore(14, 50, [Phase.generate], Custody)
    assert test_machine.done["loans.lend"] and test_machine.done["dispatches.send"]


@pytest.mark.torture
def test_custody_in_any_order_for_long():
    """Long enough that every act of custody goes through at least once."""
    test_machine.explore(150, 60, [Phase.generate, Phase.shrink], Custody)
    acts = {name for name in test_machine.done if not name.endswith("refused")}
    wanted = {
        "documents.amend", "documents.void", "circulations.open", "circulations.send", "circulations.take_back",
        "destructions.draft", "returns.draft", "loans.lend", "loans.take_back", "loans.renew", "loans.remind", "loans.recall", "loans.swap", "loans.void",
        "dispatches.send", "dispatches.confirm", "dispatches.come_back", "dispatches.void", "documents.make",
        "copyings.apply", "copyings.approve", "copyings.produce", "copyings.hand_out", "closings.close",
        "irregularities.measure", "irregularities.close", "copies.reinstate",
    }  # fmt: skip
    assert wanted - acts == set()
    assert set(TERMINAL_COPY_STATUSES) >= {"dispatch_confirmed", "void"}
