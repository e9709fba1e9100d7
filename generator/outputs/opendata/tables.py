"""All tables of open data, in the order in which readers meet them."""

from collections.abc import Callable

from generator.link.site import Site
from generator.outputs.opendata import figures, procedures, taxonomy, works, writings
from generator.outputs.opendata.dictionary import dictionary
from generator.outputs.opendata.table import Table

_TABLES: tuple[Callable[[Site], Table], ...] = (
    writings.news,
    writings.documents,
    writings.relations,
    writings.attachments,
    works.tasks,
    works.task_agencies,
    works.task_updates,
    works.targets,
    procedures.procedures,
    procedures.manners,
    procedures.dossier,
    procedures.steps,
    procedures.results,
    procedures.announcements,
    figures.indicators,
    figures.indicator_values,
    figures.caseloads,
    figures.caseload_rows,
    taxonomy.agencies,
    taxonomy.provinces,
    taxonomy.programmes,
    taxonomy.areas,
    taxonomy.life_events,
)


def plan_tables(site: Site) -> tuple[Table, ...]:
    """Return every table, the dictionary last; none where the portal publishes no open data.

    Each has its columns, even where the site has nothing to put into it.
    """
    if not site.portal.features.open_data:
        return ()
    tables = tuple(table(site) for table in _TABLES)
    return (*tables, dictionary(site, tables))
