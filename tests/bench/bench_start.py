"""Start to the password box against a bare PySide6 window; each in a process of its own."""

import os
import statistics
import subprocess
import sys
import time

from tests.bench.measure import Ratio, ms

BARE = """
import sys
from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QApplication, QLineEdit, QVBoxLayout, QWidget
app = QApplication([])
window = QWidget()
QVBoxLayout(window).addWidget(QLineEdit())
window.show()
QTimer.singleShot(0, app.quit)
sys.exit(app.exec())
"""
OURS = """
import sys
from PySide6.QtCore import QTimer
from secretdesk.ui.app import make_application
from secretdesk.ui.window import Window
app = make_application(sys.argv)
window = Window(None)
window.show()
QTimer.singleShot(0, app.quit)
sys.exit(app.exec())
"""


def bench_start() -> list[Ratio]:
    """Median of whole processes, in turn."""
    pairs = [(_seconds(OURS), _seconds(BARE)) for _ in range(8)][1:]
    ratio = statistics.median(a / b for a, b in pairs)
    ours, bare = (statistics.median(side) for side in zip(*pairs, strict=True))
    return [Ratio("start to a bare window", ratio, 2, f"{ms(ours)} to {ms(bare)}")]


def _seconds(code: str) -> float:
    environment = {**os.environ, "QT_QPA_PLATFORM": "offscreen"}
    begin = time.perf_counter()
    subprocess.run([sys.executable, "-c", code], env=environment, check=True, capture_output=True)
    return time.perf_counter() - begin


BENCHES = (bench_start,)
