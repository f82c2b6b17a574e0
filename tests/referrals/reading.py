"""Reading an answer as a person does: its words, its links, its fields with what stands in them."""

import re
from html.parser import HTMLParser
from typing import Any

SKIPPED = {"script", "style", "svg"}
VOID = {"input", "meta", "link", "br", "hr", "img", "use", "path", "rect"}


def squeezed(text: str) -> str:
    """One space for every space, line end or tab, and none before a full stop or comma that a tag left standing."""
    return re.sub(r"\s+([.,:;!?])", r"\1", re.sub(r"\s+", " ", text.replace("\xa0", " "))).strip()


class Page(HTMLParser):
    """page.words, page.title, page.headings, page.links["Wijzig naam"], page.values["given_name"], page.errors."""

    def __init__(self, answer: Any) -> None:
        super().__init__(convert_charrefs=True)
        self.answer, self.html = answer, answer.text
        self.title, self.headings = "", list[str]()
        self.links = dict[str, str]()
        self.values = dict[str, list[str]]()
        self.ids = set[str]()
        self.actions = list[str]()
        self.attributes = list[str]()  # what script shows later: the banner of a lost connection
        self._open = list[str]()
        self._words, self._link, self._heading = list[str](), None, list[str]()
        self._textarea = ""
        self.feed(self.html)
        self.words = squeezed(" ".join(self._words))

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        given = {name: value or "" for name, value in attrs}
        self.attributes += [value for name, value in given.items() if name.startswith("data-") and " " in value]
        if "id" in given:
            self.ids.add(given["id"])
        if tag == "form":
            self.actions.append(given.get("action", ""))
        if tag == "input":
            self._read_input(given)
        if tag == "textarea":
            self._textarea = given["name"]
            self.values[self._textarea] = [""]
        if tag == "a":
            self._link = (given.get("href", ""), list[str]())
        if tag in ("h1", "h2", "h3"):
            self._heading = []
        if tag not in VOID:
            self._open.append(tag)

    def _read_input(self, given: dict[str, str]) -> None:
        kind = given.get("type", "text")
        if kind in ("radio", "checkbox"):
            self.values.setdefault(given["name"], [])
            if "checked" in given:
                self.values[given["name"]].append(given["value"])
        else:
            self.values[given.get("name", "")] = [given.get("value", "")]

    def handle_endtag(self, tag: str) -> None:
        if tag == "a" and self._link:
            self.links[squeezed(" ".join(self._link[1]))] = self._link[0]
            self._link = None
        if tag in ("h1", "h2", "h3"):
            self.headings.append(squeezed(" ".join(self._heading)))
        if tag == "textarea":
            kept = self.values[self._textarea]
            kept[0] = re.sub(r"^\r?\n", "", kept[0])  # the first line end belongs to the tag
            self._textarea = ""
        while self._open and self._open.pop() != tag:
            pass

    def handle_data(self, data: str) -> None:
        if "title" in self._open and "svg" not in self._open:
            self.title += data
        if self._textarea:
            self.values[self._textarea][0] += data
        if not SKIPPED & set(self._open) and "head" not in self._open:
            self._words.append(data)
            if self._link:
                self._link[1].append(data)
            self._heading.append(data)

    @property
    def errors(self) -> dict[str, str]:
        """The sentences of the summary, each with the id of the field its link goes to."""
        found = re.search(r'<div class="pact-errors".*?</ul>', self.html, re.S)
        return (
            {squeezed(said): where for where, said in re.findall(r'href="#([^"]+)">([^<]+)<', found.group())}
            if found
            else {}
        )
