"""Every promise has its row, every row its test, every test that is named is there (docs/promises.md)."""

import ast
import re
from pathlib import Path

ROOT = Path(__file__).parents[1]
PAGE = ROOT / "docs" / "promises.md"
NAMED = re.compile(r"`(tests/[\w/]+\.py)(?:::(\w+))?`")
PROMISES = 24


def rows(page):
    """The cells of each promise: number, promise, figure, test, measured."""
    lines = [line.strip("| ").split(" | ") for line in page.splitlines() if line.startswith("| R")]
    return {cells[0]: cells[1:] for cells in lines}


def missing(page):
    """What is named and not there."""
    return [
        (path, function)
        for path, function in NAMED.findall(page)
        if not (ROOT / path).is_file() or (function and function not in functions(ROOT / path))
    ]


def functions(path):
    return {
        node.name for node in ast.parse(path.read_text("utf-8")).body if isinstance(node, ast.FunctionDef)
    }


def test_each_promise_has_a_figure_a_test_and_a_measurement():
    found = rows(PAGE.read_text("utf-8"))
    assert list(found) == [f"R{n}" for n in range(1, PROMISES + 1)]
    for number, cells in found.items():
        _, figure, tests, measured = cells
        assert figure, number
        assert measured, number
        assert NAMED.search(tests) or tests == measured == "open", number


def test_every_test_that_is_named_is_there():
    assert missing(PAGE.read_text("utf-8")) == []


def test_a_test_that_is_gone_is_seen():
    assert missing(
        "`tests/gone.py`, `tests/test_promises.py::test_gone`, `tests/test_promises.py::rows`"
    ) == [
        ("tests/gone.py", ""),
        ("tests/test_promises.py", "test_gone"),
    ]


def test_the_threat_model_names_tests_that_are_there():
    assert missing((ROOT / "docs" / "threat-model.md").read_text("utf-8")) == []
