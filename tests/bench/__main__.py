"""Runs every bench and prints a table: name, ratio, limit, and what was measured.

`python -m tests.bench [--documents N] [--only WORD]`; the big vault is made once under build/ and kept.
"""

import argparse
import sys

from tests.bench import (
    bench_custody,
    bench_entry,
    bench_import,
    bench_output,
    bench_paper,
    bench_start,
    bench_store,
    bench_window,
)
from tests.bench.measure import Ratio
from tests.bench.vaults import big_vault


def main() -> int:
    """0 where every ratio keeps its limit."""
    parser = argparse.ArgumentParser()
    parser.add_argument("--documents", type=int, default=200_000)
    parser.add_argument("--only", default="")
    args = parser.parse_args()
    results = []
    for bench in (*bench_output.ALL, *bench_paper.BENCHES, *bench_start.BENCHES):
        if args.only in bench.__name__:
            results += show([line if isinstance(line, Ratio) else read(line) for line in bench()])
    on_vaults = (
        *bench_store.BENCHES, *bench_entry.BENCHES, *bench_import.BENCHES, *bench_custody.BENCHES, *bench_window.BENCHES,
    )  # fmt: skip
    if any(args.only in bench.__name__ for bench in on_vaults):
        small, large = big_vault(2_000), big_vault(args.documents)
        for bench in on_vaults:
            if args.only in bench.__name__:
                results += show(bench(small, large))
    failed = [r for r in results if not r.kept]
    print(f"{len(results) - len(failed)} of {len(results)} keep their limit")
    return 1 if failed else 0


def read(line: str) -> Ratio:
    """A line ``name ratio limit`` of the output benches."""
    name, value, limit = line.split()
    return Ratio(name, float(value), float(limit.removeprefix(">=")), "", at_least=limit.startswith(">="))


def show(results):
    """Print as they come; the long ones take minutes."""
    for result in results:
        print(result, flush=True)
    return results


if __name__ == "__main__":
    sys.exit(main())
