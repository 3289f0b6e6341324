"""The window's tests run without a display unless one is asked for by ``QT_QPA_PLATFORM``."""

import os
from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QCoreApplication, QEvent, QTranslator
from PySide6.QtWidgets import QApplication

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

from softphone.ui.context import UiContext
from softphone.ui.look.theme import Theme, apply_theme
from tests.ui.models import Moment, SpyIntents, context

HERE = Path(__file__).parent


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """The offscreen platform says at every window that it has no window manager to talk to."""
    for item in items:
        if HERE in item.path.parents:
            item.add_marker(pytest.mark.qt_log_ignore("^This plugin does not support "))


@pytest.fixture
def app(qapp: QApplication) -> Iterator[QApplication]:
    """The application in the light look; whatever a test changes is put back."""
    # A whole program that ran in this process has left its language behind.
    for translator in qapp.findChildren(QTranslator):
        qapp.removeTranslator(translator)
        translator.deleteLater()
    apply_theme(qapp, Theme(dark=False), "en")
    yield qapp
    for window in qapp.topLevelWidgets():
        window.hide()
        window.deleteLater()
    QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)
    apply_theme(qapp, Theme(dark=False), "en")


@pytest.fixture
def spy() -> SpyIntents:
    """Notes what was asked for."""
    return SpyIntents()


@pytest.fixture
def moment() -> Moment:
    """A clock moved by hand."""
    return Moment()


@pytest.fixture
def ui_context(moment: Moment) -> UiContext:
    """The widgets' context on that clock."""
    return context(moment=moment)
