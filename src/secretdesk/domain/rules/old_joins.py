"""Words over columns of old books that tell one thing together, and over groups of rows (`desk.import_joins`)."""

DAY_PARTS = ("年", "月", "日")
DAY_SIGNS = "年月日号"
DAYS = "日期"  # over 月 and 日 that stand under nothing
LEVEL_LABEL, SECRET = "密级", "密"
NOT_TICKED = frozenset({"", "×", "✗", "无", "否", "0", "-", "--", "/", "—"})
TERM = r"★?(?:\d+年(?:\d+个?月)?|\d+个?月|长期)"
GROUP = r"[一二三四五六七八九十]+[、.,)]|\([一二三四五六七八九十]+\)"  # 一、中央文件
