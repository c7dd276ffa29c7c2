"""A process whose children are killed: ``python -m tests.store.kills``, one JSON job a line in, one answer a line out.

It forks for each job, which costs a few milliseconds where a fresh interpreter costs half a second. A child opens the
vault, says so, and works on until SIGKILL; what it acknowledges goes through a pipe, flushed, as a person would see it.
"""

import json
import os
import random
import signal
import sys
import time
import traceback
from contextlib import suppress
from dataclasses import replace
from pathlib import Path

from secretdesk.desk import imports, year_close
from secretdesk.desk.backups import back_up, restore
from secretdesk.desk.folder_release import release_folder
from secretdesk.desk.plans import register_plan, year_plan
from secretdesk.desk.release import release
from secretdesk.desk.volumes import Volume
from secretdesk.domain.review import Command, Refused
from secretdesk.store import search
from tests.conftest import PASSPHRASE, Clock
from tests.desk.test_imports import take_over
from tests.desk.test_receipt import do, receive
from tests.store import kill_keys
from tests.store.killing import ME, old_book, opened


def acts(folder, seed, say):
    """Receipts, corrections, moves and voids without end; each acknowledged by seq and hash."""
    desk, dice = opened(folder), random.Random(seed)
    say("ready")
    for n in range(1_000_000):
        numbers = "、".join(f"{seed}-{n}-{i}" for i in range(dice.randrange(1, 5)))
        some = [lambda numbers=numbers, n=n: receive(desk, doc_number=f"{seed}-{n}号", copy_numbers=numbers)]
        if found := desk.rows("documents", where={"status": "registered"}, limit=10):
            document = dice.choice(found).entry
            some += [
                lambda document=document, n=n: do(
                    desk, "documents", "amend", document, pages=n + 1, reason="数错"
                ),
                lambda document=document: do(desk, "documents", "void", document, reason="重登"),
            ]
        copies = [c.entry for c in desk.rows("copies", where={"status": "in_cabinet"}, limit=8)]
        if len(copies) > 2:
            place = f"一室-{dice.randrange(9)}柜"
            command = Command(
                "", "copies", "relocate", copies[:3], {"place": place}, confirm={"unknown_reference"}
            )
            some.append(lambda command=command: desk.perform(command))
        with suppress(Refused):
            dice.choice(some)()
            say([*desk.head()])


def backups(folder, seed, say):
    """Papers and backups without end; a backup that is acknowledged is named."""
    desk, out = opened(folder), Path(folder).parent / "out"
    out.mkdir(exist_ok=True)
    say("ready")
    for n in range(1_000_000):
        receive(desk, doc_number=f"{seed}-{n}号", copy_numbers=f"{seed + 1:03d}{n:04d}")
        say([*desk.head()])
        made, _ = back_up(desk, out, volumes=lambda _: Volume("disk", fixed=True))
        say([str(made.folder), made.lines])


def restores(folder, backup, say):
    """A restore, from the moment it begins."""
    say("ready")
    restore(Path(backup), Path(folder), ME, PASSPHRASE, clock=Clock())
    say(["done", 0])


def releases(folder, seed, which, say):
    """Releases without end; one that is acknowledged is named with its list's checksum."""
    desk, out = opened(folder), Path(folder).parent / "out"
    out.mkdir(exist_ok=True)
    say("ready")
    for n in range(1_000_000):
        plan = register_plan(desk, "documents", None) if which == "register" else year_plan(desk, 2026)
        plan = replace(plan, title=f"{plan.title} {seed}-{n}")  # the clock stands still
        made = release_folder(desk, plan, out, volumes=lambda _: Volume("disk", fixed=True))
        say([str(made.folder), made.bundle.digest])
        say([*desk.head()])


def takings(folder, seed, say):
    """Old books without end, each with papers that came and went; a run that is acknowledged is named."""
    desk = opened(folder)
    say("ready")
    for n in range(1_000_000):
        take_over(desk, old_book(seed, n))
        say([*desk.head()])


def undoings(folder, say):
    """Every import is undone, the last first; each that is acknowledged is named."""
    desk = opened(folder)
    runs = [row.entry for row in desk.rows("imports", where={"status": "done"})]
    say("ready")
    for entry in sorted(runs, reverse=True):
        imports.undo(desk, entry, "重新整理后再导入")
        say([*desk.head()])


def opening(folder, say):
    """An unlock with what it has to bring up to date, from the moment it begins."""
    say("ready")
    desk = opened(folder)
    say([*desk.head()])


def closings(folder, year, say):
    """A year is closed, from the moment it begins."""
    desk = opened(folder)
    say("ready")
    year_close.close(desk, year)
    say(["done", 0])


def exports(folder, seed, say):
    """Single files without end, some over others of the same name."""
    desk, out = opened(folder), Path(folder).parent / "out"
    out.mkdir(exist_ok=True)
    say("ready")
    for n in range(1_000_000):
        data = f"{seed}-{n} ".encode() * 40_000
        release(
            desk,
            out / f"{n % 3}.pdf",
            data,
            kind="保存PDF",
            name="x",
            volumes=lambda _: Volume("disk", fixed=True),
        )
        say([*desk.head()])


JOBS = {
    "acts": acts,
    "backups": backups,
    "closings": closings,
    "exports": exports,
    "opening": opening,
    "releases": releases,
    "restores": restores,
    "takings": takings,
    "undoings": undoings,
    **kill_keys.JOBS,
}


def run(job, after, given):
    """Fork, let the child work for *after* seconds (for ever where None), kill it; what it said.

    Where *after* is below 0 it is killed when it has acknowledged so many things, however slow the machine.
    """
    reads, writes = os.pipe()
    child = os.fork()
    if not child:
        os.close(reads)
        try:
            JOBS[job](*given, lambda said: os.write(writes, json.dumps(said).encode() + b"\n"))
        except BaseException:  # noqa: BLE001  (the answer is then short of what was asked, and here is why)
            traceback.print_exc()
        finally:
            os._exit(0)
    os.close(writes)
    with os.fdopen(reads, "rb") as pipe:
        ready, first = pipe.readline(), []
        if ready and after is not None:
            if after < 0:
                first = [pipe.readline() for _ in range(-after)]
            else:
                time.sleep(after)
            os.kill(child, signal.SIGKILL)
        _, status = os.waitpid(child, 0)
        said = [json.loads(line) for line in [*first, *pipe] if line]
    return {"ready": bool(ready), "killed": os.WIFSIGNALED(status), "said": said}


def main():
    search.initials("预热")  # pypinyin takes long to load, and every child would load it anew
    for line in sys.stdin:
        job = json.loads(line)
        print(json.dumps(run(job["do"], job["after"], job["given"])), flush=True)


if __name__ == "__main__":
    main()
