"""Commands that make the site, look after it and answer questions about it."""

import signal
import sys
import threading
from datetime import datetime
from pathlib import Path
from typing import NoReturn

import click

from generator.base.problems import stops_build
from generator.cli.options import CONFIG, CONTENT, FORMAT, JOBS, NO_SEARCH, OUTPUT, TODAY, cores, job_of, options
from generator.cli.terminal import EXIT_PROBLEMS, print_problems, site_or_exit
from generator.explain import explain, near_names
from generator.pipeline import build, check
from generator.publish.release import roll_back
from generator.serve.run import Round, serve
from generator.vn.dates import TIME_ZONE
from generator.vn.figures import format_decimal, format_int


@click.command("build")
@options(CONFIG, CONTENT, OUTPUT, TODAY, JOBS)
@click.option("--full", is_flag=True, help="Làm lại tất cả, không dùng lại gì của lần trước.")
@options(NO_SEARCH, FORMAT)
def build_command(
    config: Path,
    content: Path | None,
    output: Path | None,
    now: datetime | None,
    jobs: int | None,
    full: bool,
    no_search: bool,
    form: str,
) -> None:
    """Dựng trang từ nội dung."""
    job = job_of(config, content, output, now, jobs=jobs or cores(), full=full, search=not no_search)
    outcome = build(job)
    print_problems(outcome.problems, form)
    if outcome.release is None:
        if form == "text":
            click.echo("Chưa dựng được: trang đang đăng vẫn nguyên như cũ.", err=True)
        sys.exit(EXIT_PROBLEMS)
    if form == "text":
        click.echo(f"Đã dựng {format_int(outcome.pages)} trang vào {job.output}/ (bản {outcome.release.id}).")


@click.command("check")
@options(CONFIG, CONTENT, TODAY, JOBS, FORMAT)
def check_command(config: Path, content: Path | None, now: datetime | None, jobs: int | None, form: str) -> None:
    """Kiểm tra nội dung mà không dựng trang."""
    _, problems = check(job_of(config, content, None, now, jobs=jobs or cores()))
    print_problems(problems, form)
    if stops_build(problems):
        sys.exit(EXIT_PROBLEMS)
    if form == "text":
        click.echo("Nội dung không có lỗi.")


@click.command("serve")
@options(CONFIG, CONTENT, OUTPUT, TODAY, NO_SEARCH)
@click.option(
    "--port", type=click.IntRange(0, 65535), default=8000, show_default=True, help="Cổng mạng; 0: cổng trống bất kỳ."
)
def serve_command(
    config: Path, content: Path | None, output: Path | None, now: datetime | None, no_search: bool, port: int
) -> None:
    """Dựng trang, xem trên máy này, tự dựng lại khi có tệp thay đổi."""
    job = job_of(config, content, output, now, search=not no_search)
    stopped = threading.Event()

    def stop(*_: object) -> NoReturn:
        stopped.set()
        raise KeyboardInterrupt

    for number in (signal.SIGINT, signal.SIGTERM):  # a supervisor's stop is as orderly as Ctrl-C
        signal.signal(number, stop)

    def started(address: str) -> None:
        click.echo(f"Xem trang tại {address} · dừng bằng Ctrl-C.")

    try:
        serve(job, lambda: now or datetime.now(TIME_ZONE), port, started, print_round, stopped)
    except KeyboardInterrupt:
        click.echo("Đã dừng.")


def print_round(outcome: Round) -> None:
    """Print what one build of the server came to."""
    print_problems(outcome.problems, "text")
    if outcome.fault:
        click.echo(outcome.trace or outcome.fault, err=True)
    took = f"{format_decimal(outcome.seconds)} giây"
    if outcome.pages:
        click.echo(f"{datetime.now(TIME_ZONE):%H:%M:%S}  Đã dựng {format_int(outcome.pages)} trang trong {took}.")
    else:
        click.echo("Chưa dựng được. Sửa xong, trang sẽ tự dựng lại.", err=True)


@click.command("explain")
@options(CONFIG, CONTENT, TODAY)
@click.argument("asked", metavar="ADDRESS|FILE")
def explain_command(config: Path, content: Path | None, now: datetime | None, asked: str) -> None:
    """Cho biết một trang dựng từ đâu, một hồ sơ dẫn tới đâu và có mặt ở những trang nào."""
    job = job_of(config, content, None, now, jobs=cores())
    site = site_or_exit(job)
    file = Path(asked).absolute()
    if file.is_file() and file.is_relative_to(job.root):
        asked = file.relative_to(job.root).as_posix()
    lines = explain(site, asked)
    if not lines:
        unpublished = "là bản nháp, chưa tới ngày đăng hoặc không phải hồ sơ." if file.is_file() else ""
        near = ", ".join(near_names(site, asked))
        hint = unpublished or (f"có phải: {near}?" if near else "")
        raise click.UsageError(f"trên cổng không có «{asked}»; {hint}".rstrip("; "))
    click.echo("\n".join(lines))


@click.command("rollback")
@options(CONFIG, OUTPUT)
def rollback_command(config: Path, output: Path | None) -> None:
    """Trả lại trang của lần dựng trước."""
    click.echo(f"Đã trả lại bản {roll_back(job_of(config, None, output, None).output).id}.")
