"""Guided by coverage: the same checks, given bytes that atheris makes out of what reached new lines of the program.

``python -m tests.fuzz.guided marks -runs=100000`` (``make fuzz`` does all); what it finds becomes a named example.
Bytes are text in UTF-8 with half surrogates let through, or a file as it is.
"""

import contextlib
import sys
import tempfile
from datetime import date
from pathlib import Path

import atheris

with atheris.instrument_imports(include=["secretdesk", "tomllib", "zipfile", "json"]):
    from secretdesk.output.manifest import write_manifest
    from secretdesk.store import backup
    from secretdesk.store.witness import _record
    from tests.fuzz import (
        test_anchors,
        test_dates,
        test_fields,
        test_files,
        test_forms,
        test_marks,
        test_numbers,
        test_workbooks,
    )
    from tests.fuzz.wild import HOSTILE

USUAL = [
    "-seed=1",
    "-max_len=20000",
    "-len_control=0",
    "-print_final_stats=1",
    "-verbosity=0",
]
TODAY = date(2026, 11, 23)


def text(data):
    return data.decode("utf-8", "surrogatepass" if b"\xed" in data else "replace")


def fields(data):
    for field in test_fields.FIELDS:
        test_fields.value_holds(field, text(data))


def targets(folder):
    """Name → what is tried with the bytes."""
    (folder / "registers.db").write_bytes(b"x")
    for name in ("one", "two"):
        (folder / name).mkdir()
        (folder / name / backup.MANIFEST).write_text("{}")
    return {
        "marks": lambda data: test_marks.mark_holds(text(data)),
        "numbers": lambda data: test_numbers.list_holds(text(data)),
        "dates": lambda data: test_dates.day_holds(text(data), TODAY),
        "holidays": lambda data: test_dates.holidays_hold(text(data), TODAY.year),
        "anchors": lambda data: test_anchors.code_holds(text(data)),
        "fields": fields,
        "forms": lambda data: test_forms.form_holds(folder / "form.toml", data),
        "keys": lambda data: test_files.key_files_hold(folder, data, data),
        "witness": lambda data: test_files.witness_holds(folder, data),
        "backups": lambda data: test_files.backup_holds(folder, data),
        "lists": test_files.list_holds,
        "mappings": lambda data: test_files.mapping_holds(
            text(data), "x.toml" if data[:1] == b"t" else "x.json"
        ),
        "workbooks": test_workbooks.read_holds,
    }


def seeds(folder, name):
    """A folder of what is right, and of what was found before, to begin with."""
    found = {
        "forms": [one.encode() for one in [*test_forms.SHIPPED[:20], test_forms.LABELS]],
        "workbooks": [data for _, data, _ in test_workbooks.BOOKS],
        "backups": test_files.MANIFESTS,
        "keys": test_files.MANIFESTS,
        "mappings": [one.encode() for one in test_files.MAPPINGS],
        "witness": [_record(7, "0" * 64) + _record(8, "f" * 64)],
        "lists": [write_manifest({"甲.pdf": b"x"}, [("密级", "机密")])],
    }
    place = folder / "seeds"
    place.mkdir()
    hostile = [one.encode("utf-8", "surrogatepass") for one in HOSTILE]
    for number, data in enumerate(found.get(name, hostile)):
        (place / str(number)).write_bytes(data)
    return place


def main():
    name = sys.argv.pop(1)
    with tempfile.TemporaryDirectory() as made:
        check = targets(Path(made))[name]

        def one(data):
            with contextlib.suppress(UnicodeDecodeError):
                check(data)

        atheris.Setup([sys.argv[0], *USUAL, *sys.argv[1:], str(seeds(Path(made), name))], one)
        atheris.Fuzz()


if __name__ == "__main__":
    main()
