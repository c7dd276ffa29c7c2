"""Changes of keys that are killed (tests/store/kills.py)."""

import os
import random
import signal

from secretdesk.desk import keys
from secretdesk.desk.desk import Desk
from secretdesk.store import keyfile, rekey
from tests.conftest import CHEAP
from tests.desk.test_receipt import do
from tests.store.killing import OTHER, OTHERS, WORDS, opened


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


def change(folder, say):
    """One's own passphrase is changed to and fro without end."""
    desk, changed = opened(folder), False
    say("ready")
    while True:
        changed = not changed
        keys.change(desk, WORDS[changed], cost=CHEAP)
        say([changed, desk.head()[0]])


def add(folder, seed, say):
    """People without end get a key each."""
    desk = opened(folder)
    say("ready")
    for n in range(1_000_000):
        keys.add(desk, f"{seed}-{n}", "auditor", f"{OTHERS} {seed}-{n}", cost=CHEAP)
        say([f"{seed}-{n}", desk.head()[0]])


def remove(folder, say):
    """Everybody else's key is taken away, one after another: a new database key each time."""
    desk = opened(folder)
    others = [s["name"] for s in keys.live(desk) if s["slot_id"] != desk.vault.slot.id]
    say("ready")
    for name in others:
        keys.remove(desk, name)
        say([name, desk.head()[0]])


def recover(folder, say):
    """Recovery keys without end: an earlier one is removed, a new one is added."""
    desk = opened(folder)
    say("ready")
    while True:
        halves = keys.add_recovery(desk, cost=CHEAP)
        say([halves.passphrase, desk.head()[0]])


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


def watched(steps, passed):
    def watching(*args):
        for step in steps(*args):
            passed()
            yield step

    return watching


JOBS = {
    "add": add, "change": change, "changes": changes, "one_change": one_change, "recover": recover, "remove": remove,
}  # fmt: skip
