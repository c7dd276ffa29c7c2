"""Commands by which a year or a register leaves on a medium: year --to, release, disc."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any

from secretdesk.cli import shown, words, yearly
from secretdesk.cli.reading import declared, one_entry
from secretdesk.cli.session import Told, opened, passphrase, say
from secretdesk.cli.typed import YEAR
from secretdesk.desk import discs
from secretdesk.desk.folder_release import release_folder
from secretdesk.desk.plans import Plan, register_plan, releasable, year_plan
from secretdesk.desk.release import numbered
from secretdesk.domain.terms import DISC

if TYPE_CHECKING:
    import argparse
    from collections.abc import Callable

    from secretdesk.desk.desk import Desk


def release(args: argparse.Namespace) -> int:
    """A register of a year into a folder on a registered medium, read back and booked."""
    register = declared(args.register)
    with opened(args) as desk:
        if register.key not in (known := releasable(desk)):
            raise Told(words.NO_BOOK.format(register=register.label, known="、".join(known)), 2)
        return let_out(args, desk, register_plan(desk, register.key, args.year, counts_only=args.counts_only))


def year(args: argparse.Namespace) -> int:
    """The yearly tables: in the same way where a folder is named, else as JSON lines."""
    if not args.to or args.close:
        return yearly.year(args)
    with opened(args) as desk:
        return let_out(args, desk, year_plan(desk, args.year, counts_only=args.counts_only))


def let_out(args: argparse.Namespace, desk: Desk, plan: Plan) -> int:
    """Write it; where the medium is a disc, put it aside to be burnt."""
    told: dict[str, Any] = {"purpose": args.purpose or ""}
    if args.lock_file:
        told["passphrase"] = passphrase(args, file=args.lock_file)
    to = Path(args.to)
    if args.medium and numbered(desk, args.medium)["kind"] == DISC:
        done = discs.stage(desk, plan, to, args.medium, **told)
        said = words.STAGED
    else:
        number, second = args.medium or "", args.confirmed_by or ""
        done = release_folder(desk, plan, to, number=number, second=second, **told)
        said = words.RELEASED
    bundle = done.bundle
    shown.line(
        shown.receipt(done.receipt)
        | {"path": str(done.folder), "level": plan.level, "lines": plan.lines}
        | {"files": list(bundle.files), "sha256": bundle.digest}
    )
    say(said.format(path=done.folder, count=len(bundle.files), number=done.receipt.number, level=plan.level))
    return 0


def disc(args: argparse.Namespace) -> int:
    """Read a burnt disc back against its list and book it; or book it as spoilt."""
    with opened(args) as desk:
        output = one_entry(desk, declared("outputs"), args.output)
        if output.status != "staged":
            raise Told(words.NOT_STAGED.format(number=output.number))
        wrong = [] if args.spoilt else discs.differences(output, Path(args.at))
        if not wrong and not args.spoilt:
            shown.line(shown.receipt(discs.book_good(desk, output, Path(args.at), args.burner or "")))
            say(words.DISC_GOOD.format(number=output.number))
            return 0
        if not args.approved_by:
            raise Told(words.DISC_WRONG.format(files="、".join(wrong)))
        shown.line(shown.receipt(discs.book_spoilt(desk, output, args.approved_by, wrong)))
        say(words.DISC_SPOILT.format(number=output.number))
        return 1


def commands(command: Callable[..., argparse.ArgumentParser]) -> None:
    """The two that are not the year's."""
    one = command("release", release, "一个登记簿写到登记过的介质上，读回核对后登记")
    one.add_argument("register")
    one.add_argument("--year", type=YEAR, metavar="Y")
    options(one, needed=True)
    one = command("disc", disc, "刻好的光盘读回核对、登记")
    one.add_argument("output", metavar="OUTPUT", help="待刻录的输出登记编号")
    one.add_argument("--at", required=True, metavar="FOLDER", help="光盘上的文件夹")
    one.add_argument("--burner", metavar="TEXT", help="刻录机编号")
    one.add_argument("--spoilt", action="store_true", help="刻坏了，读不出来")
    one.add_argument("--approved-by", metavar="NAME", help="刻坏的光盘报废，谁批准的")


def options(one: argparse.ArgumentParser, *, needed: bool) -> None:
    """What both ways of releasing ask."""
    one.add_argument("--to", metavar="FOLDER", required=needed, help="写到介质（或本机固定磁盘）的哪个文件夹")
    one.add_argument("--counts-only", action="store_true", help="统计数字版：没有标题、名称和姓名")
    unread(one)
    one.add_argument("--purpose", metavar="TEXT", help="做什么用、给谁")
    one.add_argument(
        "--lock-file", metavar="FILE", help="文件口令在这个文件的第一行；xlsx 和 PDF 加密，不出 CSV"
    )


def unread(one: argparse.ArgumentParser) -> None:
    """What stands in where the id of a medium cannot be read."""
    one.add_argument("--medium", metavar="M", help="介质编号：读不出卷标识的必写；写光盘的，先存到本机待刻录")
    one.add_argument("--confirmed-by", metavar="NAME", help="读不出卷标识时，当面核对介质编号的第二人")
