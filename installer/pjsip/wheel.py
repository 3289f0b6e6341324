"""The wheel around the extension module: metadata, licence texts, bill of materials, RECORD."""

from __future__ import annotations

import base64
import hashlib
import json
import uuid
import zipfile
from dataclasses import dataclass
from pathlib import Path

from installer.pjsip.recipe import BUILD, DISTRIBUTION

EPOCH = (2020, 1, 1, 0, 0, 0)  # the same in every build: the same input makes the same wheel


@dataclass(frozen=True)
class Component:
    """One piece of source that is inside."""

    name: str
    version: str
    licence: str  # SPDX
    sha256: str  # of the source archive
    file: str  # its name
    licence_texts: tuple[Path, ...]


def bill_of_materials(version: str, components: list[Component], system: list[str]) -> str:
    """CycloneDX 1.5, JSON: what is inside, from which source, and what the system brings."""

    def entry(part: Component) -> dict[str, object]:
        return {
            "type": "library",
            "bom-ref": f"{part.name}@{part.version}",
            "name": part.name,
            "version": part.version,
            "scope": "required",
            "licenses": [{"expression": part.licence}],
            "properties": [
                {"name": "softphone:source", "value": part.file},
                {"name": "softphone:source-sha256", "value": part.sha256},
            ],
        }

    parts = [entry(part) for part in components]
    for name in system:
        parts.append(
            {"type": "library", "bom-ref": name, "name": name, "scope": "excluded",
             "description": "brought by the operating system, linked at run time"}
        )  # fmt: skip
    root = f"{DISTRIBUTION}@{version}"
    seed = json.dumps(parts, sort_keys=True)
    return json.dumps(
        {
            "bomFormat": "CycloneDX",
            "specVersion": "1.5",
            "serialNumber": f"urn:uuid:{uuid.uuid5(uuid.NAMESPACE_OID, root + seed)}",
            "version": 1,
            "metadata": {
                "component": {
                    "type": "library",
                    "bom-ref": root,
                    "name": DISTRIBUTION,
                    "version": version,
                    "licenses": [{"expression": "GPL-3.0-or-later"}],
                }
            },
            "components": parts,
            "dependencies": [{"ref": root, "dependsOn": [str(p["bom-ref"]) for p in parts]}],
        },
        indent=1,
    )


def module_text(generated: str, version: str, components: list[Component]) -> str:
    """The generated module, and what it is built from as plain names at its end."""
    inside = {part.name: part.version for part in components}
    return (
        f"{generated.rstrip()}\n\n\n"
        f"# Which build this is; another pjsua2 has none of these names.\n"
        f"SOFTPHONE_BUILD = {BUILD!r}\nSOFTPHONE_VERSION = {version!r}\n"
        f"SOFTPHONE_COMPONENTS = {inside!r}\n"
    )


def write(
    folder: Path,
    tag: str,
    version: str,
    module: str,
    extension: Path,
    components: list[Component],
    system: list[str],
) -> Path:
    """Write the wheel into ``folder``; ``tag`` is e.g. "cp311-cp311-linux_x86_64"."""
    info = f"{DISTRIBUTION.replace('-', '_')}-{version}.dist-info"
    python = f"{tag[2]}.{tag[3:].split('-')[0]}"
    metadata = (
        f"Metadata-Version: 2.1\nName: {DISTRIBUTION}\nVersion: {version}\n"
        "Summary: PJSIP and its Python binding as the softphone wants them\n"
        "License: GPL-3.0-or-later\n"
        f"Requires-Python: =={python}.*\n"
    )
    wheel = (
        f"Wheel-Version: 1.0\nGenerator: softphone-installer\nRoot-Is-Purelib: false\nTag: {tag}\n"
    )
    files: dict[str, bytes] = {
        "pjsua2/__init__.py": module_text(module, version, components).encode(),
        f"pjsua2/{extension.name}": extension.read_bytes(),
        f"{info}/METADATA": metadata.encode(),
        f"{info}/WHEEL": wheel.encode(),
        f"{info}/top_level.txt": b"pjsua2\n",
        f"{info}/sboms/{DISTRIBUTION}.cdx.json": bill_of_materials(
            version, components, system
        ).encode(),
    }
    for part in components:
        for text in part.licence_texts:
            files[f"{info}/licenses/{part.name}/{text.name}"] = text.read_bytes()
    record = "".join(f"{name},{_digest(data)},{len(data)}\n" for name, data in files.items())
    files[f"{info}/RECORD"] = (record + f"{info}/RECORD,,\n").encode()
    target = folder / f"{DISTRIBUTION.replace('-', '_')}-{version}-{tag}.whl"
    with zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as pack:
        for name, data in files.items():
            entry = zipfile.ZipInfo(name, EPOCH)
            entry.compress_type = zipfile.ZIP_DEFLATED
            entry.external_attr = (0o755 if name.endswith((".so", ".pyd")) else 0o644) << 16
            pack.writestr(entry, data)
    return target


def _digest(data: bytes) -> str:
    raw = base64.urlsafe_b64encode(hashlib.sha256(data).digest()).rstrip(b"=")
    return f"sha256={raw.decode()}"
