"""Every page of the database is checked, nothing is written, and a killed writer's leavings are no damage."""

import hashlib
import random
import shutil
import signal
import struct
import subprocess
import sys
from pathlib import Path

import pytest
import sqlcipher3

from secretdesk.store import page_check
from secretdesk.store.errors import Damaged, StoreError
from secretdesk.store.page_check import CheckStopped, check_open_file, check_pages, key_fits
from secretdesk.store.wal import Wal, read_wal

PAGE = 4096
KEY = hashlib.sha256(b"a database key").digest()


def connect(path: Path, key: bytes = KEY):
    db = sqlcipher3.connect(str(path), isolation_level=None)
    db.execute(f"PRAGMA key = \"x'{key.hex()}'\"")
    db.execute("PRAGMA journal_mode = WAL")
    return db


def fill(db, rows: int, start: int = 0) -> None:
    picked = random.Random(start)
    db.execute("BEGIN")
    db.execute("CREATE TABLE IF NOT EXISTS t (id INTEGER PRIMARY KEY, content BLOB)")
    db.executemany("INSERT INTO t (content) VALUES (?)", ((picked.randbytes(700),) for _ in range(rows)))
    db.execute("COMMIT")


@pytest.fixture(scope="module")
def made(tmp_path_factory) -> Path:
    """A closed database of some forty pages."""
    path = tmp_path_factory.mktemp("made") / "registers.db"
    db = connect(path)
    fill(db, 200)
    db.close()
    assert not path.with_name("registers.db-wal").exists()
    return path


@pytest.fixture
def path(made: Path, tmp_path: Path) -> Path:
    return Path(shutil.copy(made, tmp_path))


@pytest.fixture
def with_wal(tmp_path: Path) -> Path:
    """A database as a kill leaves it: its last three transactions stand in the WAL alone."""
    live = tmp_path / "live" / "registers.db"
    live.parent.mkdir()
    db = connect(live)
    fill(db, 100)
    db.execute("PRAGMA wal_checkpoint(TRUNCATE)")
    db.execute("PRAGMA wal_autocheckpoint = 0")
    for start in (1, 2, 3):
        fill(db, 30, start)
    copied = tmp_path / "killed"
    shutil.copytree(live.parent, copied)
    db.close()
    (copied / "registers.db-shm").unlink()
    return copied / "registers.db"


def snapshot(folder: Path) -> dict[str, tuple[bytes, int]]:
    return {path.name: (path.read_bytes(), path.stat().st_mtime_ns) for path in folder.iterdir()}


def verdict(path: Path, key: bytes = KEY) -> str:
    """ "sound" or the kind of damage, with a look that the check has touched nothing."""
    before = snapshot(path.parent)
    said, text = "sound", ""
    try:
        check_pages(path, key)
    except Damaged as error:
        said, text = error.detail, error.text
    assert "{" not in text
    assert snapshot(path.parent) == before
    return said


def flip(path: Path, offset: int, bit: int = 0) -> None:
    with path.open("r+b") as file:
        file.seek(offset)
        byte = file.read(1)[0]
        file.seek(offset)
        file.write(bytes([byte ^ 1 << bit]))


# --- a closed database ---


def test_a_sound_database_passes_and_nothing_is_touched(path: Path) -> None:
    assert verdict(path) == "sound"
    assert [found.name for found in path.parent.iterdir()] == ["registers.db"]


def test_sqlcipher_s_own_check_agrees(path: Path) -> None:
    flip(path, 7 * PAGE + 100)
    flip(path, 9 * PAGE + 4000)
    db = sqlcipher3.connect(f"{path.as_uri()}?immutable=1", uri=True)
    db.execute(f"PRAGMA key = \"x'{KEY.hex()}'\"")
    assert len(db.execute("PRAGMA cipher_integrity_check").fetchall()) == 2
    db.close()
    with pytest.raises(Damaged) as told:
        check_pages(path, KEY)
    assert (told.value.detail, told.value.facts) == ("database", {"count": 2})


def test_every_single_changed_byte_is_found(path: Path) -> None:
    picked = random.Random(1)
    size = path.stat().st_size
    places = [0, 15, 16, 27, 28, 31, PAGE - 1, PAGE, size - 1, size - 64, size - 65, size - 80]
    places += [picked.randrange(size) for _ in range(300)]
    for place in places:
        bit = picked.randrange(8)
        flip(path, place, bit)
        assert verdict(path) == "database", place
        flip(path, place, bit)
    assert verdict(path) == "sound"


def test_a_changed_salt_fails_every_page(path: Path) -> None:
    flip(path, 3)
    with pytest.raises(Damaged) as told:
        check_pages(path, KEY)
    assert told.value.facts == {"count": path.stat().st_size // PAGE}


def test_another_key_fails(path: Path) -> None:
    assert verdict(path, bytes(32)) == "database"
    assert key_fits(path, KEY)
    assert not key_fits(path, bytes(32))


def test_every_truncation_is_found(path: Path) -> None:
    size = path.stat().st_size
    cuts = [
        0,
        1,
        15,
        16,
        100,
        PAGE - 1,
        PAGE,
        PAGE + 1,
        size - PAGE - 1,
        size - PAGE,
        size - PAGE + 1,
        size - 1,
    ]
    whole = path.read_bytes()
    for cut in [*cuts, *random.Random(2).sample(range(size), 60)]:
        path.write_bytes(whole[:cut])
        assert verdict(path) in {"cut", "truncated"}, cut


@pytest.mark.parametrize("more", [1, 100, PAGE, PAGE + 1, 5 * PAGE])
def test_an_appended_tail_is_found(path: Path, more: int) -> None:
    whole = path.read_bytes()
    for tail in (bytes(more), (whole[PAGE:] * 2)[:more]):
        path.write_bytes(whole + tail)
        assert verdict(path) == "size"


def test_swapped_zeroed_and_foreign_pages_are_found(path: Path, tmp_path_factory) -> None:
    other = tmp_path_factory.mktemp("other") / "registers.db"
    db = connect(other)
    fill(db, 200)
    db.close()
    whole, foreign = path.read_bytes(), other.read_bytes()
    assert len(whole) == len(foreign)
    pages = [whole[start : start + PAGE] for start in range(0, len(whole), PAGE)]
    picked = random.Random(3)
    for _ in range(40):
        one, two = picked.sample(range(len(pages)), 2)
        swapped = pages.copy()
        swapped[one], swapped[two] = pages[two], pages[one]
        zeroed = [*pages[:one], bytes(PAGE), *pages[one + 1 :]]
        strange = [*pages[:one], foreign[one * PAGE : (one + 1) * PAGE], *pages[one + 1 :]]
        for changed in (swapped, zeroed, strange):
            path.write_bytes(b"".join(changed))
            assert verdict(path) == "database"


def test_an_older_version_of_a_page_is_left_to_the_ledger(path: Path) -> None:
    """A page is bound to its place, not to its time: this check cannot know. Chain and witness do."""
    old = path.read_bytes()
    db = connect(path)
    db.execute("UPDATE t SET content = zeroblob(700) WHERE id = 150")
    db.close()
    new = path.read_bytes()
    changed = [
        start
        for start in range(PAGE, len(new), PAGE)
        if old[start : start + PAGE] != new[start : start + PAGE]
    ]
    assert changed
    for start in changed:
        path.write_bytes(new[:start] + old[start : start + PAGE] + new[start + PAGE :])
        assert verdict(path) == "sound"


@pytest.mark.parametrize(
    "content", [b"junk", b"\0" * 3 * PAGE, b"SQLite format 3\0" + b"\0" * (2 * PAGE - 16)]
)
def test_another_file_in_its_place_is_damage(path: Path, content: bytes) -> None:
    path.write_bytes(content)
    assert verdict(path) in {"database", "truncated"}


def test_a_missing_file_is_told(tmp_path: Path) -> None:
    assert verdict(tmp_path / "registers.db") == "no_database"
    with pytest.raises(Damaged):
        key_fits(tmp_path / "registers.db", KEY)


def test_progress_runs_to_the_end_and_can_stop(tmp_path: Path) -> None:
    path = tmp_path / "registers.db"
    db = connect(path)
    fill(db, 3000)
    db.close()
    total = path.stat().st_size // PAGE
    seen = []
    check_pages(path, KEY, lambda done, of: seen.append((done, of)) or True)
    assert [done for done, _ in seen] == [*range(256, total, 256), total]
    assert {of for _, of in seen} == {total}
    with pytest.raises(CheckStopped):
        check_pages(path, KEY, lambda done, _: done < 256)
    assert not issubclass(CheckStopped, StoreError)


def test_the_page_of_the_lock_bytes_is_passed_over(path: Path, monkeypatch) -> None:
    """In a file of a gigabyte SQLite leaves this page alone; here it is moved to where we have one."""
    flip(path, 4 * PAGE + 9)
    assert verdict(path) == "database"
    monkeypatch.setattr(page_check, "_LOCK_PAGE", 5)
    assert verdict(path) == "sound"


def test_the_lock_page_is_where_sqlite_has_it() -> None:
    assert page_check._LOCK_PAGE == 262145


def test_a_file_kept_open_by_the_caller_stays_open(path: Path) -> None:
    with path.open("rb", buffering=0) as file:
        check_open_file(file, path, KEY)
        assert not file.closed
        assert file.read(0) == b""


# --- with a WAL ---


def test_a_wal_is_read_as_sqlite_reads_it(with_wal: Path) -> None:
    log = with_wal.with_name("registers.db-wal")
    wal = read_wal(log)
    assert verdict(with_wal) == "sound"
    assert wal.pages * PAGE > with_wal.stat().st_size
    whole, folded = log.read_bytes(), with_wal.read_bytes()
    connect(with_wal).close()  # closing checkpoints
    after = with_wal.read_bytes()
    assert len(after) == wal.pages * PAGE
    for number in range(1, wal.pages + 1):
        page = after[(number - 1) * PAGE : number * PAGE]
        if number in wal.offsets:
            assert page == whole[wal.offsets[number] : wal.offsets[number] + PAGE]
        else:
            assert page == folded[(number - 1) * PAGE : number * PAGE]


def test_a_page_that_stands_in_the_wal_may_be_anything_in_the_main_file(with_wal: Path) -> None:
    wal = read_wal(with_wal.with_name("registers.db-wal"))
    for number in range(1, with_wal.stat().st_size // PAGE + 1):
        flip(with_wal, number * PAGE - 9)
        assert verdict(with_wal) == ("sound" if number in wal.offsets else "database"), number
        flip(with_wal, number * PAGE - 9)
    assert sum((number - 1) * PAGE < with_wal.stat().st_size for number in wal.offsets) > 1


def test_a_cut_or_changed_wal_counts_up_to_its_last_sound_commit(with_wal: Path) -> None:
    log = with_wal.with_name("registers.db-wal")
    whole = log.read_bytes()
    frame = PAGE + 24
    states = {0: (0, 0)}  # bytes up to a commit → the length there
    for start in range(32, len(whole), frame):
        length = struct.unpack_from(">I", whole, start + 4)[0]
        if length:
            states[start + frame] = (length, start + frame)
    assert len(states) == 4
    picked = random.Random(4)
    for cut in [0, 1, 31, 32, len(whole) - 1, *states, *(picked.randrange(len(whole)) for _ in range(60))]:
        expected, end = max(value for end, value in states.items() if end <= cut)
        log.write_bytes(whole[:cut])
        assert read_wal(log).pages == expected
        assert all(at + PAGE <= end for at in read_wal(log).offsets.values())
        assert verdict(with_wal) == "sound"  # what is lost is a clean suffix; the witness tells of that
        if cut < len(whole):
            log.write_bytes(whole[:cut] + bytes([whole[cut] ^ 1 << picked.randrange(8)]) + whole[cut + 1 :])
            assert read_wal(log).pages == expected
            assert verdict(with_wal) == "sound"


def test_sqlite_agrees_on_what_a_changed_wal_still_holds(with_wal: Path) -> None:
    log = with_wal.with_name("registers.db-wal")
    main, whole = with_wal.read_bytes(), log.read_bytes()
    picked = random.Random(5)
    for _ in range(25):
        place = picked.randrange(len(whole))
        with_wal.write_bytes(main)
        log.write_bytes(whole[:place] + bytes([whole[place] ^ 1 << picked.randrange(8)]) + whole[place + 1 :])
        ours = read_wal(log).pages or len(main) // PAGE
        db = sqlcipher3.connect(str(with_wal))
        db.execute(f"PRAGMA key = \"x'{KEY.hex()}'\"")
        assert db.execute("PRAGMA page_count").fetchone()[0] == ours
        assert db.execute("PRAGMA integrity_check").fetchone()[0] == "ok"
        db.close()


def test_a_forged_frame_with_a_good_checksum_is_damage(with_wal: Path) -> None:
    """The WAL's checksums hold against accidents; against a hand only the page's HMAC does."""
    log = with_wal.with_name("registers.db-wal")
    whole = bytearray(log.read_bytes())
    last = max(read_wal(log).offsets.values())
    whole[last + 50] ^= 1
    order = "<" if struct.unpack_from(">I", whole)[0] == 0x377F0682 else ">"
    first, second = struct.unpack_from(">2I", whole, last - PAGE - 32)
    words = struct.unpack(f"{order}1026I", bytes(whole[last - 24 : last - 16] + whole[last : last + PAGE]))
    for even, odd in zip(words[::2], words[1::2], strict=True):
        first = (first + even + second) % 2**32
        second = (second + odd + first) % 2**32
    struct.pack_into(">2I", whole, last - 8, first, second)
    log.write_bytes(whole)
    assert max(read_wal(log).offsets.values()) == last
    assert verdict(with_wal) == "database"


def test_a_main_file_too_short_for_its_wal_is_truncated(with_wal: Path) -> None:
    wal = read_wal(with_wal.with_name("registers.db-wal"))
    needed = max(number for number in range(1, wal.pages + 1) if number not in wal.offsets)
    whole = with_wal.read_bytes()
    with_wal.write_bytes(whole[: needed * PAGE])
    assert verdict(with_wal) == "sound"
    with_wal.write_bytes(whole[: needed * PAGE - 1])
    assert verdict(with_wal) == "truncated"
    with pytest.raises(Damaged) as told:
        check_pages(with_wal, KEY)
    assert told.value.facts == {"expected": wal.pages * PAGE, "actual": needed * PAGE - 1}


@pytest.mark.parametrize("content", [b"", b"\0" * 5000, b"\x37\x7f\x06\x82" + b"\0" * 28, b"x" * 31])
def test_a_wal_of_nonsense_holds_nothing(path: Path, content: bytes) -> None:
    path.with_name("registers.db-wal").write_bytes(content)
    assert read_wal(path.with_name("registers.db-wal")) == Wal()
    assert verdict(path) == "sound"


# --- after a kill ---

WRITER = """
import random, sys
import sqlcipher3
path, key, seed = sys.argv[1:]
db = sqlcipher3.connect(path, isolation_level=None)
db.execute(f"PRAGMA key = \\"x'{key}'\\"")
db.execute("PRAGMA journal_mode = WAL")
db.execute("PRAGMA cache_size = 20")           # spills uncommitted pages into the WAL
# Checkpoints all the time, so that many a kill meets one; or so rarely that much stands in the WAL alone.
db.execute(f"PRAGMA wal_autocheckpoint = {(15, 1000)[int(seed) % 2]}")
db.execute("CREATE TABLE IF NOT EXISTS t (id INTEGER PRIMARY KEY, content BLOB)")
db.execute("CREATE TABLE IF NOT EXISTS n (n)")
picked = random.Random(int(seed))
print("begun", flush=True)
while True:
    db.execute("BEGIN")
    for _ in range(picked.randrange(1, 60)):
        db.execute("INSERT INTO t (content) VALUES (?)", (picked.randbytes(picked.randrange(9000)),))
    if picked.random() < 0.3:
        db.execute("DELETE FROM t WHERE id % 3 = ?", (picked.randrange(3),))
    db.execute("INSERT INTO n VALUES (1)")
    db.execute("COMMIT")
    if picked.random() < 0.1:
        db.execute("DELETE FROM t")
        db.execute("VACUUM")                    # the file grows shorter
    print(db.execute("SELECT count(*) FROM n").fetchone()[0], flush=True)
"""


def test_a_killed_writer_leaves_nothing_that_looks_like_damage(tmp_path: Path) -> None:
    path = tmp_path / "registers.db"
    picked = random.Random(6)
    acknowledged, behind = 0, 0
    for seed in range(25):
        child = subprocess.Popen(
            [sys.executable, "-c", WRITER, str(path), KEY.hex(), str(seed)], stdout=subprocess.PIPE, text=True
        )
        with child:
            lines = iter(child.stdout.readline, "")
            for _, line in zip(range(picked.randrange(1, 40)), lines, strict=False):
                acknowledged = int(line) if line != "begun\n" else acknowledged
            # A moment somewhere inside the next transaction or its checkpoint, without a clock.
            for _ in range(picked.randrange(60_000)):
                pass
            child.send_signal(signal.SIGKILL)
            acknowledged = max([acknowledged, *(int(line) for line in lines if line.endswith("\n"))])
        path.with_name("registers.db-shm").unlink(missing_ok=True)
        assert verdict(path) == "sound"
        wal = read_wal(path.with_name("registers.db-wal"))
        behind += bool(wal.pages) and wal.pages * PAGE != path.stat().st_size
        db = sqlcipher3.connect(str(path))
        db.execute(f"PRAGMA key = \"x'{KEY.hex()}'\"")
        assert db.execute("SELECT count(*) FROM n").fetchone()[0] >= acknowledged
        assert db.execute("PRAGMA page_count").fetchone()[0] == (wal.pages or path.stat().st_size // PAGE)
        assert db.execute("PRAGMA integrity_check").fetchone()[0] == "ok"
        db.close()
    assert behind  # else the test has not met what it is about
    assert acknowledged > 100


def test_a_half_done_checkpoint_is_no_damage(with_wal: Path) -> None:
    """Any part of the WAL's pages may already stand in the main file, the last of them torn."""
    log = with_wal.with_name("registers.db-wal").read_bytes()
    wal = read_wal(with_wal.with_name("registers.db-wal"))
    main = with_wal.read_bytes()
    pages = sorted(wal.offsets.items())
    for done in range(len(pages) + 1):
        with with_wal.open("r+b") as file:
            file.write(main)
            file.truncate(len(main))
            for number, at in pages[:done]:
                file.seek((number - 1) * PAGE)
                file.write(log[at : at + PAGE])
            if done < len(pages):
                number, at = pages[done]
                file.seek((number - 1) * PAGE)
                file.write(log[at : at + 1000])
        assert verdict(with_wal) == "sound"
