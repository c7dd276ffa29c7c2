"""Who writes in the vault: a closed list of functions, each for its reason (peers R20).

That no row is written without its line is watched at work in tests/desk/test_no_write_without_a_line.py; here stands that
every verb of every register goes by the one function that writes both.
"""

import ast
import re
from pathlib import Path

ROOT = Path(__file__).parents[2]
WRITES = re.compile(r"\s*(?:INSERT|UPDATE|DELETE|REPLACE|DROP|ALTER|CREATE|BEGIN IMMEDIATE; )\b")
# Every function whose SQL writes, and why it may. A further one has to be thought about.
WRITERS = {
    "ledger.py:<module>": "INSERT of a line, used by Writer.add alone",
    "ledger.py:expunge": "erases what an expunging line names; a trigger of the file holds it to that",
    "tables.py:script": "shape of a register table, made from its declaration",
    "tables.py:insert": "the row of a line just written",
    "tables.py:update": "the row of a line just written",
    "search.py:script": "derived: the search index",
    "search.py:put": "derived: the search index",
    "build.py:_make": "register tables, made anew out of the ledger",
    "build.py:_fill": "register tables, made anew out of the ledger",
    "build.py:rebuild": "which shape the tables have",
    "build.py:renew": "the same rows in fresh pages",
    "blobs.py:put": "a scan, in the transaction of the line that names it",
    "blobs.py:empty": "a scan of what was expunged",
    "erase.py:erase": "in the transaction of the expunging line",
    "erase.py:_forget": "in the transaction of the expunging line",
    "erase.py:settle": "the mark of an erasure that is through",
    "migrations.py:<module>": "the permanent tables, by their steps",
    "outside.py:save_draft": "outside the ledger, and saying so",
    "outside.py:drop_draft": "outside the ledger, and saying so",
    "outside.py:save_preference": "outside the ledger, and saying so",
}


def texts(node):
    for one in ast.walk(node):
        if isinstance(one, ast.Constant) and isinstance(one.value, str):
            yield one.value


def test_who_writes_is_known():
    """R20: no SQL writes but that of these functions, each for its reason."""
    found = set()
    for file in (ROOT / "src").rglob("*.py"):
        tree = ast.parse(file.read_text("utf-8"))
        functions = [n for n in ast.walk(tree) if isinstance(n, ast.FunctionDef)]
        docstrings = {ast.get_docstring(n, clean=False) for n in [tree, *functions]}
        docstrings |= {
            ast.get_docstring(n, clean=False) for n in ast.walk(tree) if isinstance(n, ast.ClassDef)
        }
        inside = set()
        for function in functions:
            written = {t for t in texts(function) if WRITES.match(t)} - docstrings
            inside |= written
            if written:
                found.add(f"{file.name}:{function.name}")
        if {t for t in texts(tree) if WRITES.match(t)} - docstrings - inside:
            found.add(f"{file.name}:<module>")
    assert found == set(WRITERS)


def test_rows_are_written_by_the_writer_of_lines_alone():
    """R20: `tables.insert` and `update` are called where the line has just been written, and nowhere else."""
    calls = {
        (file.name, call)
        for file in (ROOT / "src").rglob("*.py")
        for call in re.findall(
            r"\b(tables\.(?:insert|update)|blobs\.(?:put|empty)|writer\.add)\(", file.read_text("utf-8")
        )
    }
    assert calls == {
        ("apply.py", "writer.add"), ("apply.py", "tables.insert"), ("apply.py", "tables.update"),
        ("desk.py", "blobs.put"), ("erase.py", "blobs.empty"),
    }  # fmt: skip
