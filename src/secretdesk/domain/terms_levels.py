"""Levels, yes and no, and what stands in every register."""

from __future__ import annotations

from enum import StrEnum
from typing import Final


class Level(StrEnum):
    """密级 and what lies below it, stored as the Chinese word (保密法第14条, 条例第9条)."""

    TOP_SECRET = "绝密"
    HIGHLY_SECRET = "机密"
    ORDINARY_SECRET = "秘密"
    WORK_SECRET = "工作秘密"
    INTERNAL = "内部"
    UNCLASSIFIED = "非密"

    @property
    def rank(self) -> int:
        """5 for 绝密 down to 0 for 非密; compare levels by it."""
        return 5 - list(Level).index(self)

    @property
    def is_state_secret(self) -> bool:
        """True for 绝密, 机密 and 秘密 alone: only these carry ★ (保密法第22条)."""
        return self.rank >= 3


STATE_SECRETS: Final = (Level.TOP_SECRET, Level.HIGHLY_SECRET, Level.ORDINARY_SECRET)
GROUPS: Final = ("今日", "载体", "设备", "人员", "场所", "事务", "监督", "年度", "系统")
STAR: Final = "★"
EXPUNGED: Final = "〔已涂销〕"
DECLASSIFIED: Final = "解密"
VOID_LABEL: Final = "作废"
YES: Final = "是"
NO: Final = "否"
TRUE_WORDS: Final = frozenset({"是", "有", "完好", "true", "1", "y", "yes", "√", "✓"})
FALSE_WORDS: Final = frozenset({"否", "无", "破损", "false", "0", "n", "no", "×"})
DEFAULT_UNIT: Final = "西双版纳职业技术学院保密办公室"
NAME_SEPARATOR: Final = "、"
