"""Files become mended text, or problems; nothing outside the content folder is read."""

import os
from pathlib import Path

import pytest

from generator.load.files import MAX_BYTES, find_record_files, read_text, shown_name, split_text


def write(file: Path, data: bytes | str) -> Path:
    file.parent.mkdir(parents=True, exist_ok=True)
    file.write_bytes(data if isinstance(data, bytes) else data.encode())
    return file


def read(tmp_path: Path, data: bytes) -> tuple[str, list[tuple[str, int, int]]]:
    text, problems = read_text("a.yml", str(write(tmp_path / "a.yml", data)))
    return text, [(p.code, p.span.line, p.span.column) for p in problems]


@pytest.mark.parametrize(
    ("data", "text"),
    [
        (b"\xef\xbb\xbfa: 1\r\nb: 2\r\n", "a: 1\nb: 2\n"),
        (b"a: 1\rb: 2", "a: 1\nb: 2"),
        ("a: 1\u2028b: 2\u2029c: 3\x85".encode(), "a: 1\nb: 2\nc: 3\n"),
        ("Ðiều \u0110iều Ɖ ð ɖ".encode(), "Điều Điều Đ đ đ"),
        ("quye\u0302\u0301t".encode(), "quyết"),
        ("a\ufeffb".encode(), "ab"),
        (b"a\tb\n", "a\tb\n"),
        (b"", ""),
    ],
)
def test_text_is_mended_as_it_is_read(tmp_path: Path, data: bytes, text: str) -> None:
    assert read(tmp_path, data) == (text, [])


@pytest.mark.parametrize(
    ("data", "where"),
    [
        (b"a: \xff", ("MB003", 1, 4)),
        ("đất\nđai \xe0".encode() + b"\xe0\xa4", ("MB003", 2, 6)),
        ("a: 1\n".encode("utf-16"), ("MB003", 1, 1)),
        (b"a: 1\nb: \x00\n", ("MB004", 2, 4)),
        (b"a: \x1b[31m", ("MB004", 1, 4)),
        ("a\x9bb".encode(), ("MB004", 1, 2)),
    ],
)
def test_bytes_that_are_no_text_are_a_problem_at_their_place(
    tmp_path: Path, data: bytes, where: tuple[str, int, int]
) -> None:
    assert read(tmp_path, data) == ("", [where])


def test_a_file_beyond_the_limit_is_not_even_opened(tmp_path: Path) -> None:
    file = tmp_path / "a.yml"
    with file.open("wb") as sparse:
        sparse.truncate(50 * 1024 * 1024)
    text, (problem,) = read_text("a.yml", str(file))
    assert (text, problem.code) == ("", "MB002")
    assert "50 MB" in problem.message
    with file.open("wb") as sparse:
        sparse.write(b"#" * MAX_BYTES)
    assert read_text("a.yml", str(file))[1] == []


def test_what_is_no_file_is_a_problem_and_not_waited_for(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "pipe.yml")
    for name in ("pipe.yml", "missing.yml", "."):
        assert [p.code for p in read_text(name, str(tmp_path / name))[1]] == ["MB001"]


@pytest.mark.parametrize(
    ("text", "head", "body", "body_line"),
    [
        ("---\na: 1\n---\nMột.\n", "a: 1\n", "Một.\n", 4),
        ("---\n---\nMột.\n", "", "Một.\n", 3),
        ("--- \na: 1\n---\t\nMột.\n", "a: 1\n", "Một.\n", 4),
        ("---\na: 1\n---", "a: 1\n", "", 4),
        ("---\na: 1\n---\nMột.\n\n---\nHai.\n\n---", "a: 1\n", "Một.\n\n---\nHai.\n\n---", 4),
        ("---\na: |\n  x\n  ---\n  y\n---\n", "a: |\n  x\n  ---\n  y\n", "", 7),
        ("---\na: 1\n----\nb: 2\n---\n", "a: 1\n----\nb: 2\n", "", 6),
    ],
)
def test_a_markdown_file_has_its_head_between_two_lines_of_dashes(
    text: str, head: str, body: str, body_line: int
) -> None:
    parts, problems = split_text("a.md", text)
    assert problems == []
    assert parts is not None
    assert (parts.head, parts.head_line, parts.body, parts.body_line) == (head, 2, body, body_line)


@pytest.mark.parametrize("text", ["", "Một.\n", "---\na: 1\n", "\n---\na: 1\n---\n", "----\na: 1\n---\n", "---"])
def test_a_markdown_file_without_a_head_is_a_problem(text: str) -> None:
    parts, problems = split_text("a.md", text)
    assert parts is None
    assert [(p.code, p.span.line, p.span.column) for p in problems] == [("MB006", 1, 1)]


def found(content: Path) -> tuple[list[str], list[tuple[str, str]]]:
    files, problems = find_record_files(content, "content")
    return [file.path for file in files], [(p.code, p.span.path) for p in problems]


def test_records_are_found_at_any_depth_and_the_files_of_editors_left_alone(tmp_path: Path) -> None:
    for name in ("news/b.md", "news/2026/01/a.yml", "documents/c.yml", "files/x.html", "files/news/y.md"):
        write(tmp_path / name, "")
    for name in (".git/x.yml", "news/.a.md.swp", "news/_nhap.md", "news/~$a.md", "_cu/x.md"):
        write(tmp_path / name, "")
    assert found(tmp_path) == (["content/documents/c.yml", "content/news/b.md", "content/news/2026/01/a.yml"], [])


def test_files_in_no_folder_of_a_kind_are_problems(tmp_path: Path) -> None:
    for name in ("a.yml", "tin/a.md", "news/a.txt", "news/a.yaml", "news/a.YML"):
        write(tmp_path / name, "")
    paths, problems = found(tmp_path)
    assert paths == []
    assert sorted(problems) == [
        ("MB005", f"content/{name}") for name in ("a.yml", "news/a.YML", "news/a.txt", "news/a.yaml", "tin/a.md")
    ]


def test_links_are_problems_and_not_followed(tmp_path: Path) -> None:
    outside = tmp_path / "outside"
    write(outside / "secret.md", "")
    content = tmp_path / "content"
    write(content / "news" / "a.md", "")
    (content / "news" / "file.md").symlink_to(outside / "secret.md")
    (content / "news" / "folder").symlink_to(outside)
    (content / "news" / "loop").symlink_to(content)
    (content / "news" / "broken.md").symlink_to("nowhere")
    paths, problems = found(content)
    assert paths == ["content/news/a.md"]
    assert problems == [("MB042", f"content/news/{name}") for name in ("broken.md", "file.md", "folder", "loop")]


@pytest.mark.parametrize(
    ("name", "shown"),
    [
        ("a.md", "a.md"),
        ("quye\u0302\u0301t.md", "quyết.md"),
        ("Ðề án.pdf", "Đề án.pdf"),
        ("a\nb\x1b[31m.md", "a\ufffdb\ufffd[31m.md"),
        (os.fsdecode(b"\xff.md"), "\ufffd.md"),
    ],
)
def test_names_of_files_can_always_be_printed(name: str, shown: str) -> None:
    assert shown_name(name) == shown


def test_a_file_with_a_name_in_an_old_encoding_is_a_problem_of_its_name(tmp_path: Path) -> None:
    from generator.load.content import load_content

    write(tmp_path / "content" / "news" / os.fsdecode(b"tin-\xd0.yml"), "title: Một tin\nposted_at: 05/01/2026\n")
    (problem,) = load_content(tmp_path, tmp_path / "content").problems
    assert (problem.code, problem.span.path) == ("MB025", "content/news/tin-\ufffd.yml")
    assert "tên tệp" in problem.message
