"""What the server adds to pages: the script that reloads them, and a panel with what is wrong.

The panel is made here and not in the browser, so a page shows it without JavaScript too, and one place escapes.
"""

from html import escape
from pathlib import Path

from generator.base.problems import Problem, format_problem
from generator.serve.board import Status
from generator.vn.figures import format_int

OWN = "/__minhbach/"
"""Addresses of the server's own; no page of a portal can have one, because of the underscores."""

EVENTS = f"{OWN}events"

_LISTED = 30
"""Problems that the panel lists; the terminal lists all of them."""

_HERE = Path(__file__).parent
OWN_FILES = {f"{OWN}{name}": _HERE / name for name in ("reload.js", "reload.css")}


def inject(page: bytes, status: Status) -> bytes:
    """Return the page with the server's additions at the end of its body."""
    body_end = page.rfind(b"</body>")
    at = body_end if body_end >= 0 else len(page)
    return page[:at] + _additions(status).encode() + page[at:]


def stand_in(status: Status) -> bytes:
    """Return the page to show as long as no site could be built."""
    title = "Chưa dựng được trang" if status.fault or status.problems else "Đang dựng trang…"
    page = (
        '<!doctype html>\n<html lang="vi">\n<head>\n<meta charset="utf-8">\n'
        '<meta name="viewport" content="width=device-width,initial-scale=1">\n'
        f"<title>{title}</title>\n</head>\n<body>\n<h1>{title}</h1>\n"
        "<p>Trang này tự tải lại khi dựng xong.</p>\n</body>\n</html>\n"
    )
    return inject(page.encode(), status)


def _additions(status: Status) -> str:
    return (
        f'<link rel="stylesheet" href="{OWN}reload.css">\n{_panel(status)}'
        f'<script src="{OWN}reload.js" data-version="{status.version}"></script>\n'
    )


def _panel(status: Status) -> str:
    faults = [problem for problem in status.problems if not problem.is_notice]
    if not (faults or status.fault):
        return ""
    count = f"{format_int(len(faults))} lỗi trong nội dung" if faults else "chương trình gặp lỗi"
    seen = "Trang đang xem là bản dựng được lần trước." if status.release else ""
    entries = [_entry(problem) for problem in faults[:_LISTED]]
    if len(faults) > _LISTED:
        entries.append(f"<p>… và {format_int(len(faults) - _LISTED)} lỗi nữa, xem trong cửa sổ lệnh.</p>\n")
    if status.fault:
        entries.append(f"<pre>{escape(status.fault)}</pre>\n")
    return (
        '<details class="minhbach-panel" role="alert" open>\n'
        f"<summary>Chưa dựng được: {count}. {seen}</summary>\n{''.join(entries)}</details>\n"
    )


def _entry(problem: Problem) -> str:
    return f"<pre>{escape(format_problem(problem))}</pre>\n"
