"""Why an output folder cannot be written; said to the person who runs the command."""

from pathlib import Path


class OutputError(Exception):
    """The environment is at fault, not the content. The message is Vietnamese and says what to do."""


class OutputBusy(OutputError):
    """Another process is writing to this output."""

    def __init__(self, output: Path) -> None:
        super().__init__(
            f"Một tiến trình khác đang ghi vào «{output}». Hãy đợi tiến trình đó xong rồi chạy lại, "
            "hoặc chọn thư mục khác bằng --output."
        )


class OutputOccupied(OutputError):
    """Something that no build of ours made stands where the output should go."""

    def __init__(self, output: Path) -> None:
        super().__init__(
            f"«{output}» đã có sẵn và không phải do minhbach tạo ra nên không bị ghi đè. "
            "Hãy chuyển nó sang chỗ khác, hoặc chọn thư mục khác bằng --output."
        )


class NoPreviousRelease(OutputError):
    """There is no whole release before the one that is served."""

    def __init__(self, output: Path) -> None:
        super().__init__(
            f"«{output}» không có bản phát hành trước nào còn nguyên vẹn để quay lại. "
            "Hãy sửa nội dung rồi dựng lại bằng `minhbach build`."
        )
