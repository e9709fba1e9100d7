"""What pages of figures say of them to machines: datasets in the terms of schema.org (see `linked_data`)."""

from collections.abc import Iterable
from datetime import date
from typing import Any

from generator import urls
from generator.link.site import Key, Site
from generator.pages.linked_data import Node, agency_node, make_node, owner_node, province_node
from generator.pages.moments import day_of_change
from generator.pages.newest_figure import indicator_name
from generator.pages.parts import absolute, caseload_name
from generator.records.caseload import Caseload
from generator.records.indicator import Indicator

_SHORTEST = 50
"""Characters that search engines ask of the description of a dataset."""


def indicator_dataset(site: Site, indicator: Indicator, description: str) -> Node:
    """Return the figures of an indicator, as its twin has them; they are brought together by the portal."""
    years = [value.year for value in indicator.values]
    if len(description) < _SHORTEST:
        name = site.portal.name
        description = f"{description.rstrip('.')}. Số liệu theo năm ({indicator.unit}), công bố trên {name}."
    stated = [value.as_of for value in indicator.values if value.as_of and value.as_of <= site.today]
    return _dataset(
        site,
        ("indicators", indicator.id),
        urls.indicator_url(indicator.id),
        stated,
        name=indicator_name(site, indicator),
        description=description,
        creator=owner_node(site),
        variableMeasured={"@type": "PropertyValue", "name": indicator.name, "unitText": indicator.unit},
        temporalCoverage="/".join(str(year) for year in sorted({min(years), max(years)})) if years else None,
        spatialCoverage=province_node(site, indicator.province),
    )


def caseload_dataset(site: Site, caseload: Caseload, description: str) -> Node:
    """Return a report on results, as its twin has it."""
    period = caseload.period
    return _dataset(
        site,
        ("caseloads", caseload.id),
        urls.caseload_url(caseload.id),
        name=caseload_name(site, caseload),
        description=description,
        creator=agency_node(site, caseload.agency),
        datePublished=caseload.reported_on.isoformat(),
        temporalCoverage=f"{period.start.isoformat()}/{period.end.isoformat()}",
    )


def license_node(site: Site) -> str | Node | None:
    """Return the terms of data: their address, or their name where they have none."""
    stated = site.portal.data.license
    if stated is None:
        return None
    return stated.url or {"@type": "CreativeWork", "name": stated.name}


def _dataset(site: Site, key: Key, url: str, days: Iterable[date] = (), **properties: Any) -> Node:
    """Return the dataset of a record, which is as new as the record and the ``days`` that its figures bear."""
    download = {
        "@type": "DataDownload",
        "contentUrl": absolute(site, urls.twin_url(url)),
        "encodingFormat": "application/json",
    }
    modified = max((day for day in (*days, day_of_change(site, key)) if day), default=None)
    return make_node(
        "Dataset",
        absolute(site, url),
        **properties,
        dateModified=modified.isoformat() if modified else None,
        inLanguage="vi",
        isAccessibleForFree=True,
        license=license_node(site),
        publisher=owner_node(site),
        distribution=download if site.portal.features.json_twins else None,
    )
