"""Words about devices: how one is examined (第44条, T7)."""

from __future__ import annotations

from typing import Final

ASSESSMENTS: Final = ("风险评估", "安全检测")
