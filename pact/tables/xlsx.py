"""XLSX: the first sheet, read row by row; written with every cell as text, so that no formula comes to life."""

import io
from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING, Any

from pact.late import late

if TYPE_CHECKING:
    import openpyxl
    import openpyxl.cell
    import openpyxl.utils
else:
    openpyxl = late("openpyxl")

MIMETYPE = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
WIDTH = 24


def rows(content: bytes) -> Iterator[tuple[int, Iterable[Any]]]:
    """Raises whatever openpyxl raises; it reads XML with defusedxml, so that no entity is unfolded."""
    book = openpyxl.load_workbook(io.BytesIO(content), read_only=True, data_only=False)
    sheet = book.worksheets[0]
    sheet.reset_dimensions()  # a file may lie about how large it is
    yield from enumerate(sheet.iter_rows(values_only=True), 1)


def written(headers: list[str], lines: Iterable[list[str]]) -> bytes:
    book = openpyxl.Workbook(write_only=True)
    sheet = book.create_sheet("Lijst")
    sheet.freeze_panes = "A2"
    for number in range(1, len(headers) + 1):
        sheet.column_dimensions[openpyxl.utils.get_column_letter(number)].width = WIDTH
    for line in [headers, *lines]:
        sheet.append([_text(sheet, cell) for cell in line])
    file = io.BytesIO()
    book.save(file)
    return file.getvalue()


def _text(sheet: Any, text: str) -> Any:
    """«=1+1» is a text of four signs, and stays so when somebody types in it."""
    cell = openpyxl.cell.WriteOnlyCell(sheet, "")
    cell.value = text
    cell.data_type = "s"
    cell.number_format = "@"
    return cell
