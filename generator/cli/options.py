"""The options that commands share, and what becomes of them."""

import os
from collections.abc import Callable
from datetime import date, datetime, time
from functools import reduce
from pathlib import Path
from typing import Any, TypeVar

import click

from generator.pipeline import Job
from generator.vn.dates import TIME_ZONE, parse_date
from generator.vn.periods import Period, parse_period

F = TypeVar("F", bound=Callable[..., Any])


class Day(click.ParamType[datetime]):
    """A day of ``--today``, which counts to its end: what is posted on that day is published."""

    name = "YYYY-MM-DD"

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> datetime:
        """Return the last second of the day."""
        if isinstance(value, datetime):
            return value
        day = parse_date(value)
        if day is None:
            self.fail(f"«{value}» không phải là một ngày; viết dạng 2026-11-22", param, ctx)
        return end_of(day)


class PeriodOf(click.ParamType[Period]):
    """A period of ``--period``."""

    name = "2017|2017-H1|2017-Q3|2017-08"

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> Period:
        """Return the period."""
        period = value if isinstance(value, Period) else parse_period(value)
        if period is None:
            self.fail(f"«{value}» không phải là một kỳ; viết dạng 2017, 2017-H1, 2017-Q3 hoặc 2017-08", param, ctx)
        return period


FILE = click.Path(path_type=Path, dir_okay=False)
FOLDER = click.Path(path_type=Path, file_okay=False)
CONFIG = click.option(
    "--config", type=FILE, default="site_config.yml", show_default=True, help="Tệp cấu hình; thư mục của nó là cổng."
)
CONTENT = click.option("--content", type=FOLDER, help="Thư mục nội dung; mặc định là content cạnh tệp cấu hình.")
OUTPUT = click.option("--output", type=FOLDER, help="Nơi đặt trang đã dựng; mặc định là site cạnh tệp cấu hình.")
TODAY = click.option("--today", "now", type=Day(), help="Coi hôm nay là ngày này, tính đến hết ngày.")
JOBS = click.option("--jobs", type=click.IntRange(1, 64), help="Số tiến trình; mặc định là số nhân CPU.")
NO_SEARCH = click.option("--no-search", is_flag=True, help="Không lập chỉ mục tìm kiếm.")
FORMAT = click.option(
    "--format", "form", type=click.Choice(["text", "json"]), default="text", show_default=True, help="Dạng in các lỗi."
)


def options(*options: Callable[[F], F]) -> Callable[[F], F]:
    """Add options to a command, in the order in which its help lists them."""
    return lambda command: reduce(lambda decorated, option: option(decorated), reversed(options), command)


def job_of(config: Path, content: Path | None, output: Path | None, now: datetime | None, **more: Any) -> Job:
    """Return the job: what is not said lies beside the config file, so that a portal is a folder of its own."""
    config = config.absolute()
    return Job(
        root=config.parent,
        config=config,
        content=(content or config.parent / "content").absolute(),
        output=(output or config.parent / "site").absolute(),
        now=now or datetime.now(TIME_ZONE),
        **more,
    )


def end_of(day: date) -> datetime:
    """Return the last second of a day."""
    return datetime.combine(day, time(23, 59, 59), TIME_ZONE)


def cores() -> int:
    """Return how many processors there are."""
    return os.cpu_count() or 1
