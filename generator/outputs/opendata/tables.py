"""All tables of open data, in the order in which readers meet them."""

from collections.abc import Callable, Iterable, Mapping, Set
from dataclasses import replace

from generator.link.site import Site
from generator.outputs.opendata import figures, procedures, taxonomy, works, writings
from generator.outputs.opendata.dictionary import dictionary
from generator.outputs.opendata.table import Row, Table, Value

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

    Each has its columns, even where the site has nothing to put into it. Tables whose rows bear no day are as new as
    the newest of the others, or as the last withdrawal, which leaves no row to tell of it.
    """
    if not site.portal.features.open_data:
        return ()
    tables = _closed([table(site) for table in _TABLES])
    tables = (*tables, dictionary(site, tables))
    days = (*(table.modified for table in tables), *(gone.on for gone in site.withdrawn.values()))
    newest = max((day for day in days if day), default=None)
    return tuple(table if table.modified else replace(table, modified=newest, dated=False) for table in tables)


def _closed(tables: Iterable[Table]) -> tuple[Table, ...]:
    """Leave out references that lead to no row: records may still name one that is withdrawn."""
    ids = {table.name: {row[0] for row in table.rows} for table in tables}
    return tuple(_without_lost(table, ids) for table in tables)


def _without_lost(table: Table, ids: Mapping[str, Set[Value]]) -> Table:
    references = [(at, ids[column.references]) for at, column in enumerate(table.columns) if column.references]

    def mended(row: Row) -> Row:
        lost = {at for at, known in references if row[at] is not None and row[at] not in known}
        return tuple(None if at in lost else value for at, value in enumerate(row)) if lost else row

    return replace(table, rows=tuple(map(mended, table.rows)))
