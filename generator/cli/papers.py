"""Commands that write papers from the site: reports and sheets for the notice board."""

from datetime import datetime
from difflib import get_close_matches
from pathlib import Path

import click

from generator.cli.options import CONFIG, CONTENT, FILE, FOLDER, TODAY, PeriodOf, cores, end_of, job_of, options
from generator.cli.terminal import shown, site_or_exit
from generator.pages.poster import posters
from generator.pages.report import report_view
from generator.vn.dates import TIME_ZONE, format_date
from generator.vn.folding import fold
from generator.vn.periods import Period


@click.command("report")
@options(CONFIG, CONTENT, TODAY)
@click.option("--plan", required=True, metavar="ID", help="Mã của kế hoạch.")
@click.option("--period", type=PeriodOf(), required=True, help="Kỳ báo cáo: năm, nửa năm, quý hoặc tháng.")
@click.option("--output", type=FOLDER, default=".", show_default="thư mục hiện tại", help="Nơi đặt báo cáo.")
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
    site = site_or_exit(job_of(config, content, None, end_of(min(period.end, today)), jobs=cores()))
    if plan not in site.tasks:
        near = ", ".join([id_ for id_ in site.tasks if plan in id_][:3] or get_close_matches(plan, site.tasks))
        hint = f"; có phải: {near}?" if near else ""
        raise click.UsageError(f"đến hết ngày {format_date(site.today)} trên cổng không có kế hoạch «{plan}»{hint}")
    if not site.tasks[plan]:
        raise click.ClickException(f"kế hoạch «{plan}» chưa có nhiệm vụ nào trên cổng.")
    files = report_files(report_view(site, site.documents[plan], period))
    for file in (output / artifact.path for artifact in files):
        if file.exists():
            raise click.UsageError(f"đã có {shown(file.absolute())}; hãy chuyển tệp đi hoặc đổi --output.")
    output.mkdir(parents=True, exist_ok=True)
    for artifact in files:
        (output / artifact.path).write_bytes(artifact.data)
        click.echo(shown((output / artifact.path).absolute()))


@click.command("posters")
@options(CONFIG, CONTENT, TODAY)
@click.option("--agency", metavar="ID", help="Chỉ các thủ tục của cơ quan này.")
@click.option("--field", metavar="NAME", help="Chỉ các thủ tục của lĩnh vực này, viết có dấu hay không.")
@click.option("-o", "--output", type=FILE, required=True, help="Tệp PDF sẽ viết.")
def posters_command(
    config: Path, content: Path | None, now: datetime | None, agency: str | None, field: str | None, output: Path
) -> None:
    """Viết bản niêm yết của các thủ tục thành một tệp PDF, mỗi thủ tục một trang A4 có mã QR.

    Thủ tục đã bãi bỏ hoặc chưa áp dụng thì không niêm yết.
    """
    # The library takes a while to import, which no other command should wait for.
    from generator.outputs.posters import posters_pdf  # noqa: PLC0415

    if output.exists():
        raise click.UsageError(f"đã có {shown(output.absolute())}; hãy chuyển tệp đi hoặc đổi --output.")
    site = site_or_exit(job_of(config, content, None, now, jobs=cores()))
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
    output.write_bytes(posters_pdf(sheets, title, end_of(site.today)))
    click.echo(f"{shown(output.absolute())}: {len(sheets)} trang.")
