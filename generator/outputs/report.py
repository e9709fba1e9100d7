"""The periodic report of a plan as files of an office: DOCX to sign and send, XLSX to filter and count."""

from datetime import datetime, time
from io import BytesIO
from zipfile import ZIP_DEFLATED, ZipFile, ZipInfo

from generator.base.artifact import Artifact
from generator.outputs.report_docx import report_docx
from generator.outputs.report_xlsx import report_xlsx
from generator.pages.report import ReportView

_UNIX = 3


def report_files(view: ReportView) -> tuple[Artifact, ...]:
    """Return the DOCX and the XLSX of a report; of one view the bytes are always the same.

    Wherever the formats want a time it is the end of the day that the report stands for.
    """
    made_at = datetime.combine(view.as_of, time(23, 59, 58))  # archives keep even seconds alone
    name = f"bao-cao-{view.plan_id}-{view.period.code}"
    files = ((f"{name}.docx", report_docx(view, made_at)), (f"{name}.xlsx", report_xlsx(view, made_at)))
    return tuple(Artifact(path, _without_clock(data, made_at)) for path, data in files)


def _without_clock(archive: bytes, made_at: datetime) -> bytes:
    """Return an archive with one time, and one system, for all its members: the libraries write those of the day."""
    packed = BytesIO()
    with ZipFile(BytesIO(archive)) as source, ZipFile(packed, "w", ZIP_DEFLATED) as target:
        for member in source.infolist():
            info = ZipInfo(member.filename, made_at.timetuple()[:6])
            info.compress_type = ZIP_DEFLATED
            info.create_system = _UNIX
            target.writestr(info, source.read(member))
    return packed.getvalue()
