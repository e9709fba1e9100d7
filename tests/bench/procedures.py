"""Makes an export as large as a province's, imports it and builds a portal of it, and prints what took how long.

    python tests/bench/procedures.py [--procedures 2642] [--jobs 2] [--no-search] [--folder FOLDER]

Names have up to 1,094 characters; texts are as long as real ones (half of them below 5,000 characters), and a few have
hundreds of kilobytes. Beside the seconds of the clock stand those of all processors: on a machine that others use too,
half of them are what two processors of one's own would take.
"""

import argparse
import json
import os
import random
import shutil
import tempfile
import time
from collections.abc import Callable
from datetime import datetime
from pathlib import Path
from typing import TypeVar

from corpus import FIELDS, words

from generator.ingest.procedures import import_procedures
from generator.pipeline import Job, build
from generator.vn.dates import TIME_ZONE

T = TypeVar("T")

LONGEST_NAME = 1094
AGENCIES = 25
EVENTS = ("Sinh con", "Kết hôn", "Mở hộ kinh doanh", "Mua bán nhà đất", "Làm căn cước", "Người thân qua đời")
CONFIG = (
    "name: Cổng đo tốc độ\ndescription: Dữ liệu do máy sinh ra.\nbase_url: https://do.example/\n"
    "owner: {name: Cơ quan đo}\nprogrammes: []\nlife_events:\n"
    + "".join(f"  - {{id: su-kien-{number}, name: {name}}}\n" for number, name in enumerate(EVENTS))
)


def write_export(count: int, file: Path) -> None:
    """Write an export of the national portal with ``count`` procedures; nothing in it is true."""
    chance = random.Random(count)
    records = [procedure(chance, number) for number in range(count)]
    file.write_text(json.dumps(records, ensure_ascii=False), encoding="utf-8")


def procedure(chance: random.Random, number: int) -> dict[str, str]:
    """Return a record; every 400th has a text of hundreds of kilobytes, every 150th the longest of names."""
    name = f"{words(chance, 12 + number % 9)} số {number}"
    if number % 150 == 0:
        name = f"{name} {words(chance, 300)}"[:LONGEST_NAME].strip()
    paragraphs = 60_000 // 220 if number % 400 == 0 else int(chance.lognormvariate(1.6, 0.9)) + 1
    return {
        "ma_thu_tuc": f"{1 + number % 3}.{number:06}",
        "detail_url": f"https://dichvucong.gov.vn/thu-tuc-hanh-chinh/{number:08}",
        "ten_thu_tuc": name,
        "so_quyet_dinh": f"{1 + number % 200}/QĐ-BTC",
        "cap_thuc_hien": ("Cấp bộ, Cấp tỉnh", "Cấp tỉnh", "Cấp xã")[number % 3],
        "loai_thu_tuc": "TTHC được luật giao quy định chi tiết",
        "linh_vuc": f"{FIELDS[number % len(FIELDS)]} {number % 9}",
        "doi_tuong_thuc_hien": "Công dân Việt Nam, Doanh nghiệp",
        "co_quan_thuc_hien": f"Cơ quan số {number % AGENCIES}",
        "trinh_tu_thuc_hien": "\n".join(
            f"Bước {step}: {words(chance, 30)}.\n" + "\n".join(f"- {words(chance, 50)};" for _ in range(2))
            for step in range(1, paragraphs + 1)
        ),
        "cach_thuc_thuc_hien": "Hình thức nộpThời gianPhí, lệ phíMô tả"
        + "".join(
            f"{manner}{days} Ngày làm việc{fee}{words(chance, 20)}"
            for days in range(5, 6 + number % 3)
            for manner, fee in (("Trực tiếp", "Phí : 50.000 Đồng"), ("Trực tuyến", "Miễn phí"))
        ),
        "thanh_phan_ho_so": "--Tên giấy tờMẫu đơn, tờ khaiSố lượng"
        + "".join(f"- {words(chance, 18)}1 bản chính0 bản sao" for _ in range(3 + number % 12)),
        "can_cu_phap_ly": "Tên văn bản pháp lýMã văn bản"
        + "".join(f"Nghị định {100 + each}/2024/NĐ-CP{100 + each}/2024/NĐ-CP" for each in range(2 + number % 9)),
        "yeu_cau_dieu_kien": words(chance, 60),
        "ket_qua_xu_ly": f"{words(chance, 8)}Mã: KQ.G12.{number:06}Từ khóaKhông có thông tinMô tảKhông có thông tin",
    }


def timed(name: str, work: Callable[[], T]) -> T:
    """Do something and print how long it took, by the clock and on all processors."""
    begun, busy = time.perf_counter(), processor_seconds()
    result = work()
    print(f"{name:<14}{time.perf_counter() - begun:>8.2f} s{processor_seconds() - busy:>10.2f} s of processors")
    return result


def processor_seconds() -> float:
    """Return what this process and those that it waited for have used of processors."""
    return sum(os.times()[:4])


def main() -> None:
    """Read the arguments, and measure in the folder that they name or in one that goes away."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--procedures", type=int, default=2642)
    parser.add_argument("--jobs", type=int, default=os.cpu_count() or 1)
    parser.add_argument("--no-search", action="store_true")
    parser.add_argument("--folder", type=Path, help="where the portal and its site go, new each time; kept")
    arguments = parser.parse_args()
    with tempfile.TemporaryDirectory() as temporary:
        run(arguments, arguments.folder or Path(temporary))


def run(arguments: argparse.Namespace, folder: Path) -> None:
    """Import twice and build in a folder; what is there of an earlier run goes."""
    root, output = folder / "portal", folder / "site"
    for old in (root, output):
        shutil.rmtree(old.resolve() if old.is_symlink() else old, ignore_errors=True)
    content = root / "content"
    for number in range(AGENCIES):
        agency = content / f"agencies/co-quan-{number}.yml"
        agency.parent.mkdir(parents=True, exist_ok=True)
        agency.write_text(f"name: Cơ quan số {number}\nkind: department\n", encoding="utf-8")
    (root / "site_config.yml").write_text(CONFIG, encoding="utf-8")
    export = root / "xuat.json"
    write_export(arguments.procedures, export)
    print(f"{arguments.procedures:,} procedures, {export.stat().st_size / 2**20:.1f} MiB")
    timed("import", lambda: import_procedures(export, export.name, content, "content"))
    timed("import again", lambda: import_procedures(export, export.name, content, "content"))
    now = datetime.now(TIME_ZONE)
    job = Job(root, root / "site_config.yml", content, output, now, arguments.jobs, True, not arguments.no_search)
    outcome = timed("build", lambda: build(job))
    assert outcome.release, outcome.problems[:5]
    files = [(path.stat().st_size, path.relative_to(output).as_posix()) for path in output.rglob("*") if path.is_file()]
    size, largest = max((size, path) for size, path in files if path.endswith(".html"))
    longest = max((len(step.encode()) for _, path in files for step in path.split("/")))
    print(f"{outcome.pages:,} pages, {len(files):,} files; largest page {size / 1000:.0f} kB ({largest})")
    print(f"longest step of a path {longest} bytes")


if __name__ == "__main__":
    main()
