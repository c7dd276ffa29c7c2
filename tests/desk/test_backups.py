"""Backups are proved before they count, and take a vault's place without a moment between (R2, R4, R7)."""

import json
import shutil

import pytest

from secretdesk.desk import backups, checks
from secretdesk.desk.opening import new_vault, open_vault
from secretdesk.desk.volumes import Volume
from secretdesk.domain.keeping import to_keep
from secretdesk.domain.review import Refused
from secretdesk.domain.terms import Level
from secretdesk.store.backup import backups_in, open_backup, read_backup
from secretdesk.store.errors import Damaged, InUse, NotAVault, StoreError, WrongPassphrase
from secretdesk.store.restore import restore_in_steps
from tests.conftest import CHEAP, PASSPHRASE
from tests.desk.test_receipt import do, receive


@pytest.fixture
def books(desk):
    receive(desk, place="一室-1柜-1层")
    return desk


def fixed(_path):
    return Volume("disk", fixed=True)


def back_up(desk, folder, **more):
    folder.mkdir(exist_ok=True)
    made, _ = backups.back_up(desk, folder, volumes=fixed, **more)
    return made


def everything(desk):
    return {
        key: [(r.entry, r.status, r.values) for r in desk.rows(key)]
        for key in ("documents", "copies", "people")
    }


def test_a_backup_is_whole_checked_counted_and_booked(books, tmp_path):
    seq, head = books.head()
    made = back_up(books, tmp_path / "out")
    assert (made.state, made.lines, made.head, made.level) == ("sound", seq, head, "机密")
    (booked,), (output,) = books.rows("backups"), books.rows("outputs")
    assert (booked["lines"], booked["path"], booked.status) == (seq, str(made.folder), "kept")
    assert output["kind"] == "备份"
    assert open_backup(made.folder, None, PASSPHRASE) == made
    assert b"SQLite format 3" not in (made.folder / "registers.db").read_bytes()
    text = "".join(p.read_text("latin-1") for p in made.folder.iterdir())
    assert "转发".encode().decode("latin-1") not in text
    assert list(checks.verify(books)) == []
    assert [p.name for p in (tmp_path / "out").iterdir()] == [made.folder.name]


def test_acts_during_a_backup_are_not_half_in_it(books, tmp_path):
    made = back_up(books, tmp_path / "out")
    receive(books, doc_number="9号", copy_numbers="000901")
    restored = tmp_path / "again"
    backups.restore(made.folder, restored, None, PASSPHRASE, clock=books.clock)
    desk = open_vault(restored, None, PASSPHRASE, clock=books.clock)
    assert len(desk.rows("documents")) == 1
    assert list(checks.verify(desk)) == []
    desk.close()


def test_restoring_takes_the_place_and_keeps_the_old_aside(books, tmp_path, vault_folder, clock):
    before = everything(books)
    made = back_up(books, tmp_path / "out")
    receive(books, doc_number="9号", copy_numbers="000901")
    lines = books.head()[0]
    books.close()
    done = backups.restore(made.folder, vault_folder, None, PASSPHRASE, clock=clock)
    assert done.lost == lines - made.lines
    desk = open_vault(vault_folder, None, PASSPHRASE, clock=clock)
    assert everything(desk) == before
    assert list(checks.verify(desk)) == []
    (told,) = desk.rows("backups", where={"status": "restored"})
    assert told["lost"] == f"{made.lines + 1}-{lines}"
    desk.close()
    (aside,) = (vault_folder / "backups").glob("replaced-*")
    shutil.copytree(aside, tmp_path / "old")
    (tmp_path / "old" / "backups").mkdir()
    old = open_vault(tmp_path / "old", None, PASSPHRASE, clock=clock)
    assert len(old.rows("documents")) == 2
    old.close()


def test_a_kill_at_any_step_leaves_the_old_or_the_new(books, tmp_path, vault_folder, clock):
    made = back_up(books, tmp_path / "out")
    receive(books, doc_number="9号", copy_numbers="000901")
    books.close()
    shutil.copytree(vault_folder, tmp_path / "start")
    found, names = set(), []
    for stop in range(1, 100):
        shutil.rmtree(vault_folder)
        shutil.copytree(tmp_path / "start", vault_folder)
        steps = restore_in_steps(open_backup(made.folder, None, PASSPHRASE), vault_folder, "x")
        name = next((one for n, one in enumerate(steps, 1) if n == stop), None)
        steps.close()
        if name is None:
            break
        names.append(name)
        desk = open_vault(vault_folder, None, PASSPHRASE, clock=clock)
        found.add((name == "ready" or "ready" in names, len(desk.rows("documents"))))
        assert list(checks.verify(desk)) == []
        desk.close()
        assert not (vault_folder / "restoring").exists()
    assert found == {(False, 2), (True, 1)}
    assert len(names) > 8


@pytest.mark.parametrize(
    ("harm", "state", "error"),
    [
        ("cut", "cut", Damaged),
        ("flip", "damaged", Damaged),
        ("keys", "damaged", Damaged),
        ("gone", "cut", Damaged),
        ("empty", "empty", NotAVault),
        ("foreign", "no_backup", NotAVault),
        ("manifest", "no_backup", NotAVault),
    ],
)
def test_what_is_wrong_with_a_backup_is_named_and_nothing_changes(
    books, tmp_path, vault_folder, clock, harm, state, error
):
    made = back_up(books, tmp_path / "out")
    before = everything(books)
    books.close()
    place = made.folder
    db = (place / "registers.db").read_bytes()
    if harm == "cut":
        (place / "registers.db").write_bytes(db[: len(db) // 2])
    elif harm == "flip":
        (place / "registers.db").write_bytes(db[:9000] + bytes([db[9000] ^ 1]) + db[9001:])
    elif harm == "keys":
        text = (place / "keys.json").read_bytes()
        (place / "keys.json").write_bytes(text[:100] + bytes([text[100] ^ 1]) + text[101:])
    elif harm == "gone":
        (place / "registers.db").unlink()
    elif harm == "manifest":
        (place / "backup.json").write_text(json.dumps({"format": 1}))
    else:
        shutil.rmtree(place)
        place.mkdir()
        if harm == "foreign":
            (place / "holiday.jpg").write_bytes(b"x")
    assert read_backup(place, whole=True).state == state
    with pytest.raises(error) as told:
        backups.restore(place, vault_folder, None, PASSPHRASE, clock=clock)
    assert str(place) in told.value.text
    desk = open_vault(vault_folder, None, PASSPHRASE, clock=clock)
    assert everything(desk) == before
    desk.close()


def test_a_backup_of_another_vault_does_not_replace_this_one(books, tmp_path, vault_folder, clock):
    other = new_vault(tmp_path / "other", "岩温", PASSPHRASE, Level.HIGHLY_SECRET, clock=clock, cost=CHEAP)
    made = back_up(other, tmp_path / "out")
    other.close()
    books.close()
    with pytest.raises(Damaged, match="另一个保密库"):
        backups.restore(made.folder, vault_folder, None, PASSPHRASE, clock=clock)
    with pytest.raises(WrongPassphrase):
        backups.restore(made.folder, vault_folder, None, "another passphrase 9", clock=clock)


def test_a_vault_in_use_and_a_clerk_without_the_right_are_refused(books, tmp_path, vault_folder, clock):
    made = back_up(books, tmp_path / "out")
    with pytest.raises(InUse):
        backups.restore(made.folder, vault_folder, None, PASSPHRASE, clock=clock)


def test_a_removable_volume_must_be_a_registered_medium(books, tmp_path):
    (tmp_path / "usb").mkdir()
    with pytest.raises(Refused) as told:
        backups.back_up(books, tmp_path / "usb", volumes=lambda _: Volume("usb", fixed=False, id="1A2B-3C4D"))
    assert {r.code for r in told.value.reasons} == {"undeclared_medium"}
    assert list((tmp_path / "usb").iterdir()) == []
    assert not books.rows("backups")
    with pytest.raises(StoreError):
        backups.back_up(books, tmp_path / "nowhere", volumes=fixed)


def test_the_day_s_first_unlock_makes_one_and_old_ones_go_by_the_rule(books, clock):
    assert backups.daily(books) is not None
    assert backups.daily(books) is None
    for _ in range(40):
        clock.forward(days=1)
        assert backups.daily(books) is not None
    kept = books.rows("backups", where={"status": "kept"})
    days = [str(one["made_on"])[:10] for one in kept]
    assert set(days) == to_keep(days)
    assert len(days) == len(set(days)) < 15
    folder = books.vault.folder / "backups"
    assert {one.folder.name for one in backups_in(folder)} == {p.name for p in folder.iterdir()}
    assert len(list(folder.iterdir())) == len(days)
    assert list(checks.verify(books)) == []


def test_the_rule_keeps_seven_days_five_weeks_twelve_months_and_every_year():
    days = [
        f"{year}-{month:02d}-{day:02d}"
        for year in (2024, 2025, 2026)
        for month in range(1, 13)
        for day in range(1, 29)
    ]
    kept = to_keep(days)
    assert {"2024-12-28", "2025-12-28"} <= kept
    assert {d for d in kept if d > "2026-12-21"} >= {f"2026-12-{n}" for n in range(22, 29)}
    assert {f"2026-{m:02d}-28" for m in range(1, 13)} <= kept
    assert 7 + 11 + 2 <= len(kept) <= 7 + 5 + 12 + 3
    assert to_keep([]) == set()


def test_after_an_expunge_the_backups_that_hold_it_are_listed(books, tmp_path):
    from secretdesk.desk.due import due

    early = back_up(books, tmp_path / "out")
    do(books, "documents", "expunge", "密收〔2026〕0001号", reason="高于本机密级")
    (row,) = books.rows("backups")
    assert row["holds_expunged"]
    assert [one.row.number for one in due(books) if one.what == "stale_backup"] == [row.number]
    late = back_up(books, tmp_path / "out")
    assert late.lines > early.lines
    do(books, "backups", "remove", row.number, reason="已换新的")
    assert not [one for one in due(books) if one.what == "stale_backup"]
