"""The same checks guided by coverage (atheris), each in a process of its own; long campaigns alone."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

from tests.campaigns import campaign

TARGETS = (
    "marks", "numbers", "dates", "holidays", "anchors", "fields", "forms", "keys", "witness", "backups", "lists", "mappings", "workbooks",
)  # fmt: skip


@pytest.mark.parametrize("target", TARGETS)
@campaign("Fuzz guided {target}", [], 20_000)
def test_guided(tmp_path, record_property, target, tries):
    pytest.importorskip("atheris", reason="has wheels for Linux on x86-64 alone")
    done = subprocess.run(
        [sys.executable, "-m", "tests.fuzz.guided", target, f"-runs={tries}", f"-artifact_prefix={tmp_path}/"],
        capture_output=True, text=True, cwd=Path(__file__).parents[2], check=False, timeout=3000,
        env=os.environ | {"PYTHONWARNINGS": "ignore"},
    )  # fmt: skip
    assert done.returncode == 0, (done.stderr[-3000:], [one.read_bytes()[:500] for one in tmp_path.iterdir()])
    told = dict(
        line.removeprefix("stat::").split(":")
        for line in done.stderr.splitlines()
        if line.startswith("stat::")
    )
    record_property("figure", f"{told['new_units_added'].strip()} that reached something new")
