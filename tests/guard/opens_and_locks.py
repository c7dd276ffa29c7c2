"""Run in a process of its own: opens a vault, changes its keys, backs it up, locks; waits while it is looked into.

It tells the keys masked, so that no list of what is searched for lies in its own memory.
"""

import gc
import json
import sys
from pathlib import Path

from secretdesk.desk import backups, keys
from secretdesk.desk.opening import new_vault, open_vault
from secretdesk.domain.terms import Level
from secretdesk.store import database, keyed
from secretdesk.store.slots import Cost
from tests.desk.test_receipt import receive

MASK = 0x55
CHEAP = Cost(1, 8192)


def masked(secret):
    return bytes(byte ^ MASK for byte in secret).hex()


def told(**values):
    print(json.dumps(values), flush=True)
    sys.stdin.readline()


def main(folder, title):
    if "planted" in sys.argv:  # as it would be written without care
        database.tell_key = keyed.tell_key = lambda db, key: db.execute(f"PRAGMA key = \"x'{key.hex()}'\"")
    words = bytes(byte ^ MASK for byte in bytes.fromhex(sys.stdin.readline().strip()))
    new_vault(Path(folder), "岩温", words.decode(), Level.HIGHLY_SECRET, cost=CHEAP).close()
    desk = open_vault(Path(folder), None, words.decode())
    first = masked(desk.vault.key)
    receive(desk, title=bytes(byte ^ MASK for byte in bytes.fromhex(title)).decode())
    desk.vault.reader().close()
    keys.add(desk, "审计员", "auditor", "canary 8 quarry moss", cost=CHEAP)
    keys.remove(desk, "审计员")  # a new database key
    backups.daily(desk)
    second = masked(desk.vault.key)
    told(keys=[first, second])
    desk.close()
    del desk, words
    gc.collect()
    told(keys=[])


if __name__ == "__main__":
    main(*sys.argv[1:3])
