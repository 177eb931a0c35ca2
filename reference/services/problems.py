"""What can be wrong with a downloaded statistics file, in words that say what to do."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from reference.domain.layouts import Layout, described

# First bytes of a spreadsheet or another archive, which people give by mistake.
ARCHIVE = b"PK"


@dataclass(frozen=True)
class Problem:
    """One thing that is wrong, with the line of the file and the column where it is known."""

    message: str
    line: int | None = None
    column: str = ""

    def __str__(self) -> str:
        where = [f"line {self.line}"] if self.line else []
        where += [f"column {self.column}"] if self.column else []
        return f"{', '.join(where)}: {self.message}" if where else self.message


class StatisticsFileError(Exception):
    """Why a file was not imported: its first problems, and how many more there are."""

    def __init__(self, path: Path, problems: list[Problem], more: int = 0) -> None:
        self.path, self.problems, self.more = path, problems, more
        lines = [str(problem) for problem in problems]
        lines += [f"and {more} more problems"] if more else []
        super().__init__("\n".join(f"{path.name}: {line}" for line in lines))


def no_sign(layouts: list[Layout]) -> str:
    """The columns fit tables that only their words tell apart, and none of the words is there."""
    lines = ["The columns are known, but no row shows which table this is. Expected one of:"]
    for layout in layouts:
        signs = "; ".join(sorted(layout.signs))
        lines.append(f"  {described(layout)}; with the {layout.sign_column} {signs}")
    return "\n".join(lines)


def not_text(path: Path) -> str:
    """Why a file is no UTF-8 text, with the line where it stops being so."""
    content = path.read_bytes()
    if content.startswith(ARCHIVE):
        return "This is a spreadsheet or an archive. Save it as CSV, or unpack it first"
    try:
        content.decode("utf-8")
    except UnicodeDecodeError as error:
        line = content.count(b"\n", 0, error.start) + 1
        wrong = f"0x{content[error.start]:02X}"
        return (
            f"line {line}: byte {wrong} is no UTF-8 text. "
            'Download the file again, or save it as "CSV UTF-8"'
        )
    return "The file changed while it was read"


def ends_in_mid_line(path: Path) -> bool:
    """Whether the last line has no end, as in a download that was cut."""
    with path.open("rb") as file:
        file.seek(-1, 2)
        return file.read(1) not in b"\r\n"
