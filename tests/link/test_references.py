"""References are found where the models mark them, and rewritten without touching anything else."""

from generator.link.references import files_in, references_in, rewrite_references
from generator.records.document import Document
from generator.records.fields import FileReference, Reference
from generator.records.indicator import Indicator
from generator.records.news import News

PLAN = Document.model_validate(
    {
        "id": "kh",
        "number": "1/KH-UBND",
        "issuer": "ubnd",
        "issued_on": "05/01/2026",
        "subject": "Kế hoạch",
        "province": "mau",
        "relations": {"based_on": ["nq", "luat"]},
        "attachments": [{"file": "a.pdf", "title": "A"}],
        "plan": {
            "tasks": [
                {
                    "order": "1",
                    "content": "Rà soát",
                    "lead": "so",
                    "area": "the-che",
                    "evidence": [{"document": "bc", "text": "Báo cáo"}, {"news": "tin", "document": "bc"}],
                }
            ]
        },
    }
)


def test_every_reference_is_found_with_its_place_and_what_it_leads_to() -> None:
    found = {(place, value): marker for place, marker, value in references_in(PLAN)}
    task = ("plan", "tasks", 0)
    assert found == {
        (("issuer",), "ubnd"): Reference("agencies"),
        (("relations", "based_on", 0), "nq"): Reference("documents", in_words=True),
        (("relations", "based_on", 1), "luat"): Reference("documents", in_words=True),
        (("province",), "mau"): Reference("provinces"),
        (("attachments", 0, "file"), "a.pdf"): FileReference(),
        ((*task, "lead", 0), "so"): Reference("agencies"),
        ((*task, "area"), "the-che"): Reference("areas"),
        ((*task, "evidence", 0, "document"), "bc"): Reference("documents", in_words=True),
        ((*task, "evidence", 1, "document"), "bc"): Reference("documents", in_words=True),
        ((*task, "evidence", 1, "news"), "tin"): Reference("news"),
    }


def test_a_record_in_which_nothing_changes_is_the_same_object() -> None:
    assert rewrite_references(PLAN, lambda _, value: value) is PLAN


def test_only_what_leads_elsewhere_is_changed() -> None:
    changed = rewrite_references(PLAN, lambda _, value: "luat-2016" if value == "luat" else value)
    assert changed.relations.based_on == ("nq", "luat-2016")
    assert changed.plan is PLAN.plan
    assert PLAN.relations.based_on == ("nq", "luat")


def test_evidence_goes_with_its_only_lead_and_stays_with_another() -> None:
    changed = rewrite_references(PLAN, lambda _, value: None if value == "bc" else value)
    assert changed.plan is not None
    (evidence,) = changed.plan.tasks[0].evidence
    assert (evidence.news, evidence.document) == ("tin", None)


def test_an_author_a_picture_and_a_figure_go_with_what_they_are_nothing_without() -> None:
    news = News.model_validate(
        {
            "id": "t",
            "title": "T",
            "posted_at": "05/01/2026",
            "authors": [{"agency": "so"}, {"name": "Cao Mẫu", "agency": "so"}],
            "images": [{"file": "a.png", "alt": "A"}],
        }
    )
    bare = rewrite_references(news, lambda *_: None)
    assert [author.name for author in bare.authors] == ["Cao Mẫu"]
    assert bare.images == ()
    values = [
        {"year": "2020", "value": "1", "document": "bc"},
        {"year": "2021", "value": "1", "source": {"publisher": "P"}},
    ]
    indicator = Indicator.model_validate({"id": "i", "name": "I", "unit": "%", "values": values})
    assert [value.year for value in rewrite_references(indicator, lambda *_: None).values] == [2021]


def test_files_are_found_wherever_records_name_them() -> None:
    authors = [{"agency": "so"}]
    images = [{"file": "a.png", "alt": "A"}, {"file": "b.png", "alt": "B"}]
    data = {"id": "t", "title": "T", "posted_at": "05/01/2026", "authors": authors, "images": images}
    news = News.model_validate(data | {"attachments": [{"file": "c.pdf", "title": "C"}]})
    assert sorted(files_in(news)) == ["a.png", "b.png", "c.pdf"]
    assert list(files_in(PLAN)) == ["a.pdf"]
