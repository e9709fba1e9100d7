"""Imports go down the layers only, and the guide names the layers that are checked."""

import re
import subprocess
import sys
import tomllib
from pathlib import Path

ROOT = Path(__file__).parent.parent


def _layers() -> list[str]:
    contracts = tomllib.loads((ROOT / "pyproject.toml").read_text())["tool"]["importlinter"]["contracts"]
    (layers,) = [contract["layers"] for contract in contracts if contract["type"] == "layers"]
    return list(layers)


def test_imports_go_down_the_layers_only() -> None:
    linter = Path(sys.executable).with_name("lint-imports")
    done = subprocess.run([linter, "--no-cache"], cwd=ROOT, capture_output=True, text=True, timeout=120, check=False)
    assert done.returncode == 0, done.stdout + done.stderr


def test_every_module_of_the_package_is_in_a_layer() -> None:
    modules = {path.stem for path in (ROOT / "generator").glob("*.py")} - {"__init__"}
    packages = {path.parent.name for path in (ROOT / "generator").glob("*/__init__.py")}
    assert modules | packages == set(_layers())


def test_architecture_lists_the_layers_that_are_checked_in_their_order() -> None:
    text = (ROOT / "ARCHITECTURE.md").read_text(encoding="utf-8")
    section = text.partition("\n## Layers\n")[2].partition("\n## ")[0]
    assert re.findall(r"^\| `(\w+)` \|", section, re.MULTILINE) == _layers()
