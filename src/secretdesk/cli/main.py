"""The parser, the exit codes, and how an error is told."""

from __future__ import annotations

import argparse
import os
import re
import sys
import traceback
from pathlib import Path
from typing import TYPE_CHECKING, NoReturn

from secretdesk import __version__
from secretdesk.cli import files, importing, reading, releasing, slots, words, writing
from secretdesk.cli.session import Told, say
from secretdesk.cli.typed import LIMIT, PLACE, YEAR
from secretdesk.domain.review import Refused
from secretdesk.domain.terms import ROLES, Level
from secretdesk.domain.terms_law import ALL_GROUPS
from secretdesk.output.form_source import FormError
from secretdesk.store.errors import StoreError

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

REFUSED, USAGE = 1, 2


class Parser(argparse.ArgumentParser):
    """argparse, with its complaint as one sentence and the next step."""

    def error(self, message: str) -> NoReturn:
        """One sentence on stderr, exit code 2."""
        for english, chinese in words.USAGES:
            message = re.sub(english, chinese, message)
        say(words.USAGE.format(detail=message))
        sys.exit(USAGE)


def parser() -> argparse.ArgumentParser:
    """The command line of design section 7, for all that exists."""
    top = Parser(prog="secretdesk", description="保密工作台：涉密载体登记簿")
    top.add_argument("--version", action="version", version=f"secretdesk {__version__}")
    commands = top.add_subparsers(dest="command", metavar="COMMAND")

    def command(
        name: str, run: Callable[[argparse.Namespace], int], text: str, *, vault: bool = True
    ) -> Parser:
        made: Parser = commands.add_parser(name, help=text, description=text)
        made.set_defaults(run=run)
        if vault:
            made.add_argument("vault", metavar="VAULT")
            made.add_argument("--passphrase-file", metavar="FILE", help="口令在文件第一行")
            made.add_argument("--person", metavar="NAME", help="用谁的钥匙")
        return made

    one = command("new", writing.new, "新建保密库")
    one.add_argument("--level", required=True, choices=[str(x) for x in Level if x is not Level.TOP_SECRET])
    one.add_argument(
        "--groups", metavar="范围", default=ALL_GROUPS, help="只登记哪几组，如 人员、监督；不写就是全部"
    )
    command("demo", writing.demo, "生成演示保密库（内容虚构）")
    one = command("describe", reading.describe, "登记簿的栏目、办理事项、状态（JSON）", vault=False)
    one.add_argument("register", nargs="?")
    one = command("perform", writing.perform, "逐行读入命令并登记（JSON 行）")
    one.add_argument("file", nargs="?")
    one.add_argument("--atomic", action="store_true", help="全部登记或全不登记")
    one.add_argument("--backdate", action="store_true", help="允许补登期限以前的事")
    one = command("rows", reading.rows, "列出一个登记簿（JSON 行）")
    one.add_argument("register")
    one.add_argument("--search", metavar="TEXT")
    one.add_argument("--where", metavar="KEY=VALUE", action="append")
    one.add_argument("--as-of", metavar="WHEN", help="账本行号或登记时间")
    one.add_argument("--limit", type=LIMIT, metavar="N")
    one = command("history", reading.history_of, "一条登记的经过（JSON 行）")
    one.add_argument("register")
    one.add_argument("entry")
    one = command("due", reading.due, "到期和待办（JSON 行）")
    one.add_argument("--on", metavar="DATE")
    _of_files(command)
    _of_imports(command)
    releasing.commands(command)
    one = command("year", releasing.year, "年度统计表（JSON 行）；--to 写到介质上")
    one.add_argument("year", type=YEAR, metavar="YEAR")
    one.add_argument("--close", action="store_true", help="年结：保密办主任办，数字从此不变")
    one.add_argument("--check", metavar="VALUE", help="已年结的：签过字的表上印的校验值，与账上的核对")
    one.add_argument("--note", metavar="TEXT", default="", help="差异说明（有差异时必填）")
    one.add_argument("--signed-by", metavar="NAME", default="", help="差异说明谁签的字")
    releasing.options(one, needed=False)
    command("verify", reading.verify, "核对：页、链、账表、见证、附件、份数")
    command("silence", reading.silence, "当场试一遍：联网和启动外部程序都应被拒绝", vault=False)
    command("rebuild", writing.rebuild, "由账本重建登记簿")
    _of_keys(command("slots", slots.slots, "钥匙：list、add、change、remove、recovery"))
    command("unlock-test", reading.unlock_test, "试开：退出码说明结果")
    return top


def _of_files(command: Callable[..., Parser]) -> None:
    """Commands that make files or prove them."""
    one = command("print", files.print_form, "打印成 PDF")
    one.add_argument("form", metavar="FORM")
    one.add_argument("--entry", metavar="E")
    one.add_argument("--year", type=YEAR, metavar="Y")
    one.add_argument("--search", metavar="TEXT")
    one.add_argument("--on", metavar="DATE", help="按天印的表（值班登记表 F24）只印这一天")
    one.add_argument("--blank", action="store_true", help="空白表")
    one.add_argument("-o", "--output", required=True, metavar="FILE.pdf")
    one = command("pack", files.pack, "成批存成 PDF：一年各簿、迎检、当天的单子")
    one.add_argument("what", choices=["books", "inspection", "inspector", "day", "tables", "todo"])
    one.add_argument("--year", type=YEAR, metavar="Y")
    one.add_argument("--to", required=True, metavar="FOLDER")
    one.add_argument("--one-file", action="store_true", help="合成一个文件")
    one.add_argument("--seed", default="", metavar="SEED", help="迎检抽样的种子；同一个种子抽同样的样")
    one = command("handover-pack", files.handover_pack, "岗位交接包：移交清单、未办事项、钥匙和信封、各簿")
    one.add_argument("--to", required=True, metavar="FOLDER")
    one = command("labels", files.labels, "标签：A4 标签纸，或 50×30 mm 标签卷")
    one.add_argument("register")
    one.add_argument("--search", metavar="TEXT")
    one.add_argument("--entry", metavar="E", action="append")
    one.add_argument("--start", type=PLACE, default=1, metavar="N", help="从第一张纸的第几个位置起")
    one.add_argument(
        "--sheet", default="a4", metavar="KEY", help="哪一种标签纸（forms/labels.toml 里的 key）"
    )
    one.add_argument("--roll", action="store_true", help="标签卷，就是 --sheet roll")
    one.add_argument("--code128", action="store_true", help="条形码，不用二维码")
    one.add_argument("-o", "--output", required=True, metavar="FILE.pdf")
    one = command("check-paper", files.check_paper, "核验一页纸：是不是本库印的，印后改过没有（JSON 行）")
    one.add_argument("anchor", metavar="ANCHOR")
    one = command("export", files.export, "导出一个登记簿为 xlsx")
    one.add_argument("register")
    one.add_argument("--year", type=YEAR, metavar="Y")
    one.add_argument("-o", "--output", required=True, metavar="FILE.xlsx")
    one = command("backup", files.backup, "备份到一个文件夹（登记过的介质），核对后才算数")
    one.add_argument("--to", required=True, metavar="FOLDER")
    releasing.unread(one)
    one = command("restore", files.restore, "用备份恢复；原来的库留在 backups 里", vault=False)
    one.add_argument("backup", metavar="BACKUP")
    one.add_argument("vault", metavar="VAULT")
    one.add_argument("--passphrase-file", metavar="FILE", help="口令在文件第一行")
    one.add_argument("--person", metavar="NAME", help="用谁的钥匙")


def _of_imports(command: Callable[..., Parser]) -> None:
    """Old books, and the blank ones for them."""
    one = command("import", importing.import_book, "导入旧台账（.xlsx、.csv）；--dry-run 只看结果（JSON 行）")
    one.add_argument("book", metavar="BOOK.xlsx")
    one.add_argument("--register", required=True, metavar="R")
    one.add_argument("--mapping", metavar="FILE", help="栏目对照（JSON 或 TOML）")
    one.add_argument(
        "--save-mapping", metavar="FILE", help="认出的栏目对照存到这里（JSON），改好用 --mapping 读入"
    )
    one.add_argument("--dry-run", action="store_true", help="走一遍但不登记，预告每一行的结果")
    one.add_argument("--source", metavar="TEXT", help="来源：从哪里、用哪个介质拷来；不写就看文件在哪里")
    one.add_argument("--virus-checked", metavar="TEXT", help="谁用什么查的病毒、结果怎样")
    one.add_argument("--again", action="store_true", help="同一个文件再导入一次")
    one.add_argument("--rejected", metavar="FILE.xlsx", help="没有导入的行存到这里，改好再导入")
    one = command("template", importing.template, "导入用的空白样表", vault=False)
    one.add_argument("register")
    one.add_argument("-o", "--output", required=True, metavar="FILE.xlsx")


def _of_keys(one: argparse.ArgumentParser) -> None:
    one.add_argument("do", choices=["list", "add", "change", "remove", "recovery"])
    one.add_argument("--name", metavar="NAME", help="给谁的钥匙")
    one.add_argument("--role", choices=list(ROLES), default="custodian")
    one.add_argument("--until", metavar="DATE", default="", help="临时代管：用到哪一天，过后失效")
    one.add_argument("--new-passphrase-file", metavar="FILE")


def run(arguments: Sequence[str]) -> int:
    """Run one command; gives its exit code. Never a traceback before a person."""
    if any("\ud800" <= char <= "\udfff" for char in "".join(arguments)):  # bytes that are no UTF-8
        say(words.USAGE.format(detail=words.NO_UTF8))
        return USAGE
    args = parser().parse_args(arguments)
    if getattr(args, "person", None) is None and args.command == "new":
        say(words.USAGE.format(detail="--person"))
        return USAGE
    try:
        return int(args.run(args))
    except Told as told:
        say(str(told))
        return told.code
    except Refused as error:
        for reason in error.reasons:
            say(f"{reason.text}（{reason.origin}）" if reason.origin else reason.text)
        return REFUSED
    except StoreError as error:
        say(error.text)
        return error.exit_code
    except FormError as error:
        say(words.WRONG_FORM.format(error=error))
        return REFUSED
    except KeyboardInterrupt:
        say(words.INTERRUPTED)
        return REFUSED
    except BrokenPipeError:
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return REFUSED
    except Exception as error:  # noqa: BLE001  (the last place: a bug is told without field values)
        where = traceback.extract_tb(error.__traceback__)[-1]
        say(words.BUG.format(kind=type(error).__name__, place=f"{Path(where.filename).name}:{where.lineno}"))
        return REFUSED
