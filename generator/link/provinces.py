"""The province of a record whose file says none."""

from collections.abc import Collection, Iterable, Mapping

from generator.load.content import LoadedRecord
from generator.records.agency import Agency
from generator.records.document import Document


def inherit_provinces(records: Iterable[LoadedRecord], provinces: Collection[str]) -> list[LoadedRecord]:
    """Give a document the province of its issuer, and an agency that of its parent, where the file says none.

    Only one of ``provinces`` is handed on, so that a wrong one is reported where it is written and nowhere else.
    """
    records = list(records)
    inherited = _provinces_of({one.record.id: one.record for one in records if isinstance(one.record, Agency)})

    def with_province(one: LoadedRecord) -> LoadedRecord:
        match one.record:
            case Document(province=None, issuer=above) | Agency(province=None, parent=str(above)):
                province = inherited.get(above)
                if province in provinces:
                    record = one.record.model_copy(update={"province": province})
                    return LoadedRecord(one.kind, record, one.path, one.body_line)
        return one

    return [with_province(one) for one in records]


def _provinces_of(agencies: Mapping[str, Agency]) -> Mapping[str, str | None]:
    """Return the province of each agency: its own, or that of the nearest agency above it that has one."""
    found: dict[str, str | None] = {}
    for id_ in agencies:
        way: dict[str, None] = {}
        here = id_
        while here in agencies and here not in found and here not in way:
            way[here] = None
            if agencies[here].province:
                break
            here = agencies[here].parent or ""
        province = (found.get(here) or agencies[here].province) if here in agencies else None
        found.update(dict.fromkeys(way, province))
    return found
