"""Checks the ledger in a decrypted copy, written from docs/ledger-format.md alone: Python's standard library.

python independent_verifier.py registers-decrypted.db
"""

import hashlib
import json
import sqlite3
import sys
from datetime import datetime

ESCAPES = {'"': '\\"', "\\": "\\\\", "\n": "\\n", "\r": "\\r", "\t": "\\t", "\b": "\\b", "\f": "\\f"}


def quoted(text):
    """A text as the head of a line writes it."""
    shown = (ESCAPES.get(c) or (f"\\u{ord(c):04x}" if c < " " else c) for c in text)
    return '"' + "".join(shown) + '"'


def head(line):
    """The bytes of a line that the chain binds."""
    fields = [
        "secretdesk-1", line["seq"], line["act"], line["at"], line["on"], line["actor"], line["register"],
        line["action"], line["entry"], line["number"], line["issued"], line["status"], line["commitment"].hex(),
    ]  # fmt: skip
    shown = (quoted(field) if isinstance(field, str) else str(field) for field in fields)
    return f"[{','.join(shown)}]".encode()


def lines(path):
    """Every line, in order."""
    db = sqlite3.connect(f"{path.absolute().as_uri()}?mode=ro", uri=True)
    db.row_factory = sqlite3.Row
    try:
        yield from db.execute("SELECT * FROM ledger ORDER BY seq")
    finally:
        db.close()


def check(path):
    """What is wrong with the ledger, as (what, line number)."""
    found, erased, issued = [], {}, {}
    expected, before, act, at = 1, bytes(32), 0, None
    for line in lines(path):
        seq, entry = line["seq"], (line["register"], line["entry"])
        if seq != expected:
            found.append(("missing_line", expected))
        expected = seq + 1
        if line["action"] == "expunge":
            erased[entry] = []
        if line["content"] is None:
            erased.setdefault(entry, []).append(seq)
            sound = line["salt"] is None
        else:
            committed = hashlib.sha256((line["salt"] or b"") + line["content"].encode()).digest()
            sound = committed == line["commitment"]
        if not sound:
            found.append(("content", seq))
        if hashlib.sha256(before + head(line)).digest() != line["hash"]:
            found.append(("chain", seq))
        else:
            moment = datetime.fromisoformat(line["at"])
            if at and moment < at and entry[0] != "clock":
                found.append(("time", seq))
            at = moment
        before = line["hash"]
        if line["act"] not in (seq, act):
            found.append(("act", seq))
        act = line["act"]
        if line["issued"]:
            series, n = line["issued"].rsplit("/", 1)
            if int(n) != issued.get((entry[0], series), 0) + 1:
                found.append(("gap", seq))
            issued[entry[0], series] = int(n)
    return found + [("erased", seq) for some in erased.values() for seq in some]


def entries(path):
    """(register, entry) → (number, status, values): every entry as its own lines have made it."""
    found = {}
    for line in lines(path):
        number, _, values = found.get((line["register"], line["entry"]), ("", "", {}))
        content = json.loads(line["content"] or "{}")
        values = values | content.get("set", {})
        for key in content.get("clear", ()):
            values.pop(key, None)
        found[line["register"], line["entry"]] = (line["number"] or number, line["status"], values)
    return found


if __name__ == "__main__":
    from pathlib import Path

    wrong = check(Path(sys.argv[1]))
    print("\n".join(f"line {seq}: {what}" for what, seq in wrong) or "sound")
    sys.exit(bool(wrong))
