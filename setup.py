"""Puts ``resources`` into the built package; everything else is in pyproject.toml."""

import shutil
from pathlib import Path

from setuptools import setup
from setuptools.command.build_py import build_py


class WithResources(build_py):
    """They lie beside the package in the checkout, and inside of it in a wheel."""

    def run(self) -> None:
        """Copy the modules, then the files."""
        super().run()
        into = Path(self.build_lib) / "softphone" / "resources"
        shutil.rmtree(into, ignore_errors=True)
        shutil.copytree(Path(__file__).parent / "resources", into)


setup(cmdclass={"build_py": WithResources})
