"""Commands that write records into the content folder."""

import sys
from pathlib import Path

import click

from generator.base.problems import stops_build
from generator.cli.options import CONFIG, CONTENT, FILE, FOLDER, FORMAT, job_of, options
from generator.cli.terminal import EXIT_PROBLEMS, print_problems, shown
from generator.ingest.procedures import import_procedures
from generator.ingest.report import report_json, report_markdown, summary_lines
from generator.records.kinds import KINDS
from generator.records.skeleton import name_fault, skeleton, skeleton_suffix


@click.command("new")
@options(CONFIG, CONTENT)
@click.argument("kind", type=click.Choice(list(KINDS)))
@click.argument("name")
def new_command(config: Path, content: Path | None, kind: str, name: str) -> None:
    """Tạo tệp hồ sơ mới thuộc loại KIND, tên NAME, ở dạng bản nháp.

    NAME là mã của hồ sơ (chữ thường không dấu, số, gạch nối); thủ tục lấy mã thủ tục làm tên.
    """
    complaint = name_fault(KINDS[kind], name)
    if complaint:
        raise click.UsageError(complaint)
    job = job_of(config, content, None, None)
    file = job.content / kind / f"{name}{skeleton_suffix(KINDS[kind])}"
    file.parent.mkdir(parents=True, exist_ok=True)
    try:
        with file.open("x", encoding="utf-8") as new:
            new.write(skeleton(KINDS[kind], name, job.now.date()))
    except FileExistsError:
        raise click.UsageError(f"đã có {shown(file)}; hãy chọn tên khác.") from None
    click.echo(shown(file))


@click.group("import")
def import_group() -> None:
    """Nhập hồ sơ từ tệp xuất của hệ thống khác."""


@import_group.command("procedures")
@click.argument("file", type=FILE)
@options(CONFIG, CONTENT)
@click.option("--into", type=FOLDER, help="Nơi đặt hồ sơ mới; mặc định là content/procedures, hoặc thư mục trong đó.")
@click.option("--dry-run", is_flag=True, help="Chỉ cho biết sẽ làm gì, không viết gì.")
@click.option("--report", "report_file", type=FILE, help="Viết báo cáo đầy đủ vào tệp này, dạng .md hoặc .json.")
@FORMAT
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
    job = job_of(config, content, None, None)
    folder = job.content / "procedures"
    target = (into or folder).resolve()
    if not target.is_relative_to(folder.resolve()):
        raise click.UsageError(f"--into phải là {shown(folder)} hoặc thư mục trong đó.")
    if file.suffix.lower() not in (".json", ".csv"):
        raise click.UsageError("tệp nhập phải có đuôi .json hoặc .csv.")
    if report_file and report_file.suffix.lower() not in (".json", ".md"):
        raise click.UsageError("báo cáo phải có đuôi .md hoặc .json.")
    below = target.relative_to(folder.resolve()).as_posix()
    if any(part[0] in "._~" for part in below.split("/")) and below != ".":
        raise click.UsageError(
            "tệp trong thư mục có tên bắt đầu bằng «.», «_» hoặc «~» không được đọc; chọn --into khác."
        )
    folder_shown = (
        job.content.relative_to(job.root).as_posix() if job.content.is_relative_to(job.root) else job.content.name
    )
    done = import_procedures(
        file,
        shown(file.absolute()),
        job.content,
        folder_shown,
        "" if below == "." else below,
        day=job.now.date(),
        dry_run=dry_run,
    )
    if report_file:
        make = report_json if report_file.suffix.lower() == ".json" else report_markdown
        report_file.parent.mkdir(parents=True, exist_ok=True)
        report_file.write_text(make(done), encoding="utf-8")
    print_problems(done.problems, form)
    if form == "text":
        click.echo("\n".join([*(["Chạy thử: không viết gì."] if dry_run else []), *summary_lines(done)]))
    if stops_build(done.problems):
        sys.exit(EXIT_PROBLEMS)
