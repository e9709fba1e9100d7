"""``site_config.yml`` → `Portal`."""

from pathlib import Path

from generator.base.problems import Problem
from generator.base.span import Span
from generator.load.files import read_text
from generator.load.tree import parse_tree
from generator.load.validate import validate_tree
from generator.records.portal import Portal


def load_config(root: Path, file: Path) -> tuple[Portal | None, list[Problem]]:
    """Return the portal's configuration, or everything that is wrong with it."""
    path = file.relative_to(root).as_posix() if file.is_relative_to(root) else file.name
    if not file.is_file():
        hint = "chạy lệnh trong thư mục của cổng, hoặc ghi --config"
        return None, [Problem("MB050", Span(path), "không có tệp cấu hình", hint)]
    text, problems = read_text(path, str(file))
    if problems:
        return None, problems
    tree, problems = parse_tree(path, text)
    if problems:
        return None, problems
    return validate_tree(Portal, tree, path, text)
