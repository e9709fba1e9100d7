"""What pages say of their records to machines, in the terms of schema.org (JSON-LD).

A node is plain data: keys are terms of schema.org, and ``@id`` is a public address of the portal, so that what two
pages say of one thing joins up. What is not known is left out, never guessed.
"""

import re
from collections.abc import Iterable, Mapping
from functools import lru_cache
from typing import Any

from generator import urls
from generator.base.text import shorten
from generator.link.site import Site
from generator.pages.page import Card, Link
from generator.pages.parts import absolute, document_ref_link, document_type
from generator.pages.share import card_url, portal_card
from generator.records.agency import Agency
from generator.records.common import Attachment
from generator.records.document import Document
from generator.records.news import Author, News
from generator.records.procedure import Procedure
from generator.records.procedure_parts import MANNERS, Manner

Node = Mapping[str, Any]

_LONGEST = 300
"""Names of documents and procedures may take a page; whoever wants the whole has the twin."""

_LEGAL_FORCE = {
    "in_force": "InForce",
    "partly_expired": "PartiallyInForce",
    "expired": "NotInForce",
    "not_yet_in_force": "NotInForce",
}
_RELATIONS = {
    "based_on": "isBasedOn",
    "implements": "legislationEnsuresImplementationOf",
    "amends": "legislationAmends",
    "replaces": "legislationRepeals",
    "repeals": "legislationRepeals",
    "corrects": "legislationCorrects",
    "refers_to": "citation",
}
_OFFICE = re.compile(
    r"(?:ban|báo|bộ|chi cục|cục|cổng|cơ quan|hội|nhóm|phòng|sở|thanh tra|tổ|trung tâm|ubnd|ủy ban|văn phòng|vụ|đài)\b",
    re.IGNORECASE,
)
"""How names of offices begin: posts are signed by people and by offices, and do not say which."""


def website(site: Site) -> Node:
    """Return the portal, with its search where it has one."""
    portal = site.portal
    template = f"{absolute(site, urls.SEARCH)}?q={{search_term_string}}"
    search = {
        "@type": "SearchAction",
        "target": {"@type": "EntryPoint", "urlTemplate": template},
        "query-input": "required name=search_term_string",
    }
    return make_node(
        "WebSite",
        absolute(site, urls.HOME),
        url=absolute(site, urls.HOME),
        name=portal.name,
        alternateName=portal.short_name,
        description=portal.description,
        inLanguage="vi",
        publisher=owner_node(site),
        potentialAction=search if portal.features.search else None,
    )


def breadcrumbs(base_url: str, crumbs: Iterable[Link], page: Link) -> Node:
    """Return the way from the home page to a page, which is the last: search engines want two of them or more."""
    root = base_url.rstrip("/")
    items = [
        {"@type": "ListItem", "position": place, "name": crumb.text, "item": root + crumb.url}
        for place, crumb in enumerate((*crumbs, page), 1)
    ]
    return {"@type": "BreadcrumbList", "itemListElement": items}


def legislation(site: Site, document: Document) -> Node:
    """Return a document with its files and what it does to others."""
    node: dict[str, Any] = make_node(
        "Legislation",
        absolute(site, urls.document_url(document.id)),
        name=shorten(document.subject, _LONGEST),
        legislationIdentifier=document.number,
        legislationType=document_type(document),
        legislationDate=document.issued_on.isoformat(),
        legislationDateOfApplicability=document.effective_on.isoformat() if document.effective_on else None,
        legislationPassedBy=agency_node(site, document.issuer),
        legislationLegalForce=f"https://schema.org/{force}" if (force := _LEGAL_FORCE.get(document.state)) else None,
        legislationJurisdiction=province_node(site, document.province),
        inLanguage="vi",
        encoding=_files(site, "LegislationObject", document.attachments),
    )
    for key, term in _RELATIONS.items():
        if references := getattr(document.relations, key):
            node[term] = [*node.get(term, ()), *(_document(site, one) for one in references)]
    return node


def service(site: Site, procedure: Procedure) -> Node:
    """Return a procedure; how to use it and what it costs only while it is in force."""
    offered = procedure.state in ("in_force", "amended")
    return make_node(
        "GovernmentService",
        absolute(site, urls.procedure_url(procedure.id)),
        name=shorten(procedure.name, _LONGEST),
        identifier=procedure.code,
        serviceType=procedure.field,
        provider=[_party(site, party) for party in procedure.agencies],
        areaServed=province_node(site, procedure.province),
        audience=[{"@type": "Audience", "audienceType": one} for one in procedure.applicants],
        availableChannel=_channels(procedure) if offered else None,
        offers=_offers(procedure.manners) if offered else None,
    )


def article(site: Site, news: News, bylines: Iterable[str], shown: Card | None) -> Node:
    """Return a post. ``bylines`` are its authors as their pages name them, ``shown`` is its card or None.

    A post without authors has none here either: that the portal carries it says nothing of who wrote it.
    """
    address = absolute(site, urls.news_url(news))
    images = [urls.file_url(image.file) for image in news.images]
    if not images and (card := shown or portal_card(site)):
        images = [card_url(card)]
    return make_node(
        "NewsArticle",
        address,
        url=address,
        headline=news.title,
        datePublished=news.posted_at.isoformat(),
        dateModified=news.modified_at.isoformat() if news.modified_at else None,
        author=[_author(site, author, name) for author, name in zip(news.authors, bylines, strict=True)],
        publisher=owner_node(site),
        image=[absolute(site, image) for image in images],
        inLanguage="vi",
        isBasedOn=news.source.url if news.source else None,
    )


def organization(site: Site, agency: Agency) -> Node:
    """Return an agency, with those above it and how to reach it."""
    contacts = agency.contacts
    reached = {"telephone": contacts.phone, "faxNumber": contacts.fax, "email": list(contacts.emails)}
    point = {"@type": "ContactPoint", **{key: value for key, value in reached.items() if value}}
    return make_node(
        _type_of(agency),
        absolute(site, urls.agency_url(agency.id)),
        name=agency.name,
        alternateName=agency.short_name,
        parentOrganization=agency_node(site, agency.parent) if agency.parent else None,
        areaServed=province_node(site, agency.province),
        address=contacts.address,
        contactPoint=point if len(point) > 1 else None,
        url=agency.website,
        foundingDate=agency.established_on.isoformat() if agency.established_on else None,
        dissolutionDate=agency.dissolved_on.isoformat() if agency.dissolved_on else None,
    )


def make_node(type_: str, id_: str, **properties: Any) -> dict[str, Any]:
    """Return a node of what is known of it."""
    return {"@type": type_, "@id": id_, **{key: value for key, value in properties.items() if value}}


@lru_cache(maxsize=1)  # every post and every dataset names it
def owner_node(site: Site) -> Node:
    """Return who answers for the portal: the one agency of that name, or an organization of which no more is known."""
    name = site.portal.owner.name
    found = [id_ for id_, agency in site.agencies.items() if agency.name.casefold() == name.casefold()]
    if len(found) == 1:
        return agency_node(site, found[0])
    return {"@type": "Organization", "@id": f"{absolute(site, urls.HOME)}#chu-quan", "name": name}


def agency_node(site: Site, id_: str) -> Node:
    """Return an agency as other nodes name it."""
    agency = site.agencies[id_]
    return {"@type": _type_of(agency), "@id": absolute(site, urls.agency_url(id_)), "name": agency.name}


def _type_of(agency: Agency) -> str:
    return "Organization" if agency.kind in ("group", "media") else "GovernmentOrganization"


def _party(site: Site, party: str) -> Node:
    return agency_node(site, party) if party in site.agencies else {"@type": "Organization", "name": party}


def _author(site: Site, author: Author, byline: str) -> Node:
    """Return an author with the page that says who it is: of an agency its own, of others that of their posts."""
    if not author.name:
        agency = agency_node(site, author.agency or "")
        return {**agency, "url": agency["@id"]}
    node: dict[str, Any] = {"@type": "Organization" if _OFFICE.match(author.name) else "Person", "name": author.name}
    node["url"] = absolute(site, urls.author_url(byline))
    if author.agency:
        node["parentOrganization" if node["@type"] == "Organization" else "affiliation"] = agency_node(
            site, author.agency
        )
    return node


def province_node(site: Site, id_: str | None) -> Node | None:
    """Return a province as other nodes name it, None for no province."""
    if not id_:
        return None
    address = absolute(site, urls.province_url(id_))
    return {"@type": "AdministrativeArea", "@id": address, "name": site.provinces[id_].name}


def _document(site: Site, reference: str) -> Node:
    """Return a reference to a document: its page says the rest; one that is not held is known by its wording alone.

    One that is withdrawn has both, as its page is a notice.
    """
    if reference in site.documents:
        return {"@id": absolute(site, urls.document_url(reference))}
    link = document_ref_link(site, reference)
    node = {"@type": "Legislation", "name": link.text}
    return node | {"@id": absolute(site, link.url)} if link.url else node


def _files(site: Site, type_: str, attachments: Iterable[Attachment]) -> list[Node]:
    found = ((attachment, site.downloads[attachment.file]) for attachment in attachments)
    return [
        {
            "@type": type_,
            "name": attachment.title,
            "contentUrl": absolute(site, urls.file_url(attachment.file)),
            "encodingFormat": download.media_type,
        }
        for attachment, download in found
    ]


def _channels(procedure: Procedure) -> list[Node]:
    """Return the ways to hand in a dossier, each once."""
    return [_channel(procedure, kind) for kind in dict.fromkeys(manner.kind for manner in procedure.manners)]


def _channel(procedure: Procedure, kind: str) -> Node:
    node: dict[str, Any] = {"@type": "ServiceChannel", "name": MANNERS[kind]}
    if kind == "online" and procedure.national_link:
        node["serviceUrl"] = procedure.national_link
    if kind == "in_person" and procedure.where:
        node["serviceLocation"] = {"@type": "Place", "name": shorten(procedure.where, _LONGEST)}
    return node


def _offers(manners: Iterable[Manner]) -> list[Node]:
    """Return each fee that is one amount; where the words name several, only they say who pays which."""
    fees = dict.fromkeys(manner.fee for manner in manners if manner.fee and len(manner.fee.amounts) == 1)
    return [
        {"@type": "Offer", "price": fee.amounts[0], "priceCurrency": "VND", "description": shorten(fee.wording, 120)}
        for fee in fees
    ]
