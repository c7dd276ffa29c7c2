"""The power fails: what the disk had not taken is gone from the end of the log, or garbled (peers R3).

A vault is copied while it is open, with database, WAL and witness as they lie there; then the WAL is cut, emptied or
garbled. The program refuses it where acknowledged lines are missing, and says how many lines there are and how many
there were. Without the witness it opens, and what is in it is the ledger as it stood at some earlier act, whole.
"""

import random
import shutil

import pytest

from secretdesk.desk import checks
from secretdesk.desk.opening import new_vault, open_vault
from secretdesk.domain.terms import Level
from secretdesk.store.errors import Damaged, StoreError
from secretdesk.store.keyfile import DATABASE
from secretdesk.store.witness import WITNESS_FILE
from tests.campaigns import campaign
from tests.conftest import CHEAP, PASSPHRASE, Clock
from tests.desk.test_receipt import do, receive

WAL = f"{DATABASE}-wal"
HEADER, FRAME = 32, 24 + 4096
SECTOR = 512


def opened(folder):
    return open_vault(folder, "岩温", PASSPHRASE, clock=Clock())


def hashes(desk):
    return [one for (one,) in desk.vault.db.execute("SELECT hash FROM ledger ORDER BY seq")]


def worked_in(place, acts, *, checkpoints):
    """What lies on the disk of a vault that is open, after many acts: its folder, the hash of every line, the acts' ends."""
    folder = place / "open"
    new_vault(folder, "岩温", PASSPHRASE, Level.HIGHLY_SECRET, clock=Clock(), cost=CHEAP).close()
    desk = opened(folder)
    desk.vault.db.execute("PRAGMA wal_autocheckpoint = 0").fetchone()
    ends = {desk.head()[0]}
    for n in range(acts):
        done = receive(desk, doc_number=f"{n}号", copy_numbers=f"{n:04d}01-{n:04d}03")
        ends.add(desk.head()[0])
        if n % 3 == 0:
            do(desk, "documents", "amend", done.entry, pages=n + 20, reason="数错")
            ends.add(desk.head()[0])
        if n in checkpoints:
            desk.vault.db.execute("PRAGMA wal_checkpoint(FULL)").fetchone()
    lines = hashes(desk)
    left = place / "left"
    shutil.copytree(folder, left, ignore=shutil.ignore_patterns("*-shm", "*.lock"))
    desk.close()
    return left, lines, ends


@pytest.fixture(scope="module")
def logs(tmp_path_factory):
    """All acts in the log; the last in a log that was begun anew over an older one."""
    one, other = (tmp_path_factory.mktemp(name) for name in ("whole", "anew"))
    return [worked_in(one, 24, checkpoints=()), worked_in(other, 24, checkpoints=(11,))]


def cut(dice, data):
    return data[: dice.randrange(len(data))]


def cut_between_frames(dice, data):
    return data[: HEADER + FRAME * dice.randrange(len(data) // FRAME + 1)]


def zeroed_to_the_end(dice, data):
    start = dice.randrange(len(data))
    return data[:start] + bytes(len(data) - start)


def sectors_not_written(dice, data):
    """The disk took them in another order: some of the last ones are as they were before, empty."""
    found, tail = bytearray(data), dice.randrange(1, 200)
    for _ in range(dice.randrange(1, 9)):
        at = max(0, len(data) // SECTOR - dice.randrange(tail)) * SECTOR
        found[at : at + SECTOR] = bytes(len(found[at : at + SECTOR]))
    return bytes(found)


def garbled(dice, data):
    at, many = dice.randrange(len(data)), dice.choice([1, 1, 16, SECTOR, 4096])
    return data[:at] + dice.randbytes(min(many, len(data) - at)) + data[at + many :]


def a_frame_twice(dice, data):
    frames = (len(data) - HEADER) // FRAME
    one, other = (HEADER + FRAME * dice.randrange(frames) for _ in range(2))
    return data[:one] + data[other : other + FRAME] + data[one + FRAME :]


WAYS = [cut, cut_between_frames, zeroed_to_the_end, sectors_not_written, garbled, a_frame_twice]


@campaign("R3 power loss, the log cut or garbled", 12, 500)
def test_what_is_left_is_a_clean_beginning_and_the_witness_tells_what_is_not(
    logs, tmp_path, record_property, tries
):
    """R3: told with both numbers, or nothing is missing; without the witness it opens, whole, at the end of some act."""
    dice, short, kept = random.Random(tries), 0, set()
    for n in range(tries):
        source, lines, ends = logs[n // len(WAYS) % len(logs)]
        folder = tmp_path / "vault"
        shutil.rmtree(folder, ignore_errors=True)
        shutil.copytree(source, folder)
        way = WAYS[n % len(WAYS)]
        (folder / WAL).write_bytes(way(dice, (source / WAL).read_bytes()))
        missing = told_missing(folder, len(lines))
        if missing:
            (folder / WITNESS_FILE).unlink()
        desk = opened(folder)
        found = hashes(desk)
        assert found == lines[: len(found)], way.__name__
        assert len(found) in ends, way.__name__
        assert len(lines) - len(found) == missing, way.__name__
        assert [one.check for one in checks.verify(desk)] == (["witness"] if missing else [])
        receive(desk, doc_number="999号", copy_numbers="999901")
        assert [one.check for one in checks.verify(desk) if one.check != "witness"] == []
        desk.close()
        short += bool(missing)
        kept.add(len(found))
    assert short > tries // 3
    assert len(kept) > min(tries, 40) // 3
    record_property("figure", f"{short} short of lines, each told; {len(kept)} lengths")


def told_missing(folder, last):
    """How many lines the refusal says are missing; 0 where it opens."""
    try:
        opened(folder).close()
    except Damaged as error:
        assert error.detail == "lost_lines"
        assert error.facts["witness"] == last
        assert str(last) in error.text
        return last - error.facts["seq"]
    return 0


@campaign("R3 a log that the database has taken in, cut", 6, 100)
def test_a_log_cut_behind_a_checkpoint_is_told_or_harmless(tmp_path_factory, tmp_path, tries):
    """R3: no power loss does this, as the log is synced first; a bad copy may. Then it is told, never mixed unseen."""
    source, lines, ends = worked_in(tmp_path_factory.mktemp("taken in"), 24, checkpoints=(23,))
    dice, told = random.Random(tries), 0
    for n in range(tries):
        folder = tmp_path / "vault"
        shutil.rmtree(folder, ignore_errors=True)
        shutil.copytree(source, folder)
        way = WAYS[n % len(WAYS)]
        (folder / WAL).write_bytes(way(dice, (source / WAL).read_bytes()))
        (folder / WITNESS_FILE).unlink()
        try:
            desk = opened(folder)
            found = hashes(desk)
            named = [one for one in checks.verify(desk) if one.check != "witness"]
        except StoreError as error:
            assert error.text
            told += 1
            continue
        desk.close()
        told += bool(named)
        assert named or (found == lines[: len(found)] and len(found) in ends), way.__name__
    assert told <= tries
