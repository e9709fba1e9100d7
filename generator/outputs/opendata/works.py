"""Tables of what plans ask for: tasks, who owes them, what was reported of them, and targets."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date

from generator import urls
from generator.link.site import Key, PlanTask, Site
from generator.link.status import STATUSES, last_day, turned_on
from generator.outputs.opendata.table import (
    Column,
    Field,
    Table,
    coded,
    identity,
    iso,
    listed,
    make_table,
)
from generator.pages.moments import day_of_change
from generator.pages.parts import absolute
from generator.records.task import COMPARISONS, TASK_STATES
from generator.vn.figures import as_number

_ROLES = {"lead": "Chủ trì", "cooperating": "Phối hợp"}


def _task_page(site: Site, row: PlanTask) -> str:
    return absolute(site, urls.task_url(row.plan.id, row.task.order))


def _plan_key(row: PlanTask) -> Key:
    return "documents", row.plan.id


def tasks(site: Site) -> Table:
    """Return the tasks of all plans with where each stands today."""

    def names(ids: tuple[str, ...]) -> str | None:
        return listed(site.agencies[id_].name for id_ in ids)

    days = _days_of_plans(site)
    late = {_above(row) for row in site.all_tasks() if row.status.state == "overdue"}

    fields: tuple[Field, ...] = (
        *identity("Mã kế hoạch, dấu #, số thứ tự.", lambda one: one.ref, lambda one: _task_page(site, one)),
        (Column("plan_id", "Kế hoạch, mã", references="documents", required=True), lambda one: one.plan.id),
        (Column("order", "Số thứ tự", required=True), lambda one: one.task.order),
        (Column("parent_id", "Nhiệm vụ mẹ, mã", references="tasks"), _above),
        (
            Column(
                "is_leaf",
                "Không có nhiệm vụ con",
                "boolean",
                "Chỉ đếm những nhiệm vụ này thì không trùng.",
                "",
                required=True,
            ),
            lambda one: one.leaf,
        ),
        (Column("content", "Nội dung", required=True, searched=True), lambda one: one.task.content),
        (Column("leads", "Cơ quan chủ trì", searched=True), lambda one: names(one.task.lead)),
        (Column("cooperating", "Cơ quan phối hợp"), lambda one: names(one.task.cooperating)),
        (Column("product", "Sản phẩm", searched=True), lambda one: one.task.product),
        (Column("start", "Ngày bắt đầu", "date"), lambda one: iso(one.task.start)),
        (
            Column("due", "Thời gian thực hiện", description="Nguyên văn của kế hoạch."),
            lambda one: one.task.due and one.task.due.wording,
        ),
        (
            Column("due_on", "Ngày cuối", "date", "Sau ngày này là quá hạn; trống với việc thường xuyên, định kỳ."),
            lambda one: iso(one.status.due),
        ),
        *coded("state", "Tình trạng", STATUSES, lambda one: one.status.state),
        (
            Column("state_from_children", "Tình trạng suy ra từ nhiệm vụ con", "boolean", required=True),
            lambda one: one.status.from_children,
        ),
        (Column("due_soon", "Đến hạn trong 30 ngày", "boolean", required=True), lambda one: one.status.due_soon),
        (Column("progress", "Tiến độ", "integer", "Phần trăm."), lambda one: one.status.progress),
        (Column("done_on", "Ngày hoàn thành", "date"), lambda one: iso(one.status.done_on)),
        (Column("updated_on", "Ngày báo cáo gần nhất", "date"), lambda one: iso(one.status.updated_on)),
        (Column("area_id", "Lĩnh vực cải cách, mã", references="areas"), lambda one: one.task.area),
        (
            Column("continues_id", "Tiếp nối nhiệm vụ, mã", references="tasks"),
            lambda one: one.task.continues,
        ),
        (Column("notes", "Ghi chú", searched=True), lambda one: one.task.notes),
    )
    return make_table(
        site,
        "tasks",
        "Nhiệm vụ",
        "Nhiệm vụ của mọi kế hoạch, với tình trạng vào lần cập nhật cổng gần nhất.",
        fields,
        site.all_tasks(),
        _plan_key,
        lambda one: _changed(one, days[one.plan.id], site.today, late=one.status.from_children and one.ref in late),
    )


def _above(row: PlanTask) -> str | None:
    """Return what names the task that one is below."""
    above = row.task.order.rpartition(".")[0]
    return f"{row.plan.id}#{above}" if above else None


def _days_of_plans(site: Site) -> Mapping[str, date]:
    """Return when each plan last changed by what it says itself: when it was issued, or corrected."""
    days = ((id_, day_of_change(site, ("documents", id_))) for id_ in site.tasks)
    return {id_: day for id_, day in days if day}


def _changed(row: PlanTask, day: date, today: date, *, late: bool) -> date:
    """Return the day on which a row last changed: ``day`` is that of its plan, others follow from the calendar.

    What a part made ``late`` changes no more when its own last day has passed; the row of the part has the day.
    """
    turned = None if late else turned_on(row.status, today)
    return max(day for day in (day, row.status.updated_on, row.status.done_on, turned) if day)


@dataclass(frozen=True, slots=True)
class _Part:
    row: PlanTask
    role: str
    agency: str


def task_agencies(site: Site) -> Table:
    """Return which agency leads or cooperates in which task."""
    days = _days_of_plans(site)
    fields: tuple[Field, ...] = (
        *identity(
            "Mã nhiệm vụ, vai trò và mã cơ quan.",
            lambda one: f"{one.row.ref}/{one.role}/{one.agency}",
            lambda one: _task_page(site, one.row),
        ),
        (Column("task_id", "Nhiệm vụ, mã", references="tasks", required=True), lambda one: one.row.ref),
        (Column("agency_id", "Cơ quan, mã", references="agencies", required=True), lambda one: one.agency),
        *coded("role", "Vai trò", _ROLES, lambda one: one.role),
    )
    return make_table(
        site,
        "task_agencies",
        "Cơ quan của nhiệm vụ",
        "Cơ quan nào chủ trì, phối hợp nhiệm vụ nào; mỗi cặp một dòng.",
        fields,
        _parts(site),
        lambda one: _plan_key(one.row),
        lambda one: days[one.row.plan.id],
    )


def _parts(site: Site) -> Iterator[_Part]:
    for row in site.all_tasks():
        for agency in dict.fromkeys(row.task.lead):
            yield _Part(row, "lead", agency)
        for agency in dict.fromkeys(row.task.cooperating):
            yield _Part(row, "cooperating", agency)


def task_updates(site: Site) -> Table:
    """Return what was reported of tasks over time."""
    days = _days_of_plans(site)
    fields: tuple[Field, ...] = (
        *identity(
            "Mã nhiệm vụ và số thứ tự của báo cáo.",
            lambda one: f"{one[0].ref}/{one[1]}",
            lambda one: _task_page(site, one[0]),
        ),
        (Column("task_id", "Nhiệm vụ, mã", references="tasks", required=True), lambda one: one[0].ref),
        (Column("date", "Ngày báo cáo", "date", required=True), lambda one: iso(one[2].date)),
        (
            Column("state", "Tình trạng", description="Trống khi báo cáo không nói.", choices=tuple(TASK_STATES)),
            lambda one: one[2].state,
        ),
        (
            Column("state_label", "Tình trạng, bằng chữ"),
            lambda one: TASK_STATES[one[2].state] if one[2].state else None,
        ),
        (Column("progress", "Tiến độ", "integer", "Phần trăm."), lambda one: one[2].progress),
        (Column("text", "Kết quả, vướng mắc", searched=True), lambda one: one[2].text),
        (Column("agency_id", "Cơ quan báo cáo, mã", references="agencies"), lambda one: one[2].by),
    )
    items = ((row, number, update) for row in site.all_tasks() for number, update in enumerate(row.task.updates, 1))
    return make_table(
        site,
        "task_updates",
        "Báo cáo về nhiệm vụ",
        "Từng lần báo cáo về một nhiệm vụ. Điều không nói thì như lần trước.",
        fields,
        items,
        lambda one: _plan_key(one[0]),
        lambda one: max(one[2].date, days[one[0].plan.id]),
    )


def targets(site: Site) -> Table:
    """Return the figures that plans promise."""
    days = _days_of_plans(site)
    fields: tuple[Field, ...] = (
        *identity(
            "Mã kế hoạch và số thứ tự của chỉ tiêu.",
            lambda one: f"{one[0].id}#chi-tieu-{one[1]}",
            lambda one: absolute(site, urls.document_url(one[0].id)),
        ),
        (Column("plan_id", "Kế hoạch, mã", references="documents", required=True), lambda one: one[0].id),
        (Column("order", "Số thứ tự", description="Như kế hoạch ghi."), lambda one: one[2].order),
        (Column("content", "Chỉ tiêu", required=True, searched=True), lambda one: one[2].content),
        *coded("comparison", "So sánh", COMPARISONS, lambda one: one[2].comparison),
        (Column("goal", "Mức phấn đấu", "number", required=True), lambda one: as_number(one[2].goal)),
        (Column("unit", "Đơn vị", required=True), lambda one: one[2].unit),
        (Column("due", "Thời hạn", description="Nguyên văn."), lambda one: one[2].due and one[2].due.wording),
        (Column("due_on", "Ngày cuối", "date"), lambda one: iso(last_day(one[2].due, one[0].issued_on))),
        (Column("area_id", "Lĩnh vực cải cách, mã", references="areas"), lambda one: one[2].area),
        (Column("notes", "Ghi chú"), lambda one: one[2].notes),
    )
    items = (
        (document, number, target)
        for document in site.documents.values()
        if document.plan
        for number, target in enumerate(document.plan.targets, 1)
    )
    return make_table(
        site,
        "targets",
        "Chỉ tiêu",
        "Các mức mà kế hoạch phấn đấu đạt.",
        fields,
        items,
        lambda one: ("documents", one[0].id),
        lambda one: days[one[0].id],
    )
