"""Damage of every kind: told at the unlock or by `verify`, no other exception, registers.db as it was (peers R5).

No byte of registers.db is outside what the unlock checks: page 1 begins with 16 bytes of salt from which the HMAC's
key comes, and every page ends with its IV, which the HMAC covers, and the HMAC. An older page put back in its own
place does fit; of those the ledger's chain, the fold, the structure or the witness tell. Only what is derived or stands
outside the ledger (search index, drafts, columns) may go back to what it was without a word.
"""

import json
import random
import shutil

import pytest

from secretdesk.desk import checks, drafts, keys
from secretdesk.desk.backups import back_up, restore
from secretdesk.desk.opening import new_vault, open_vault
from secretdesk.desk.volumes import Volume
from secretdesk.domain.terms import Level
from secretdesk.store.backup import backups_in, open_backup
from secretdesk.store.errors import Damaged, NewerVersion, NotAVault, StoreError
from secretdesk.store.keyfile import DATABASE, KEY_FILES
from secretdesk.store.witness import WITNESS_FILE, Witnessed, read_witness
from tests.campaigns import campaign
from tests.conftest import CHEAP, PASSPHRASE, Clock
from tests.desk.test_receipt import do, receive
from tests.store.tools import bare, sums

PAGE = 4096
WAL = f"{DATABASE}-wal"


@pytest.fixture(scope="module")
def template(tmp_path_factory):
    """A closed vault of about 150 pages; beside it the pages as they were at four earlier moments."""
    place = tmp_path_factory.mktemp("damage")
    folder = place / "vault"
    desk = new_vault(folder, "岩温", PASSPHRASE, Level.HIGHLY_SECRET, clock=Clock(), cost=CHEAP)
    key = bytes(desk.vault.key)
    keys.add(desk, "李审计", "auditor", "quarry moss 9 kettle", cost=CHEAP)
    desk.close()
    for n in range(5):
        again = open_vault(folder, "岩温", PASSPHRASE, clock=Clock())
        works(again, n)
        again.close()
        shutil.copyfile(folder / DATABASE, place / f"{n}.db")
    return folder, key


def works(desk, n):
    numbers = []
    for i in range(6):
        numbers.append(receive(desk, doc_number=f"{n}-{i}号", copy_numbers=f"{n}{i}01-{n}{i}04").number)
        drafts.save(desk, "documents", "receive", i, {"title": f"草稿{n}{i}" * 20})
    do(desk, "documents", "amend", numbers[0], title=f"改后的标题{n}", reason="抄错")
    do(desk, "documents", "void", numbers[1], reason="重登")
    do(desk, "copies", "relocate", [c.entry for c in desk.rows("copies", where={"status": "in_cabinet"}, limit=9)],
       place=f"一室-{n}柜", confirm=["unknown_reference"])  # fmt: skip


@pytest.fixture
def fresh(template, tmp_path):
    """Gives an undamaged copy each time it is called."""
    folder, _ = template

    def copied():
        shutil.rmtree(tmp_path / "vault", ignore_errors=True)
        return shutil.copytree(folder, tmp_path / "vault")

    return copied


def told(folder):
    """The kind and detail of the error at the unlock, else what `verify` names; registers.db stays as it was."""
    before = sums(folder, *(name for name in (DATABASE, WAL) if (folder / name).exists()))
    try:
        desk = open_vault(folder, "岩温", PASSPHRASE, clock=Clock())
    except StoreError as error:
        assert error.text
        assert sums(folder, *before) == before
        return f"{error.kind}.{error.detail}" if error.detail else error.kind
    try:
        found = [f.check for f in checks.verify(desk)]
    except StoreError as error:
        found = [error.kind]
    finally:
        desk.close()
    if WAL not in before:
        assert sums(folder, DATABASE) == before
    return found


def changed(path, offset, new):
    with path.open("r+b") as file:
        file.seek(offset)
        file.write(new)


@campaign("R5 single bytes", 30, 1000)
def test_single_bytes(fresh, tries):
    dice, folder = random.Random(tries), fresh()
    path = folder / DATABASE
    data = path.read_bytes()
    places = [0, 15, 16, 24, 28, 99, PAGE - 80, PAGE - 64, PAGE - 1, len(data) - 1]
    for n in range(tries):
        offset = places[n] if n < len(places) else dice.randrange(len(data))
        changed(path, offset, bytes([data[offset] ^ dice.randrange(1, 256)]))
        assert told(folder) == "damaged.database", offset
        changed(path, offset, data[offset : offset + 1])
    assert told(folder) == []


@campaign("R5 files cut and lengthened", 12, 300)
def test_cut_and_lengthened_files(fresh, tries):
    dice, folder = random.Random(tries), fresh()
    data = (folder / DATABASE).read_bytes()
    lengths = [0, 1, 16, PAGE - 1, PAGE, len(data) - PAGE, len(data) - 1, len(data) + 1, len(data) + PAGE]
    for n in range(tries):
        length = lengths[n] if n < len(lengths) else dice.randrange(len(data))
        (folder / DATABASE).write_bytes((data + bytes(PAGE))[:length])
        kinds = {"damaged.database", "damaged.truncated", "damaged.cut", "damaged.size"}
        assert told(folder) in kinds, length


@campaign("R5 pages exchanged and emptied", 8, 300)
def test_exchanged_and_emptied_pages(fresh, tries):
    dice, folder = random.Random(tries), fresh()
    data = (folder / DATABASE).read_bytes()
    for _ in range(tries):
        pages = [data[at : at + PAGE] for at in range(0, len(data), PAGE)]
        one, other = dice.sample(range(len(pages)), 2)
        if dice.random() < 0.7:
            pages[one], pages[other] = pages[other], pages[one]
        else:
            pages[one] = dice.choice([bytes(PAGE), pages[other], dice.randbytes(PAGE)])
        (folder / DATABASE).write_bytes(b"".join(pages))
        assert told(folder) == "damaged.database", (one, other)


def contents(folder, key):
    """Every row of ledger and registers, and that their indexes name them all; the rest is derived or outside."""
    db = bare(folder, key)
    names = [n for (n,) in db.execute("SELECT name FROM sqlite_master WHERE type = 'table'") if n[:2] == "r_"]
    found = {n: db.execute(f"SELECT * FROM {n} ORDER BY 1").fetchall() for n in [*names, "ledger"]}
    checked = {n: db.execute(f"PRAGMA integrity_check({n})").fetchall() for n in found}
    assert set(map(tuple, checked.values())) == {(("ok",),)}, checked
    db.close()
    return found


@campaign("R5 older pages put back", 12, 600)
def test_older_pages_put_back(fresh, template, tries):
    """Each fits its HMAC; none changes a row unseen."""
    dice, (source, key) = random.Random(tries), template
    folder = fresh()
    data, sound = (folder / DATABASE).read_bytes(), contents(folder, key)
    unseen = 0
    for _ in range(tries):
        old = (source.parent / f"{dice.randrange(4)}.db").read_bytes()
        differing = [at for at in range(0, len(old), PAGE) if old[at : at + PAGE] != data[at : at + PAGE]]
        shutil.rmtree(folder)
        fresh()
        for at in dice.sample(differing, dice.choice([1, 1, 1, 2, 5])):
            changed(folder / DATABASE, at, old[at : at + PAGE])
        found = told(folder)
        if not found:
            unseen += 1
            assert contents(folder, key) == sound
    assert unseen < tries / 2


def test_a_whole_older_file_is_told(fresh, template):
    folder = fresh()
    for n in range(4):
        shutil.copyfile(template[0].parent / f"{n}.db", folder / DATABASE)
        assert told(folder) == "damaged.lost_lines"


@pytest.fixture(scope="module")
def killed(template, tmp_path_factory):
    """The vault with acts in its WAL alone, as a kill leaves it."""
    folder = tmp_path_factory.mktemp("killed") / "vault"
    shutil.copytree(template[0], folder)
    desk = open_vault(folder, "岩温", PASSPHRASE, clock=Clock())
    for n in range(6):
        do(desk, "departments", "enrol", name=f"科研{n}处")
    last = desk.head()
    left = tmp_path_factory.mktemp("left") / "vault"
    shutil.copytree(folder, left, ignore=shutil.ignore_patterns("*-shm"))
    desk.close()
    return left, last


@campaign("R5 logs cut and changed", 15, 500)
def test_cut_and_changed_wals(killed, tmp_path, tries):
    """Whatever of the acknowledged lines is lost is told; what is not told is whole."""
    source, (last, _) = killed
    data = (source / WAL).read_bytes()
    dice = random.Random(tries)
    for n in range(tries):
        folder = tmp_path / "vault"
        shutil.rmtree(folder, ignore_errors=True)
        shutil.copytree(source, folder)
        way = dice.randrange(4) if n else 3
        if way == 0:
            (folder / WAL).write_bytes(data[: dice.randrange(len(data))])
        elif way == 1:
            offset = dice.randrange(len(data))
            changed(folder / WAL, offset, bytes([data[offset] ^ dice.randrange(1, 256)]))
        elif way == 2:
            start = dice.randrange(len(data))
            changed(folder / WAL, start, bytes(min(len(data) - start, dice.randrange(1, 9000))))
        else:
            (folder / WAL).unlink()
        found = told(folder)
        if found == []:
            desk = open_vault(folder, "岩温", PASSPHRASE, clock=Clock())
            assert desk.head()[0] == last, way
            desk.close()
        else:
            assert found == "damaged.lost_lines", way


@campaign("R5 key files", 12, 300)
def test_one_damaged_key_file_is_mended_and_two_are_told(fresh, tries):
    dice = random.Random(tries)
    for n in range(tries):
        folder = fresh()
        one, other = dice.sample(KEY_FILES, 2)
        whole = (folder / one).read_bytes()
        for name in (one, other)[: 1 + n % 2]:
            hurt(dice, folder / name)
        if n % 2 == 0:
            assert told(folder) == []
            assert (folder / one).read_bytes() == whole  # mended from its twin
        else:
            left = {name: (folder / name).read_bytes() for name in KEY_FILES if (folder / name).exists()}
            assert told(folder) == "damaged.keys"
            assert {n: (folder / n).read_bytes() for n in left} == left


def hurt(dice, path, *, may_vanish=True):
    data = path.read_bytes() if path.exists() else b"0"
    way = dice.randrange(4 if may_vanish else 3)
    if way == 0:
        path.write_bytes(data[: dice.randrange(len(data))])
    elif way == 1:
        offset = dice.randrange(len(data))
        path.write_bytes(data[:offset] + bytes([data[offset] ^ dice.randrange(1, 256)]) + data[offset + 1 :])
    elif way == 2:
        path.write_bytes(dice.randbytes(len(data)))
    else:
        path.unlink(missing_ok=True)


@campaign("R5 witness", 12, 200)
def test_a_damaged_witness_is_told_by_verify_and_never_in_the_way(fresh, tries):
    """R5: one sound record of the two is enough; where both are gone `verify` says so, and the next act mends it."""
    dice, silent = random.Random(tries), 0
    for n in range(tries):
        folder = fresh()
        for _ in range(1 + n % 2):
            hurt(dice, folder / WITNESS_FILE, may_vanish=n % 2 == 1)
        found = told(folder)
        assert found in ([], ["witness"])
        silent += found == []
        assert (read_witness(folder) is None) == bool(found)
        desk = open_vault(folder, "岩温", PASSPHRASE, clock=Clock())
        do(desk, "departments", "enrol", name="学生处")
        last = desk.head()
        desk.close()
        assert read_witness(folder) == Witnessed(last[0], last[1])
    assert 0 < silent < tries


STRANGE = [
    b"", b"{}", b"[]", b"null", b"[" * 100_000, b'{"format": 1, "files": []}', b"\xff\xfe", b"{" * 9, b'"x"' * 9,
]  # fmt: skip


@campaign("R5 manifests of backups", 24, 200)
def test_a_backup_whose_manifest_or_file_is_damaged_is_never_restored(template, tmp_path, tries):
    """R5, R7: listed as cut or damaged or not at all; refused with a sentence, and it stays as it was."""
    shutil.copytree(template[0], tmp_path / "vault")
    desk = open_vault(tmp_path / "vault", "岩温", PASSPHRASE, clock=Clock())
    (tmp_path / "out").mkdir()
    made, _ = back_up(desk, tmp_path / "out", volumes=lambda _: Volume("disk", fixed=True))
    desk.close()
    dice, whole = random.Random(tries), {one.name: one.read_bytes() for one in made.folder.iterdir()}
    manifest = json.loads(whole["backup.json"])
    for n in range(tries):
        spoil(dice, n, made.folder, manifest)
        left = {one.name: one.read_bytes() for one in made.folder.iterdir()}
        listed = backups_in(tmp_path / "out")
        assert len(listed) <= 1
        with pytest.raises(StoreError) as refused:
            open_backup(made.folder, "岩温", PASSPHRASE)
        assert refused.value.text
        with pytest.raises(StoreError):
            restore(made.folder, tmp_path / "vault", "岩温", PASSPHRASE, clock=Clock())
        assert {one.name: one.read_bytes() for one in made.folder.iterdir()} == left
        for name, data in whole.items():
            (made.folder / name).write_bytes(data)
    assert open_backup(made.folder, "岩温", PASSPHRASE).state == "sound"


def spoil(dice, n, folder, manifest):
    """The manifest is no longer one, or claims something else, or a file is not what it says."""
    way = n % 4
    if way == 0:
        (folder / "backup.json").write_bytes(STRANGE[n // 4 % len(STRANGE)])
    elif way == 1:
        key = dice.choice(sorted(manifest.keys() - {"made_at", "last_at", "level", "reason"}))
        other = {"files": [*manifest["files"]], "format": 9, "size": 1, "lines": 3}
        value = dice.choice([None, 1.5, [], {}, "", "x", -1, other.get(key, "0" * 64)])
        (folder / "backup.json").write_text(json.dumps(manifest | {key: value}), "utf-8")
    elif way == 2:
        key = dice.choice(sorted(manifest))
        (folder / "backup.json").write_text(json.dumps({k: v for k, v in manifest.items() if k != key}))
    else:
        hurt(dice, folder / dice.choice(sorted(manifest["files"])))


def test_a_key_file_of_another_vault_opens_nothing(fresh, tmp_path):
    other = new_vault(tmp_path / "other", "岩温", PASSPHRASE, Level.HIGHLY_SECRET, clock=Clock(), cost=CHEAP)
    other.close()
    folder = fresh()
    for name in KEY_FILES:
        shutil.copyfile(tmp_path / "other" / name, folder / name)
    assert told(folder) == "damaged.database"


def test_an_older_key_file_opens_only_what_the_ledger_holds_as_live(fresh):
    """The key of somebody who was removed, put back by hand, is not live."""
    folder = fresh()
    older = {name: (folder / name).read_bytes() for name in KEY_FILES}
    desk = open_vault(folder, "岩温", PASSPHRASE, clock=Clock())
    keys.change(desk, "walnut 3 kettle door", cost=CHEAP)
    desk.close()
    for name, data in older.items():
        (folder / name).write_bytes(data)
    assert told(folder) == "wrong_passphrase.not_live"


def test_what_is_no_vault_or_of_a_newer_program(fresh, tmp_path):
    (tmp_path / "empty").mkdir()
    assert told(tmp_path / "empty") == NotAVault.kind
    assert told(tmp_path / "nowhere") == f"{NotAVault.kind}.missing"
    folder = fresh()
    (folder / DATABASE).unlink()
    assert told(folder) == f"{Damaged.kind}.no_database"
    for name in KEY_FILES:
        (folder / name).write_bytes(json.dumps({"format": 9}).encode())
    (folder / DATABASE).write_bytes(b"")
    assert told(folder) == f"{Damaged.kind}.keys"
    assert NewerVersion.exit_code == 6  # see tests/cli/test_six_messages.py


def test_files_of_other_programs(fresh):
    for content in (b"SQLite format 3\0" + bytes(4080), b"PK\3\4" * 5000, b"", bytes(PAGE * 3)):
        folder = fresh()
        (folder / DATABASE).write_bytes(content)
        assert told(folder).startswith("damaged.")
