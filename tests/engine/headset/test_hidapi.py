"""The real library: loaded, asked, and refusing what is not there."""

import sys

import pytest

from softphone.engine.headset.device import HidEntry
from softphone.engine.headset.hidapi import SystemHid


def test_the_library_lists_devices_of_the_telephony_page_only() -> None:
    # What is plugged in where the tests run is not known; keyboards and mice are no headsets.
    assert all(entry.path for entry in SystemHid().find())


def test_what_is_gone_cannot_be_opened() -> None:
    with pytest.raises(OSError, match="open"):
        SystemHid().open(HidEntry(b"/dev/hidraw-none", "Headset"))


def test_the_headset_is_shared_with_the_kernel() -> None:
    SystemHid().find()
    if sys.platform.startswith("linux"):
        assert "hidraw" in sys.modules
        assert "hid" not in sys.modules
    else:
        assert "hid" in sys.modules
