"""Vaults of any size, made through `perform` and kept under build/ between runs."""

import shutil
from datetime import datetime, timedelta
from pathlib import Path

from secretdesk.desk.desk import Desk, wall_clock
from secretdesk.desk.opening import new_vault, open_vault
from secretdesk.domain.review import Command
from secretdesk.domain.terms import Level
from secretdesk.store.slots import Cost

PLACE = Path(__file__).parents[2] / "build" / "bench"
PASSPHRASE = "bench"
COPIES = 5
BATCH = 500
TERMS = ("机密★10年", "秘密★5年", "秘密★6个月", "机密★20年", "秘密★10年")
WORDS = ("教育考试", "保密检查", "试卷流转", "涉外交流", "校园稳定", "人员报备", "应急预案", "载体清查")


def big_vault(documents: int) -> Path:
    """A vault of so many documents, five copies each, over twenty years."""
    folder = PLACE / f"vault-{documents}"
    if folder.exists():
        return folder
    print(f"making a vault of {documents} documents and {documents * COPIES} copies …", flush=True)
    PLACE.mkdir(parents=True, exist_ok=True)
    making = PLACE / f"making-{documents}"
    shutil.rmtree(making, ignore_errors=True)
    end = wall_clock().replace(microsecond=0)
    now = [end - timedelta(days=20 * 365)]
    desk = new_vault(
        making, "bench", PASSPHRASE, Level.HIGHLY_SECRET, clock=lambda: now[0], cost=Cost(1, 8192)
    )
    desk.vault.db.execute("PRAGMA synchronous = OFF")
    desk.perform_all([command("correspondents", "enrol", name=f"来文单位{n}") for n in range(200)])
    desk.perform_all([command("places", "enrol", name=f"一室-{n}柜") for n in range(50)])
    step = timedelta(days=20 * 365 / documents)
    for start in range(0, documents, BATCH):
        now[0] += step * BATCH
        now[0] = min(now[0], end)
        desk.perform_all([receipt(n, now[0]) for n in range(start, min(start + BATCH, documents))])
    desk.close()
    making.rename(folder)
    return folder


def command(register: str, action: str, **values) -> Command:
    return Command("", register, action, values=values)


def receipt(n: int, now: datetime) -> Command:
    """The n-th receipt; one title in 20,000 holds a rare word."""
    title = f"关于做好{WORDS[n % 8]}和{WORDS[(n // 8) % 8]}工作的第{n}号通知" + (
        "（罕见饕餮）" if n % 20_000 == 77 else ""
    )
    values = {
        "issuer": f"来文单位{n % 200}",
        "doc_number": f"演密〔{now.year}〕{n}号",
        "title": title,
        "mark": TERMS[n % 5],
        "copy_numbers": f"{n * COPIES:07d}-{n * COPIES + COPIES - 1:07d}",
        "pages": n % 30 + 1,
        "issued_on": (now - timedelta(days=5)).date().isoformat(),
        "place": f"一室-{n % 50}柜",
    }
    return Command("", "documents", "receive", values=values, confirm=frozenset({"clock_leap"}))


def opened(folder: Path) -> Desk:
    return open_vault(folder, None, PASSPHRASE)
