"""The program's icon: renders ``resources/desktop/softphone.svg`` into the sizes desktops ask for.

    python -m installer.icons

The pictures are kept with the source, so that nobody needs this to install the program.
"""

import os
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
SOURCE = ROOT / "resources" / "desktop" / "softphone.svg"
FOLDER = ROOT / "resources" / "desktop" / "icons"
SIZES = (16, 24, 32, 48, 64, 128, 256)
"""Pixels; the sizes of the freedesktop icon theme specification that menus and task bars use."""


def main() -> int:
    """Write them all."""
    os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
    from PySide6.QtCore import QRectF, Qt
    from PySide6.QtGui import QGuiApplication, QImage, QPainter
    from PySide6.QtSvg import QSvgRenderer

    running = QGuiApplication.instance() or QGuiApplication([])
    renderer = QSvgRenderer(str(SOURCE))
    FOLDER.mkdir(exist_ok=True)
    for size in SIZES:
        image = QImage(size, size, QImage.Format.Format_ARGB32_Premultiplied)
        image.fill(Qt.GlobalColor.transparent)
        painter = QPainter(image)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        renderer.render(painter, QRectF(0, 0, size, size))
        painter.end()
        if not image.save(str(FOLDER / f"softphone-{size}.png")):
            print(f"{FOLDER} cannot be written", file=sys.stderr)
            return 1
    del running
    return 0


if __name__ == "__main__":
    sys.exit(main())
