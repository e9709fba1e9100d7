"""What a feed brings of a record: its whole content, without the furniture of its page."""

from dataclasses import dataclass

from generator.link.site import Key, Site
from generator.pages.parts import FileLink, Picture, Prose, file_links, pictures, prose
from generator.pages.plan import PlanView, plan_view
from generator.pages.procedure import ProcedureView, procedure_view


@dataclass(frozen=True, slots=True)
class FeedEntryView:
    """A record as a feed shows it; parts that its kind does not have are empty."""

    summary: str
    images: tuple[Picture, ...]
    body: Prose
    plan: PlanView | None
    procedure: ProcedureView | None
    files: tuple[FileLink, ...]


def feed_entry_view(site: Site, key: Key) -> FeedEntryView:
    """Return the view of a post, a document or a procedure."""
    kind, id_ = key
    if kind == "news":
        news = site.news[id_]
        files = file_links(site, news.attachments)
        return FeedEntryView(news.summary or "", pictures(news.images), prose(site, key, news.body), None, None, files)
    if kind == "documents":
        document = site.documents[id_]
        plan = plan_view(site, document) if document.plan else None
        files = file_links(site, document.attachments)
        return FeedEntryView(document.subject, (), prose(site, key, document.body), plan, None, files)
    procedure = site.procedures[id_]
    view = procedure_view(site, procedure)
    return FeedEntryView("", (), prose(site, key, procedure.body), None, view, view.forms)
