"""The command ``minhbach``: the only place that reads the clock and the environment.

Exit codes: 0 done, 1 problems in the content, 2 wrong usage, 3 a fault of the environment.
"""

import json
import os
import sys
from collections.abc import Callable, Sequence
from datetime import datetime, time
from pathlib import Path
from typing import Any, TypeVar

import click

from generator import __version__
from generator.base.problems import Problem, format_problem, stops_build
from generator.outputs.pagefind import SearchUnavailable
from generator.pipeline import Job, build, check
from generator.publish.errors import OutputError
from generator.publish.release import roll_back
from generator.vn.dates import TIME_ZONE, parse_date
from generator.vn.figures import format_int

F = TypeVar("F", bound=Callable[..., Any])

EXIT_PROBLEMS = 1
EXIT_ENVIRONMENT = 3


class _Day(click.ParamType[datetime]):
    """A day of ``--today``, which counts to its end: what is posted on that day is published."""

    name = "YYYY-MM-DD"

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> datetime:
        if isinstance(value, datetime):
            return value
        day = parse_date(value)
        if day is None:
            self.fail(f"«{value}» không phải là một ngày; viết dạng 2026-11-22", param, ctx)
        return datetime.combine(day, time(23, 59, 59), TIME_ZONE)


_FILE = click.Path(path_type=Path, dir_okay=False)
_FOLDER = click.Path(path_type=Path, file_okay=False)


def _portal_options(command: F) -> F:
    """Add the options that every command about a portal has."""
    for option in (
        click.option("--format", "form", type=click.Choice(["text", "json"]), default="text", help="Dạng in các lỗi."),
        click.option("--today", "now", type=_Day(), help="Coi hôm nay là ngày này."),
        click.option(
            "--jobs", type=click.IntRange(1, 64), default=None, help="Số tiến trình; mặc định là số nhân CPU."
        ),
        click.option("--content", type=_FOLDER, default="content", show_default=True, help="Thư mục nội dung."),
        click.option("--config", type=_FILE, default="site_config.yml", show_default=True, help="Tệp cấu hình."),
    ):
        command = option(command)
    return command


@click.group(context_settings={"help_option_names": ["-h", "--help"]})
@click.version_option(__version__, prog_name="minhbach")
def cli() -> None:
    """Minh Bạch: cổng công khai cải cách hành chính, từ tệp dữ liệu thành trang tĩnh."""


@cli.command("build")
@_portal_options
@click.option("--output", type=_FOLDER, default="site", show_default=True, help="Nơi đặt trang đã dựng.")
@click.option("--full", is_flag=True, help="Làm lại tất cả, không dùng lại gì của lần trước.")
@click.option("--no-search", is_flag=True, help="Không lập chỉ mục tìm kiếm.")
def build_command(
    config: Path,
    content: Path,
    output: Path,
    jobs: int | None,
    now: datetime | None,
    form: str,
    full: bool,
    no_search: bool,
) -> None:
    """Dựng trang từ nội dung."""
    job = _job(config, content, jobs, now, output=output, full=full, search=not no_search)
    outcome = build(job)
    _print_problems(outcome.problems, form)
    if outcome.release is None:
        if form == "text":
            click.echo("Chưa dựng được: trang đang đăng vẫn nguyên như cũ.", err=True)
        sys.exit(EXIT_PROBLEMS)
    if form == "text":
        click.echo(f"Đã dựng {format_int(outcome.pages)} trang vào {output}/ (bản {outcome.release.id}).")


@cli.command("check")
@_portal_options
def check_command(config: Path, content: Path, jobs: int | None, now: datetime | None, form: str) -> None:
    """Kiểm tra nội dung mà không dựng trang."""
    _, problems = check(_job(config, content, jobs, now))
    _print_problems(problems, form)
    if stops_build(problems):
        sys.exit(EXIT_PROBLEMS)
    if form == "text":
        click.echo("Nội dung không có lỗi.")


@cli.command("rollback")
@click.option("--output", type=_FOLDER, default="site", show_default=True, help="Nơi đặt trang đã dựng.")
def rollback_command(output: Path) -> None:
    """Trả lại trang của lần dựng trước."""
    click.echo(f"Đã trả lại bản {roll_back(output).id}.")


def _job(config: Path, content: Path, jobs: int | None, now: datetime | None, **more: Any) -> Job:
    root = config.absolute().parent
    return Job(
        root=root,
        config=config.absolute(),
        content=content.absolute(),
        output=more.pop("output", root / "site").absolute(),
        now=now or datetime.now(TIME_ZONE),
        jobs=jobs or os.cpu_count() or 1,
        **more,
    )


def _print_problems(problems: Sequence[Problem], form: str) -> None:
    """Print problems: as text for people on standard error, as JSON for programs on standard output."""
    if form == "json":
        click.echo(json.dumps([problem.as_dict() for problem in problems], ensure_ascii=False, indent=1))
        return
    for problem in problems:
        click.echo(format_problem(problem) + "\n", err=True)
    faults = sum(not problem.is_notice for problem in problems)
    if problems:
        click.echo(f"{faults} lỗi, {len(problems) - faults} lưu ý.", err=True)


def main() -> None:
    """Run the command line; a fault of the environment is told in one line, without a traceback."""
    try:
        cli()
    except (OutputError, SearchUnavailable) as error:
        click.echo(f"minhbach: {error}", err=True)
        sys.exit(EXIT_ENVIRONMENT)
    except OSError as error:
        where = f" ({error.filename})" if error.filename else ""
        click.echo(f"minhbach: {error.strerror or error}{where}", err=True)
        sys.exit(EXIT_ENVIRONMENT)
