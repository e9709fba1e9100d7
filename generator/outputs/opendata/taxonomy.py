"""Tables of what records are filed under: provinces, programmes, their areas, life events."""

from generator import urls
from generator.link.site import Site
from generator.outputs.opendata.table import (
    Column,
    Field,
    Table,
    coded,
    identity,
    iso,
    listed,
    make_table,
    record_json,
)
from generator.pages.moments import day_of_change
from generator.pages.parts import absolute, document_ref_link, programme_document
from generator.records.agency import AGENCY_KINDS
from generator.records.portal import LifeEvent


def provinces(site: Site) -> Table:
    """Return the provinces that the portal has records of."""
    fields: tuple[Field, ...] = (
        *identity("Mã tỉnh, thành phố.", lambda one: one.id, lambda one: absolute(site, urls.province_url(one.id))),
        (Column("name", "Tên", required=True), lambda one: one.name),
    )
    found = site.provinces.values()
    return make_table(
        site,
        "provinces",
        "Tỉnh, thành phố",
        "Các tỉnh, thành phố mà cổng có hồ sơ.",
        fields,
        found,
        lambda one: ("provinces", one.id),
    )


def programmes(site: Site) -> Table:
    """Return the reform programmes."""
    documents = {one.id: programme_document(site, one) or "" for one in site.portal.programmes}
    fields: tuple[Field, ...] = (
        *identity("Mã chương trình.", lambda one: one.id, lambda one: absolute(site, urls.programme_url(one.id))),
        (Column("name", "Tên chương trình", required=True), lambda one: one.name),
        (Column("first_year", "Năm đầu", "year", required=True), lambda one: one.period.first),
        (Column("last_year", "Năm cuối", "year", required=True), lambda one: one.period.last),
        (
            Column("document_id", "Văn bản ban hành, mã", references="documents"),
            lambda one: documents[one.id],
        ),
        (
            Column("document", "Văn bản ban hành", description="Tên văn bản, hoặc câu dẫn khi cổng chưa có văn bản."),
            lambda one: document_ref_link(site, documents[one.id]).text,
        ),
    )
    return make_table(
        site,
        "programmes",
        "Chương trình cải cách",
        "Các chương trình tổng thể cải cách hành chính.",
        fields,
        site.portal.programmes,
        lambda one: ("programmes", one.id),
    )


def areas(site: Site) -> Table:
    """Return the areas of the reform programmes."""
    fields: tuple[Field, ...] = (
        *identity("Mã lĩnh vực.", lambda one: one[1].id, lambda one: absolute(site, urls.area_url(one[1].id))),
        (Column("name", "Tên lĩnh vực", required=True), lambda one: one[1].name),
        (
            Column("programme_id", "Chương trình, mã", references="programmes", required=True),
            lambda one: one[0].id,
        ),
        (
            Column("continues_ids", "Tiếp nối lĩnh vực", description="Mã các lĩnh vực của chương trình trước."),
            lambda one: listed(one[1].continues),
        ),
    )
    return make_table(
        site,
        "areas",
        "Lĩnh vực cải cách",
        "Lĩnh vực của từng chương trình; mỗi chương trình có danh mục riêng.",
        fields,
        site.areas.values(),
        lambda one: ("areas", one[1].id),
    )


def life_events(site: Site) -> Table:
    """Return what happens in a life and sends people to an office."""
    used = {id_ for procedure in site.procedures.values() for id_ in procedure.life_events}

    def page(event: LifeEvent) -> str:
        listing = urls.procedures_by("su-kien", event.id) if event.id in used else urls.PROCEDURES
        return absolute(site, listing)

    fields: tuple[Field, ...] = (
        *identity("Mã sự kiện.", lambda one: one.id, page),
        (Column("name", "Tên", required=True), lambda one: one.name),
        (Column("keywords", "Từ người dân hay dùng"), lambda one: listed(one.keywords)),
    )
    return make_table(
        site,
        "life_events",
        "Sự kiện trong đời",
        "Các việc mà người dân và doanh nghiệp tìm thủ tục theo.",
        fields,
        site.life_events.values(),
        lambda one: ("life_events", one.id),
    )


def agencies(site: Site) -> Table:
    """Return the agencies, those of today and those of before."""
    fields: tuple[Field, ...] = (
        *identity("Mã cơ quan.", lambda one: one.id, lambda one: absolute(site, urls.agency_url(one.id))),
        (Column("name", "Tên cơ quan", required=True, searched=True), lambda one: one.name),
        (Column("short_name", "Tên ngắn", searched=True), lambda one: one.short_name),
        *coded("kind", "Loại cơ quan", AGENCY_KINDS, lambda one: one.kind),
        (Column("parent_id", "Cơ quan cấp trên, mã", references="agencies"), lambda one: one.parent),
        (Column("province_id", "Tỉnh, thành phố, mã", references="provinces"), lambda one: one.province),
        (Column("established_on", "Ngày thành lập", "date"), lambda one: iso(one.established_on)),
        (Column("dissolved_on", "Ngày kết thúc hoạt động", "date"), lambda one: iso(one.dissolved_on)),
        (
            Column("successor_ids", "Cơ quan kế thừa", description="Mã các cơ quan kế thừa."),
            lambda one: listed(one.successors),
        ),
        (Column("website", "Trang thông tin điện tử", format="uri"), lambda one: one.website),
        (Column("address", "Địa chỉ"), lambda one: one.contacts.address),
        (Column("phone", "Điện thoại"), lambda one: one.contacts.phone),
        (Column("fax", "Fax"), lambda one: one.contacts.fax),
        (Column("emails", "Thư điện tử"), lambda one: listed(one.contacts.emails)),
        (Column("information_officer", "Đầu mối cung cấp thông tin"), lambda one: one.contacts.information_officer),
        record_json(site, lambda one: absolute(site, urls.agency_url(one.id))),
    )
    return make_table(
        site,
        "agencies",
        "Cơ quan",
        "Cơ quan ban hành, chủ trì, phối hợp, tiếp nhận; cả cơ quan đã kết thúc hoạt động.",
        fields,
        site.agencies.values(),
        lambda one: ("agencies", one.id),
        lambda one: day_of_change(site, ("agencies", one.id)),
    )
