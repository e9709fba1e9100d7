"""What is installed: locked dependencies, and a wheel that has all it needs."""

import os
import re
import shutil
import subprocess
import sys
import sysconfig
import tomllib
import venv
import zipfile
from pathlib import Path

import pytest
from packaging.requirements import Requirement
from packaging.utils import canonicalize_name

from generator import __version__

ROOT = Path(__file__).parent.parent
PYPROJECT = tomllib.loads((ROOT / "pyproject.toml").read_text())
LOCKED = {
    "build.txt": PYPROJECT["dependency-groups"]["build"],
    "run.txt": PYPROJECT["project"]["dependencies"],
    "dev.txt": PYPROJECT["project"]["dependencies"] + PYPROJECT["dependency-groups"]["dev"],
}
_PINNED = re.compile(r"^([a-z0-9._-]+)==(\S+)( ; [^\\]+)? \\\n((?:    --hash=sha256:[0-9a-f]{64}(?: \\)?\n)+)", re.M)


def _pins(lock: str) -> dict[str, set[str]]:
    pins: dict[str, set[str]] = {}
    for name, version, _, _ in _PINNED.findall((ROOT / "requirements" / lock).read_text()):
        pins.setdefault(canonicalize_name(name), set()).add(version)
    return pins


@pytest.mark.parametrize("lock", LOCKED)
def test_lock_pins_what_pyproject_asks_for(lock: str) -> None:
    pins = _pins(lock)
    for requirement in map(Requirement, LOCKED[lock]):
        versions = pins[canonicalize_name(requirement.name)]
        assert all(requirement.specifier.contains(version) for version in versions), f"{requirement}: {versions}"


@pytest.mark.parametrize("lock", LOCKED)
def test_lock_has_a_hash_for_each_package_and_names_no_host(lock: str) -> None:
    text = (ROOT / "requirements" / lock).read_text()
    rest = _PINNED.sub("", text)
    assert [line for line in rest.splitlines() if not line.lstrip().startswith("#")] == []
    assert not re.search(r"//|--(extra-)?index-url|--find-links", text)


def test_development_lock_agrees_with_the_others() -> None:
    development = _pins("dev.txt")
    for lock in ("build.txt", "run.txt"):
        shared = {name: versions for name, versions in _pins(lock).items() if name in development}
        assert shared == {name: development[name] for name in shared}


def test_the_package_tells_the_version_that_is_published() -> None:
    assert __version__ == PYPROJECT["project"]["version"]


def _dry_run(target: str, folder: Path) -> str:
    done = subprocess.run(
        ["make", "--dry-run", target], cwd=folder, capture_output=True, text=True, timeout=30, check=True
    )
    return done.stdout


@pytest.fixture
def clone(tmp_path: Path) -> Path:
    """What the Makefile works on, as in a clean clone."""
    shutil.copy2(ROOT / "Makefile", tmp_path)
    shutil.copy2(ROOT / "pyproject.toml", tmp_path)
    shutil.copytree(ROOT / "requirements", tmp_path / "requirements")
    return tmp_path


@pytest.mark.parametrize("target", ["site", "test", "serve", "schemas"])
def test_everything_that_make_downloads_is_checked_against_its_hash(target: str, clone: Path) -> None:
    installs = [line for line in _dry_run(target, clone).splitlines() if "pip" in line]
    assert installs
    assert all("--require-hashes" in line or "--no-deps" in line for line in installs)
    assert all("--no-build-isolation" in line for line in installs)


def test_make_installs_once_and_again_only_what_changed(clone: Path) -> None:
    (clone / ".venv").mkdir()
    for stamp in ("venv", "build", "run", "project", "dev"):
        (clone / f".venv/.stamp-{stamp}").touch()
    assert "pip" not in _dry_run("test", clone)
    future = (clone / ".venv/.stamp-dev").stat().st_mtime + 10
    os.utime(clone / "requirements/dev.txt", (future, future))
    installs = [line for line in _dry_run("test", clone).splitlines() if "pip" in line]
    assert [line.split()[-1] for line in installs] == ["requirements/dev.txt"]
    assert "pip" not in _dry_run("site", clone)


@pytest.fixture(scope="module")
def wheel(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The wheel, built with the build tools that are installed here."""
    folder = tmp_path_factory.mktemp("wheel")
    command = [sys.executable, "-m", "build", "--wheel", "--no-isolation", "--skip-dependency-check"]
    subprocess.run([*command, "--outdir", folder, ROOT], capture_output=True, timeout=120, check=True)
    (built,) = folder.glob("*.whl")
    return built


def _install(wheel: Path, folder: Path) -> Path:
    """Install a wheel into a fresh environment that sees the packages of this one, and return its ``bin``."""
    venv.create(folder, with_pip=False, symlinks=True)
    command = [sys.executable, "-m", "pip", "--python", folder / "bin/python", "install", "--no-deps", "--no-index"]
    subprocess.run([*command, wheel], capture_output=True, timeout=120, check=True)
    (packages,) = folder.glob("lib/python*/site-packages")
    # Packages only: a .pth inside a folder that is itself named by a .pth is not read, so this checkout stays unseen.
    (packages / "packages.pth").write_text(sysconfig.get_path("purelib") + "\n")
    return folder / "bin"


def _build_site(command: list[str | Path], portal: Path, output: Path) -> dict[str, bytes]:
    options = ["--config", portal / "site_config.yml", "--content", portal / "content", "--output", output]
    done = subprocess.run(
        [*command, "build", *options, "--today", "2026-11-22", "--jobs", "1"],
        cwd=portal.parent,
        capture_output=True,
        text=True,
        timeout=300,
        check=False,
    )
    assert done.returncode == 0, done.stdout + done.stderr
    return {path.relative_to(output).as_posix(): path.read_bytes() for path in output.rglob("*") if path.is_file()}


@pytest.mark.slow
def test_wheel_has_the_theme_the_licence_and_nothing_of_the_tests(wheel: Path) -> None:
    with zipfile.ZipFile(wheel) as archive:
        names = {name for name in archive.namelist() if ".dist-info/" not in name}
        licence = [name for name in archive.namelist() if name.endswith("licenses/LICENSE")]
    theme = {path.relative_to(ROOT / "theme").as_posix() for path in (ROOT / "theme").rglob("*") if path.is_file()}
    assert {name.removeprefix("generator/_theme/") for name in names if "/_theme/" in name} == theme
    assert {name.partition("/")[0] for name in names} == {"generator"}
    assert licence


@pytest.mark.slow
def test_installed_wheel_builds_the_same_bytes_as_the_checkout(wheel: Path, tmp_path: Path) -> None:
    portal = tmp_path / "portal"
    shutil.copytree(ROOT / "tests/sites/small", portal)
    installed = _install(wheel, tmp_path / "environment")
    where = [installed / "python", "-c", "import generator; print(generator.__file__)"]
    assert str(tmp_path) in subprocess.run(where, cwd=tmp_path, capture_output=True, text=True, check=True).stdout

    site = _build_site([installed / "minhbach"], portal, tmp_path / "installed")
    run = f"import sys; sys.path.insert(0, {str(ROOT)!r}); from generator.cli import main; main()"
    assert "index.html" in site
    assert site == _build_site([sys.executable, "-c", run], portal, tmp_path / "checkout")
