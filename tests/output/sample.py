"""Invented rows of a receipt book, the same every time."""

from __future__ import annotations

from datetime import datetime
from functools import cache
from typing import TYPE_CHECKING

from secretdesk import assets
from secretdesk.domain.marks import parse_mark
from secretdesk.output.forms import load_forms
from secretdesk.output.layout import Cell, PrintedRow
from secretdesk.output.sheet import Head
from secretdesk.registers import BY_KEY, VIEWS

if TYPE_CHECKING:
    from secretdesk.output.form import Form

ISSUERS = (
    "省教育厅",
    "省外事办",
    "国家保密局",
    "州委机要和保密局",
    "教育部",
    "省委办公厅",
    "西双版纳州人民政府办公室",
)
DOCS = (
    "云教密〔2026〕{}号",
    "云外密〔2026〕{}号",
    "国保发〔2026〕{}号",
    "西机保发〔2026〕{}号",
    "教密〔2026〕{}号",
    "云办发〔2026〕{}号",
)
TITLES = (
    "关于做好国家教育考试考务安全保密工作的通知",
    "关于双边教育交流项目备忘录（草案）的函",
    "教育工作国家秘密范围有关问题的答复",
    "国家教育考试保密室检查情况的通报",
    "关于转发云办发〔2026〕88号文件进一步做好岁末年初重点时段保密检查工作的通知",
    "关于“十五五”时期保密事业发展规划编制工作有关事项的通知",
)
MARKS = ("秘密★5年", "秘密★10年", "机密★20年", "机密★10年", "秘密★3年", "秘密★6个月")
CHANNELS = ("机要交换站", "机要交通", "专人送达", "机要通信")


@cache
def forms() -> dict[str, Form]:
    return load_forms(assets.form_files(), BY_KEY | VIEWS)


def head(unit: str = "西双版纳职业技术学院保密办公室", *, code: bool = True) -> Head:
    def foot(number: int, _rows: object, _last: object = None) -> tuple[list[str], str | None]:
        lines = [f"核验码 7F3K-Q2MX-R{number}　印件 2026-0412", "账本第 12 846 行", "第 1 次打印"]
        return lines, f"SD1:2026-0412:{number}:7F3KQ2MXR9" if code else None

    return Head(unit, "岩温", "2026年度", datetime(2026, 11, 23, 16, 40), "岩温", foot)


def row(number: int, **changes: object) -> PrintedRow:
    """The receipt of that number; *changes* by path: a text, a Cell, or mark and void of the row."""
    n = number * 7919
    count = 1 + n % 3
    first = n % 900 + 100
    mark = str(changes.pop("row_mark", MARKS[n % 6]))
    values: dict[str, object] = {
        "number": f"密收〔2026〕{number:04d}号",
        "received_on": f"2026-{1 + number // 30 % 12:02d}-{1 + number % 28:02d}",
        "issuer": ISSUERS[n % 7],
        "doc_number": DOCS[n % 6].format(number % 120 + 1),
        "title": TITLES[n % 6],
        "mark": mark,
        "count": str(count),
        "copy_numbers": f"{first:06d}-{first + count - 1:06d}" if count > 1 else f"{first:06d}",
        "pages": str(2 + n % 17),
        "attachments": "",
        "channel": CHANNELS[n % 4],
        "courier_number": f"{n % 100000:05d}",
        "wrapping_intact": "封装完好：是",
        "sender": "",
        "proposal": "",
        "department": "学生处" if n % 3 else "教务处",
        "whereabouts": ("传阅中", "已清退", "在库")[n % 3],
        "ended_in": ("", "退〔2026〕001号", "")[n % 3],
        "remark": "",
    }
    void = bool(changes.pop("void", False))
    values.update(changes)
    cells = tuple(
        value if isinstance(value := values[path], Cell) else Cell(str(value))
        for path in forms()["receipt_book"].paths
    )
    return PrintedRow(number, 12000 + number, cells, parse_mark(mark), void)


def rows(count: int, first: int = 1) -> list[PrintedRow]:
    return [row(n) for n in range(first, first + count)]
