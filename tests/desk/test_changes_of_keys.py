"""Keys added, changed and taken away: what a kill, a full disk, an open reader or a wrong clock leaves behind."""

import shutil
from contextlib import nullcontext, suppress
from datetime import timedelta

import pytest

from secretdesk.desk import checks, drafts, history, keys
from secretdesk.desk import opening as opening_module
from secretdesk.desk.desk import Desk
from secretdesk.desk.opening import new_vault, open_vault
from secretdesk.domain.review import Refused
from secretdesk.domain.terms import Level
from secretdesk.store import copying, keyfile, rekey, unlock, vault
from secretdesk.store import keys as ring_of_keys
from secretdesk.store.errors import Damaged, DiskTrouble, InUse, StoreError, WrongPassphrase
from secretdesk.store.keyfile import DATABASE
from secretdesk.store.page_check import check_pages
from secretdesk.store.vault_lock import VaultLock
from tests.conftest import CHEAP, PASSPHRASE
from tests.desk.test_receipt import do, receive
from tests.store.tools import bare

LI, NEW = "quarry moss 9 kettle", "another 4 walnut door"


@pytest.fixture
def two(desk):
    """A vault with content, whose keys 岩温 and 李审计 hold."""
    receive(desk)
    drafts.save(desk, "places", "enrol", 0, {"name": "一室"})
    keys.add(desk, "李审计", "auditor", LI, cost=CHEAP)
    return desk


def slots_of(desk):
    return {s["name"]: s.status for s in desk.rows("slots")}


def actions_of(desk, name):
    entry = next(s.entry for s in desk.rows("slots") if s["name"] == name)
    return [step.action for step in history.history(desk, "slots", entry)]


def is_sound(desk):
    """Nothing is lost, nothing lies about, the next act works."""
    assert list(checks.verify(desk)) == []
    assert desk.count("documents", text="考务") == 1
    assert drafts.load(desk, "places", "enrol") == ({"name": "一室"} if desk.person == "岩温" else None)
    assert not desk.vault.ring.changing
    assert not list(desk.vault.folder.glob("registers.new*"))
    assert {s.status for s in desk.rows("slots")} <= {"live", "removed"}
    do(desk, "departments", "enrol", name=f"科研处{desk.head()[0]}")


def opens(folder, clock, person, *passphrases):
    """The desk that one of the passphrases opens."""
    for passphrase in passphrases:
        with suppress(WrongPassphrase):
            return open_vault(folder, person, passphrase, clock=clock)
        (folder / "attempts.json").unlink(missing_ok=True)
    raise AssertionError("locked out")


def raised(error):
    raise error


class Copier:
    """Copies the vault at every step of a change, as a kill there would leave it."""

    def __init__(self, monkeypatch, folder, place):
        self.folder, self.place, self.copies = folder, place, []
        self.wrap(monkeypatch, keyfile, "write_in_steps")
        self.wrap(monkeypatch, rekey, "rekey_in_steps")
        perform = Desk.perform

        def performed(desk, command):
            receipt = perform(desk, command)
            if desk.vault.folder == folder:
                self.take(f"{command.register}.{command.action}")
            return receipt

        monkeypatch.setattr(Desk, "perform", performed)

    def wrap(self, monkeypatch, module, name):
        steps = getattr(module, name)

        def copied(*args):
            for step in steps(*args):
                if self.folder in (args[0], getattr(args[0], "folder", None)):
                    self.take(step)
                yield step

        monkeypatch.setattr(module, name, copied)

    def take(self, step):
        copy = self.place / f"{len(self.copies):02} {step}"
        shutil.copytree(self.folder, copy, ignore=shutil.ignore_patterns("*-shm"))
        self.copies.append(copy)


@pytest.fixture
def copier(two, monkeypatch, tmp_path):
    return Copier(monkeypatch, two.vault.folder, tmp_path / "copies")


def test_removing_killed_at_every_step(two, copier, clock):
    keys.remove(two, "李审计")
    is_sound(two)
    two.close()
    assert len(copier.copies) > 24
    ended = []
    for copy in copier.copies:
        shutil.copytree(copy, other := copy.with_name(f"{copy.name} other"))
        again = opens(copy, clock, "岩温", PASSPHRASE)
        is_sound(again)
        ended.append(slots_of(again)["李审计"])
        again.close()
        with pytest.raises(WrongPassphrase) if ended[-1] == "removed" else nullcontext():
            open_vault(copy, "李审计", LI, clock=clock).close()
        # The one to be removed comes first: before the swap the removal is undone, after it they are told.
        try:
            first = open_vault(other, "李审计", LI, clock=clock)
        except WrongPassphrase as error:
            assert error.detail in {"not_live", "person"}
            assert ended[-1] == "removed"
        else:
            assert slots_of(first)["李审计"] == "live"
            first.close()
        last = opens(other, clock, "岩温", PASSPHRASE)
        assert slots_of(last)["李审计"] == ended[-1]
        is_sound(last)
        last.close()
    assert ended == sorted(ended)  # first undone, from some step on done
    assert set(ended) == {"live", "removed"}


def test_adding_killed_at_every_step(two, copier, clock):
    keys.add(two, "赵主任", "supervisor", NEW, cost=CHEAP)
    two.close()
    assert len(copier.copies) > 10
    ended = []
    for copy in copier.copies:
        again = opens(copy, clock, "岩温", PASSPHRASE)
        is_sound(again)
        ended.append(slots_of(again)["赵主任"])
        again.close()
        with pytest.raises(WrongPassphrase) if ended[-1] == "removed" else nullcontext():
            open_vault(copy, "赵主任", NEW, clock=clock).close()
    assert ended == sorted(ended, reverse=True)
    assert set(ended) == {"live", "removed"}


def test_changing_a_passphrase_killed_at_every_step(two, copier, clock):
    keys.change(two, NEW, cost=CHEAP)
    two.close()
    assert len(copier.copies) > 10
    for copy in copier.copies:
        again = opens(copy, clock, "岩温", PASSPHRASE, NEW)
        is_sound(again)
        again.close()
        again = opens(copy, clock, "岩温", PASSPHRASE, NEW)
        assert again.settled == ""
        again.close()


def test_the_old_key_opens_nothing_any_more(two, tmp_path, clock):
    old = bytes(two.vault.key)
    shutil.copytree(two.vault.folder, tmp_path / "backup", ignore=shutil.ignore_patterns("*-shm"))
    keys.remove(two, "李审计")
    assert two.vault.key != old
    assert two.count("documents", text="考务") == 1  # the search index came along
    assert actions_of(two, "李审计") == ["add", "done", "remove", "gone"]
    two.close()
    again = open_vault(tmp_path / "backup", "李审计", LI, clock=clock)  # older backups still open: it is said
    again.close()


@pytest.mark.parametrize("step", ["announced", "exported", "closed"])
def test_a_removal_that_fails_before_the_swap_is_taken_back(two, monkeypatch, clock, step):
    steps = rekey.rekey_in_steps

    def failing(*args):
        for name in (going := steps(*args)):
            if name == step:
                going.throw(DiskTrouble("full"))
            yield name

    monkeypatch.setattr(rekey, "rekey_in_steps", failing)
    with pytest.raises(DiskTrouble):
        keys.remove(two, "李审计")
    monkeypatch.undo()
    assert slots_of(two)["李审计"] == "live"
    assert actions_of(two, "李审计")[-2:] == ["remove", "abandon"]
    is_sound(two)
    keys.add(two, "赵主任", "custodian", NEW, cost=CHEAP)  # the ring is no longer changing
    keys.remove(two, "李审计")
    is_sound(two)
    two.close()
    again = open_vault(two.vault.folder, "赵主任", NEW, clock=clock)
    is_sound(again)
    again.close()


@pytest.mark.parametrize(
    ("module", "name", "error"),
    [
        (copying, "check_pages", Damaged("database", count=1)),
        (copying, "sync_file", OSError(5, "failing")),
        (rekey, "copy_database", DiskTrouble("full")),
        (rekey, "sync_folder", OSError(5, "failing")),
        (keyfile, "write_in_steps", OSError(28, "full")),
    ],
)
def test_each_failure_of_a_removal_leaves_the_vault_as_it_was(two, monkeypatch, module, name, error):
    def failing(*_):
        monkeypatch.undo()
        raise error

    monkeypatch.setattr(module, name, failing)
    with pytest.raises(StoreError):
        keys.remove(two, "李审计")
    assert slots_of(two)["李审计"] == "live"
    is_sound(two)


def test_a_copy_is_synced_once_when_it_is_whole(two, tmp_path, monkeypatch):
    """Not at each of its tables: a removal took half a minute. And not later than the swap, which needs it."""
    told, said = [], []
    monkeypatch.setattr(copying, "sync_file", lambda path: told.append(path.stat().st_size))
    two.vault.db.set_trace_callback(said.append)
    copying.copy_database(two.vault.db, tmp_path / "copy.db", two.vault.key)
    two.vault.db.set_trace_callback(None)
    assert told == [(tmp_path / "copy.db").stat().st_size]
    assert "PRAGMA copy.synchronous = OFF" in said
    assert two.vault.db.execute("PRAGMA synchronous").fetchone() == (2,)  # FULL, as before
    assert two.vault.db.execute("PRAGMA journal_mode").fetchone() == ("wal",)


def test_a_copy_is_a_wal_database_before_it_takes_the_place(two, tmp_path):
    """Else the first connection makes it one, a kill leaves a journal, and no unlock gets past it."""
    copying.copy_database(two.vault.db, tmp_path / "copy.db", two.vault.key)
    assert [one.name for one in tmp_path.glob("copy.db*")] == ["copy.db"]
    db = bare(tmp_path, bytes(two.vault.key), "copy.db")
    assert db.execute("PRAGMA journal_mode").fetchone() == ("wal",)
    db.close()


def test_an_open_reader_is_told_before_the_swap(two):
    before = (two.vault.folder / DATABASE).stat().st_ino
    reader = two.vault.reader()
    with pytest.raises(InUse):
        keys.remove(two, "李审计")
    assert (two.vault.folder / DATABASE).stat().st_ino == before
    assert reader.execute("SELECT count(*) FROM r_documents").fetchone() == (1,)
    is_sound(two)
    reader.close()
    keys.remove(two, "李审计")
    assert (two.vault.folder / DATABASE).stat().st_ino != before
    is_sound(two)


def test_key_files_that_cannot_be_settled_after_the_swap_are_settled_at_the_next_unlock(
    two, monkeypatch, clock
):
    real, calls = keyfile.write_keyring, []

    def second_fails(folder, ring):
        calls.append(folder)
        if len(calls) == 2:
            raise DiskTrouble("full")
        return real(folder, ring)

    monkeypatch.setattr(keyfile, "write_keyring", second_fails)
    keys.remove(two, "李审计")
    assert slots_of(two)["李审计"] == "removed"
    do(two, "departments", "enrol", name="科研处")
    two.close()
    with pytest.raises(WrongPassphrase) as told:
        open_vault(two.vault.folder, "李审计", LI, clock=clock)
    assert told.value.detail == "not_live"
    again = open_vault(two.vault.folder, "岩温", PASSPHRASE, clock=clock)
    assert again.settled == "done"
    is_sound(again)
    again.close()


@pytest.mark.parametrize("kept_failing", [False, True])
@pytest.mark.parametrize("change", ["add", "change"])
def test_key_files_that_cannot_be_written(two, monkeypatch, clock, change, kept_failing):
    """One write fails: taken back at once. None can be written any more: the next unlock decides."""
    steps, calls = keyfile.write_in_steps, []

    def failing(folder, ring):
        calls.append(1)
        for step in steps(folder, ring):
            yield step
            if step == "keys.json folder_synced" and (kept_failing or len(calls) == 1):
                raise OSError(28, "full")

    monkeypatch.setattr(keyfile, "write_in_steps", failing)
    with pytest.raises(DiskTrouble):
        keys.add(two, "赵主任", "auditor", NEW, cost=CHEAP) if change == "add" else keys.change(
            two, NEW, cost=CHEAP
        )
    monkeypatch.undo()
    if not kept_failing:
        is_sound(two)
        assert slots_of(two).get("赵主任", "removed") == "removed"
        two.close()
        again = open_vault(two.vault.folder, "岩温", PASSPHRASE, clock=clock)
    else:
        do(two, "departments", "enrol", name="科研处")  # the work goes on
        two.close()
        again = opens(two.vault.folder, clock, "岩温", NEW, PASSPHRASE)
        assert again.settled
    is_sound(again)
    keys.change(again, LI, cost=CHEAP)
    again.close()
    again = open_vault(again.vault.folder, "岩温", LI, clock=clock)
    is_sound(again)
    again.close()


def test_a_recovery_key_is_added_again_after_an_addition_that_failed(two, monkeypatch):
    """Not even taken back: whatever writes the key files next begins by ending it."""
    monkeypatch.setattr(keyfile, "write_keyring", lambda *_: raised(KeyboardInterrupt()))
    with pytest.raises(KeyboardInterrupt):
        keys.add_recovery(two, cost=CHEAP)
    monkeypatch.undo()
    assert slots_of(two)["恢复码"] == "adding"
    keys.add_recovery(two, cost=CHEAP)
    is_sound(two)
    assert [s.status for s in two.rows("slots") if s["name"] == "恢复码"] == ["live", "removed"]


def test_a_wrong_clock_does_not_keep_anybody_out(two, copier, clock):
    """The change is ended at an unlock when the clock is right again."""
    keys.add(two, "赵主任", "supervisor", NEW, cost=CHEAP)
    two.close()
    begun = next(c for c in copier.copies if "keys.bak renamed" in c.name)
    for wrong in (timedelta(days=-30), timedelta(days=40)):
        clock.now += wrong
        again = open_vault(begun, "岩温", PASSPHRASE, clock=clock)
        assert again.settled == ""
        assert slots_of(again)["赵主任"] == "adding"
        again.close()
        open_vault(begun, "赵主任", NEW, clock=clock).close()
        clock.now -= wrong
    again = open_vault(begun, "岩温", PASSPHRASE, clock=clock)
    assert again.settled == "done"
    is_sound(again)
    again.close()


def test_keys_are_wiped_when_an_unlock_fails_and_the_one_not_used_when_it_succeeds(
    two, copier, monkeypatch, clock
):
    keys.remove(two, "李审计")
    two.close()
    begun = next(c for c in copier.copies if c.name.endswith("exported"))
    seen, real = [], ring_of_keys.open_slot

    def kept(*args):
        seen.append(real(*args))
        return seen[-1]

    monkeypatch.setattr(ring_of_keys, "open_slot", kept)
    monkeypatch.setattr(unlock, "check_pages", lambda *_: raised(Damaged("database", count=3)))
    with pytest.raises(Damaged):
        open_vault(begun, "岩温", PASSPHRASE, clock=clock)
    monkeypatch.setattr(unlock, "check_pages", check_pages)
    assert seen[0].key == seen[0].next_key == bytearray(32)
    again = open_vault(begun, "岩温", PASSPHRASE, clock=clock)
    assert again.vault.key is seen[1].key
    assert any(again.vault.key)
    assert seen[1].next_key == bytearray(32)
    again.close()
    assert seen[1].key == bytearray(32)


def test_nothing_is_held_when_sitting_down_fails(two, monkeypatch, clock):
    folder = two.vault.folder
    two.close()
    seen, real = [], opening_module.unlock

    def kept(*args):
        seen.append(real(*args))
        return seen[-1]

    monkeypatch.setattr(opening_module, "unlock", kept)
    monkeypatch.setattr(Desk, "sit_down", lambda _: raised(DiskTrouble("full")))
    with pytest.raises(DiskTrouble):
        open_vault(folder, "岩温", PASSPHRASE, clock=clock)
    assert seen[0].key == bytearray(32)
    VaultLock(folder).release()
    assert not list(folder.glob(f"{DATABASE}-*"))


def test_a_vault_that_cannot_be_made_leaves_nothing(tmp_path, monkeypatch, clock):
    def make():
        return new_vault(tmp_path / "v", "岩温", PASSPHRASE, Level.HIGHLY_SECRET, clock=clock, cost=CHEAP)

    released, real = [], VaultLock.release
    monkeypatch.setattr(VaultLock, "release", lambda lock: (released.append(lock), real(lock))[1])
    for module, name, times in ((opening_module, "_found", 1), (vault, "restart_witness", 2)):
        monkeypatch.setattr(module, name, lambda *_: raised(DiskTrouble("full")))
        with pytest.raises(DiskTrouble):
            make()
        assert len(released) == times
        assert list(tmp_path.iterdir()) == []
    monkeypatch.undo()
    make().close()


def test_a_substitutes_key_ends_by_itself(desk, vault_folder, clock):
    """临时代管 (F15): good to its last day, and on the day after it opens nothing more."""
    with pytest.raises(Refused):
        keys.add(desk, "王勤", "custodian", LI, until="2026-11-22", cost=CHEAP)
    keys.add(desk, "王勤", "custodian", LI, until="2026-11-25", cost=CHEAP)
    desk.close()
    clock.forward(days=2)
    open_vault(vault_folder, "王勤", LI, clock=clock).close()
    clock.forward(days=1)
    with pytest.raises(WrongPassphrase) as told:
        open_vault(vault_folder, "王勤", LI, clock=clock)
    assert (told.value.detail, told.value.facts["until"]) == ("expired", "2026-11-25")
    assert "失效" in told.value.text
    again = open_vault(vault_folder, "岩温", PASSPHRASE, clock=clock)
    assert list(checks.verify(again)) == []
    again.close()
