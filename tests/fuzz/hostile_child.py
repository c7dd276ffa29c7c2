"""Reads hostile workbooks and forms as the program does, and prints as JSON how it went and what memory it took (R22).

``python -m tests.fuzz.hostile_child FOLDER books MANY MB``: MANY light files, then (MB > 0) every heavy one. A file is
opened, laid out and rehearsed; what comes out is Refused with Chinese sentences, or a book.
``… forms MANY 0``: MANY of the college's own forms; one that is wrong is named, one that is read prints.
Any other exception, an open canary, or a file that was made or changed outside the vault ends the process with what it was.
"""

import gc
import json
import random
import re
import sys
from pathlib import Path

from secretdesk import assets
from secretdesk.desk import imports, labels, sheets
from secretdesk.desk.import_choices import Choices
from secretdesk.desk.opening import new_vault
from secretdesk.domain.review import Refused
from secretdesk.domain.terms import Level
from secretdesk.store.errors import StoreError
from secretdesk.ui.trouble import sentence
from tests.conftest import CHEAP, PASSPHRASE, Clock
from tests.desk.test_receipt import do, receive
from tests.fuzz import hostile_books, hostile_forms

SECRET = "canary: 4c1f7e, never to be read"
SOURCE = {"source": "旧电脑", "virus_checked": True}
MOST_REHEARSED = 3000  # rows; more take minutes
CHINESE = re.compile(r"[\u4e00-\u9fff].*[。？]$", re.DOTALL)


class Fence:
    """An audit hook over every file that Python opens: the canary never, for writing only inside the vault."""

    def __init__(self, canary, vault):
        self.canary, self.vault, self.seen = canary, str(vault), []
        sys.addaudithook(self)

    def __call__(self, event, args):
        if event == "open" and isinstance(args[0], str):
            path, writes = args[0], isinstance(args[1], str) and set(args[1]) & set("wax+")
            if self.canary.name in path or (writes and not path.startswith(self.vault)):
                self.seen.append(path)
        elif event.startswith(("socket.", "subprocess.", "os.system", "os.exec", "shutil.", "os.rename")):
            self.seen.append(event)


def memory(what):
    """MB in memory: VmRSS now, VmHWM at most since :func:`start_anew`."""
    status = Path("/proc/self/status").read_text(encoding="ascii")
    return int(re.search(rf"{what}:\s+(\d+)", status)[1]) / 1024


def start_anew():
    gc.collect()
    Path("/proc/self/clear_refs").write_text("5", encoding="ascii")
    return memory("VmRSS")


def sentences(error):
    return [reason.text for reason in error.reasons] if isinstance(error, Refused) else [error.text]


def tried(desk, path, register="documents", choices=None):
    """What became of it: a code, or how many rows."""
    choices = choices or Choices(register)
    try:
        file = imports.open_file(path)
        looked = imports.look(desk, file, choices)
        assert (
            SECRET not in repr(file.read)
            if len(file.read) < 9 and sum(len(s.rows) for s in file.read.values()) < 99
            else True
        )
        done = imports.run(desk, file, looked, choices, SOURCE, keep=False)
    except (Refused, StoreError) as error:
        for text in sentences(error):
            assert CHINESE.search(text), text
        return error.reasons[0].code if isinstance(error, Refused) else error.kind
    return f"{done.content} rows"


def booked(desk, path):
    code = tried(desk, path)
    path.unlink()
    return code


def formed(desk, path):
    """A form of the college's own: what is wrong with it, or how many pages it prints."""
    own = desk.vault.folder / "forms" / path.name
    own.write_bytes(path.read_bytes())
    wrong = [*sheets.wrong_forms(desk), *filter(None, [labels.wrong_sheets(desk)])]
    assert all(str(own) in str(error) and re.search(r"[\u4e00-\u9fff]", sentence(error)) for error in wrong)
    if not wrong and path.name == assets.LABELS:
        for key in list(labels.sheets_of(desk))[:3]:
            labels.print_labels(desk, "documents", [desk.rows("documents")[0].entry], sheet=key)
    elif not wrong:
        form = next(form for form in sheets.forms_of(desk).values() if form.file == str(own))
        sheets.print_form(desk, form.key, blank=True)
        if not form.wants_entry:
            sheets.print_form(desk, form.key, year=2026)
    own.unlink()
    path.unlink()
    return wrong[0].key or "toml" if wrong else "printed"


def main(folder, what, many, mb):
    folder = Path(folder)
    desk = new_vault(folder / "vault", "岩温", PASSPHRASE, Level.HIGHLY_SECRET, clock=Clock(), cost=CHEAP)
    do(desk, "people", "enrol", name="岩温")
    canary = folder / "canary-4c1f7e.txt"
    canary.write_text(SECRET, encoding="utf-8")
    receive(desk)
    tried(
        desk, written(folder, "warm.xlsx", hostile_books.good()[0])
    )  # what is loaded at first use costs no file
    sheets.print_form(desk, "receipt_book", year=2026)
    head, told, costs = desk.head(), {}, {}
    fence = Fence(canary, desk.vault.folder)
    base = memory("VmRSS")
    kinds, read = (hostile_books.LIGHT, booked) if what == "books" else (hostile_forms.KINDS, formed)
    jobs = [(kinds[n % len(kinds)], n, ()) for n in range(many)]
    jobs += [(make, 0, (mb,)) for make in hostile_books.HEAVY] if mb else []
    for make, n, more in jobs:
        name, data = make(random.Random(f"{make.__name__} {n}"), canary, *more)
        fence.seen.clear()
        path = written(folder, name, data)
        del data
        before = start_anew()
        fence.seen.clear()
        try:
            code = read(desk, path)
            assert not fence.seen, fence.seen
            assert desk.head() == head
        except BaseException:
            print(f"{make.__name__} number {n}: {path}", file=sys.stderr)
            raise
        told[f"{make.__name__}: {code}"] = told.get(f"{make.__name__}: {code}", 0) + 1
        costs[make.__name__] = round(max(costs.get(make.__name__, 0), memory("VmHWM") - before))
    assert canary.read_text(encoding="utf-8") == SECRET
    print(
        json.dumps(
            {"tries": len(jobs), "told": told, "base": round(base), "costs": costs},
            ensure_ascii=False,
        )
    )
    desk.close()


def written(folder, name, data):
    path = folder / name
    path.write_bytes(data)
    return path


if __name__ == "__main__":
    main(sys.argv[1], sys.argv[2], *map(int, sys.argv[3:5]))
