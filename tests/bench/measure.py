"""A ratio, its limit, and how it is measured: both sides in turn, the median of the pairs."""

import statistics
import time
from dataclasses import dataclass


@dataclass(frozen=True)
class Ratio:
    """`value` must not exceed `limit` (or, where `at_least`, not fall below it)."""

    name: str
    value: float
    limit: float
    what: str
    at_least: bool = False

    @property
    def kept(self) -> bool:
        return self.value >= self.limit if self.at_least else self.value <= self.limit

    def __str__(self) -> str:
        sign = "≥" if self.at_least else "≤"
        return f"{'ok ' if self.kept else 'NOT'} {self.name:<34} {self.value:8.2f} {sign} {self.limit:<6} {self.what}"


def timed(action) -> float:
    """Seconds of one run."""
    begin = time.perf_counter()
    action()
    return time.perf_counter() - begin


def pair(one, other, runs=7) -> tuple[float, float, float]:
    """(median ratio one/other, median seconds of one, of other), in turn after a warm-up of both."""
    one(), other()
    times = [(timed(one), timed(other)) for _ in range(runs)]
    return (
        statistics.median(a / b for a, b in times),
        statistics.median(a for a, _ in times),
        statistics.median(b for _, b in times),
    )


def ms(seconds: float) -> str:
    return f"{seconds * 1000:.2f} ms"
