"""The periodic report on the tasks of a plan, as offices send it up: what it says, not how it looks."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from generator.link.site import PlanTask, Site
from generator.link.status import DONE, SOON, Tally
from generator.pages.parts import document_name
from generator.pages.plan import plan_view
from generator.pages.task import evidence_link
from generator.records.document import Document
from generator.vn.dates import format_date, format_long_date
from generator.vn.figures import format_int, format_percent
from generator.vn.periods import Period

_LATE = ("overdue", "done_late")
_BELOW_OTHERS = ("department", "division", "centre")
"""Kinds of agencies that write the name of the agency above them over their own."""


@dataclass(frozen=True, slots=True)
class ReportRow:
    """A task in the table of a report.

    ``level`` is 0 for a task, 1 for a task below one; ``leaf`` says that none are below it. ``due`` is the wording of
    the plan, ``due_day`` the last day that it means. ``result`` and ``reason`` are Markdown: what was reported last of
    a task goes under its result, or where it is late, under the reasons, with its day: nobody said that it is one.
    """

    order: str
    level: int
    leaf: bool
    content: str
    lead: str
    cooperating: str
    due: str
    due_day: date | None
    state: str
    state_label: str
    progress: int | None
    done_on: date | None
    result: str
    evidence: tuple[str, ...]
    reason: str
    notes: str

    @property
    def standing(self) -> str:
        """The state in words, with the day or the percentage that goes with it: ``Hoàn thành (05/9/2017)``."""
        if self.done_on:
            return f"{self.state_label} ({format_date(self.done_on)})"
        return f"{self.state_label} ({self.progress}\u00a0%)" if self.progress is not None else self.state_label


@dataclass(frozen=True, slots=True)
class ReportView:
    """A report on a plan at the end of ``as_of``, a day of the period.

    ``above`` is the agency over the one that reports, or empty; ``subject`` and ``basis`` (the plan by its number and
    date) complete the title, ``summary`` are the paragraphs before the table. ``tally`` counts tasks without tasks
    below them; ``agencies`` has for each leading agency its name, its numbers in the order of the tally's states, and
    their sum. ``due`` and ``done`` count what was due and what was finished within the period.
    """

    plan_id: str
    above: str
    agency: str
    subject: str
    basis: str
    period: Period
    as_of: date
    summary: tuple[str, ...]
    rows: tuple[ReportRow, ...]
    tally: Tally
    agencies: tuple[tuple[str, tuple[int, ...], int], ...]
    due: int
    done: int


def report_view(site: Site, plan: Document, period: Period) -> ReportView:
    """Return the report on a plan for a period, as the site stands on its day; ValueError where it is no plan."""
    shown = plan_view(site, plan)
    tasks = site.tasks[plan.id]
    leaves = [row for row in tasks if row.leaf]
    issuer = site.agencies[plan.issuer]
    parent = site.agencies.get(issuer.parent or "")
    due = sum(row.status.state != "dropped" and _within(row.status.due, period) for row in leaves)
    done = sum(_within(row.status.done_on, period) for row in leaves)
    known = shown.tally.reported
    return ReportView(
        plan_id=plan.id,
        above=parent.name if parent and issuer.kind in _BELOW_OTHERS else "",
        agency=issuer.name,
        subject=f"Tình hình thực hiện nhiệm vụ {period.name}",
        basis=f"theo {_named(plan)}",
        period=period,
        as_of=site.today,
        summary=(
            f"Thực hiện {_named(plan)} của {issuer.name}{_about(plan)}, {issuer.name} báo cáo tình hình thực hiện nhiệm"
            f" vụ {period.name}, số liệu tính đến hết {format_long_date(site.today)}, như sau:",
            *_standing(plan, shown.tally, has_parts=len(leaves) < len(tasks)),
            f"Trong {period.name}, {_count(due)} đến hạn{f' và {_count(done)} hoàn thành' if known else ''}.",
            *_late(leaves),
        ),
        rows=tuple(_row(site, row) for row in tasks),
        tally=shown.tally,
        agencies=tuple((row.agency.text, row.counts, row.total) for row in shown.matrix),
        due=due,
        done=done,
    )


def _named(plan: Document) -> str:
    name = document_name(plan) if plan.number else f"“{plan.subject}”"
    return f"{name} {format_long_date(plan.issued_on)}"


def _about(plan: Document) -> str:
    return f" (“{plan.subject}”)" if plan.number else ""


def _within(day: date | None, period: Period) -> bool:
    return day is not None and period.start <= day <= period.end


def _count(number: int) -> str:
    return f"{format_int(number)} nhiệm vụ" if number else "không có nhiệm vụ nào"


def _standing(plan: Document, counted: Tally, *, has_parts: bool) -> Iterable[str]:
    """Yield paragraphs on how many tasks there are and where they stand."""
    declared = plan.plan.declared_tasks if plan.plan else None
    total = f"Kế hoạch có {_count(counted.total)}"
    if declared and declared > counted.total:
        total = f"Kế hoạch nêu {_count(declared)}; báo cáo này gồm {_count(counted.total)} đã được công bố"
    yield total + (" (nhiệm vụ có nhiệm vụ con được tính theo các nhiệm vụ con)." if has_parts else ".")
    if not counted.reported:
        yield "Chưa có báo cáo về tình hình thực hiện của nhiệm vụ nào."
        return
    late = counted.count("done_late")
    share = format_percent(counted.done / counted.total)
    of_them = f", trong đó {_count(late)} hoàn thành quá hạn" if late else ""
    yield f"Đã hoàn thành {format_int(counted.done)}/{format_int(counted.total)} nhiệm vụ ({share}){of_them}."
    rest = [f"{format_int(number)} {label.lower()}" for state, label, number in counted.states if state not in DONE]
    if rest:
        soon = f"; {_count(counted.due_soon)} đến hạn trong {SOON} ngày tới" if counted.due_soon else ""
        yield f"Các nhiệm vụ còn lại: {', '.join(rest)}{soon}."


def _late(leaves: Iterable[PlanTask]) -> Iterable[str]:
    orders = [row.task.order for row in leaves if row.status.state == "overdue"]
    if orders:
        yield f"Nhiệm vụ quá hạn (số thứ tự tại Phụ lục): {', '.join(orders)}."


def _row(site: Site, row: PlanTask) -> ReportRow:
    task, status = row.task, row.status
    updates = sorted(task.updates, key=lambda update: update.date)
    day, said = next(((update.date, update.text) for update in reversed(updates) if update.text), (None, ""))
    evidence = [*task.evidence, *(one for update in updates for one in update.evidence)]
    is_late = status.state in _LATE
    unexplained = "" if status.from_children else "Chưa có báo cáo về lý do."
    return ReportRow(
        order=task.order,
        level=task.order.count("."),
        leaf=row.leaf,
        content=task.content,
        lead=_agencies(site, task.lead),
        cooperating=_agencies(site, task.cooperating),
        due=task.deadline.wording if task.deadline else "",
        due_day=status.due,
        state=status.state,
        state_label=status.label,
        progress=status.progress,
        done_on=status.done_on,
        result="" if is_late else said,
        evidence=tuple(dict.fromkeys(evidence_link(site, one).text for one in evidence)),
        reason=(f"Báo cáo ngày {format_date(day)}: {said}" if day else unexplained) if is_late else "",
        notes=task.notes or "",
    )


def _agencies(site: Site, ids: Iterable[str]) -> str:
    return "; ".join(site.agencies[id_].short_name or site.agencies[id_].name for id_ in ids)
