"""Tables of what is written: news, documents, how they refer to documents, and the files that come with them."""

from collections.abc import Iterator
from dataclasses import dataclass

from generator import urls
from generator.link.site import Key, Site
from generator.outputs.opendata.table import (
    Column,
    Field,
    Table,
    coded,
    identity,
    iso,
    listed,
    make_table,
    named,
    posted,
    record_json,
)
from generator.pages.moments import day_of_change
from generator.pages.news import byline
from generator.pages.parts import absolute, document_ref_link
from generator.records.common import Attachment, Record
from generator.records.document import DOCUMENT_STATES, RELATIONS, Relations
from generator.vn.doctypes import DOCUMENT_TYPES


def news(site: Site) -> Table:
    """Return the posts, the newest first."""
    zone = site.portal.zone
    fields: tuple[Field, ...] = (
        *identity("Mã tin.", lambda one: one.id, lambda one: absolute(site, urls.news_url(one))),
        (Column("title", "Tiêu đề", required=True, searched=True), lambda one: one.title),
        (
            Column("posted_at", "Đăng lúc", "datetime", required=True),
            lambda one: iso(one.posted_at.astimezone(zone)),
        ),
        (
            Column("modified_at", "Sửa lúc", "datetime"),
            lambda one: iso(one.modified_at and one.modified_at.astimezone(zone)),
        ),
        (Column("authors", "Tác giả"), lambda one: listed(byline(site, author) for author in one.authors)),
        (Column("summary", "Tóm tắt", searched=True), lambda one: one.summary),
        (Column("province_id", "Tỉnh, thành phố, mã", references="provinces"), lambda one: one.province),
        (Column("area_ids", "Lĩnh vực cải cách", description="Mã các lĩnh vực."), lambda one: listed(one.areas)),
        (Column("agency_ids", "Cơ quan liên quan", description="Mã các cơ quan."), lambda one: listed(one.agencies)),
        (
            Column("source", "Nguồn", description="Nơi đăng bài gốc."),
            lambda one: one.source and one.source.publisher,
        ),
        (Column("source_url", "Địa chỉ nguồn", format="uri"), lambda one: one.source and one.source.url),
        record_json(site, lambda one: absolute(site, urls.news_url(one))),
    )
    return make_table(
        site,
        "news",
        "Tin tức",
        "Mỗi tin một dòng, mới nhất trước.",
        fields,
        site.news.values(),
        lambda one: ("news", one.id),
        lambda one: day_of_change(site, ("news", one.id)),
    )


def documents(site: Site) -> Table:
    """Return the documents; plans are among them."""
    types = {id_: kind.name for id_, kind in DOCUMENT_TYPES.items()}
    fields: tuple[Field, ...] = (
        *identity("Mã văn bản.", lambda one: one.id, lambda one: absolute(site, urls.document_url(one.id))),
        (Column("number", "Số, ký hiệu", searched=True), lambda one: one.number),
        (Column("type", "Loại văn bản", choices=tuple(types), required=True), lambda one: one.type),
        (Column("type_label", "Loại văn bản, bằng chữ", required=True, searched=True), lambda one: types[one.type]),
        *named("issuer", "Cơ quan ban hành", "agencies", lambda id_: site.agencies[id_].name, lambda one: one.issuer),
        (Column("issued_on", "Ngày ban hành", "date", required=True), lambda one: iso(one.issued_on)),
        (Column("effective_on", "Ngày có hiệu lực", "date"), lambda one: iso(one.effective_on)),
        posted(),
        (Column("subject", "Trích yếu", required=True, searched=True), lambda one: one.subject),
        *coded("state", "Hiệu lực", DOCUMENT_STATES, lambda one: one.state),
        (Column("signatory", "Người ký"), lambda one: one.signatory and one.signatory.name),
        (Column("signatory_position", "Chức vụ người ký"), lambda one: one.signatory and one.signatory.position),
        (Column("signatory_capacity", "Thẩm quyền ký"), lambda one: one.signatory and one.signatory.capacity),
        (Column("recipients", "Nơi nhận"), lambda one: listed(one.recipients)),
        (Column("province_id", "Tỉnh, thành phố, mã", references="provinces"), lambda one: one.province),
        (Column("area_ids", "Lĩnh vực cải cách", description="Mã các lĩnh vực."), lambda one: listed(one.areas)),
        (Column("first_year", "Giai đoạn, năm đầu", "year"), lambda one: one.period and one.period.first),
        (Column("last_year", "Giai đoạn, năm cuối", "year"), lambda one: one.period and one.period.last),
        (Column("is_plan", "Là kế hoạch", "boolean", required=True), lambda one: one.plan is not None),
        (
            Column("declared_tasks", "Số nhiệm vụ kế hoạch nêu", "integer", "Khi danh mục chưa được công bố đủ."),
            lambda one: one.plan and one.plan.declared_tasks,
        ),
        (Column("objectives", "Mục tiêu"), lambda one: listed(one.plan.objectives) if one.plan else None),
        (Column("source", "Nguồn"), lambda one: one.source and one.source.publisher),
        (Column("source_url", "Địa chỉ nguồn", format="uri"), lambda one: one.source and one.source.url),
        record_json(site, lambda one: absolute(site, urls.document_url(one.id))),
    )
    return make_table(
        site,
        "documents",
        "Văn bản",
        "Mỗi văn bản một dòng; kế hoạch là văn bản có is_plan.",
        fields,
        site.documents.values(),
        lambda one: ("documents", one.id),
        lambda one: day_of_change(site, ("documents", one.id)),
    )


_REFERENCES = {
    **{key: forth for key, (forth, _) in RELATIONS.items()},
    "about": "Nói tới",
    "legal_basis": "Căn cứ pháp lý",
    "decided_by": "Công bố theo",
    "prose": "Nhắc trong nội dung",
}
"""How a record refers to a document: the relations of documents, and those of other kinds of records."""


@dataclass(frozen=True, slots=True)
class _Relation:
    source: Key
    relation: str
    number: int
    target: str


def relations(site: Site) -> Table:
    """Return every reference of a record to a document, held by the portal or not."""

    def held(one: _Relation) -> str | None:
        return one.target if one.target in site.documents else None

    fields: tuple[Field, ...] = (
        *identity(
            "Mã hồ sơ nguồn, quan hệ, số thứ tự trong quan hệ ấy.",
            lambda one: f"{one.source[0]}/{one.source[1]}#{one.relation}-{one.number}",
            lambda one: _page(site, one.source),
        ),
        (
            Column("source_table", "Bảng của hồ sơ nguồn", choices=("documents", "news", "procedures"), required=True),
            lambda one: one.source[0],
        ),
        (
            Column("source_id", "Hồ sơ nguồn, mã", description="Mã trong bảng ấy.", required=True),
            lambda one: one.source[1],
        ),
        *coded("relation", "Quan hệ", _REFERENCES, lambda one: one.relation),
        (
            Column(
                "document_id",
                "Văn bản đích, mã",
                description="Trống khi cổng chưa có. Nhắc trong nội dung thì chỉ kể văn bản cổng có.",
                references="documents",
            ),
            held,
        ),
        (
            Column("document", "Văn bản đích", description="Tên, hoặc câu dẫn khi cổng chưa có.", required=True),
            lambda one: document_ref_link(site, one.target).text,
        ),
        (
            Column("document_url", "Địa chỉ văn bản đích", format="uri"),
            lambda one: absolute(site, urls.document_url(one.target)) if held(one) else None,
        ),
    )
    return make_table(
        site,
        "relations",
        "Quan hệ với văn bản",
        "Hồ sơ nào căn cứ, sửa đổi, thay thế, nhắc tới văn bản nào.",
        fields,
        _relations(site),
        lambda one: one.source,
        lambda one: day_of_change(site, one.source),
    )


def _relations(site: Site) -> Iterator[_Relation]:
    for document in site.documents.values():
        key = ("documents", document.id)
        for relation in Relations.model_fields:
            yield from _each(key, relation, getattr(document.relations, relation))
        yield from _prose(site, key)
    for post in site.news.values():
        key = ("news", post.id)
        yield from _each(key, "about", post.documents)
        yield from _prose(site, key)
    for procedure in site.procedures.values():
        key = ("procedures", procedure.id)
        yield from _each(key, "legal_basis", procedure.legal_basis)
        yield from _each(key, "decided_by", (procedure.decided_by,) if procedure.decided_by else ())
        yield from _prose(site, key)


def _each(source: Key, relation: str, targets: tuple[str, ...]) -> Iterator[_Relation]:
    return (_Relation(source, relation, number, target) for number, target in enumerate(targets, 1))


def _prose(site: Site, source: Key) -> Iterator[_Relation]:
    links = site.prose_links.get(source, ())
    return _each(source, "prose", tuple(dict.fromkeys(link.document_id for link in links)))


def attachments(site: Site) -> Table:
    """Return the files that come with posts, documents and procedures."""
    fields: tuple[Field, ...] = (
        *identity(
            "Mã hồ sơ và số thứ tự của tệp trong hồ sơ.",
            lambda one: f"{one[0][0]}/{one[0][1]}#{one[1]}",
            lambda one: _page(site, one[0]),
        ),
        (
            Column("record_table", "Bảng của hồ sơ", choices=("documents", "news", "procedures"), required=True),
            lambda one: one[0][0],
        ),
        (Column("record_id", "Hồ sơ, mã", description="Mã trong bảng ấy.", required=True), lambda one: one[0][1]),
        (Column("title", "Tên hiển thị", required=True, searched=True), lambda one: one[2].title),
        (
            Column("file_url", "Địa chỉ tệp", format="uri", required=True),
            lambda one: absolute(site, urls.file_url(one[2].file)),
        ),
        (Column("media_type", "Kiểu tệp", required=True), lambda one: site.downloads[one[2].file].media_type),
        (
            Column("size", "Dung lượng", "integer", "Số byte.", required=True),
            lambda one: site.downloads[one[2].file].size,
        ),
    )
    return make_table(
        site,
        "attachments",
        "Tệp đính kèm",
        "Tệp đính kèm của văn bản, tin và biểu mẫu của thủ tục.",
        fields,
        _attachments(site),
        lambda one: one[0],
        lambda one: day_of_change(site, one[0]),
    )


def _attachments(site: Site) -> Iterator[tuple[Key, int, Attachment]]:
    held: list[tuple[Key, tuple[Attachment, ...]]] = [
        *((("documents", one.id), one.attachments) for one in site.documents.values()),
        *((("news", one.id), one.attachments) for one in site.news.values()),
        *((("procedures", one.id), one.forms) for one in site.procedures.values()),
    ]
    return ((key, number, file) for key, files in held for number, file in enumerate(files, 1))


def _page(site: Site, key: Key) -> str:
    record: Record = site.record(key)
    return absolute(site, urls.record_url(record, key[0]))
