"""Writes a synthetic portal of N records: 70 % news, 10 % decisions with tasks, 20 % procedures, 350 words a body.

    python tests/bench/corpus.py 10000 /tmp/corpus

Nothing in it is true. The same N gives the same bytes. Words come as often as they do in real records (words.txt has
how often each stands in those of this portal and of its example), since the time of a search depends on just that.
"""

import random
import sys
from itertools import accumulate
from pathlib import Path

COUNTED = [line.split() for line in Path(__file__).with_name("words.txt").read_text("utf-8").splitlines()]
WORDS = [word for _, word in COUNTED]
UP_TO = list(accumulate(int(count) for count, _ in COUNTED))
AGENCIES = 40
PROVINCES = ("tinh-mot", "tinh-hai", "tinh-ba")
AREAS = tuple(f"76-linh-vuc-{number}" for number in range(1, 7))
FIELDS = ("Hộ tịch", "Đất đai", "Chứng thực", "Xây dựng", "Y tế", "Giáo dục", "Thuế", "Giao thông")


def write_corpus(count: int, folder: Path) -> None:
    """Write the portal into a new folder."""
    chance = random.Random(count)
    write(folder / "site_config.yml", config())
    for number in range(AGENCIES):
        write(folder / f"content/agencies/co-quan-{number}.yml", agency(number))
    for number in range(count):
        share = number % 10
        if share < 7:
            name = f"content/news/{2011 + number % 15}/tin-{number}.md"
            write(folder / name, news(chance, number))
        elif share == 7:
            write(folder / f"content/documents/{2011 + number % 15}/van-ban-{number}.md", document(chance, number))
        else:
            write(folder / f"content/procedures/{number % 100}/thu-tuc-{number}.yml", procedure(chance, number))


def write(path: Path, text: str) -> None:
    """Write one file, with the folders above it."""
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, encoding="utf-8")


def words(chance: random.Random, count: int) -> str:
    """Return a sentence."""
    return " ".join(chance.choices(WORDS, cum_weights=UP_TO, k=count)).capitalize()


def body(chance: random.Random) -> str:
    """Return Markdown of about 350 words with headings, a list and two citations."""
    parts = []
    for number in range(5):
        parts.append(f"## {words(chance, 6)}\n\n{words(chance, 45)}. {words(chance, 15)}.")
        if number == 1:
            parts.append(f"Quyết định số {chance.randrange(1, 4000)}/QĐ-UBND ngày 12/5/2016; Nghị quyết 76/NQ-CP.")
        if number == 2:
            parts.append("\n".join(f"- {words(chance, 8)};" for _ in range(4)))
    return "\n\n".join(parts) + "\n"


def config() -> str:
    """Return the configuration."""
    provinces = "\n".join(f"  - {{id: {id_}, name: Tỉnh {id_.split('-')[1]}}}" for id_ in PROVINCES)
    areas = "\n".join(f"      - {{id: {id_}, name: Lĩnh vực {id_[-1]}}}" for id_ in AREAS)
    return (
        "name: Cổng đo tốc độ\ndescription: Dữ liệu do máy sinh ra.\nbase_url: https://do.example/\n"
        f"owner: {{name: Cơ quan đo}}\nprovinces:\n{provinces}\n"
        f"programmes:\n  - id: '76'\n    name: Chương trình\n    period: 2011-2030\n    areas:\n{areas}\n"
    )


def agency(number: int) -> str:
    """Return an agency."""
    return f"name: Cơ quan số {number}\nkind: department\nprovince: {PROVINCES[number % 3]}\n"


def news(chance: random.Random, number: int) -> str:
    """Return a post."""
    day = f"{1 + number % 28:02}/{1 + number % 12:02}/{2011 + number % 15}"
    return (
        f"---\ntitle: {words(chance, 12)} {number}\nposted_at: {day} {number % 24:02}:{number % 60:02}:00\n"
        f"authors: Người viết {number % 50} – Phòng tin\nsummary: {words(chance, 25)}\n"
        f"agencies: [co-quan-{number % AGENCIES}]\nareas: [{AREAS[number % 6]}]\nprovince: {PROVINCES[number % 3]}\n"
        f"---\n{body(chance)}"
    )


def document(chance: random.Random, number: int) -> str:
    """Return a decision with ten tasks."""
    year = 2011 + number % 15
    states = (f"state: done\n      done_on: 31/12/{year}", "state: under_way\n      progress: 40")
    tasks = "\n".join(
        f"    - order: {order}\n      content: {words(chance, 20)}\n      lead: co-quan-{(number + order) % AGENCIES}\n"
        f"      due: Quý {1 + order % 4}/{year}\n      {states[order % 2]}"
        for order in range(1, 11)
    )
    return (
        f"---\nnumber: {number % 4000 + 1}/QĐ-UBND\nissuer: co-quan-{number % AGENCIES}\n"
        f"issued_on: {1 + number % 28}/{1 + number % 12}/{2011 + number % 15}\nsubject: {words(chance, 15)} {number}\n"
        f"areas: [{AREAS[number % 6]}]\nplan:\n  tasks:\n{tasks}\n---\n{body(chance)}"
    )


def procedure(chance: random.Random, number: int) -> str:
    """Return a procedure."""
    dossier = "\n".join(f"  - {{name: {words(chance, 10)}, originals: 1, copies: 1}}" for _ in range(5))
    steps = "\n".join(f"  - {words(chance, 45)}" for _ in range(5))
    return (
        f"code: '1.{number:06}'\nname: {words(chance, 14)} {number}\nfield: {FIELDS[number % 8]}\nlevels: [province]\n"
        f"agencies: [co-quan-{number % AGENCIES}]\nmanners:\n  - {{kind: online, time_limit: 5 ngày, fee: Miễn phí}}\n"
        f"dossier:\n{dossier}\nsteps:\n{steps}\nlegal_basis:\n  - Nghị định số 63/2010/NĐ-CP\n"
    )


if __name__ == "__main__":
    write_corpus(int(sys.argv[1]), Path(sys.argv[2]))
