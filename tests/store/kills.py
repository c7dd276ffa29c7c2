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
from contextlib import suppress
from dataclasses import replace
from pathlib import Path

from secretdesk.desk import keys, year_close
from secretdesk.desk.backups import back_up, restore
from secretdesk.desk.desk import Desk
from secretdesk.desk.folder_release import release_folder
from secretdesk.desk.opening import open_vault
from secretdesk.desk.plans import register_plan, year_plan
from secretdesk.desk.release import release
from secretdesk.desk.volumes import Volume
from secretdesk.domain.review import Command, Refused
from secretdesk.store import keyfile, rekey, search
from tests.conftest import CHEAP, PASSPHRASE, Clock
from tests.desk.old_workbooks import Book
from tests.desk.test_imports import take_over
from tests.desk.test_receipt import do, receive

ME, OTHER = "岩温", "李审计"
WORDS = {False: PASSPHRASE, True: "walnut 3 kettle door"}  # changed to and fro
OTHERS = "quarry moss 9 kettle"
OLD_ROWS = 60  # in a book that is taken over


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


def changes(folder, seed, say):
    """Keys added, changed and taken away without end, beginning anywhere."""
    desk, dice = opened(folder), random.Random(seed)
    changed = False
    say("ready")
    while True:
        there = any(s["name"] == OTHER and s.status == "live" for s in desk.rows("slots"))
        what = dice.choice(["change", "remove" if there else "add"])
        if what == "add":
            keys.add(desk, OTHER, "auditor", OTHERS, cost=CHEAP)
        elif what == "remove":
            keys.remove(desk, OTHER)
        else:
            changed = not changed
            keys.change(desk, WORDS[changed], cost=CHEAP)
        say([what, changed])
        do(desk, "departments", "enrol", name=f"{seed}-{desk.head()[0]}处")
        say([*desk.head()])


def one_change(folder, what, step, say):
    """One change of keys, which kills itself at its n-th step."""
    desk = opened(folder)
    say("ready")
    count = [0]

    def passed(*_):
        count[0] += 1
        if count[0] == step:
            os.kill(os.getpid(), signal.SIGKILL)

    for module, name in ((keyfile, "write_in_steps"), (rekey, "rekey_in_steps")):
        setattr(module, name, watched(getattr(module, name), passed))
    perform = Desk.perform
    Desk.perform = lambda desk, command: [passed(), perform(desk, command), passed()][1]
    if what == "add":
        keys.add(desk, "赵主任", "supervisor", OTHERS, cost=CHEAP)
    elif what == "remove":
        keys.remove(desk, OTHER)
    else:
        keys.change(desk, WORDS[True], cost=CHEAP)
    say(["done", count[0]])


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


def releases(folder, seed, say):
    """Releases onto a medium without end; one that is acknowledged is named with its list's checksum."""
    desk, out = opened(folder), Path(folder).parent / "out"
    out.mkdir(exist_ok=True)
    say("ready")
    for n in range(1_000_000):
        plan = register_plan(desk, "documents", None) if n % 2 else year_plan(desk, 2026)
        plan = replace(plan, title=f"{plan.title} {seed}-{n}")  # the clock stands still
        made = release_folder(desk, plan, out, volumes=lambda _: Volume("disk", fixed=True))
        say([str(made.folder), made.bundle.digest])
        say([*desk.head()])


def imports(folder, seed, say):
    """Old books without end, each with papers that came and went; a run that is acknowledged is named."""
    desk = opened(folder)
    say("ready")
    for n in range(1_000_000):
        take_over(desk, old_book(seed, n))
        say([*desk.head()])


def old_book(seed, n):
    book = Book("2019年")
    book.line("收文编号", "收文日期", "来文单位", "文号", "文件标题", "密级", "份号", "去向")
    for row in range(OLD_ROWS):
        gone = "已销毁 2020.6.1" if row % 2 else None
        name = f"旧{seed}-{n}-{row}"
        book.row(
            name,
            f"{row % 9 + 1}月5日",
            f"演示{row % 7}厅",
            f"演〔{seed}〕{n}-{row}号",
            name,
            "秘密",
            row + 1,
            gone,
        )
    return book.done(f"{seed}-{n}.xlsx", "documents")


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


def watched(steps, passed):
    def watching(*args):
        for step in steps(*args):
            passed()
            yield step

    return watching


def opened(folder):
    return open_vault(Path(folder), ME, PASSPHRASE, clock=Clock())


JOBS = {
    "acts": acts,
    "closings": closings,
    "changes": changes,
    "one_change": one_change,
    "backups": backups,
    "restores": restores,
    "releases": releases,
    "imports": imports,
    "exports": exports,
}


def run(job, after, given):
    """Fork, let the child work for *after* seconds (for ever where None), kill it; what it said."""
    reads, writes = os.pipe()
    child = os.fork()
    if not child:
        os.close(reads)
        try:
            JOBS[job](*given, lambda said: os.write(writes, json.dumps(said).encode() + b"\n"))
        finally:
            os._exit(0)
    os.close(writes)
    with os.fdopen(reads, "rb") as pipe:
        ready = pipe.readline()
        if ready and after is not None:
            time.sleep(after)
            os.kill(child, signal.SIGKILL)
        _, status = os.waitpid(child, 0)
        said = [json.loads(line) for line in pipe]
    return {"ready": bool(ready), "killed": os.WIFSIGNALED(status), "said": said}


def main():
    search.initials("预热")  # pypinyin takes long to load, and every child would load it anew
    for line in sys.stdin:
        job = json.loads(line)
        print(json.dumps(run(job["do"], job["after"], job["given"])), flush=True)


if __name__ == "__main__":
    main()
