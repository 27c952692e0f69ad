from typing import IO, Any

class Workbook:
    def __init__(self, filename: IO[bytes], options: dict[str, Any] | None = None) -> None: ...
