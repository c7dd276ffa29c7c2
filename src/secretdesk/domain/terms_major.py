"""Terms of what people who handle secrets report of their own lives (重大事项报告; 第18条, 第20条, T6)."""

from __future__ import annotations

from typing import Final

MAJOR_KINDS: Final = (
    "婚姻变化", "本人或近亲属移居境外", "与境外人员结婚、往来", "本人或近亲属涉案被查处",
    "重大经济变故", "其他",
)  # fmt: skip
MAJOR_OUTCOMES: Final = ("不影响在岗", "提前复审", "暂停接触国家秘密", "调离涉密岗位")
STAYS, EARLY, STOPPED, MOVED_OFF = MAJOR_OUTCOMES
WHY_STOPPED: Final = "重大事项报告研判后暂停接触。"
