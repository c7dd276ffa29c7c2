"""The preview of a long print: page 1 of 500 in sight, from the bytes to the painted window."""

import io
import os
import time

from secretdesk.output.book import draw_book
from tests.bench.measure import Ratio
from tests.output import sample

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
PAGES, LIMIT = 500, 300  # ms


def preview_of_500_pages():
    """The slowest of three."""
    from PySide6.QtWidgets import QApplication, QWidget

    from secretdesk.ui.app import make_application
    from secretdesk.ui.preview import Preview

    target = io.BytesIO()
    drawn = draw_book(target, sample.forms()["receipt_book"], sample.rows(PAGES * 11), sample.head())
    application = QApplication.instance() or make_application(["bench"])
    over, spent = QWidget(), []
    over.show()
    for _ in range(3):
        start = time.perf_counter()
        shown = Preview("preview", target.getvalue(), over)
        shown.open()
        application.processEvents()
        assert shown.view._drawn
        spent.append((time.perf_counter() - start) * 1000)
        shown.reject()
        application.processEvents()
    told = f"{len(drawn)} pages, {len(target.getvalue()) / 1e6:.1f} MB"
    return [Ratio("preview_page_1_ms", max(spent), LIMIT, told)]


BENCHES = (preview_of_500_pages,)
