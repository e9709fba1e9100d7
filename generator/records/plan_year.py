"""The year that a plan's deadlines mean where they name none: ``Quý III`` of the plan of 2017."""

import re
from datetime import date

from generator.records.fields import Period, quote, refuse
from generator.vn.deadlines import Deadline, parse_deadline

_YEAR = re.compile(r"(?<![0-9])(?:19|20)[0-9]{2}(?![0-9])")
_CODE = "MB027"


def date_deadline(deadline: Deadline, period: Period | None, issued_on: date, subject: str) -> Deadline:
    """Return a yearless deadline as it is meant in its plan.

    That is the year of the plan's period. A plan without one is of the year of its issue, as long as nothing speaks
    against it: plans for a year are often issued in December of the year before. Nothing is guessed: where the year
    is in doubt, the deadline is refused.
    """
    year = period.first if period else issued_on.year
    lacking = f"thời hạn {quote(deadline.wording)} không ghi năm"
    write = f"ghi cả năm, ví dụ 15/12/{year} hoặc Quý III/{year}"
    if period and period.first != period.last:
        raise refuse(_CODE, f"{lacking}, mà kế hoạch là của các năm {period}", write)
    later = [] if period else [int(found) for found in _YEAR.findall(subject) if int(found) > year]
    if later:
        message = f"{lacking}, kế hoạch không có «period», trích yếu lại nhắc tới năm {later[0]}, sau năm ban hành"
        raise refuse(_CODE, message, f"thêm khóa period, ví dụ period: {later[0]}; hoặc {write}")
    found = parse_deadline(deadline.wording, year)
    if found is None:
        raise refuse(_CODE, f"năm {year} không có ngày ấy: {quote(deadline.wording)}", write)
    if not period and found.end and found.end < issued_on:
        message = f"{lacking}, kế hoạch không có «period», mà trong năm ban hành ngày ấy đã qua"
        raise refuse(_CODE, message, f"thêm khóa period, ví dụ period: {year + 1}; hoặc {write}")
    return found
