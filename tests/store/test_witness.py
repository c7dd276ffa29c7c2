"""How far the ledger had come, outside the database."""

import hashlib
import subprocess
import sys
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from secretdesk.store.errors import DiskTrouble
from secretdesk.store.witness import WITNESS_FILE, Witness, Witnessed, read_witness, restart_witness


def head(seq: int) -> str:
    return hashlib.sha256(str(seq).encode()).hexdigest()


def test_there_is_none_before_the_first(tmp_path: Path) -> None:
    assert read_witness(tmp_path) is None
    Witness(tmp_path).close()
    assert read_witness(tmp_path) is None


def test_the_last_note_counts_also_after_opening_anew(tmp_path: Path) -> None:
    seq = 0
    for burst in (1, 2, 3, 4, 1, 1, 5):
        with Witness(tmp_path) as witness:
            for _ in range(burst):
                seq += 3  # one act may write several lines
                witness.note(seq, head(seq))
                assert read_witness(tmp_path) == Witnessed(seq, head(seq))
    assert (tmp_path / WITNESS_FILE).stat().st_size == 256


def test_a_torn_write_leaves_the_note_before(tmp_path: Path) -> None:
    """Whatever part of the newest record reached the disk, it or the one before is read, and kept."""
    path = tmp_path / WITNESS_FILE
    witness = Witness(tmp_path)
    witness.note(1, head(1))
    for seq in range(2, 5):
        before = path.read_bytes()
        witness.note(seq, head(seq))
        after = path.read_bytes()
        for cut in range(len(after) + 1):
            for torn in (after[:cut] + before[cut:], before[:cut] + after[cut:]):
                path.write_bytes(torn)
                found = read_witness(tmp_path)
                assert found in {Witnessed(seq - 1, head(seq - 1)), Witnessed(seq, head(seq))}
                with Witness(tmp_path) as again:
                    again.note(seq + 9, head(seq + 9))
                record = found.head.encode()
                assert record in path.read_bytes()  # the next note is not written over the one that counts
        path.write_bytes(after)
    witness.close()


def test_any_changed_byte_falls_back_to_the_other_record(tmp_path: Path) -> None:
    path = tmp_path / WITNESS_FILE
    with Witness(tmp_path) as witness:
        witness.note(1, head(1))
        witness.note(2, head(2))
    good = path.read_bytes()
    for index in range(256):
        for bit in range(8):
            path.write_bytes(good[:index] + bytes([good[index] ^ 1 << bit]) + good[index + 1 :])
            assert read_witness(tmp_path) == (Witnessed(2, head(2)) if index < 128 else Witnessed(1, head(1)))


@given(st.binary(max_size=300))
def test_no_content_whatever_raises(tmp_path_factory, content: bytes) -> None:
    folder = tmp_path_factory.mktemp("v")
    (folder / WITNESS_FILE).write_bytes(content)
    assert read_witness(folder) is None
    with Witness(folder) as witness:
        witness.note(7, head(7))
    assert read_witness(folder) == Witnessed(7, head(7))


def test_a_restart_may_go_back(tmp_path: Path) -> None:
    with Witness(tmp_path) as witness:
        for seq in (98, 99):
            witness.note(seq, head(seq))
    restart_witness(tmp_path, 5, head(5))
    assert read_witness(tmp_path) == Witnessed(5, head(5))
    with Witness(tmp_path) as witness:
        witness.note(6, head(6))
    assert read_witness(tmp_path) == Witnessed(6, head(6))


def test_what_is_no_line_is_refused_and_nothing_is_written(tmp_path: Path) -> None:
    with Witness(tmp_path) as witness:
        for seq, digest in [
            (-1, head(1)),
            (1, "x" * 64),
            (1, head(1).upper()),
            (1, head(1)[:-1]),
            (10**19, head(1)),
        ]:
            with pytest.raises(ValueError, match="a line has"):
                witness.note(seq, digest)
    assert read_witness(tmp_path) is None


def test_a_closed_or_missing_place_is_disk_trouble(tmp_path: Path) -> None:
    with pytest.raises(DiskTrouble):
        Witness(tmp_path / "nowhere")
    witness = Witness(tmp_path)
    witness.close()
    witness.close()
    with pytest.raises(DiskTrouble):
        witness.note(1, head(1))


WRITER = """
import hashlib, sys
from pathlib import Path
from secretdesk.store.witness import Witness
with Witness(Path(sys.argv[1])) as witness:
    seq = int(sys.argv[2])
    while True:
        seq += 1
        witness.note(seq, hashlib.sha256(str(seq).encode()).hexdigest())
        print(seq, flush=True)
"""


def test_a_killed_writer_loses_no_note_that_it_acknowledged(tmp_path: Path) -> None:
    start = 0
    for notes in (1, 2, 7, 40, 300):
        with subprocess.Popen(
            [sys.executable, "-c", WRITER, str(tmp_path), str(start)], stdout=subprocess.PIPE, text=True
        ) as child:
            try:
                for _ in range(notes):
                    last = int(child.stdout.readline())
            finally:
                child.kill()
            last = max([last, *(int(line) for line in child.stdout.read().split("\n")[:-1])])
        found = read_witness(tmp_path)
        assert found is not None
        assert last <= found.seq <= last + 1
        assert found.head == head(found.seq)
        start = found.seq
