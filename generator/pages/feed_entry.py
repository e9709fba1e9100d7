"""What a feed brings of a record: its whole content, without the furniture of its page."""

from dataclasses import dataclass

from generator.link.site import Key, Site
from generator.pages.caseload import CaseloadView, caseload_summary, caseload_view
from generator.pages.parts import FileLink, Picture, Prose, file_links, pictures, prose
from generator.pages.plan import PlanView, plan_view
from generator.pages.procedure import procedure_view
from generator.pages.procedure_view import ProcedureView


@dataclass(frozen=True, slots=True)
class FeedEntryView:
    """A record as a feed shows it; parts that its kind does not have are empty."""

    summary: str
    images: tuple[Picture, ...]
    body: Prose
    plan: PlanView | None
    procedure: ProcedureView | None
    caseload: CaseloadView | None
    files: tuple[FileLink, ...]


def feed_entry_view(site: Site, key: Key) -> FeedEntryView:
    """Return the view of a post, a document, a procedure or a report on results."""
    kind, id_ = key
    if kind == "news":
        news = site.news[id_]
        files = file_links(site, news.attachments)
        shown = pictures(news.images)
        return FeedEntryView(news.summary or "", shown, prose(site, key, news.body), None, None, None, files)
    if kind == "documents":
        document = site.documents[id_]
        plan = plan_view(site, document) if document.plan else None
        files = file_links(site, document.attachments)
        return FeedEntryView(document.subject, (), prose(site, key, document.body), plan, None, None, files)
    if kind == "caseloads":
        caseload = site.caseloads[id_]
        said = caseload_summary(site, caseload)
        body = prose(site, key, caseload.body)
        return FeedEntryView(said, (), body, None, None, caseload_view(site, caseload), ())
    procedure = site.procedures[id_]
    view = procedure_view(site, procedure)
    return FeedEntryView("", (), prose(site, key, procedure.body), None, view, None, view.forms)
