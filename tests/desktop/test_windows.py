"""What is written into Windows' registry; the registry itself is not here."""

from softphone.desktop import windows as link_windows
from softphone.desktop.schemes import SCHEMES


class Fake:
    """Keys in a dictionary."""

    def __init__(self) -> None:
        self.keys: dict[str, dict[str, str]] = {}

    def set(self, key: str, name: str, value: str) -> None:
        self.keys.setdefault(key, {})[name] = value

    def drop(self, key: str) -> None:
        for known in list(self.keys):
            if known == key or known.startswith(key + "\\"):
                del self.keys[known]

    def drop_value(self, key: str, name: str) -> None:
        self.keys.get(key, {}).pop(name, None)


def test_the_program_can_be_chosen_for_every_kind_of_link() -> None:
    keys = Fake()
    keys.set(link_windows.REGISTERED, "Other", "Software\\Other")
    command = ["C:\\Program Files\\Softphone\\softphone.exe", "open", "--"]
    assert "Default apps" in link_windows.register(keys, command)[0]
    capabilities = keys.keys[link_windows.REGISTERED]["Softphone"]
    for scheme, class_name in keys.keys[capabilities + "\\URLAssociations"].items():
        assert scheme in SCHEMES
        made = keys.keys[f"Software\\Classes\\{class_name}"]
        assert made["URL Protocol"] == ""
        opens = keys.keys[f"Software\\Classes\\{class_name}\\shell\\open\\command"][""]
        assert opens == '"C:\\Program Files\\Softphone\\softphone.exe" open -- "%1"'
    link_windows.unregister(keys)
    assert keys.keys == {link_windows.REGISTERED: {"Other": "Software\\Other"}}
