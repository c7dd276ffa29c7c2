"""The dossier for the office that approves the bundle: docs/approval.md filled in, as a PDF of two pages.

python tools/dossier.py dist/secretdesk 文件清单.sha256 dist/软件安装审批说明.pdf
"""

from __future__ import annotations

import os
import sys
import tomllib
from hashlib import sha256
from pathlib import Path
from platform import machine

from PySide6.QtCore import QMarginsF
from PySide6.QtGui import (
    QFont,
    QFontDatabase,
    QGuiApplication,
    QPageLayout,
    QPageSize,
    QPdfWriter,
    QTextDocument,
)

HERE = Path(__file__).resolve().parent.parent
STYLE = (
    "h1 { font-size: 17pt } h2 { font-size: 12pt } p, li { line-height: 120% } "
    "td, th { padding: 4px; border: 0.5px solid #555 }"
)
SYSTEMS = {"linux": "统信 UOS、银河麒麟等 Linux（glibc 2.28 以上）", "win32": "Windows 10 以上（64 位）"}
POINTS, DOTS = 9.5, 300


def facts(bundle: Path, listed: Path) -> dict[str, str]:
    """What the paper says of this bundle."""
    project = tomllib.loads((HERE / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    files = [one for one in bundle.rglob("*") if one.is_file()]
    return {
        "version": project["version"],
        "system": f"{SYSTEMS.get(sys.platform, sys.platform)}，{machine()}",
        "files": str(len(files)),
        "size": f"{sum(one.stat().st_size for one in files) / 1e6:.0f} MB",
        "list_sha256": sha256(listed.read_bytes()).hexdigest(),
    }


def filled(told: dict[str, str]) -> str:
    """The text of the paper; a name in braces that nothing fills is an error."""
    text = (HERE / "docs/approval.md").read_text(encoding="utf-8")
    for key, value in told.items():
        text = text.replace(f"{{{key}}}", value)
    return text


def draw(text: str, target: Path) -> int:
    """Write the PDF; gives its number of pages."""
    os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
    QGuiApplication(sys.argv[:1])
    for face in (HERE / "resources/fonts").glob("*.[ot]t[fc]"):
        QFontDatabase.addApplicationFont(str(face))
    writer = QPdfWriter(str(target))
    writer.setResolution(DOTS)
    paper, edges = QPageSize(QPageSize.PageSizeId.A4), QMarginsF(16, 14, 16, 12)
    upright, mm = QPageLayout.Orientation.Portrait, QPageLayout.Unit.Millimeter
    writer.setPageLayout(QPageLayout(paper, upright, edges, mm))
    page = QTextDocument()
    font = QFont("Noto Serif SC")
    font.setPointSizeF(POINTS)
    page.setDefaultFont(font)
    page.documentLayout().setPaintDevice(writer)
    page.setMarkdown(text)
    made = QTextDocument()
    made.setDefaultFont(font)
    made.setDefaultStyleSheet(STYLE)
    made.documentLayout().setPaintDevice(writer)
    made.setHtml(page.toHtml())
    made.setPageSize(writer.pageLayout().paintRectPixels(DOTS).size().toSizeF())
    made.print_(writer)
    return made.pageCount()


if __name__ == "__main__":
    folder, list_, out = (Path(one) for one in sys.argv[1:])
    print(draw(filled(facts(folder, list_)), out), "pages:", out)
