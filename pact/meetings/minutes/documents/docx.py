"""Minutes as a DOCX: real headings, a language, tables with a head. What people typed goes in as text only."""

import io
from typing import TYPE_CHECKING, Any

from pact.late import late
from pact.meetings.minutes.documents.content import Told, on_one_line, printable

if TYPE_CHECKING:
    import docx
    import docx.oxml
    import docx.oxml.ns
else:
    docx = late("docx")

MIMETYPE = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"


def written(told: Told, language: str, author: str) -> bytes:
    paper = docx.Document()
    _speaks(paper, language)
    paper.core_properties.title = on_one_line(told.title)[:250]
    paper.core_properties.author = on_one_line(author)[:250]
    paper.core_properties.language = language
    paper.core_properties.comments = ""
    paper.add_heading(on_one_line(told.title), level=1)
    _table(paper, [(on_one_line(label), printable(said)) for label, said in told.facts])
    for section in told.sections:
        paper.add_heading(on_one_line(section.title), level=2)
        for paragraph in section.paragraphs:
            paper.add_paragraph(printable(paragraph))
        for decision in section.decisions:
            paper.add_paragraph().add_run(printable(decision)).bold = True
        if section.actions:
            _table(paper, [told.words.columns, *section.actions], has_head=True)
    file = io.BytesIO()
    paper.save(file)
    return file.getvalue()


def _table(paper: Any, rows: list[Any], has_head: bool = False) -> None:
    if not rows:
        return
    table = paper.add_table(rows=0, cols=len(rows[0]))
    table.style = "Table Grid"
    for number, row in enumerate(rows):
        for cell, text in zip(table.add_row().cells, row, strict=True):
            cell.text = printable(text)
            if has_head and number == 0:
                cell.paragraphs[0].runs[0].bold = True
    if has_head:  # said again on the next page, and read aloud as what a column is about
        properties = table.rows[0]._tr.get_or_add_trPr()
        properties.append(docx.oxml.OxmlElement("w:tblHeader"))
    paper.add_paragraph()


def _speaks(paper: Any, language: str) -> None:
    """Of every word in it, so that a screen reader does not read Dutch as English."""
    fonts = paper.styles.element.find(f".//{docx.oxml.ns.qn('w:rPrDefault')}/{docx.oxml.ns.qn('w:rPr')}")
    for old in fonts.findall(docx.oxml.ns.qn("w:lang")):
        fonts.remove(old)
    said = docx.oxml.OxmlElement("w:lang")
    said.set(docx.oxml.ns.qn("w:val"), {"nl": "nl-NL", "en": "en-GB"}.get(language, language))
    fonts.append(said)
