"""What printing adds by itself, fonts by their names, and what may be wrong with a form."""

from __future__ import annotations

from typing import Final

PAGE_SUMS: Final = "本页{page}；累计{all}"
FOOT_LINES: Final = ("核验码 {code}", "{number}（第 {nth} 次打印）", "账本第 {seq} 行 · {head}")
YEAR_TEXT: Final = "{year}年度"
PAPER_ANSWERS: Final = {
    "genuine": "{print}《{title}》第 {page} 页（共 {pages} 页），{at} {by}打印，是本库印的。",
    "replaced": "{print}《{title}》第 {page} 页是本库印的，已重印作废，请用 {newer}。",
    "void": "{print}《{title}》第 {page} 页是本库印的，已作废，不要再用。",
    "mistyped": "核验码抄错了一个字，或有两个字写颠倒了，请对照纸上再输一次。",
    "foreign": "不是本库印的，请看是否别的保密库的；要是自称本库的，按伪造处理，立即报告保密办主任。",
    "forged": "核验码与账本不符，这一页被改动过或是伪造的，请保留原件，立即报告保密办主任。",
    "rewritten": "{print} 是本库印的，但账本前 {seq} 行已不是印它时的账本，被人改写过。请停止登记，保留原件和现场，立即报告保密办主任。",
    "lost": "是本库印的，但账本现在没有这一页（第 {entry} 行，账本到第 {last} 行）：打印以后恢复过较早的备份，请凭这张纸补登。",
    "unknown": "这不是核验码；核验码在页脚右边，共 16 位，例如 7F3K-Q2MX-RV0D-8TNA。",
}
PRINTED_ALL: Final = "全部"
PRINTED_SEARCH: Final = "查找结果"
NUMBER_LABEL: Final = "编号"
BULK_WITHDRAWN: Final = "成批打印没有完成，文件没有存下"
BULK_NOT_SENT: Final = "成批打印中止，这一份没有送出"
LABEL_STAMP: Final = "收文编号"
LABEL_DAY: Final = "日期"
LABEL_PAGES: Final = "页数"
LABEL_PAGES_OF: Final = "{pages}×{count} 份"
LABELS_NAME: Final = "{register}标签"
STATUS_LABEL: Final = "现状"
# --- paper: what printing adds by itself, and what may be wrong with a form (output) ---
PAPER_WORDS: Final = {
    "page": "— 第 {page} 页",
    "pages": "共 {pages} 页 —",
    "page_blank": "— 第　　页　共　　页 —",
    "below_blank": "以 下 空 白",
    "continued": "（续）",
    "corrected": "红字为更正、变更或解密，划去者为原记；红线划去的整行为作废。",
    "printed": "{at}　{by} 打印",
    "made_with": "{code} {title} 第 {version} 版 · {digest}",
    "day": "年　　　月　　　日",
    "cut": "……〔表格单元格放不下，以下截断，全文见登记簿〕",
    "sheet": "登记簿",
}
# The faces of GB/T 9704-2012 by the names inside their files, the best first: Windows, 方正, UOS and Kylin (CESI).
OFFICE_FACES: Final = {
    "body": (
        "仿宋_GB2312", "FangSong_GB2312", "仿宋", "FangSong", "方正仿宋_GB18030", "方正仿宋_GBK", "FZFangSong-Z02",
        "方正仿宋简体", "FZFangSong-Z02S", "CESI仿宋-GB18030", "CESI仿宋-GB13000", "CESI仿宋-GB2312",
        "CESI_FS_GB18030", "CESI_FS_GB13000", "CESI_FS_GB2312", "华文仿宋", "STFangsong",
    ),
    "heading": (
        "黑体", "SimHei", "方正黑体_GB18030", "方正黑体_GBK", "FZHei-B01", "方正黑体简体", "FZHei-B01S",
        "CESI黑体-GB18030", "CESI黑体-GB13000", "CESI黑体-GB2312", "CESI_HT_GB18030", "CESI_HT_GB13000",
        "CESI_HT_GB2312", "华文黑体", "STHeiti",
    ),
    "title": (
        "方正小标宋_GB18030", "方正小标宋_GBK", "FZXiaoBiaoSong-B05", "方正小标宋简体", "FZXiaoBiaoSong-B05S",
        "FZXBSJW--GB1-0", "CESI小标宋-GB18030", "CESI小标宋-GB13000", "CESI小标宋-GB2312", "CESI_XBS_GB18030",
        "CESI_XBS_GB13000", "CESI_XBS_GB2312", "小标宋",
    ),
    "note": (
        "楷体_GB2312", "KaiTi_GB2312", "楷体", "KaiTi", "方正楷体_GB18030", "方正楷体_GBK", "FZKai-Z03",
        "方正楷体简体", "FZKai-Z03S", "CESI楷体-GB18030", "CESI楷体-GB13000", "CESI楷体-GB2312", "CESI_KT_GB18030",
        "CESI_KT_GB13000", "CESI_KT_GB2312", "华文楷体", "STKaiti", "AR PL KaitiM GB", "AR PL UKai CN",
    ),
}  # fmt: skip
# They go beyond U+FFFF, whatever their table of ranges says.
FAR_FACES: Final = ("SimSun-ExtB", "宋体-ExtB", "SimSun-ExtG", "MingLiU-ExtB", "PMingLiU-ExtB")
COUNTED_UNITS: Final = "年月日号份件页条款项时分个次期卷册室柜层盒格"  # stay with the figure before them
SIGN_HERE: Final = "（签字[^）]*）$"  # behind the label of a place to sign; a pattern
BETWEEN_PLACES, PLACE_OF, BETWEEN_NAMES = "、", "：", "，"  # in what a page keeps of its places to sign
CLERK: Final = "clerk"  # signs as the one whom the head of a form names
BESIDE: Final = "／"  # in the name of a place that two share
NAME_MARKS: Final = ("，", "\n", "：", "；", ";", ",")  # between names that were typed
FORM_SENTENCES: Final = {
    "each": "“{field}”要是其中一栏，并排在 order 的第一位。",
    "marked": "印标题的表必须标密级，请去掉 marked = false。",
    "unreadable": "读不出来：{reason}。",
    "toml": "不是合法的 TOML：{reason}。",
    "large": "超过 {most} KB，表的定义没有这么大，请核对是不是这个文件。",
    "long_line": "这一行超过 {most} 个字符，请分成几行。",
    "deep": "括号套得太深，请照随程序附带的表写。",
    "missing": "缺少这一项。",
    "unknown": "不认识这一项；可写的有：{known}。",
    "kind": "应为{kind}。",
    "choice": "只能是：{choices}。",
    "empty": "不能为空。",
    "register": "没有“{register}”这个登记簿。",
    "field": "登记簿“{register}”没有“{field}”这个字段。",
    "hop": "“{field}”不指向别的登记簿，不能写“{path}”。",
    "value": "“{field}”没有“{value}”这个值。",
    "sign": "签字栏要写 label，不能再写 field。",
    "signer": "by 写的“{field}”这一页上没有；要写这一页印出来的一项，或写 clerk（保密员）。",
    "bar": "有长条（bar）的栏只能写一个 field。",
    "twice": "“{field}”出现了两次。",
    "narrow": "应在 {least:g} 至 {most:g} 毫米之间。",
    "count": "应在 {least} 至 {most} 之间。",
    "stickers": "标签共占 {takes:g} 毫米，超出纸的 {page:g} 毫米。",
    "wide": "各栏共宽 {total:g} 毫米，超出版心的 {room:g} 毫米。",
    "foot": "签字处共宽 {total:g} 毫米，超出可用的 {room:g} 毫米。",
    "titled": "只用代称的表（show_title = false）不能有“{field}”栏。",
    "placeholder": "只能用 {known} 这几个占位。",
    "same_key": "与 {other} 的 key 相同。",
    "span": "“{label}”跨几行的，要放在一行的头或尾，行数不能超出这一组格子。",
    "signed": "签字的地方至少宽 {wide} 毫米、高 {high} 毫米。",
}
