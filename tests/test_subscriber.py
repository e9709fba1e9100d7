"""Thirty builds on thirty days: who asks once a day sees each change once, and nothing that is not published."""

import json
import random
import re
from collections import Counter, defaultdict
from collections.abc import Iterator
from datetime import date, datetime, timedelta
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

import feedparser
import pytest
import yaml

from generator import blueprint
from generator.base.problems import format_problem
from generator.pipeline import Job, build
from generator.render.env import builtin_theme_dir, environments
from generator.vn.dates import TIME_ZONE

BASE = "https://cchc.example"
CONFIG = {
    "name": "Cổng thử",
    "description": "Một cổng.",
    "base_url": BASE,
    "owner": {"name": "UBND tỉnh"},
    "feeds": {"items": "4"},
}
FIRST, DAYS = date(2026, 6, 1), 30
CLOCK = 8
"""Every build is at eight in the morning; what is posted at nine is out on the next day."""

SECRET = re.compile(rb"mat[0-9]+x")
Told = tuple[str, str]
"""Title and words of a change in the feed."""


def day_month(day: date) -> str:
    return f"{day:%d/%m/%Y}"


class Office:
    """Editors at work: they write files, and note what readers must be told on which day.

    Every text that may be secret has a word of its own (``mat12x``); ``secrets`` says from which day it is public and
    from which no more.
    """

    def __init__(self, root: Path, seed: int) -> None:
        self.root = root
        self.chance = random.Random(seed)
        self.told: dict[date, list[Told]] = defaultdict(list)
        self.came_out: dict[date, list[str]] = defaultdict(list)
        self.secrets: dict[str, tuple[date, date]] = {}
        self.news: dict[str, dict[str, Any]] = {}
        self.documents: dict[str, dict[str, Any]] = {}
        self.words: dict[str, str] = {}
        self.count = 0
        (root / "site_config.yml").write_text(yaml.safe_dump(CONFIG, allow_unicode=True), "utf-8")
        self.write("agencies/so", {"name": "Sở Nội vụ", "kind": "department"})
        self.plan = self.open_plan()

    def write(self, name: str, record: dict[str, Any]) -> None:
        file = self.root / "content" / f"{name}.yml"
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(yaml.safe_dump(record, allow_unicode=True, default_style='"'), "utf-8")

    def secret(self, shown: date, until: date = date.max) -> str:
        self.count += 1
        word = f"mat{self.count}x"
        self.secrets[word] = (shown, until)
        return word

    # What happens of itself

    def open_plan(self) -> dict[str, Any]:
        """Write the plan that all tasks are of; each is due on a day of the month."""
        due = {str(order): FIRST + timedelta(3 * order) for order in range(1, 9)}
        tasks = [
            {"order": order, "content": f"Việc {order}", "due": day_month(day), "state": "under_way"}
            for order, day in due.items()
        ]
        plan = {"type": "ke-hoach", "number": "25/KH-UBND", "issuer": "so", "issued_on": "01/06/2026"}
        plan |= {"subject": "Kế hoạch tháng 6", "plan": {"tasks": tasks}}
        self.write("documents/kh", plan)
        self.told[FIRST].append(("Mới: Kế hoạch số 25/KH-UBND: Kế hoạch tháng 6", "Kế hoạch"))
        self.came_out[FIRST].append("Kế hoạch số 25/KH-UBND: Kế hoạch tháng 6")
        self.due = due
        return plan

    def task_name(self, order: str) -> str:
        return f"Nhiệm vụ {order}, Kế hoạch số 25/KH-UBND: Việc {order}"

    def pass_midnight(self, today: date) -> None:
        for order, day in list(self.due.items()):
            if day < today:
                words = f"Hết hạn ngày {day_month(day)}, chưa được báo cáo là hoàn thành."
                self.told[today].append((f"Quá hạn: {self.task_name(order)}", words))
                del self.due[order]

    # What editors do

    def post(self, today: date) -> None:
        self.add_post(today, today, f"{day_month(today)} 07:{self.count % 60:02}:00")

    def embargo(self, today: date) -> None:
        """Write a post that comes out some days later, an hour after the build of that day."""
        day = today + timedelta(self.chance.randint(0, 4))
        self.add_post(today, day + timedelta(1), f"{day_month(day)} 09:{self.count % 60:02}:00")

    def add_post(self, today: date, seen: date, moment: str) -> None:
        word = self.secret(seen)
        id_, title = f"tin-{self.count}", f"Tin {self.count}"
        self.news[id_] = {"title": title, "posted_at": moment, "body": f"Thân bài {word}."}
        self.words[id_] = word
        self.write(f"news/{id_}", self.news[id_])
        self.told[seen].append((f"Mới: {title}", "Tin tức"))
        self.came_out[seen].append(title)

    def draft(self, today: date) -> None:
        word = self.secret(date.max)
        self.write(f"news/nhap-{word}", {"title": f"Nháp {word}", "posted_at": day_month(today), "draft": "true"})

    def issue(self, today: date) -> None:
        """Publish a document, at times one of the day before or of months ago, that may replace one that is known."""
        word = self.secret(today)
        id_, number = f"qd-{self.count}", f"{self.count + 100}/QĐ-UBND"
        name = f"Quyết định số {number}: Việc {self.count}"
        issued = today - timedelta(self.chance.choice((0, 0, 0, 1, 90)))
        record: dict[str, Any] = {"number": number, "issuer": "so", "issued_on": day_month(issued)}
        if issued < today - timedelta(1):
            record["posted_on"] = day_month(today)
        record |= {"subject": f"Việc {self.count}", "body": f"Điều 1. {word}"}
        known = [one for one in self.documents if "withdrawn" not in self.documents[one]]
        if known and self.chance.random() < 0.5:
            old = self.chance.choice(known)
            record["relations"] = {"replaces": self.documents[old].get("id", old)}
            words = f"Được thay thế bởi Quyết định số {number} ngày {day_month(issued)}."
            self.told[today].append((f"Được thay thế: {self.name_of(old)}", words))
        self.documents[id_], self.words[id_] = record, word
        self.write(f"documents/{id_}", record)
        self.told[today].append((f"Mới: {name}", "Quyết định"))
        self.came_out[today].append(name)

    def name_of(self, id_: str) -> str:
        if id_ in self.news:
            return str(self.news[id_]["title"])
        return f"Quyết định số {self.documents[id_]['number']}: {self.documents[id_]['subject']}"

    def standing(self, today: date) -> list[str]:
        """Return the records that are out and not withdrawn, nor to be."""
        records = self.news | self.documents
        return [id_ for id_ in records if self.secrets[self.words[id_]][0] <= today and "withdrawn" not in records[id_]]

    def save(self, id_: str) -> None:
        kind, records = ("news", self.news) if id_ in self.news else ("documents", self.documents)
        self.write(f"{kind}/{id_}", records[id_])

    def record(self, id_: str) -> dict[str, Any]:
        return self.news[id_] if id_ in self.news else self.documents[id_]

    def correct(self, today: date) -> None:
        """Correct a record, today or on a day to come."""
        known = self.standing(today)
        if known:
            id_, day = self.chance.choice(known), today + timedelta(self.chance.choice((0, 0, 2)))
            word = self.secret(day)
            self.record(id_).setdefault("changes", []).append({"on": day_month(day), "what": f"Sửa {word}."})
            self.save(id_)
            self.told[day].append((f"Cập nhật: {self.name_of(id_)}", f"Sửa {word}."))

    def withdraw(self, today: date) -> None:
        known = self.standing(today)
        if known:
            id_, day = self.chance.choice(known), today + timedelta(self.chance.choice((0, 0, 2)))
            record = self.record(id_)
            record["withdrawn"] = {"on": day_month(day), "reason": f"Lý do {id_}."}
            self.save(id_)
            name = self.name_of(id_) if id_ in self.news else self.name_of(id_).removeprefix("Quyết định số ")
            for word in (self.words[id_], *re.findall("mat[0-9]+x", str(record.get("changes", "")))):
                self.secrets[word] = (self.secrets[word][0], day)
            for later in [one for one in self.told if one >= day]:
                self.told[later] = [told for told in self.told[later] if self.name_of(id_) not in told[0]]
            self.told[day].append((f"Đã rút: {name}", f"Lý do {id_}."))

    def report(self, today: date) -> None:
        """Report on a task; what is done cannot become overdue."""
        tasks = [
            task for task in self.plan["plan"]["tasks"] if task["order"] in self.due and task.get("updates") is None
        ]
        if tasks:
            task = self.chance.choice(tasks)
            order = task["order"]
            del task["state"]
            task["updates"] = [{"date": day_month(today), "state": "done", "text": f"Xong việc {order}."}]
            self.write("documents/kh", self.plan)
            words = "Từ «Chưa có báo cáo» sang «Hoàn thành»."
            self.told[today].append((f"Hoàn thành: {self.task_name(order)}", words))
            del self.due[order]

    def move(self, today: date) -> None:
        """Give a document another address; that is no change to a reader."""
        known = [one for one in self.standing(today) if one in self.documents]
        if known:
            id_ = self.chance.choice(known)
            self.record(id_).update(id=f"{id_}-moi", former_addresses=[f"/van-ban/{id_}/"])
            self.save(id_)
            for other in self.documents.values():
                if other.get("relations") == {"replaces": id_}:
                    other["relations"] = {"replaces": f"{id_}-moi"}
            for other_id in self.documents:
                self.save(other_id)

    def work(self, today: date) -> None:
        self.pass_midnight(today)
        if today.day == 12:
            for _ in range(11):  # more than two feeds hold
                self.post(today)
        for act in self.chance.choices(
            (self.post, self.embargo, self.draft, self.issue, self.correct, self.withdraw, self.report),
            weights=(4, 3, 1, 4, 3, 2, 2),
            k=self.chance.randint(0, 4),
        ):
            act(today)


class Reader:
    """A feed reader that knows items by their ids, and follows a feed into its archive."""

    def __init__(self, served: Path, url: str) -> None:
        self.served, self.url = served, url
        self.known: set[str] = set()

    def ask(self) -> list[Told]:
        """Return title and summary of what is new since the last time."""
        fresh = {id_: told for id_, told in self.entries() if id_ not in self.known}
        self.known |= fresh.keys()
        return list(fresh.values())

    def entries(self) -> Iterator[tuple[str, Told]]:
        url = self.url
        while url:
            data = (self.served / urlsplit(url).path[1:]).read_bytes()
            entries, url = read_json(data) if url.endswith(".json") else read_xml(data)
            yield from entries


Entries = list[tuple[str, Told]]


def read_xml(data: bytes) -> tuple[Entries, str]:
    """Return ids with titles and summaries, and where older ones are."""
    read = feedparser.parse(data)
    assert not read.bozo
    older = next((link.href for link in read.feed.links if link.rel == "prev-archive"), "")
    return [(entry.id, (entry.title, entry.summary)) for entry in read.entries], older


def read_json(data: bytes) -> tuple[Entries, str]:
    read = json.loads(data)
    return [(item["id"], (item["title"], item["summary"])) for item in read["items"]], read.get("next_url", "")


@pytest.fixture(autouse=True)
def compiled_once(monkeypatch: pytest.MonkeyPatch) -> None:
    """Let all builds share the compiled templates, which take most of the time of such small ones."""
    compiled = environments([builtin_theme_dir()])
    monkeypatch.setattr(blueprint, "environments", lambda _: compiled)


@pytest.mark.slow
def test_who_asks_daily_sees_each_change_once_and_nothing_unpublished(tmp_path: Path) -> None:
    office = Office(tmp_path, seed=1)
    served = tmp_path / "site"
    readers = [Reader(served, f"{BASE}/thay-doi/{name}") for name in ("atom.xml", "rss.xml", "feed.json")]
    records = Reader(served, f"{BASE}/atom.xml")
    followers = [Reader(served, f"{BASE}/{name}") for name in ("nhiem-vu/rss.xml", "van-ban/kh/feed.json")]
    for number in range(DAYS):
        today = FIRST + timedelta(number)
        office.work(today)
        if number in (10, 20):
            office.move(today)
        now = datetime(today.year, today.month, today.day, CLOCK, tzinfo=TIME_ZONE)
        outcome = build(Job(tmp_path, tmp_path / "site_config.yml", tmp_path / "content", served, now, search=False))
        assert outcome.release, "\n".join(map(format_problem, outcome.problems))

        found = set(SECRET.findall(b"\0".join(file.read_bytes() for file in served.rglob("*") if file.is_file())))
        public = {word for word, (shown, until) in office.secrets.items() if shown <= today < until}
        assert {word.decode() for word in found} == public, today

        for reader in readers:
            assert Counter(reader.ask()) == Counter(office.told[today]), (reader.url, today)
        assert Counter(title for title, _ in records.ask()) == Counter(office.came_out[today]), today
        of_tasks = Counter(told for told in office.told[today] if ": Nhiệm vụ " in told[0])
        for follower in followers:
            assert Counter(follower.ask()) == of_tasks, (follower.url, today)
    labels = Counter(title.partition(":")[0] for told in office.told.values() for title, _ in told)
    assert labels.keys() == {"Mới", "Cập nhật", "Được thay thế", "Đã rút", "Quá hạn", "Hoàn thành"}
