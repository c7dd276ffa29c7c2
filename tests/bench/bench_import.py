"""20,000 rows of an old book, as seconds on two cores: rehearsed, imported, undone (issue 6)."""

import io
import random
import resource
import shutil
import sys
from pathlib import Path

import openpyxl

from secretdesk.desk import imports
from secretdesk.desk.import_choices import Choices
from secretdesk.domain.review import Command
from secretdesk.output.old_book import open_book
from tests.bench.measure import Ratio, timed
from tests.bench.vaults import PLACE, opened

ROWS = 20_000
SOURCE = {"source": "bench", "virus_checked": True}
CONSENT = frozenset({"clock_leap"})


def bench_import(small: Path, _large: Path) -> list[Ratio]:
    """Read, recognised, rehearsed, imported and undone in a vault that holds something already."""
    folder = PLACE / "importing"
    shutil.rmtree(folder, ignore_errors=True)
    shutil.copytree(small, folder)
    desk = opened(folder)
    data, results = old_book(), []
    made = {}

    def look():
        made["file"] = imports.OldFile("bench.xlsx", "0" * 64, open_book(data, "bench.xlsx"))
        made["tables"] = imports.look(desk, made["file"], Choices("documents"))

    def run(*, keep):
        done = imports.run(
            desk, made["file"], made["tables"], Choices("documents"), SOURCE, keep=keep, confirm=CONSENT
        )
        assert done.content == ROWS
        made[keep] = (done.imported, len(done.warned), len(done.rejected))

    def undo():
        entry = desk.rows("imports", limit=1)[0].entry
        desk.perform(Command("", "imports", "void", entry, {"reason": "bench"}, confirm=CONSENT))

    results.append(Ratio("20,000 rows read and recognised, s", timed(look), 10, f"{len(data) >> 10} KiB"))
    results.append(Ratio("20,000 rows rehearsed, s", timed(lambda: run(keep=False)), 60, str(made[False])))
    results.append(Ratio("20,000 rows imported, s", timed(lambda: run(keep=True)), 60, str(made[True])))
    assert made[True] == made[False]
    results.append(Ratio("20,000 rows undone, s", timed(undo), 60, "as a run"))
    if sys.platform != "win32":
        most = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss >> 10
        results.append(Ratio("memory with 20,000 rows, MB", most, 900, "of the whole bench so far"))
    desk.close()
    shutil.rmtree(folder)
    return results


def old_book() -> bytes:
    """A sheet a year for ten years; a tenth of the rows is untidy, and one in a hundred makes no sense."""
    dice, book = random.Random(20), openpyxl.Workbook(write_only=True)
    for year in range(2011, 2021):
        sheet = book.create_sheet(f"{year}年")
        sheet.append([f"演示学院{year}年涉密文件收文登记簿"])
        sheet.append(
            ["序号", "收文编号", "收文日期", "来文单位", "发文字号", "文件标题", "密级/期限", "份号", "页数", "成文日期",
             "存放处", "去向"]
        )  # fmt: skip
        for n in range(ROWS // 10):
            untidy, month, day = dice.random(), dice.randrange(1, 13), dice.randrange(1, 29)
            shown = f"{year}.{month}.{day}" if untidy > 0.1 else f"{month}月{day}日"
            sheet.append(
                [n + 1, f"保收{year}-{n + 1:04d}", "见附页" if untidy < 0.01 else shown, f"来文单位{dice.randrange(200)}",
                 f"旧密〔{year}〕{n}号", f"关于{year}年第{n}项保密工作安排的通知", "机密★10年" if untidy > 0.05 else "机 密",
                 f"{n:06d}" if untidy > 0.03 else n, dice.randrange(1, 40), f"{year}{month:02d}{1:02d}",
                 f"一室-{dice.randrange(50)}柜", f"已销毁{year + 1}.12.1" if n % 3 else "在库"]
            )  # fmt: skip
    target = io.BytesIO()
    book.save(target)
    return target.getvalue()


BENCHES = (bench_import,)
