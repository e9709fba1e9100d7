"""The command ``minhbach``: the only place that reads the clock and the environment.

Exit codes: 0 done, 1 problems in the content, 2 wrong usage, 3 a fault of the environment, 130 interrupted.
"""

import json
import os
import signal
import sys
from collections.abc import Callable, Sequence
from datetime import date, datetime, time
from difflib import get_close_matches
from functools import reduce
from pathlib import Path
from typing import Any, NoReturn, TypeVar

import click

from generator import __version__
from generator.base.problems import Problem, format_problem, stops_build
from generator.explain import explain, near_names
from generator.ingest.procedures import import_procedures
from generator.ingest.report import report_json, report_markdown, summary_lines
from generator.outputs.pagefind import SearchUnavailable
from generator.pages.poster import posters
from generator.pages.report import report_view
from generator.pipeline import Job, build, check
from generator.publish.errors import OutputError
from generator.publish.release import roll_back
from generator.records.kinds import KINDS
from generator.records.skeleton import name_fault, skeleton, skeleton_suffix
from generator.serve.run import Round, serve
from generator.serve.server import PortTakenError
from generator.vn.dates import TIME_ZONE, format_date, parse_date
from generator.vn.figures import format_decimal, format_int
from generator.vn.folding import fold
from generator.vn.periods import Period, parse_period

F = TypeVar("F", bound=Callable[..., Any])

EXIT_PROBLEMS = 1
EXIT_ENVIRONMENT = 3
EXIT_INTERRUPTED = 128 + signal.SIGINT


class _Day(click.ParamType[datetime]):
    """A day of ``--today``, which counts to its end: what is posted on that day is published."""

    name = "YYYY-MM-DD"

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> datetime:
        if isinstance(value, datetime):
            return value
        day = parse_date(value)
        if day is None:
            self.fail(f"«{value}» không phải là một ngày; viết dạng 2026-11-22", param, ctx)
        return _end_of(day)


class _Period(click.ParamType[Period]):
    """A period of ``--period``."""

    name = "2017|2017-H1|2017-Q3|2017-08"

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> Period:
        period = value if isinstance(value, Period) else parse_period(value)
        if period is None:
            self.fail(f"«{value}» không phải là một kỳ; viết dạng 2017, 2017-H1, 2017-Q3 hoặc 2017-08", param, ctx)
        return period


_FILE = click.Path(path_type=Path, dir_okay=False)
_FOLDER = click.Path(path_type=Path, file_okay=False)
_CONFIG = click.option(
    "--config", type=_FILE, default="site_config.yml", show_default=True, help="Tệp cấu hình; thư mục của nó là cổng."
)
_CONTENT = click.option("--content", type=_FOLDER, help="Thư mục nội dung; mặc định là content cạnh tệp cấu hình.")
_OUTPUT = click.option("--output", type=_FOLDER, help="Nơi đặt trang đã dựng; mặc định là site cạnh tệp cấu hình.")
_TODAY = click.option("--today", "now", type=_Day(), help="Coi hôm nay là ngày này, tính đến hết ngày.")
_JOBS = click.option("--jobs", type=click.IntRange(1, 64), help="Số tiến trình; mặc định là số nhân CPU.")
_NO_SEARCH = click.option("--no-search", is_flag=True, help="Không lập chỉ mục tìm kiếm.")
_FORMAT = click.option(
    "--format", "form", type=click.Choice(["text", "json"]), default="text", show_default=True, help="Dạng in các lỗi."
)


def _options(*options: Callable[[F], F]) -> Callable[[F], F]:
    """Add options to a command, in the order in which its help lists them."""
    return lambda command: reduce(lambda decorated, option: option(decorated), reversed(options), command)


@click.group(context_settings={"help_option_names": ["-h", "--help"]})
@click.version_option(__version__, prog_name="minhbach", help="In phiên bản.")
@click.pass_context
def cli(context: click.Context) -> None:
    """Minh Bạch: cổng công khai cải cách hành chính, từ tệp dữ liệu thành trang tĩnh.

    Đường dẫn ghi trong lệnh tính từ thư mục hiện tại.
    """
    if os.environ.get("NO_COLOR"):
        context.color = False


@cli.command("build")
@_options(_CONFIG, _CONTENT, _OUTPUT, _TODAY, _JOBS)
@click.option("--full", is_flag=True, help="Làm lại tất cả, không dùng lại gì của lần trước.")
@_options(_NO_SEARCH, _FORMAT)
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
    job = _job(config, content, output, now, jobs=jobs or _cores(), full=full, search=not no_search)
    outcome = build(job)
    _print_problems(outcome.problems, form)
    if outcome.release is None:
        if form == "text":
            click.echo("Chưa dựng được: trang đang đăng vẫn nguyên như cũ.", err=True)
        sys.exit(EXIT_PROBLEMS)
    if form == "text":
        click.echo(f"Đã dựng {format_int(outcome.pages)} trang vào {job.output}/ (bản {outcome.release.id}).")


@cli.command("check")
@_options(_CONFIG, _CONTENT, _TODAY, _JOBS, _FORMAT)
def check_command(config: Path, content: Path | None, now: datetime | None, jobs: int | None, form: str) -> None:
    """Kiểm tra nội dung mà không dựng trang."""
    _, problems = check(_job(config, content, None, now, jobs=jobs or _cores()))
    _print_problems(problems, form)
    if stops_build(problems):
        sys.exit(EXIT_PROBLEMS)
    if form == "text":
        click.echo("Nội dung không có lỗi.")


@cli.command("serve")
@_options(_CONFIG, _CONTENT, _OUTPUT, _TODAY, _NO_SEARCH)
@click.option(
    "--port", type=click.IntRange(0, 65535), default=8000, show_default=True, help="Cổng mạng; 0: cổng trống bất kỳ."
)
def serve_command(
    config: Path, content: Path | None, output: Path | None, now: datetime | None, no_search: bool, port: int
) -> None:
    """Dựng trang, xem trên máy này, tự dựng lại khi có tệp thay đổi."""
    job = _job(config, content, output, now, search=not no_search)
    signal.signal(signal.SIGTERM, signal.default_int_handler)  # a supervisor's stop is as orderly as Ctrl-C

    def started(address: str) -> None:
        click.echo(f"Xem trang tại {address} · dừng bằng Ctrl-C.")

    try:
        serve(job, lambda: now or datetime.now(TIME_ZONE), port, started, _print_round)
    except KeyboardInterrupt:
        click.echo("Đã dừng.")


@cli.command("new")
@_options(_CONFIG, _CONTENT)
@click.argument("kind", type=click.Choice(list(KINDS)))
@click.argument("name")
def new_command(config: Path, content: Path | None, kind: str, name: str) -> None:
    """Tạo tệp hồ sơ mới thuộc loại KIND, tên NAME, ở dạng bản nháp.

    NAME là mã của hồ sơ (chữ thường không dấu, số, gạch nối); thủ tục lấy mã thủ tục làm tên.
    """
    complaint = name_fault(KINDS[kind], name)
    if complaint:
        raise click.UsageError(complaint)
    job = _job(config, content, None, None)
    file = job.content / kind / f"{name}{skeleton_suffix(KINDS[kind])}"
    file.parent.mkdir(parents=True, exist_ok=True)
    try:
        with file.open("x", encoding="utf-8") as new:
            new.write(skeleton(KINDS[kind], name, job.now.date()))
    except FileExistsError:
        raise click.UsageError(f"đã có {_shown(file)}; hãy chọn tên khác.") from None
    click.echo(_shown(file))


@cli.command("explain")
@_options(_CONFIG, _CONTENT, _TODAY)
@click.argument("asked", metavar="ADDRESS|FILE")
def explain_command(config: Path, content: Path | None, now: datetime | None, asked: str) -> None:
    """Cho biết một trang dựng từ đâu, một hồ sơ dẫn tới đâu và có mặt ở những trang nào."""
    job = _job(config, content, None, now, jobs=_cores())
    site, problems = check(job)
    if site is None:
        _print_problems(problems, "text")
        sys.exit(EXIT_PROBLEMS)
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


@cli.command("report")
@_options(_CONFIG, _CONTENT, _TODAY)
@click.option("--plan", required=True, metavar="ID", help="Mã của kế hoạch.")
@click.option("--period", type=_Period(), required=True, help="Kỳ báo cáo: năm, nửa năm, quý hoặc tháng.")
@click.option("--output", type=_FOLDER, default=".", show_default="thư mục hiện tại", help="Nơi đặt báo cáo.")
def report_command(
    config: Path, content: Path | None, now: datetime | None, plan: str, period: Period, output: Path
) -> None:
    """Viết báo cáo tình hình thực hiện nhiệm vụ của một kế hoạch, dạng DOCX và XLSX.

    Số liệu tính đến hết ngày cuối của kỳ; kỳ đang diễn ra thì tính đến hôm nay.
    """
    # Both libraries take a while to import, which no other command should wait for.
    from generator.outputs.report import report_files  # noqa: PLC0415

    today = (now or datetime.now(TIME_ZONE)).date()
    if period.start > today:
        raise click.UsageError(f"{period.name} chưa bắt đầu.")
    job = _job(config, content, None, _end_of(min(period.end, today)), jobs=_cores())
    site, problems = check(job)
    if site is None:
        _print_problems(problems, "text")
        sys.exit(EXIT_PROBLEMS)
    if plan not in site.tasks:
        near = ", ".join([id_ for id_ in site.tasks if plan in id_][:3] or get_close_matches(plan, site.tasks))
        hint = f"; có phải: {near}?" if near else ""
        raise click.UsageError(f"đến hết ngày {format_date(site.today)} trên cổng không có kế hoạch «{plan}»{hint}")
    if not site.tasks[plan]:
        raise click.ClickException(f"kế hoạch «{plan}» chưa có nhiệm vụ nào trên cổng.")
    files = report_files(report_view(site, site.documents[plan], period))
    for file in (output / artifact.path for artifact in files):
        if file.exists():
            raise click.UsageError(f"đã có {_shown(file.absolute())}; hãy chuyển tệp đi hoặc đổi --output.")
    output.mkdir(parents=True, exist_ok=True)
    for artifact in files:
        (output / artifact.path).write_bytes(artifact.data)
        click.echo(_shown((output / artifact.path).absolute()))


@cli.command("posters")
@_options(_CONFIG, _CONTENT, _TODAY)
@click.option("--agency", metavar="ID", help="Chỉ các thủ tục của cơ quan này.")
@click.option("--field", metavar="NAME", help="Chỉ các thủ tục của lĩnh vực này, viết có dấu hay không.")
@click.option("-o", "--output", type=_FILE, required=True, help="Tệp PDF sẽ viết.")
def posters_command(
    config: Path, content: Path | None, now: datetime | None, agency: str | None, field: str | None, output: Path
) -> None:
    """Viết bản niêm yết của các thủ tục thành một tệp PDF, mỗi thủ tục một trang A4 có mã QR.

    Thủ tục đã bãi bỏ hoặc chưa áp dụng thì không niêm yết.
    """
    # The library takes a while to import, which no other command should wait for.
    from generator.outputs.posters import posters_pdf  # noqa: PLC0415

    if output.exists():
        raise click.UsageError(f"đã có {_shown(output.absolute())}; hãy chuyển tệp đi hoặc đổi --output.")
    now = now or datetime.now(TIME_ZONE)
    site, problems = check(_job(config, content, None, now, jobs=_cores()))
    if site is None:
        _print_problems(problems, "text")
        sys.exit(EXIT_PROBLEMS)
    if agency and agency not in site.agencies:
        near = ", ".join(get_close_matches(agency, site.agencies))
        raise click.UsageError(f"trên cổng không có cơ quan «{agency}»" + (f"; có phải: {near}?" if near else "."))
    fields = {fold(procedure.field): procedure.field for procedure in site.procedures.values()}
    if field and fold(field) not in fields:
        near = ", ".join(fields[one] for one in get_close_matches(fold(field), fields))
        raise click.UsageError(f"trên cổng không có lĩnh vực «{field}»" + (f"; có phải: {near}?" if near else "."))
    sheets = posters(
        site,
        (
            procedure
            for procedure in site.procedures.values()
            if (not agency or agency in procedure.agencies) and (not field or fold(procedure.field) == fold(field))
        ),
    )
    if not sheets:
        raise click.ClickException("không có thủ tục nào để niêm yết.")
    title = f"Thủ tục hành chính: {site.portal.owner.name}"
    output.parent.mkdir(parents=True, exist_ok=True)
    output.write_bytes(posters_pdf(sheets, title, _end_of(site.today)))
    click.echo(f"{_shown(output.absolute())}: {len(sheets)} trang.")


@cli.group("import")
def import_group() -> None:
    """Nhập hồ sơ từ tệp xuất của hệ thống khác."""


@import_group.command("procedures")
@click.argument("file", type=_FILE)
@_options(_CONFIG, _CONTENT)
@click.option("--into", type=_FOLDER, help="Nơi đặt hồ sơ mới; mặc định là content/procedures, hoặc thư mục trong đó.")
@click.option("--dry-run", is_flag=True, help="Chỉ cho biết sẽ làm gì, không viết gì.")
@click.option("--report", "report_file", type=_FILE, help="Viết báo cáo đầy đủ vào tệp này, dạng .md hoặc .json.")
@_FORMAT
def import_procedures_command(
    file: Path,
    config: Path,
    content: Path | None,
    into: Path | None,
    dry_run: bool,
    report_file: Path | None,
    form: str,
) -> None:
    """Nhập thủ tục từ FILE, tệp .json hoặc .csv mà Cổng Dịch vụ công quốc gia xuất ra.

    Nhập lại thì cập nhật, giữ những gì đã sửa tại đây và không xóa gì.
    """
    job = _job(config, content, None, None)
    folder = job.content / "procedures"
    target = (into or folder).resolve()
    if not target.is_relative_to(folder.resolve()):
        raise click.UsageError(f"--into phải là {_shown(folder)} hoặc thư mục trong đó.")
    if file.suffix.lower() not in (".json", ".csv"):
        raise click.UsageError("tệp nhập phải có đuôi .json hoặc .csv.")
    if report_file and report_file.suffix.lower() not in (".json", ".md"):
        raise click.UsageError("báo cáo phải có đuôi .md hoặc .json.")
    below = target.relative_to(folder.resolve()).as_posix()
    if any(part[0] in "._~" for part in below.split("/")) and below != ".":
        raise click.UsageError(
            "tệp trong thư mục có tên bắt đầu bằng «.», «_» hoặc «~» không được đọc; chọn --into khác."
        )
    shown = job.content.relative_to(job.root).as_posix() if job.content.is_relative_to(job.root) else job.content.name
    done = import_procedures(
        file, _shown(file.absolute()), job.content, shown, "" if below == "." else below, dry_run=dry_run
    )
    if report_file:
        make = report_json if report_file.suffix.lower() == ".json" else report_markdown
        report_file.parent.mkdir(parents=True, exist_ok=True)
        report_file.write_text(make(done), encoding="utf-8")
    _print_problems(done.problems, form)
    if form == "text":
        click.echo("\n".join([*(["Chạy thử: không viết gì."] if dry_run else []), *summary_lines(done)]))
    if stops_build(done.problems):
        sys.exit(EXIT_PROBLEMS)


@cli.command("rollback")
@_options(_CONFIG, _OUTPUT)
def rollback_command(config: Path, output: Path | None) -> None:
    """Trả lại trang của lần dựng trước."""
    click.echo(f"Đã trả lại bản {roll_back(_job(config, None, output, None).output).id}.")


def _job(config: Path, content: Path | None, output: Path | None, now: datetime | None, **more: Any) -> Job:
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


def _end_of(day: date) -> datetime:
    return datetime.combine(day, time(23, 59, 59), TIME_ZONE)


def _cores() -> int:
    return os.cpu_count() or 1


def _shown(file: Path) -> str:
    """Return a path as the person at the terminal would type it."""
    return str(file.relative_to(Path.cwd()) if file.is_relative_to(Path.cwd()) else file)


def _print_problems(problems: Sequence[Problem], form: str) -> None:
    """Print problems: as text for people on standard error, as JSON for programs on standard output."""
    if form == "json":
        click.echo(json.dumps([problem.as_dict() for problem in problems], ensure_ascii=False, indent=1))
        return
    for problem in problems:
        click.echo(_coloured(problem) + "\n", err=True)
    faults = sum(not problem.is_notice for problem in problems)
    if problems:
        click.echo(f"{format_int(faults)} lỗi, {format_int(len(problems) - faults)} lưu ý.", err=True)


def _coloured(problem: Problem) -> str:
    """Return the text of a problem with its code in red, or yellow for a notice; terminals alone get to see colour."""
    code = click.style(problem.code, fg="yellow" if problem.is_notice else "red", bold=True)
    return format_problem(problem).replace(f"  {problem.code}  ", f"  {code}  ", 1)


def _print_round(outcome: Round) -> None:
    """Print what one build of the server came to."""
    _print_problems(outcome.problems, "text")
    if outcome.fault:
        click.echo(outcome.trace or outcome.fault, err=True)
    took = f"{format_decimal(outcome.seconds)} giây"
    if outcome.pages:
        click.echo(f"{datetime.now(TIME_ZONE):%H:%M:%S}  Đã dựng {format_int(outcome.pages)} trang trong {took}.")
    else:
        click.echo("Chưa dựng được. Sửa xong, trang sẽ tự dựng lại.", err=True)


def main() -> None:
    """Run the command line; a fault of the environment is told in one line, without a traceback."""
    try:
        sys.exit(cli(prog_name="minhbach", standalone_mode=False))
    except click.ClickException as error:
        error.show()
        sys.exit(error.exit_code)
    except (click.Abort, KeyboardInterrupt):
        sys.exit(EXIT_INTERRUPTED)
    except (OutputError, PortTakenError, SearchUnavailable) as error:
        _fail(str(error))
    except OSError as error:
        _fail(f"{error.strerror or error}" + (f" ({error.filename})" if error.filename else ""))


def _fail(message: str) -> NoReturn:
    click.echo(f"minhbach: {message}", err=True)
    sys.exit(EXIT_ENVIRONMENT)
