"""What tells an indicator from its like elsewhere: its province, its newest figure, who gave that and when."""

from collections.abc import Iterator
from datetime import date

from generator.link.site import Site
from generator.pages.moments import day_of_change
from generator.pages.parts import unnamed_province
from generator.records.indicator import Indicator, IndicatorValue


def indicator_name(site: Site, indicator: Indicator) -> str:
    """Return the name of an indicator with its province: provinces have indicators of one name."""
    province = unnamed_province(site, indicator.name, indicator.province)
    return f"{indicator.name}, {province}" if province else indicator.name


def newest_value(indicator: Indicator) -> IndicatorValue | None:
    """Return the newest figure that was reported, else the last target; None where no source of any is published."""
    values = indicator.values
    return max(values, key=lambda one: (one.role == "reported", one.year, one.as_of or date.min), default=None)


def publisher_of(site: Site, indicator: Indicator) -> str:
    """Return who gave the newest figure: where it was published, or who issued the document; empty where none says."""
    value = newest_value(indicator)
    if value and value.source:
        return value.source.publisher
    document = site.documents.get(value.document or "") if value else None
    return site.agencies[document.issuer].name if document else ""


def last_told(site: Site, indicator: Indicator) -> date | None:
    """Return the last day that the figures of an indicator or its corrections bear, None where they bear none."""
    days = (day for value in indicator.values for day in _days(site, value) if day <= site.today)
    return max((day for day in (*days, day_of_change(site, ("indicators", indicator.id))) if day), default=None)


def _days(site: Site, value: IndicatorValue) -> Iterator[date]:
    if value.as_of:
        yield value.as_of
    if value.source and value.source.published_on:
        yield value.source.published_on
    if document := site.documents.get(value.document or ""):
        yield document.issued_on
    if news := site.news.get(value.news or ""):
        yield news.posted_at.astimezone(site.portal.zone).date()
