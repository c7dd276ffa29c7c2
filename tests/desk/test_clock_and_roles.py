"""The PC's clock may be wrong and people have roles (design sections 1 and 3)."""

from datetime import timedelta

import pytest

from secretdesk.desk import checks, drafts, history, keys
from secretdesk.desk.opening import open_vault
from secretdesk.domain.review import Command, Refused, inner
from secretdesk.registers import REGISTERS
from secretdesk.store.errors import WrongPassphrase
from secretdesk.store.recovery import join
from tests.conftest import CHEAP, PASSPHRASE
from tests.desk.test_receipt import codes, do, receive, row

WORDS = {"李主任": "quarry moss 9 kettle", "孙审计": "walnut 3 kettle door"}
LEAP = frozenset({"clock_leap", "unknown_reference"})


@pytest.fixture
def team(desk):
    """岩温 is custodian, 李主任 supervisor, 孙审计 auditor; one receipt stands in the books."""
    receive(desk)
    do(desk, "copies", "void", "1-4", reason="多记")
    keys.add(desk, "孙审计", "auditor", WORDS["孙审计"], cost=CHEAP)
    keys.add(desk, "李主任", "supervisor", WORDS["李主任"], cost=CHEAP)
    return desk


@pytest.fixture
def sit(team, clock):
    """Have another person sit down; whoever sits leaves first."""
    seated = [team]

    def called(person):
        seated[-1].close()
        seated.append(open_vault(team.vault.folder, person, WORDS.get(person, PASSPHRASE), clock=clock))
        return seated[-1]

    yield called
    seated[-1].close()


def refused(desk, register, action, entry=None, *, confirm=(), **values):
    """The codes and weights of the reasons of an act that is refused."""
    with pytest.raises(Refused) as told:
        do(desk, register, action, entry, confirm=confirm, **values)
    return {(code, weight) for code, weight, _ in codes(told)}


# --- the clock ---


def test_a_clock_before_the_last_line_is_refused_until_it_is_right_again(desk, clock):
    receive(desk)
    clock.forward(hours=-1)
    assert ("clock_backwards", "refuse") in refused(desk, "departments", "enrol", name="科研处")
    assert desk.count("documents") == 1
    drafts.save(desk, "places", "enrol", 0, {"name": "一室"})
    assert list(checks.verify(desk)) == []
    clock.forward(hours=1)
    do(desk, "departments", "enrol", name="科研处")


@pytest.mark.parametrize(("days", "asks"), [(31, False), (32, True), (400, True)])
def test_a_leap_of_more_than_31_days_asks_first(desk, clock, days, asks):
    receive(desk)
    clock.forward(days=days)
    if asks:
        assert refused(desk, "departments", "enrol", name="科研处") == {("clock_leap", "ask")}
    do(desk, "departments", "enrol", name="科研处", confirm=LEAP)
    do(desk, "departments", "enrol", name="教务处")  # asked once


def test_a_clock_that_died_in_2010_can_still_be_unlocked_and_read(desk, clock):
    receive(desk)
    desk.close()
    clock.now = clock.now.replace(year=2010)
    again = open_vault(desk.vault.folder, None, PASSPHRASE, clock=clock)
    assert again.count("documents") == 1
    assert ("clock_backwards", "refuse") in refused(again, "departments", "enrol", name="科研处")
    again.close()


def test_a_wrong_future_is_ended_by_the_supervisor(sit, clock):
    """Booked on a day in 2030 by mistake: the clock is set right, the entry put right, and the ledger stays sound."""
    right = clock.now
    clock.now += timedelta(days=1500)
    desk = sit("岩温")
    wrong = receive(desk, confirm=LEAP, doc_number="未来1号", copy_numbers="9")
    assert "2030" in wrong.number or "2031" in wrong.number
    clock.now = right + timedelta(hours=1)
    assert ("clock_backwards", "refuse") in refused(desk, "departments", "enrol", name="科研处")
    assert ("not_permitted", "refuse") in refused(desk, "clock", "correct", reason="时钟曾经调快")
    boss = sit("李主任")
    assert ("missing", "refuse") in refused(boss, "clock", "correct")
    do(boss, "clock", "correct", reason="时钟曾经调快四年")
    desk = sit("岩温")
    do(desk, "departments", "enrol", name="科研处")
    do(desk, "documents", "amend", wrong.entry, pages=3, reason="数错")
    do(desk, "documents", "void", wrong.entry, reason="日期是错的")
    assert list(checks.verify(desk)) == []
    today = {r.entry for r in history.as_of(desk, "documents", right.date().isoformat())}
    assert wrong.entry in today  # recorded before the clock was set right, and so before today's end
    clock.forward(hours=-2)
    assert ("clock_backwards", "refuse") in refused(desk, "departments", "enrol", name="教务处")


def test_an_offset_that_changes_is_no_step_back(desk, clock):
    """The PC is set to another time zone: moments count, not the figures on the wall."""
    receive(desk)
    clock.now = clock.now.astimezone(tz=clock.now.tzinfo.__class__(timedelta(hours=7))) + timedelta(minutes=1)
    do(desk, "departments", "enrol", name="科研处")
    assert list(checks.verify(desk)) == []
    clock.now -= timedelta(minutes=2)
    assert ("clock_backwards", "refuse") in refused(desk, "departments", "enrol", name="教务处")


# --- roles ---

ACTS = [(register.key, action) for register in REGISTERS for action in register.actions]
SUPERVISOR_ONLY = {
    "parameters.set", "parameters.amend", "parameters.void", "documents.expunge", "classifications.expunge", "classification_changes.expunge", "copies.reinstate", "clock.correct",
    "years.close", "years.amend", "years.void", "imports.void",
}  # fmt: skip


# What any key that opens may do besides; the second set is the steps of one release.
PRINTING = {"outputs.release", "prints.print", "backups.restore"}
PRINTING |= {f"outputs.{step}" for step in ("begin", "finish", "stage", "burn", "fail")}


def may(desk, register, action):
    """Whether the role alone would allow it: judged without values, so nothing is ever done."""
    command = inner(register, action.key) if action.hidden else Command("", register, action.key)
    return "not_permitted" not in {reason.code for reason in desk.foresee(command)}


def test_the_auditor_reads_and_verifies(sit):
    desk = sit("孙审计")
    allowed = {f"{register}.{action.key}" for register, action in ACTS if may(desk, register, action)}
    assert {name for name in allowed if not name.startswith("slots.")} == PRINTING
    assert desk.count("documents") == 1
    assert list(checks.verify(desk)) == []
    head = desk.head()
    assert ("not_permitted", "refuse") in refused(desk, "documents", "amend", "1", pages=3, reason="x")
    for name in ("李主任", "岩温"):
        with pytest.raises(Refused):
            keys.remove(desk, name)
    with pytest.raises(Refused):
        keys.add(desk, "别人", "custodian", "some 7 other words", cost=CHEAP)
    assert desk.head() == head
    keys.change(desk, "auditor 4 new words", cost=CHEAP)  # their own passphrase is theirs


def test_the_custodian_works_and_the_supervisor_decides_once_there_is_one(sit):
    clerk = sit("岩温")
    denied = {f"{register}.{action.key}" for register, action in ACTS if not may(clerk, register, action)}
    assert {name for name in denied if not name.startswith("slots.")} == SUPERVISOR_ONLY
    assert ("not_permitted", "refuse") in refused(
        clerk, "parameters", "set", code="late_entry_days", value="9"
    )
    assert ("not_permitted", "refuse") in refused(clerk, "documents", "expunge", "1", reason="x")
    given = {"place": "一室", "evidence": "回执", "reason": "误记"}
    assert ("not_permitted", "refuse") in refused(clerk, "copies", "reinstate", "1-4", confirm=LEAP, **given)
    boss = sit("李主任")
    assert all(may(boss, register, action) for register, action in ACTS)
    do(boss, "parameters", "set", code="late_entry_days", value="9")
    do(boss, "copies", "reinstate", "1-4", confirm=LEAP, **given)
    do(boss, "documents", "expunge", "1", reason="超出本机密级")
    assert row(boss, "documents", "密收〔2026〕0001号")["expunged_on"]
    assert list(checks.verify(boss)) == []


def test_until_there_is_a_supervisor_the_founder_is_both(desk):
    assert all(may(desk, register, action) for register, action in ACTS)
    do(desk, "parameters", "set", code="late_entry_days", value="9")


def test_the_recovery_key_opens_the_way_to_keys_and_to_no_daily_work(sit, clock):
    boss = sit("李主任")
    halves = keys.add_recovery(boss, cost=CHEAP)
    WORDS["恢复码"] = join(halves.half_b, halves.half_a)
    found = sit("恢复码")
    allowed = {f"{register}.{action.key}" for register, action in ACTS if may(found, register, action)}
    assert {name for name in allowed if not name.startswith("slots.")} == PRINTING
    keys.add(found, "新主任", "supervisor", "fresh 5 words here", cost=CHEAP)
    found.close()
    open_vault(found.vault.folder, "新主任", "fresh 5 words here", clock=clock).close()


def test_a_slot_that_the_ledger_does_not_hold_is_refused(team, clock):
    """Somebody who knows the database key can add a slot to the key file; the ledger knows nothing of it."""
    from secretdesk.store import keyfile
    from secretdesk.store import keys as ring_of_keys

    ring = ring_of_keys.add_slot(
        team.vault.ring, "intruder", "闯入者", "sneaky 6 words in", team.vault.key, cost=CHEAP
    )
    keyfile.write_keyring(team.vault.folder, ring)
    team.close()
    with pytest.raises(WrongPassphrase) as told:
        open_vault(team.vault.folder, "闯入者", "sneaky 6 words in", clock=clock)
    assert told.value.detail == "not_live"
    open_vault(team.vault.folder, "岩温", PASSPHRASE, clock=clock).close()
