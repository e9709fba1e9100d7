"""The guides are true: their commands run, their examples are accepted, their tables are those of the models."""

import os
import re
import shutil
import signal
import socket
import subprocess
import sysconfig
import time
import urllib.error
import urllib.request
import venv
from collections.abc import Iterator, Mapping
from importlib import import_module
from pathlib import Path
from pkgutil import iter_modules
from typing import Any, get_args

import pytest
from pydantic import BaseModel

from generator import records
from generator.base.problems import format_problem
from generator.base.text import squeeze
from generator.cli import cli
from generator.link.build import link_site
from generator.load.config import load_config
from generator.load.content import load_content
from generator.load.downloads import find_downloads
from generator.records.common import Record
from generator.records.kinds import KINDS
from generator.records.portal import Portal
from generator.records.procedure_life import FormerText
from generator.vn.dates import parse_moment
from generator.vn.doctypes import DOCUMENT_TYPES

ROOT = Path(__file__).parent.parent
GUIDES = sorted(path.relative_to(ROOT).as_posix() for path in (*ROOT.glob("*.md"), *ROOT.glob("docs/*.md")))
RUN = ("README.md", "docs/import.md", "docs/publishing.md", "docs/report.md")
NOT_RUN = {"make test": "it is what runs this test"}


def _text(guide: str) -> str:
    return (ROOT / guide).read_text(encoding="utf-8")


def _blocks(guide: str, language: str) -> list[tuple[str, str]]:
    """Return what follows the language on the fence, and the block, for each block in that language."""
    return re.findall(rf"^```{language}(?: (\S+))?\n(.*?)^```$", _text(guide), re.MULTILINE | re.DOTALL)


# Commands


@pytest.fixture
def checkout(tmp_path: Path) -> Path:
    """A copy of this checkout, set up as the Makefile sets it up, with the packages that are installed here."""
    listed = ["git", "ls-files", "-z", "--cached", "--others", "--exclude-standard"]
    names = subprocess.run(listed, cwd=ROOT, capture_output=True, check=True).stdout.decode().split("\0")
    copy = tmp_path / "minhbach"
    for name in filter(None, names):
        if (ROOT / name).is_file():
            (copy / name).parent.mkdir(parents=True, exist_ok=True)
            shutil.copy2(ROOT / name, copy / name)
    venv.create(copy / ".venv", with_pip=False, symlinks=True)
    (packages,) = copy.glob(".venv/lib/python*/site-packages")
    (packages / "packages.pth").write_text(f"{copy}\n{sysconfig.get_path('purelib')}\n")
    command = copy / ".venv/bin/minhbach"
    command.write_text(f"#!{copy}/.venv/bin/python\nfrom generator.cli import main\nmain()\n")
    command.chmod(0o755)
    for stamp in ("venv", "build", "run", "project", "dev"):
        (copy / f".venv/.stamp-{stamp}").touch()
    return copy


def _environment() -> dict[str, str]:
    return {name: value for name, value in os.environ.items() if name not in ("MAKEFLAGS", "MAKELEVEL", "PYTHONPATH")}


def _run(command: str, folder: Path) -> None:
    done = subprocess.run(
        ["sh", "-c", command], cwd=folder, env=_environment(), capture_output=True, text=True, timeout=180, check=False
    )
    assert done.returncode == 0, f"$ {command}\n{done.stdout}{done.stderr}"


def _run_server(command: str, folder: Path, port: int) -> None:
    """Start a command that serves, read its first page, and interrupt it as a person does."""
    served = subprocess.Popen(
        f"exec {command} --port {port}", shell=True, cwd=folder, env=_environment(), stderr=subprocess.PIPE, text=True
    )
    try:
        assert "<html" in _first_page(f"http://127.0.0.1:{port}/", served)
        served.send_signal(signal.SIGINT)
        assert served.wait(30) == 0
    finally:
        served.kill()
        served.communicate()


def _first_page(address: str, server: subprocess.Popen[str]) -> str:
    for _ in range(600):
        assert server.poll() is None, server.stderr and server.stderr.read()
        try:
            with urllib.request.urlopen(address, timeout=10) as page:
                return str(page.read().decode())
        except (urllib.error.URLError, ConnectionError):
            time.sleep(0.1)
    raise AssertionError(f"{address} does not answer")


@pytest.mark.slow
@pytest.mark.parametrize("guide", RUN)
def test_every_command_that_a_guide_shows_runs(guide: str, checkout: Path, unused_port: int) -> None:
    blocks = _blocks(guide, "(?:sh|yaml)")
    assert any(not file for file, _ in blocks)
    for file, block in blocks:
        if file:
            (checkout / file).write_text(block, encoding="utf-8")
            continue
        for command in block.splitlines():
            if command.endswith(" serve"):
                _run_server(command, checkout, unused_port)
            elif command not in NOT_RUN:
                _run(command, checkout)


@pytest.fixture
def unused_port() -> int:
    """A port that nobody listens on."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def test_readme_names_every_command() -> None:
    assert {f"minhbach {name}" for name in cli.commands} <= set(re.findall(r"minhbach [a-z]+", _text("README.md")))


# Links


@pytest.mark.parametrize("guide", GUIDES)
def test_links_between_guides_lead_somewhere(guide: str) -> None:
    prose = re.sub(r"^```.*?^```$|`[^`\n]*`", "", _text(guide), flags=re.MULTILINE | re.DOTALL)
    for target in re.findall(r"\]\(([^)\s]+)\)", prose):
        path, _, anchor = target.partition("#")
        if re.match(r"[a-z]+:", target):
            continue
        file = (ROOT / guide).parent / path if path else ROOT / guide
        assert file.exists(), target
        if anchor:
            assert anchor in _anchors(file.read_text(encoding="utf-8")), target


def _anchors(text: str) -> set[str]:
    """Return the anchors of the headings, as code hosts name them."""
    headings = re.findall(r"^#+ (.+)$", text, re.MULTILINE)
    return {re.sub(r"[^\w\- ]", "", heading.lower()).replace(" ", "-") for heading in headings}


# Examples


def test_examples_of_records_are_accepted(tmp_path: Path) -> None:
    shutil.copytree(ROOT / "tests/sites/small", tmp_path, dirs_exist_ok=True)
    examples = _blocks("docs/content.md", "yaml")
    assert {name.split("/")[1] for name, _ in examples} == set(KINDS)
    for name, example in examples:
        (tmp_path / name).write_text(example, encoding="utf-8")
    portal, problems = load_config(tmp_path, tmp_path / "site_config.yml")
    now = parse_moment("22/11/2026 12:00:00")
    assert portal and now and not problems
    content = load_content(tmp_path, tmp_path / "content")
    _, faults = link_site(portal, content.records, find_downloads(tmp_path / "content/files"), now, tmp_path)
    written = {name for name, _ in examples}
    found = [problem for problem in (*content.problems, *faults) if problem.span.path in written]
    assert [format_problem(problem) for problem in found] == []


def test_the_problem_that_the_readme_shows_is_what_the_program_says(tmp_path: Path) -> None:
    (shown,) = [block for _, block in _blocks("README.md", "text") if block.startswith("content/")]
    name = shown.partition(":")[0]
    keys = "subject: Kế hoạch\nissuer: so-noi-vu\nissued_on: 01/10/2021\ntype: quyet-dinh\nstate: in_force\n"
    (tmp_path / name).parent.mkdir(parents=True)
    (tmp_path / name).write_text(f"---\n{keys}number: 2407/QD-UBND\n---\n", encoding="utf-8")
    (problem,) = load_content(tmp_path, tmp_path / "content").problems
    assert format_problem(problem) + "\n" == shown


def test_the_smallest_configuration_is_accepted(tmp_path: Path) -> None:
    ((name, example),) = _blocks("docs/config.md", "yaml")
    (tmp_path / name).write_text(example, encoding="utf-8")
    portal, problems = load_config(tmp_path, tmp_path / name)
    assert portal and not problems


# Tables of keys


def _tables(guide: str) -> dict[str, dict[str, str]]:
    """Return the rows of each table: name in its heading → key → the row."""
    tables: dict[str, dict[str, str]] = {}
    for section in re.split(r"^#+ ", _text(guide), flags=re.MULTILINE)[1:]:
        heading = section.partition("\n")[0]
        rows = {key: row for row, key in re.findall(r"^(\| `([a-z_0-9-]+)` \|.*)$", section, re.MULTILINE)}
        for name in re.findall(r"`(\w+)`", heading) or [heading]:
            tables[name] = rows
    return tables


def _models_in(annotation: Any) -> Iterator[type[BaseModel]]:
    if isinstance(annotation, type) and issubclass(annotation, BaseModel):
        yield annotation
    for part in get_args(annotation):
        yield from _models_in(part)


def _blocks_of(name: str, model: type[BaseModel]) -> Iterator[tuple[str, type[BaseModel]]]:
    """Yield a model and those of its fields, by the key that holds them."""
    yield name, model
    for key, field in model.model_fields.items():
        for inner in _models_in(field.annotation):
            yield from _blocks_of(key, inner)


def _rows_of(model: type[BaseModel], without: Mapping[str, object]) -> dict[str, tuple[str, bool]]:
    fields = {key: field for key, field in model.model_fields.items() if key not in without}
    return {key: (field.title or "", field.is_required() and key != "id") for key, field in fields.items()}


def _as_documented(rows: Mapping[str, str]) -> dict[str, tuple[str, bool]]:
    cells = {key: [cell.strip() for cell in row.split(" | ")] for key, row in rows.items()}
    return {key: (parts[1], parts[2] == "có") for key, parts in cells.items()}


@pytest.mark.parametrize("kind", KINDS.values(), ids=KINDS.keys())
def test_each_key_of_a_record_is_explained_under_its_vietnamese_name(kind: Any) -> None:
    tables = _tables("docs/content.md")
    for name, model in _blocks_of(kind.id, kind.model):
        if model is FormerText:
            continue  # its keys are those of the procedure itself
        expected = _rows_of(model, Record.model_fields if issubclass(model, Record) else {})
        assert _as_documented(tables[name]) == expected, name


def test_the_keys_that_all_records_share_are_explained() -> None:
    table = _tables("docs/content.md")["Khóa chung của mọi hồ sơ"]
    assert _as_documented(table) == _rows_of(Record, {})


def test_each_key_of_the_configuration_is_explained() -> None:
    tables = _tables("docs/config.md")
    for name, model in _blocks_of("Toàn bộ cổng", Portal):
        assert _as_documented(tables[name]) == _rows_of(model, {}), name


def _choices() -> dict[str, Mapping[str, str | tuple[str, str]]]:
    """Return every list of values in the models, by the name of its constant: value → its label or labels."""
    modules = [import_module(f"{records.__name__}.{module.name}") for module in iter_modules(records.__path__)]
    tables = {name: value for module in modules for name, value in vars(module).items() if re.match("[A-Z]", name)}
    return {
        name: table
        for name, table in tables.items()
        if isinstance(table, dict) and all(isinstance(label, str | tuple) for label in table.values())
    }


@pytest.mark.parametrize("name", _choices())
def test_each_value_of_a_list_is_explained_and_in_the_glossary(name: str) -> None:
    guides = squeeze(_text("docs/content.md") + _text("docs/config.md"))
    for key, label in _choices()[name].items():
        labels = (label,) if isinstance(label, str) else label
        assert f"| `{key}` | {' | '.join(labels)} |" in _text("docs/glossary.md")
        assert re.search(rf"`{key}` (\| )?{re.escape(labels[0])}", guides), key


def test_the_glossary_names_each_type_of_document() -> None:
    table = _tables("docs/glossary.md")["Loại văn bản (document type)"]
    assert list(table.values()) == [f"| `{t.id}` | {t.name} | {t.code} |" for t in DOCUMENT_TYPES.values()]


def test_the_glossary_has_each_key_with_each_of_its_names_and_no_other() -> None:
    named: dict[str, list[str]] = {}
    for root in (*(kind.model for kind in KINDS.values()), Portal):
        for _, model in _blocks_of("", root):
            for key, field in model.model_fields.items():
                named.setdefault(key, []).append(field.title or "")
    table = _tables("docs/glossary.md")["Khóa của hồ sơ và cấu hình"]
    written = {key: set(row.split(" | ")[1].removesuffix(" |").split(" · ")) for key, row in table.items()}
    assert written == {key: set(titles) for key, titles in named.items()}


def test_the_glossary_names_each_kind() -> None:
    table = _tables("docs/glossary.md")["Loại hồ sơ và các phần của chúng"]
    assert all(f"| `{kind.id}` | {kind.label} |" in table[kind.id] for kind in KINDS.values())
