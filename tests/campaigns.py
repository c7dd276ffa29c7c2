"""The long campaigns of `make torture`, and the one table at its end."""

from collections import defaultdict

import pytest

ROWS = defaultdict(lambda: {"tries": 0, "failed": 0, "seconds": 0.0, "figures": []})


def campaign(name, short, long, key="tries"):
    """So many tries in the normal run, so many in `make torture`, where they are the row *name* of the table.

    A name begins with the promise that it shows (docs/promises.md) and may hold other parameters: ``R4 {job}``.
    """
    marks = [pytest.mark.torture, pytest.mark.campaign(name, key)]
    tries = short if isinstance(short, list) else [short]
    return pytest.mark.parametrize(key, [*tries, pytest.param(long, marks=marks)], ids=_named)


def pytest_runtest_setup(item):
    """What a row of the table needs travels with the reports, from a worker too."""
    mark = item.get_closest_marker("campaign")
    if mark is not None:
        name, *key = mark.args
        given = item.callspec.params if hasattr(item, "callspec") else {}
        shown = {one: getattr(value, "__name__", value) for one, value in given.items()}
        item.user_properties.append(("campaign", [name.format(**shown), _size(given[key[0]]) if key else 1]))
    elif item.get_closest_marker("torture") is not None:
        item.user_properties.append(("campaign", [item.name, 1]))


def pytest_runtest_logreport(report):
    """Add a part of a test (setup, call, teardown) to its row."""
    told = dict(map(tuple, report.user_properties))
    if "campaign" in told:
        name, tries = told["campaign"]
        row = ROWS[name]
        row["seconds"] += report.duration
        row["failed"] += report.failed
        if report.when == "call":
            row["tries"] += tries
            row["figures"] += [told["figure"]] if "figure" in told else []
        elif report.skipped:
            row["figures"].append("skipped")


def pytest_terminal_summary(terminalreporter):
    """One table: campaign, tries, failures, seconds."""
    if not ROWS:
        return
    width = max(map(len, ROWS))
    terminalreporter.write_line(f"\n{'campaign':<{width}}  {'tries':>6}  {'failures':>8}  {'seconds':>8}")
    for name in sorted(ROWS, key=_order):
        row = ROWS[name]
        figures = f"  {'; '.join(row['figures'])}" if row["figures"] else ""
        terminalreporter.write_line(
            f"{name:<{width}}  {row['tries']:>6,}  {row['failed']:>8}  {row['seconds']:>8.0f}{figures}"
        )
    tries, failed, seconds = (
        sum(row[key] for row in ROWS.values()) for key in ("tries", "failed", "seconds")
    )
    terminalreporter.write_line(f"{'all':<{width}}  {tries:>6,}  {failed:>8}  {seconds:>8.0f}")


def _size(value):
    return len(value) if isinstance(value, (range, list)) else value


def _named(value):
    return f"at {value[0]}" if isinstance(value, list) and len(value) == 1 else _size(value)


def _order(name):
    number = name.split()[0].removeprefix("R")
    return (int(number), name) if name[0] == "R" and number.isdigit() else (99, name)
