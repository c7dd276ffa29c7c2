"""What is said of an old book and its rows: files that are not read, cells that make no sense, runs (导入)."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from secretdesk.domain.review import Reason, Weight
from secretdesk.domain.rules.common import LEDGER, bad_value, moved_since

if TYPE_CHECKING:
    from collections.abc import Iterable

    from secretdesk.domain.fields import Field
    from secretdesk.domain.review import Act

ORIGIN = "旧台账"
FILES = {
    "old_format": "这是 .xls，或加了打开口令的工作簿。请用 Excel 或 WPS 打开，去掉口令，另存为“Excel 工作簿（.xlsx）”再导入。",
    "no_book": "这不是 .xlsx 工作簿，也不是 .csv。请用 Excel 或 WPS 打开，另存为 .xlsx 再导入。",
    "empty": "文件里没有工作表，请核对是不是这个文件。",
    "damaged": "工作簿已损坏，读到“{part}”时出错。请用 Excel 或 WPS 打开，另存一份再导入。",
    "entity": "工作簿里有正常工作簿不会有的定义（DOCTYPE），没有读。请核对文件来源，另存一份再导入。",
    "bomb": "工作簿解压后有 {size} MB，远超正常台账，没有读。请核对文件来源；内容确实多的，按年分成几个文件。",
    "large": "文件有 {size} MB，超过 {most} MB，没有读。请按年分成几个文件再导入。",
    "rows": "有内容的行超过 {most} 行，没有读。请按年分成几个文件再导入。",
    "text": "有一格超过 {most} 个字，没有读。请核对第 {row} 行。",
    "long_text": "有一格超过 {most} 个字，没有读。请用 Excel 或 WPS 打开，找出这一格，改短后再导入。",
    "encoding": "CSV 的编码认不出（应为 UTF-8 或 GB18030）。请用 Excel 或 WPS 打开，另存为 .xlsx 再导入。",
    "unreadable": "读不出文件（{why}）。请核对文件名和读取权限。",
    "no_header": "没有认出表头。请指明登记簿、工作表和表头所在的行。",
    "no_sheet": "没有“{sheet}”这个工作表，请核对。",
    "mapping": "栏目对照文件读不出来（{why}）。请照导入时保存的样子写。",
    "columns": "栏目对照里的“{key}”不是“{register}”可以导入的栏，请改正；可用：{known}。",
    "twice": "“{label}”对了两列，请只留一列。",
    "needed": "没有哪一列是“{labels}”，请指定。",
    "nothing": "没有一行有内容可以导入，请核对表头和工作表。",
    "no_register": "“{register}”不能导入。可以导入的是：{known}。",
}
CELLS = {
    "no_year": "“{label}”写的是“{value}”，没有年份，表名和标题里也没有，请补上年份。",
    "bad_date": "“{label}”写的“{value}”不是日期，请写成 2023-05-06。",
    "month_only": "“{label}”写的“{value}”没有写到日，请补上日期。",
    "became_date": "“{label}”被表格软件改成了日期（{value}），请照原件改回文字。",
    "formula": "“{label}”是公式，文件里没有存下算好的值，请在表格软件里打开、保存后再导入，或改成文字。",
    "error": "“{label}”是公式错误（{value}），请改成文字。",
    "range": "“{label}”写的“{value}”看不懂是哪几份，请写成 001-005、008。",
}
NOTES = {
    "dot_date": "“{label}”写的是数字 {value}，按 {read} 登记；若是 {other}，请更正。",
    "serial": "“{label}”写的是数字 {value}，按表格软件的日期读作 {read}，请核对。",
    "two_digit": "“{label}”写的“{value}”年份只有两位，按 {read} 登记，请核对。",
    "mark": "“{label}”写的“{value}”，按“{read}”登记，请核对。",
    "zeros": "“{label}”是数字，前面的 0 可能丢了，按 {read} 登记，请核对。",
    "count_there": "“{label}”写的“{value}”是几份，不是份号，按 {count} 份、无份号登记，请核对。",
    "words_there": "“{label}”写的“{value}”不是份号，已写入备注，按无份号登记，请核对。",
    "choice": "“{label}”写的“{value}”不在可选之列，已写入备注。",
    "not_counted": "旧台账没有写份数和份号，按 1 份登记，请核对。",
    "no_copy_number": "旧台账没有写份号，按无份号登记。",
    "fate": "去向“{value}”看不出是清退、销毁、归档还是外发，已写入备注，各份仍按在库登记。",
    "stays": "去向“{value}”仍在库，没有变动。",
    "fate_day": "去向“{value}”没有日期，按收文当天销账，请核对。",
    "no_column": "旧台账没有“{label}”这一栏，没有填写；需要的以后用“更正”补上。",
    "file_year": "标题、表名里没有年份，只写月日的按文件名里的 {year} 年登记，请核对。",
    "fate_part": "去向“{value}”说的只是其中几份，已写入备注，各份仍按在库登记；请另列一表，写收文编号、份号、去向，导入到“份”。",
    "fate_alone": "写了去向日期（{value}），没有写去向，已写入备注，各份仍按在库登记，请核对。",
    "above": "标题等内容高于本机密级，已经略去，只登记编号和代称；原文件不得存在本机。",
}


# Columns that are no field of the register.
BESIDES = {
    "number": ("编号", "旧账上的编号，照写；没有的不写，由程序编号。"),
    "on": ("登记日期", "当时登记的日期；不写按导入当天。"),
    "term": ("保密期限", "期限单独一列的写在这里，如 10年；和密级写在一起的不写。"),
    "fate": ("去向", "已不在的写销毁、清退、归档、外发或移交；在库的不写。"),
    "fate_on": ("去向日期", "哪一天销毁、清退的。"),
    "destroyed_on": ("销毁日期", "没有“去向”、单有销毁日期一栏的；写了就是已销毁。"),
    "returned_on": ("清退日期", "没有“去向”、单有清退日期一栏的；写了就是已清退。"),
    "archived_on": ("归档日期", "没有“去向”、单有归档日期一栏的；写了就是已归档。"),
    "year": ("年份", "日期只写月日的，是哪一年。"),
    "of": ("收文编号", "先前导入或登记的收文编号。"),
    "copy_numbers": ("份号", "只是其中几份的写份号；全部的不写。"),
}
NUMBER_FORM = "旧〔{year}〕{number}号"  # for bare figures, which begin anew each year
REASON_LABEL, PLACE_LABELS = "未导入的原因", ("年份", "原工作表", "原表行号")
TEMPLATE_TITLE = "{register}导入样表"
THIS_PC, OTHER_MEDIUM = "本机原有的文件", "没有登记过的移动介质（{name}）"
UNTOLD_FATE = "旧台账：{text}"


def unreadable(kind: str, **facts: object) -> Reason:
    """A file, or a mapping, that is not read; nothing has changed."""
    return Reason(f"file_{kind}", FILES[kind].format(**facts), "file", ORIGIN)


def bad_cell(kind: str, field: Field | None, label: str, value: object) -> Reason:
    """A cell that its field cannot hold."""
    return bad_value(field.key if field else "number", CELLS[kind].format(label=label, value=value), ORIGIN)


def no_copy(number: str) -> Reason:
    """No living copy answers to it."""
    text = f"没有找到在库的份：{number}；请核对收文编号和份号，或先导入收文。"
    return Reason("unknown_reference", text, "number", ORIGIN)


def note(kind: str, key: str, **facts: object) -> Reason:
    """A cell that was read with a guess, or beside its field."""
    return Reason(f"read_{kind}", NOTES[kind].format(**facts), key, ORIGIN, Weight.WARN)


def enrolled(reason: Reason) -> Reason:
    """The offer to enrol a name in passing, once it was done."""
    return replace(reason, text=reason.text.replace("确认后随这一笔一并登记", "已随这一行登记"))


def source_is_told(act: Act) -> Iterable[Reason]:
    """第44条、第46条: what comes in has a source, and was searched for viruses before it was opened here."""
    if not act.value("source"):
        yield Reason("missing", "请写明来源：从哪里、用哪个介质拷来。", "source", "第44条、第46条")
    if not act.value("virus_checked"):
        yield Reason(
            "virus_unchecked",
            "还没有写明查过病毒。请先在中间机上查杀，再确认导入；本机自己的文件写明“本机”后确认。",
            "virus_checked",
            "第44条、第46条",
            Weight.ASK,
        )


def medium_is_named(act: Act) -> Iterable[Reason]:
    """第44条: a medium that brings something in is a registered one, or the source says what it was."""
    entry = act.value("medium")
    medium = act.books.get("media", entry) if isinstance(entry, int) else None
    if medium is not None and medium.status != "in_use":
        text = f"介质 {medium.number} 现不在用，请核对是哪一个介质。"
        yield Reason("undeclared_medium", text, "medium", "第44条", Weight.WARN)


def imported_before(number: str) -> Reason:
    """The same file, byte for byte, into the same register again."""
    text = f"同一个文件已作为 {number} 导入过；确实要再导入一次，请确认。"
    return Reason("imported_before", text, "file_name", ORIGIN, Weight.ASK)


def run_can_be_undone(act: Act) -> Iterable[Reason]:
    """A run is undone while nothing that it wrote on has been written on since, and nobody names what it made."""
    if act.row is None or not act.row["first_line"]:
        return
    moved, named = [], []
    for one in act.books.written(act.row["first_line"], act.row["last_line"]):
        if set(one.later) - {"amend"} and not one.is_undone:
            moved.append(one.row.number)
        elif one.before is None and one.row.register == act.row["into"] and one.row.register in NAMES:
            found = act.books.referrers(one.row)
            named += [
                one.row.number for r in found if not act.row["first_line"] <= r.entry <= act.row["last_line"]
            ]
        if len(moved) + len(named) >= MOST_TOLD:
            break
    if moved or named:
        yield moved_since(act.row, [*moved, *named])


NAMES = frozenset({"departments", "correspondents", "places", "people"})
MOST_TOLD = 5
NOTHING_TO_BOOK = Reason("nothing", "没有一行可以导入，没有登记。请按列出的原因改好再导入。", "file", LEDGER)
