"""The sheet of keys: on the screen, and drawn as one page of paper. A test holds it against the code."""

from __future__ import annotations

from dataclasses import dataclass
from html import escape


@dataclass(frozen=True)
class Key:
    """Keys by Qt's portable names (or as they are called where a box handles them), and what they do."""

    keys: tuple[str, ...]
    told: str
    name: str = ""  # where the names are too many to list

    @property
    def shown(self) -> str:
        """As the clerk reads it."""
        return self.name or "　".join(k.replace("PgDown", "PgDn") for k in self.keys)


KEYS: tuple[tuple[str, tuple[Key, ...]], ...] = (
    (
        "登记簿里",
        (
            Key(("Ctrl+N",), "本登记簿的主要事项（登记收文、签收……）"),
            Key(("F2",), "更正所选的一条"),
            Key(("Ctrl+Del",), "作废所选的一条", "Ctrl+Delete"),
            Key(("Ctrl+Z",), "撤销所选那一条的上一步", "Ctrl+Z"),
            Key(tuple(f"Ctrl+{n}" for n in range(1, 10)), "“办理”菜单里的其他事项", "Ctrl+1 … Ctrl+9"),
            Key(("Ctrl+F",), "查找；Enter 到表里，Esc 清除"),
            Key(("Enter",), "在表里：到右侧栏看这一条"),
            Key(("Ctrl+C",), "把选中的行作为文字复制"),
            Key(("Alt+S", "Ctrl+Shift+F"), "增加筛选"),
            Key(("Ctrl+Shift+L",), "选择栏目和次序"),
            Key(("F4",), "显示、隐藏右侧栏"),
            Key(("F5",), "重新读取"),
            Key(("Ctrl+P",), "打印、保存 PDF"),
            Key(("Ctrl+E",), "导出表格"),
            Key(("Ctrl+Shift+E",), "写到介质上；Enter 下一步，Alt+← 上一步"),
            Key(("Ctrl+Shift+P",), "选中各行的标签"),
        ),
    ),
    (
        "填表时",
        (
            Key(("Enter",), "登记；连续登记时接着下一件，信封里到下一行；扫描时答复一个，空着按是登记"),
            Key(("Ctrl+Return", "Ctrl+Enter"), "在多行文字里登记", "Ctrl+Enter"),
            Key(("Alt+Y",), "确认橙色提示的一件事"),
            Key(("Ctrl+R", "Ctrl+Shift+R"), "照上一件：所在的一栏；各栏"),
            Key(("Alt+M",), "展开、收起其余各项"),
            Key(("Alt+Z",), "丢开取回的草稿，从头填"),
            Key(("↓",), "在单位、人员、存放处等栏里列出可选的"),
            Key(("1 2 3", "拼音首字母"), "在下拉栏里直接选"),
            Key(("Delete", "Backspace"), "清空下拉栏"),
            Key(("Ctrl+↑", "Ctrl+↓"), "信封里到上一行、下一行"),
            Key(("Ctrl+V",), "在逐行填写的表里：从表格里复制来的，从这一格起逐行填上", "Ctrl+V"),
            Key(("Ctrl+Del",), "信封里删去这一行；扫描时删去最后扫的一个", "Ctrl+Delete"),
            Key(("Esc",), "离开；没写完的留作草稿"),
        ),
    ),
    (
        "到处",
        (
            Key(("F1",), "帮助：到所在的那一栏、那一件事"),
            Key(("Ctrl+K",), "前往：编号、份号、标签、姓名、标题、要办的事"),
            Key(("Alt+Left", "Alt+Right"), "后退、前进", "Alt+←　Alt+→"),
            Key(("Ctrl+L",), "锁定"),
            Key(("Ctrl+PgUp", "Ctrl+PgDown"), "上一个、下一个登记簿"),
            Key(("←", "→"), "在左边的登记簿栏里：收起、展开这一组；点组名也行"),
            Key(("Ctrl+0",), "今日"),
            Key(("Ctrl+D",), "日清：下班前逐件收回，或写明为什么在外"),
            Key(("F3",), "在“日清”和传阅面板里：收回这一件"),
            Key(("F6", "Shift+F6"), "一夹几件：送给一位、从一位收回，逐件扫描"),
            Key(("F7",), "在今日：清单、月历；在传阅面板里：待补阅"),
            Key(("F8",), "在传阅面板里：扩大知悉范围"),
            Key(("F9",), "在传阅面板里：传阅完毕"),
            Key(tuple(f"Alt+{n}" for n in range(1, 6)), "在“今日”：开头五步的第几步", "Alt+1 … Alt+5"),
            Key(("Ctrl+=", "Ctrl+-"), "字大一点、小一点"),
            Key(("Tab", "Shift+Tab"), "下一栏、上一栏"),
            Key(("Alt+F", "Alt+A", "Alt+G", "Alt+V", "Alt+H"), "打开文件、办理、转到、查看、帮助菜单"),
            Key(("Alt+X",), "在口令栏里：显示、遮住口令"),
            Key(("Ctrl+Q",), "退出（先锁定）"),
        ),
    ),
    (
        "纸",
        (
            Key(("扫描枪",), "到处：扫页脚的二维码是核验、签回，扫标签是打开那一条"),
            Key(("Alt+M",), "核验时：展开逐个签字、纸簿页行"),
            Key(("空格", "PgDn"), "预览里：下一页；PgUp 上一页", "空格　PgDn"),
            Key(("+", "-", "W"), "预览里：放大、缩小、适合宽度"),
        ),
    ),
    (
        "帮助里",
        (
            Key(("Ctrl+F",), "查找；↓ 到结果，Enter 到文字"),
            Key(("Alt+Left", "Alt+Right"), "后退、前进", "Alt+←　Alt+→"),
            Key(("Esc",), "清除查找；再按关闭"),
        ),
    ),
)
TITLE = "快捷键"


def keys_html() -> str:
    """The page of keys."""
    parts = [f"<h1>{TITLE}</h1>", "<p>表里的键都能不用鼠标。纸面的一张用下面的“保存 PDF”。</p>"]
    for group, rows in KEYS:
        cells = "".join(
            f"<tr><td width='34%'><b>{escape(row.shown)}</b></td><td>{escape(row.told)}</td></tr>"
            for row in rows
        )
        parts.append(f"<h2>{group}</h2><table width='100%' cellpadding='3'>{cells}</table>")
    return "".join(parts)
