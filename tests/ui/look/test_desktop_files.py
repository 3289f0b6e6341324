"""What is shipped for desktops: the icon in its sizes, the entry, the links of the macOS bundle."""

import plistlib

import pytest
from PySide6.QtCore import QSize, QUrl
from PySide6.QtGui import QFileOpenEvent, QImage
from PySide6.QtWidgets import QApplication

from installer.icons import FOLDER, SIZES, SOURCE
from softphone.config.paths import resources_dir
from softphone.desktop.mac_links import LinkEvents
from softphone.desktop.schemes import SCHEMES
from softphone.ui.look.icons import program_icon


@pytest.mark.parametrize("size", SIZES)
def test_the_icon_is_there_in_every_size(qapp: QApplication, size: int) -> None:
    image = QImage(str(FOLDER / f"softphone-{size}.png"))
    assert (image.width(), image.height()) == (size, size)
    assert image.hasAlphaChannel()
    assert image.pixelColor(0, 0).alpha() == 0
    assert image.pixelColor(size // 2, size // 2).alpha() == 255
    assert program_icon(resources_dir()).pixmap(QSize(size, size), 1.0).width() == size


def test_the_drawing_loads_nothing_from_elsewhere() -> None:
    text = SOURCE.read_text("utf-8").replace('xmlns="http://www.w3.org/2000/svg"', "")
    assert "http" not in text
    assert "<script" not in text


def test_the_bundle_for_macos_names_the_same_links() -> None:
    found = plistlib.loads((resources_dir() / "desktop" / "Info.plist").read_bytes())
    (kind,) = found["CFBundleURLTypes"]
    assert tuple(kind["CFBundleURLSchemes"]) == SCHEMES


def test_a_link_handed_to_the_running_program_is_opened(qapp: QApplication) -> None:
    opened: list[str] = []
    events = LinkEvents(qapp, opened.append)
    try:
        for text in ("tel:+8602259990134", "file:///etc/hosts", "sip:1002@pbx.example.com"):
            QApplication.sendEvent(qapp, QFileOpenEvent(QUrl(text)))
    finally:
        qapp.removeEventFilter(events)
        events.deleteLater()
    assert opened == ["tel:+8602259990134", "sip:1002@pbx.example.com"]
