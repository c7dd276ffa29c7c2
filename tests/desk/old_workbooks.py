"""Ten invented workbooks as colleges keep them: everything that ten years of hands leave in a ledger.

Each function gives (name, bytes, register, rows with content). They count those themselves, by another way than the
program: every row that they write with ``content`` is one.
"""

import io
from datetime import datetime

import openpyxl

HEAD = ["序号", "收文日期", "来文单位", "发文字号", "文件标题", "密级/期限", "份号", "份数", "页数", "备注"]
ISSUERS = ["演示省委办公厅", "演示省教育厅", "演示省国家保密局", "演示州委机要和保密局"]


class Book:
    """A workbook, and how many rows with content were put into it."""

    def __init__(self, sheet):
        self.book = openpyxl.Workbook()
        self.sheet = self.book.active
        self.sheet.title = sheet
        self.content = 0

    def more(self, sheet):
        self.sheet = self.book.create_sheet(sheet)

    def line(self, *cells):
        self.sheet.append(list(cells))

    def row(self, *cells):
        self.sheet.append(list(cells))
        self.content += 1

    def done(self, name, register):
        target = io.BytesIO()
        self.book.save(target)
        return name, target.getvalue(), register, self.content


def letter(n, day, *, mark="机密★10年", copies=None, count=None, pages=8, remark=None, year=2023):
    title = f"关于第{n}号演示工作的通知"
    return (
        n, day, ISSUERS[n % 4], f"演办发〔{year}〕{n}号", title, mark, f"{n:06d}" if copies is None else copies,
        count, pages, remark,
    )  # fmt: skip


def titled():
    """A merged title with the year, a line of the unit, dates without their year, sums and signatures."""
    book = Book("Sheet1")
    book.line("演示学院二〇二三年涉密文件收文登记簿")
    book.sheet.merge_cells("A1:J1")
    book.line("单位：保密办公室", None, None, None, None, None, "编制：岩温")
    book.line(*HEAD)
    for n, day in enumerate(["5月6日", "5.7", "5-8", "0509", 5.12, "5月13", "五月十四日"], 1):
        book.row(*letter(n, day))
    book.line("小计", None, None, None, None, None, None, 7)
    book.line()
    for n in (8, 9):
        book.row(*letter(n, f"6月{n}日"))
    book.line("合计", None, None, None, None, None, None, 9)
    book.line("填表人：岩温", None, None, "审核人：玉罕")
    return book.done("收文2023.xlsx", "documents")


def two_lines():
    """A header of two lines, its groups merged, and columns that nobody hides on purpose but that are hidden."""
    book = Book("收文")
    book.line("收文登记簿（2022年度）")
    book.sheet.merge_cells("A1:K1")
    book.line("序号", "收文", None, "来文", None, "文件", None, "密级", None, "份数", "备注")
    for span in ("B2:C2", "D2:E2", "F2:G2", "H2:I2", "A2:A3", "J2:J3", "K2:K3"):
        book.sheet.merge_cells(span)
    book.line(None, "收文编号", "收文日期", "来文单位", "发文字号", "文件标题", "页数", "密级", "保密期限")
    for n in range(1, 13):
        mark, term = [("机密", "10年"), ("秘密", "5年"), ("内部", None), ("机密", 10)][n % 4]
        number = f"保收字[2022]{n:03d}"
        book.row(
            n,
            number,
            datetime(2022, n, 3),
            ISSUERS[n % 4],
            f"演教〔2022〕{n}号",
            f"通知之{n}",
            6,
            mark,
            term,
            1,
        )
    book.sheet.column_dimensions["K"].hidden = True
    book.sheet.row_dimensions[7].hidden = True
    return book.done("两行表头.xlsx", "documents")


def years():
    """A sheet per year, bare numbers that begin anew, one sheet of notes, one hidden."""
    book = Book("2019年")
    for year in (2019, 2020, 2021):
        if year > 2019:
            book.more(f"{year}年")
        book.line(*["编号", *HEAD[1:]])
        for n in range(1, 6):
            book.row(*letter(n + (year - 2019) * 10, f"{n}月{n + 10}日", year=year)[:0], n, f"{n}月{n + 10}日",
                     *letter(n + (year - 2019) * 10, "", year=year)[2:])  # fmt: skip
    book.more("说明")
    book.line("本簿由保密办保管。")
    book.more("草稿")
    book.line(*HEAD)
    book.line(*letter(90, "2021-01-05"))
    book.sheet.sheet_state = "hidden"
    return book.done("历年收文.xlsx", "documents")


def marks():
    """Marks in every spelling."""
    book = Book("密级")
    book.line(*HEAD)
    spelled = [
        "机密★10年",
        "机 密",
        "机密级",
        "秘密 ",
        "机密10年",
        "秘密☆5年",
        "工作秘密",
        "内部",
        "绝密★长期",
        "无",
        "★机密",
        "秘  密★6个月",
    ]
    for n, mark in enumerate(spelled, 1):
        book.row(*letter(n, "2021.3.15", mark=mark, year=2021))
    return book.done("密级写法.xlsx", "documents")


def numbers():
    """份号: ranges, lists, figures without their zeros, one that the spreadsheet took for a date."""
    book = Book("2020")
    book.line(*HEAD)
    told = [
        "000001-000003",
        "000011～13、000015",
        21,
        22.0,
        "000031，000033",
        "第000041号",
        datetime(2020, 5, 1),
        None,
        "无份号",
    ]
    for n, copies in enumerate(told, 1):
        book.row(*letter(n, 20200310 + n, copies=copies or "", year=2020))
    book.row(*letter(20, "2020/4/1", copies="000051-000053", count=2, year=2020))
    zeros = book.sheet.cell(book.sheet.max_row + 1, 7)
    book.row(*letter(21, "2020年4月2日", copies=61, year=2020))
    zeros.number_format = "000000"
    return book.done("份号.xlsx", "documents")


def wrong():
    """What goes back: no date, no issuer, no title, a day that is none, a copy twice, an unfinished formula, #REF!."""
    book = Book("2018年")
    book.line(*HEAD)
    book.row(*letter(1, None))
    book.row(*letter(2, "2018.2.30"))
    book.row(*[*letter(3, "2018.3.1")[:2], None, *letter(3, "")[3:]])
    book.row(*[*letter(4, "2018.3.1")[:4], None, *letter(4, "")[5:]])
    book.row(*letter(5, "2018.3.5"))
    book.row(*letter(5, "2018.3.6"))
    book.row(*letter(6, "2028.3.6"))
    book.row(*letter(7, "3月6日", pages="三十二页"))
    book.row(*letter(8, "2018年3月"))
    book.row(*letter(9, "=TODAY()"))
    return book.done("有错.xlsx", "documents")


def people():
    """The list of people, some of whom have left."""
    book = Book("涉密人员")
    book.line("涉密人员台账")
    book.line(
        "序号",
        "姓 名",
        "部门",
        "职务",
        "涉密等级",
        "确定日期",
        "承诺书签订时间",
        "联系电话",
        "离岗时间",
        "离岗原因",
        "脱密期满日期",
        "备注",
    )
    book.row(1, "岩 罕", "党委办公室", "主任", "重要", "2019.5.1", "2019.5.2", 13800000001)
    book.row(2, "玉　香", "人事处", "科员", "一般", "2020年3月2日", None, "0691-2100001")
    book.row(
        3, "刀建国", "教务处", "处长", "重要", "20180901", "20180901", None, "2022.7.1", "退休", "2024.7.1"
    )
    book.row(4, "岩 罕", "学生处", "科员", "一般", "2021.1.1", "2021.1.1")
    book.row(5, None, "财务处", None, "一般", "2021.1.1")
    book.row(6, "波罕", "保卫处", "干事", None, None)
    return book.done("人员.xlsx", "people")


def media():
    """Media by keeper, with their own numbers."""
    book = Book("移动存储介质")
    book.line("涉密移动存储介质台账")
    book.line("序号", "保密编号", "类型", "品牌型号", "唯一标识序列号", "密级", "责任人", "启用日期", "备注")
    book.row(1, "U-001", "U盘", "演示牌 16G", "SN0001", "机密", "岩温", "2021.6.1")
    book.row(2, "U-002", "移动硬盘", "演示牌 1T", "SN0002", "秘密", "岩温", datetime(2022, 1, 4))
    book.row(3, "U-001", "U盘", "演示牌 32G", "SN0003", "机密", "岩温", "2022.6.1")
    book.line("制表：岩温")
    return book.done("介质.xlsx", "media")


def units():
    """Departments with a merged cell, and correspondents' spelling."""
    book = Book("来文单位")
    book.line("单位名称", "级别", "联系人", "电话")
    for n in range(30):
        book.row(f"演示单位{n}", ["省", "州", "中央", "市级"][n % 4], f"联系人{n}", 21000 + n)
    book.row("演示单位3", "省")
    return book.done("单位.xlsx", "correspondents")


def fates():
    """Where the papers went, in the words of the old book, under years that stand between the rows."""
    book = Book("总账")
    book.line("收文编号", "收文时间", "来文机关", "文号", "题名", "密级", "份号", "处理情况", "处理日期")
    for year in (2015, 2016):
        book.line(f"{year}年")
        told = [("已销毁", f"{year + 1}.6.1"), (f"清退 {year + 1}年3月2日", None), ("归档", f"{year}-12-30"), ("存柜", None),
                ("领导处", None), ("送州委机要局销毁", None)]  # fmt: skip
        for n, (fate, day) in enumerate(told, 1):
            book.row(f"{year}-{n:03d}", f"2.{n + 10}", ISSUERS[n % 4], f"演保〔{year}〕{n}号", f"情况通报{n}", "秘密",
                     f"{n:06d}", fate, day)  # fmt: skip
    return book.done("总账.xlsx", "documents")


ALL = (titled, two_lines, years, marks, numbers, wrong, people, media, units, fates)
