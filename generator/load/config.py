"""``site_config.yml`` → `Portal`."""

from datetime import date, timedelta
from pathlib import Path

from generator.base.problems import Problem
from generator.base.span import Span
from generator.load.files import read_text
from generator.load.tree import locator, parse_tree
from generator.load.validate import validate_tree
from generator.records.portal import Portal
from generator.vn.dates import format_date

_NEAR, _FAR = timedelta(days=30), timedelta(days=366)
"""How long before its end security.txt is to be renewed, and how far that may be at most (RFC 9116, 2.5.5)."""


def load_config(root: Path, file: Path) -> tuple[Portal | None, list[Problem]]:
    """Return the portal's configuration, or everything that is wrong with it."""
    path = _shown_path(root, file)
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


def check_expiry(portal: Portal, root: Path, file: Path, today: date) -> list[Problem]:
    """Return what is wrong with the day on which security.txt ends; ``file`` is what the portal was loaded from."""
    if portal.security is None:
        return []
    end = portal.security.expires
    if end < today:
        code, message = "MB052", f"security.txt hết hạn ngày {format_date(end)}: không ai còn tin được nội dung của nó"
    elif end < today + _NEAR:
        code, message = "MB090", f"security.txt sẽ hết hạn ngày {format_date(end)}"
    elif end > today + _FAR:
        code, message = "MB090", f"security.txt có hạn tới ngày {format_date(end)}, quá một năm"
    else:
        return []
    path = _shown_path(root, file)
    text, _ = read_text(path, str(file))
    span, excerpt = locator(path, text, 1)(("security", "expires"))
    hint = f"xem lại đầu mối rồi ghi ngày mới, muộn nhất {format_date(today + _FAR)}"
    return [Problem(code, span, message, hint, excerpt)]


def _shown_path(root: Path, file: Path) -> str:
    return file.relative_to(root).as_posix() if file.is_relative_to(root) else file.name
