"""Failed tries are counted, slowed down, told; and never stand in the way."""

import json
import os
from datetime import UTC, datetime, timedelta, timezone
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from secretdesk.store import attempts as module
from secretdesk.store.attempts import (
    ATTEMPTS_FILE,
    Attempts,
    count_failure,
    forget_failures,
    read_attempts,
    seconds_to_wait,
)
from secretdesk.store.errors import DiskTrouble

NOW = datetime(2026, 11, 23, 9, 30, tzinfo=timezone(timedelta(hours=8)))


def after(seconds: float) -> datetime:
    return NOW + timedelta(seconds=seconds)


def test_failures_add_up_and_are_told_once(tmp_path: Path) -> None:
    assert read_attempts(tmp_path) == Attempts()
    for count in range(1, 6):
        assert count_failure(tmp_path, after(count)) == Attempts(count, after(count))
        assert read_attempts(tmp_path) == Attempts(count, after(count))
    assert forget_failures(tmp_path) == Attempts(5, after(5))
    assert forget_failures(tmp_path) == Attempts()
    assert list(tmp_path.iterdir()) == []


def test_the_delay_doubles_up_to_a_minute() -> None:
    waits = [seconds_to_wait(Attempts(count, NOW), NOW) for count in range(1, 13)]
    assert waits == [0, 0, 0, 1, 2, 4, 8, 16, 32, 60, 60, 60]
    assert seconds_to_wait(Attempts(10**9, NOW), NOW) == 60
    assert seconds_to_wait(Attempts(), NOW) == 0


@pytest.mark.parametrize(("passed", "left"), [(0, 4), (0.1, 4), (1, 3), (3.5, 1), (3.999, 1), (4, 0), (5, 0)])
def test_the_delay_passes_with_time_in_whole_seconds(passed: float, left: int) -> None:
    assert seconds_to_wait(Attempts(6, NOW), after(passed)) == left


def test_a_clock_set_back_never_locks_anyone_out() -> None:
    assert seconds_to_wait(Attempts(20, NOW), after(-1)) == 0
    assert seconds_to_wait(Attempts(20, NOW), NOW.replace(year=2010)) == 0


@given(st.integers(0, 10**6), st.floats(-1e9, 1e9))
def test_nobody_ever_waits_longer_than_a_minute(count: int, passed: float) -> None:
    assert 0 <= seconds_to_wait(Attempts(count, NOW), NOW + timedelta(seconds=passed)) <= 60


def test_another_offset_is_the_same_moment(tmp_path: Path) -> None:
    for _ in range(6):
        count_failure(tmp_path, NOW)
    assert seconds_to_wait(read_attempts(tmp_path), NOW.astimezone(UTC)) == 4


@pytest.mark.parametrize(
    "content",
    [
        b"", b"\0" * 40, b"null", b"[]", b"7", b'{"count":3}', b"[" * 4096, "保密".encode("gbk"),
        b'{"count":"3","last":"2026-11-23T09:30:00+08:00"}',
        b'{"count":-3,"last":"2026-11-23T09:30:00+08:00"}',
        b'{"count":true,"last":"2026-11-23T09:30:00+08:00"}',
        b'{"count":3,"last":"2026-11-23T09:30:00"}',
        b'{"count":3,"last":"yesterday"}', b'{"count":3,"last":7}', b'{"count":' + b"9" * 5000,
    ],
)  # fmt: skip
def test_a_damaged_file_counts_as_none_and_counting_goes_on(tmp_path: Path, content: bytes) -> None:
    (tmp_path / ATTEMPTS_FILE).write_bytes(content)
    assert read_attempts(tmp_path) == Attempts()
    assert count_failure(tmp_path, NOW) == read_attempts(tmp_path) == Attempts(1, NOW)


@given(st.binary(max_size=200))
def test_no_content_whatever_raises(tmp_path_factory, content: bytes) -> None:
    folder = tmp_path_factory.mktemp("v")
    (folder / ATTEMPTS_FILE).write_bytes(content)
    read_attempts(folder)


def test_a_folder_that_cannot_be_written_or_read_never_blocks(tmp_path: Path, monkeypatch) -> None:
    def refused(*_: object) -> None:
        raise DiskTrouble("read_only")

    monkeypatch.setattr(module, "replace_file", refused)
    assert count_failure(tmp_path, NOW) == Attempts(1, NOW)
    assert count_failure(tmp_path / "nowhere", NOW) == Attempts(1, NOW)
    (tmp_path / ATTEMPTS_FILE).mkdir()  # can be neither read nor unlinked
    assert forget_failures(tmp_path) == Attempts()


@pytest.mark.skipif(os.name == "nt", reason="Windows has no such modes")
def test_the_file_holds_a_count_and_a_time_only(tmp_path: Path) -> None:
    count_failure(tmp_path, NOW)
    path = tmp_path / ATTEMPTS_FILE
    assert json.loads(path.read_text()) == {"count": 1, "last": "2026-11-23T09:30:00+08:00"}
    assert path.stat().st_mode & 0o777 == 0o600
