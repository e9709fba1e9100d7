"""Indicators: their list, and a page for each with its figures by year."""

from dataclasses import dataclass

from generator import urls
from generator.link.site import Site
from generator.link.status import tally
from generator.link.tasks import continued_tasks, plan_as_of, plan_tasks
from generator.pages.chart import BarChart, ceiling_of, indicator_chart
from generator.pages.citation import indicator_citation
from generator.pages.correction import CorrectionLine, correction_lines
from generator.pages.datasets import indicator_dataset
from generator.pages.dublin_core import area_names, record_core
from generator.pages.indicator_series import series_links, series_pages
from generator.pages.listing import list_pages
from generator.pages.newest_figure import indicator_name, last_told, newest_value, publisher_of
from generator.pages.page import Head, Link, Page
from generator.pages.parts import (
    Facts,
    Group,
    Item,
    Prose,
    area_links,
    document_name,
    figure_sources,
    plain,
    plan_years,
    prose,
    province_links,
    twin_of,
)
from generator.pages.plan import figure
from generator.pages.share import indicator_card, preview
from generator.records.indicator import VALUE_ROLES, Indicator, IndicatorValue
from generator.vn.collation import collation_key
from generator.vn.dates import format_date
from generator.vn.figures import format_decimal, format_int
from generator.vn.folding import fold

_CRUMBS = (Link("Trang chủ", urls.HOME), Link("Chỉ số", urls.INDICATORS))


@dataclass(frozen=True, slots=True)
class ValueRow:
    """A figure of a year with its source; ``records`` say what the tasks of that year's plans themselves sum to."""

    year: str
    value: str
    rank: str
    role: str
    as_of: str
    note: str
    records: tuple[tuple[Link, str], ...]
    source: tuple[Link, ...]


@dataclass(frozen=True, slots=True)
class IndicatorView:
    """An indicator with its figures, the newest year first, and their chart, where there is anything to compare."""

    name: str
    description: str
    facts: Facts
    values: tuple[ValueRow, ...]
    ranked: bool
    chart: BarChart | None
    body: Prose
    corrections: tuple[CorrectionLine, ...]
    citation: str


def value_text(indicator: Indicator, value: IndicatorValue) -> str:
    """Return a figure as people read it: ``22/24 nhiệm vụ``, ``từ 95 %``."""
    if value.out_of is not None:
        parts = (format_decimal(float(number)) for number in (value.value, value.out_of))
        return f"{'/'.join(parts)}\u00a0{indicator.unit}"
    return figure(value.value, indicator.unit, value.comparison)


def indicator_item(site: Site, indicator: Indicator) -> Item:
    """Return an indicator as it stands in lists, with its newest figure."""
    newest = max(indicator.values, key=lambda value: value.year, default=None)
    meta = [site.provinces[indicator.province].name] if indicator.province else []
    if newest:
        meta.append(f"{newest.year}: {value_text(indicator, newest)}")
        meta.append(VALUE_ROLES[newest.role])
    return Item(indicator.name, urls.indicator_url(indicator.id), tuple(meta), indicator.description or "")


def indicator_pages(site: Site) -> list[Page]:
    """Return every page about indicators."""
    indicators = sorted(site.indicators.values(), key=lambda i: (i.province or "", collation_key(i.name)))
    head = Head("Chỉ số", "Chỉ số và chỉ tiêu theo năm, mỗi số liệu kèm nguồn.", urls.INDICATORS, _CRUMBS[:1])
    items = [indicator_item(site, indicator) for indicator in indicators]
    facets = (Group("So sánh giữa các tỉnh", links=series_links(site)),)
    pages = list_pages(urls.INDICATORS, head, items, site.portal.page_sizes.documents, "chỉ số", facets=facets)
    pages += series_pages(site, value_text, figure_sources)
    return pages + [indicator_page(site, indicator) for indicator in indicators]


def indicator_page(site: Site, indicator: Indicator) -> Page:
    """Return the page of an indicator."""
    key = ("indicators", indicator.id)
    url = urls.indicator_url(indicator.id)
    ceiling = ceiling_of([indicator]) if len(indicator.values) > 1 else None
    series = Link(indicator.series, urls.indicator_series_url(indicator.series)) if indicator.series else None
    newest = newest_value(indicator)
    values = sorted(indicator.values, key=lambda value: (value.year, value.role), reverse=True)
    view = IndicatorView(
        name=indicator.name,
        description=indicator.description or "",
        facts=(
            ("Đơn vị tính", plain(indicator.unit)),
            ("Tỉnh, thành phố", province_links(site, indicator.province)),
            ("Lĩnh vực", area_links(site, indicator.areas)),
            ("Bộ chỉ số", (series,) if series else ()),
        ),
        values=tuple(_row(site, indicator, value) for value in values),
        ranked=any(value.rank is not None for value in values),
        chart=indicator_chart(indicator, ceiling) if ceiling else None,
        body=prose(site, key, indicator.body),
        corrections=correction_lines(indicator),
        citation=indicator_citation(site, indicator, newest, value_text(indicator, newest) if newest else ""),
    )
    description = indicator.description or indicator.name
    title = indicator_name(site, indicator)
    head = Head(
        title,
        description,
        urls.INDICATORS,
        _CRUMBS,
        record_core(
            site,
            key,
            title,
            publisher_of(site, indicator) or site.portal.owner.name,
            description,
            url,
            day=last_told(site, indicator),
            subjects=area_names(site, indicator.areas),
        ),
        twin=twin_of(site, url),
        linked_data=(indicator_dataset(site, indicator, description),),
        preview=preview(indicator_card(site, indicator)),
    )
    return Page(url, "indicator.html", head, view, site.paths[key])


def _row(site: Site, indicator: Indicator, value: IndicatorValue) -> ValueRow:
    return ValueRow(
        year=str(value.year),
        value=value_text(indicator, value),
        rank=str(value.rank) if value.rank is not None else "",
        role=VALUE_ROLES[value.role],
        as_of=format_date(value.as_of) if value.as_of else "",
        note=value.note or "",
        records=_records(site, indicator, value),
        source=figure_sources(site, value),
    )


def _records(site: Site, indicator: Indicator, value: IndicatorValue) -> tuple[tuple[Link, str], ...]:
    """Return each plan of just that year and province beside a reported number of tasks, with where its tasks stood.

    They are counted as of the day of the report, where it names one, so that both speak of the same day.
    """
    if fold(indicator.unit) != "nhiem vu" or value.role != "reported" or not indicator.province:
        return ()
    found = []
    for plan in (site.documents[id_] for id_ in site.tasks):
        if plan.province == indicator.province and plan_years(plan) == range(value.year, value.year + 1):
            day = value.as_of or site.today
            continued = continued_tasks(site.documents.values(), day).get(plan.id, ())
            rows = plan_tasks(plan_as_of(plan, day, ()), day, continued)
            counted = tally(row.status for row in rows if row.leaf)
            done = f"{format_int(counted.done)}/{format_int(counted.total)} nhiệm vụ hoàn thành"
            words = done if counted.reported else f"{format_int(counted.total)} nhiệm vụ, chưa có báo cáo"
            words += f", tính đến {format_date(value.as_of)}" if value.as_of else ""
            if counted.total:
                found.append((Link(document_name(plan), urls.document_url(plan.id)), words))
    return tuple(found)
