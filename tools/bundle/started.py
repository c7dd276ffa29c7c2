"""How long the frozen program takes to begin against the source tree, in turn, on the same machine.

``describe`` ends once every room but the window is loaded; the window counts from its start until it is in sight.
"""

from __future__ import annotations

import os
import statistics
import subprocess
import sys
import time
from pathlib import Path
from typing import TYPE_CHECKING

from bundle.window import Hand, display

if TYPE_CHECKING:
    from collections.abc import Callable

ROOT = Path(__file__).resolve().parents[2]
TIMES = 5


def ratios(bundle: Path) -> dict[str, tuple[float, str]]:
    """What was begun → median of frozen to source over turns of both, and a sentence."""
    frozen, source = [str(bundle / "secretdesk")], [sys.executable, "-m", "secretdesk"]
    told = {"command": _compare(lambda start: _ended([*start, "describe", "documents"]), frozen, source)}
    with display() as shown:
        told["window"] = _compare(lambda start: _in_sight(start, shown), frozen, source)
    return told


def _compare(
    measure: Callable[[list[str]], float], frozen: list[str], source: list[str]
) -> tuple[float, str]:
    pairs = [(measure(frozen), measure(source)) for _ in range(TIMES)][1:]
    found = statistics.median(one / other for one, other in pairs)
    ours, theirs = (statistics.median(side) for side in zip(*pairs, strict=True))
    return found, f"{found:.2f} times the source tree ({ours * 1000:.0f} ms to {theirs * 1000:.0f} ms)"


def _ended(command: list[str]) -> float:
    begin = time.perf_counter()
    subprocess.run(command, env=_environment(), check=True, capture_output=True, cwd=ROOT)
    return time.perf_counter() - begin


def _in_sight(command: list[str], shown: str) -> float:
    begin = time.perf_counter()
    with subprocess.Popen(
        command, env=_environment(DISPLAY=shown, QT_QPA_PLATFORM="xcb"), cwd=ROOT
    ) as program:
        try:
            Hand(shown).focus("^保密工作台$")
            return time.perf_counter() - begin
        finally:
            program.terminate()


def _environment(**more: str) -> dict[str, str]:
    return {**os.environ, "PYTHONPATH": str(ROOT / "src"), **more}
