"""The Qt binding itself: calls that return None must not use None up."""

import sys

from PySide6.QtWidgets import QApplication, QWidget

CALLS = 500


def test_a_call_without_result_keeps_the_count_of_none(app: QApplication) -> None:
    """On Python 3.11 None is counted; a binding that loses one each call aborts in the end."""
    widget = QWidget()
    before = sys.getrefcount(None)
    for _ in range(CALLS):
        widget.setFixedSize(10, 10)
    lost = before - sys.getrefcount(None)
    widget.deleteLater()
    assert abs(lost) < CALLS // 10
