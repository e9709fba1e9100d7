"""Indicators of one series, such as PAR INDEX, compared between provinces."""

from collections import defaultdict
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass

from generator import urls
from generator.link.site import Site
from generator.pages.chart import BarChart, ceiling_of, indicator_chart
from generator.pages.dublin_core import dublin_core
from generator.pages.listing import Pager, numbered, paged
from generator.pages.page import Head, Link, Page
from generator.pages.parts import CountedLink
from generator.records.indicator import Indicator, IndicatorValue
from generator.vn.collation import collation_key

_CRUMBS = (Link("Trang chủ", urls.HOME), Link("Chỉ số", urls.INDICATORS))
_YEARS = 8
"""How many years stand side by side on paper."""


@dataclass(frozen=True, slots=True)
class SeriesFigure:
    """A figure in the table; ``source`` is the number of its source on the page."""

    value: str
    rank: str
    target: bool
    source: int


@dataclass(frozen=True, slots=True)
class SeriesRow:
    """A province with its figures of each year, in the order of the years of the table."""

    place: Link
    years: tuple[tuple[SeriesFigure, ...], ...]


@dataclass(frozen=True, slots=True)
class SeriesTable:
    """Figures of some years, the newest first; ``span`` names them, such as ``2019-2026``."""

    span: str
    years: tuple[str, ...]
    rows: tuple[SeriesRow, ...]


@dataclass(frozen=True, slots=True)
class SeriesView:
    """One page of a series: ``charts`` are on one scale, ``sources`` numbered from 1."""

    title: str
    tables: tuple[SeriesTable, ...]
    charts: tuple[tuple[Link, BarChart], ...]
    sources: tuple[tuple[Link, ...], ...]
    pager: Pager


Say = Callable[[Indicator, IndicatorValue], str]
SourcesOf = Callable[[Site, IndicatorValue], tuple[Link, ...]]


def series_of(site: Site) -> dict[str, tuple[str, list[Indicator]]]:
    """Return name and indicators of each series by its address: spellings with one address are one series."""
    found: dict[str, tuple[str, list[Indicator]]] = {}
    for indicator in site.indicators.values():
        if indicator.series:
            url = urls.indicator_series_url(indicator.series)
            found.setdefault(url, (indicator.series, []))[1].append(indicator)
    return dict(sorted(found.items(), key=lambda one: collation_key(one[1][0])))


def series_links(site: Site) -> tuple[CountedLink, ...]:
    """Return a link to each series, with how many indicators it has."""
    return tuple(CountedLink(name, url, len(found)) for url, (name, found) in series_of(site).items())


def series_pages(site: Site, say: Say, sources_of: SourcesOf) -> list[Page]:
    """Return the page of each series; ``say`` words a figure, ``sources_of`` leads to where it was taken from."""
    pages = []
    for url, (name, found) in series_of(site).items():
        indicators = sorted(found, key=lambda indicator: collation_key(_place(site, found, indicator)))
        years = sorted({value.year for indicator in indicators for value in indicator.values}, reverse=True)
        ceiling = ceiling_of(indicators)
        for pager, part in paged(url, indicators, site.portal.page_sizes.documents):
            numbers: dict[tuple[Link, ...], int] = {}
            rows = []
            for indicator in part:
                place = Link(_place(site, found, indicator), urls.indicator_url(indicator.id))
                by_year: dict[int, list[SeriesFigure]] = defaultdict(list)
                for value in sorted(indicator.values, key=lambda value: value.role):
                    number = numbers.setdefault(sources_of(site, value), len(numbers) + 1)
                    rank = str(value.rank) if value.rank is not None else ""
                    figure = SeriesFigure(say(indicator, value), rank, value.role == "target", number)
                    by_year[value.year].append(figure)
                rows.append(SeriesRow(place, tuple(tuple(by_year[year]) for year in years)))
            tables = tuple(_table(years, rows, start) for start in range(0, len(years), _YEARS))
            charts = [(row.place, indicator_chart(i, ceiling)) for row, i in zip(rows, part, strict=True) if ceiling]
            view = SeriesView(name, tables, tuple(charts), tuple(numbers), pager)
            pages.append(_page(site, url, view, indicators))
    return pages


def _table(years: Sequence[int], rows: Iterable[SeriesRow], start: int) -> SeriesTable:
    stop = start + _YEARS
    shown = years[start:stop]
    span = str(shown[0]) if len(shown) == 1 else f"{shown[-1]}-{shown[0]}"
    return SeriesTable(span, tuple(map(str, shown)), tuple(SeriesRow(row.place, row.years[start:stop]) for row in rows))


def _page(site: Site, url: str, view: SeriesView, indicators: Sequence[Indicator]) -> Page:
    title = numbered(view.title, view.pager)
    description = f"{view.title}: số liệu của {len(indicators)} chỉ số, so sánh giữa các tỉnh theo năm, kèm nguồn."
    head = Head(title, description, urls.INDICATORS, _CRUMBS, dublin_core(site, title, "", None, description, url))
    return Page(urls.page_url(url, view.pager.page), "indicator_series.html", head, view)


def _place(site: Site, others: Sequence[Indicator], indicator: Indicator) -> str:
    """Return what tells an indicator from the others: its province, with its name where a province has several."""
    if not indicator.province:
        return indicator.name
    name = site.provinces[indicator.province].name
    alone = sum(other.province == indicator.province for other in others) == 1
    return name if alone else f"{name}: {indicator.name}"
