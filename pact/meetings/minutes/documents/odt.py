"""Minutes as an ODT: real headings, a language, tables with a head. What people typed goes in as text only."""

import io
from typing import TYPE_CHECKING, Any

from pact.late import late
from pact.meetings.minutes.documents.content import Told, on_one_line, printable

if TYPE_CHECKING:
    from odf import dc, opendocument, style, table, text
else:
    dc, opendocument, style, table, text = (
        late(f"odf.{name}") for name in ("dc", "opendocument", "style", "table", "text")
    )

MIMETYPE = "application/vnd.oasis.opendocument.text"


def written(told: Told, language: str, author: str) -> bytes:
    paper = opendocument.OpenDocumentText()
    paper.meta.addElement(dc.Title(text=on_one_line(told.title)))
    paper.meta.addElement(dc.Language(text=language))
    paper.meta.addElement(dc.Creator(text=on_one_line(author)))
    bold = _styles(paper, language)
    paper.text.addElement(text.H(outlinelevel=1, text=on_one_line(told.title)))
    _table(paper, [(on_one_line(label), printable(said)) for label, said in told.facts], "Gegevens")
    for number, section in enumerate(told.sections, 1):
        paper.text.addElement(text.H(outlinelevel=2, text=on_one_line(section.title)))
        for paragraph in section.paragraphs:
            paper.text.addElement(_paragraph(paragraph))
        for decision in section.decisions:
            paper.text.addElement(_paragraph(decision, bold))
        if section.actions:
            _table(paper, [told.words.columns, *section.actions], f"Acties {number}", has_head=True)
    file = io.BytesIO()
    paper.write(file)
    return file.getvalue()


def _styles(paper: Any, language: str) -> Any:
    usual = style.DefaultStyle(family="paragraph")
    country = {"nl": "NL", "en": "GB"}.get(language, "none")
    usual.addElement(style.TextProperties(language=language, country=country, fontsize="11pt"))
    paper.styles.addElement(usual)
    bold = style.Style(name="Besluit", family="paragraph")
    bold.addElement(style.TextProperties(fontweight="bold"))
    paper.styles.addElement(bold)
    return bold


def _paragraph(words: str, look: Any = None) -> Any:
    made = text.P(stylename=look) if look else text.P()
    for number, line in enumerate(printable(words).split("\n")):
        if number:
            made.addElement(text.LineBreak())
        made.addText(line.replace("\t", " "))
    return made


def _table(paper: Any, rows: list[Any], name: str, has_head: bool = False) -> None:
    if not rows:
        return
    made = table.Table(name=name)
    made.addElement(table.TableColumn(numbercolumnsrepeated=len(rows[0])))
    head = table.TableHeaderRows() if has_head else made
    for number, row in enumerate(rows):
        line = table.TableRow()
        for words in row:
            cell = table.TableCell(valuetype="string")
            cell.addElement(_paragraph(words))
            line.addElement(cell)
        (head if number == 0 else made).addElement(line)
        if has_head and number == 0:
            made.addElement(head)
    paper.text.addElement(made)
