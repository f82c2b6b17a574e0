"""How somebody works a page: with a mouse, or with a keyboard alone. They count the answers they give."""

from typing import Any

from playwright.sync_api import Page

#: What has the focus now: its name as read aloud, what kind of thing it is, and the group it belongs to.
FOCUS = """() => {
  const here = document.activeElement;
  const by = here.getAttribute("aria-labelledby");
  const said = by ? document.getElementById(by) : here.labels?.[0] || here;
  const kind = here.type || here.tagName.toLowerCase();
  return [said.innerText.trim().split("\\n")[0], kind, here.name || "", !!here.checked];
}"""
#: The options of the group that has the focus, in their order.
GROUP = """(name) => [...document.querySelectorAll(`input[type=radio][name="${name}"]`)].map((option) => {
  const by = option.getAttribute("aria-labelledby");
  return (by ? document.getElementById(by) : option.labels[0]).innerText.trim();
})"""
MOST_TABS = 90


class Mouse:
    """Clicks what it sees. Works without script too."""

    def __init__(self, page: Page) -> None:
        self.page, self.answers, self.screens = page, 0, list[str]()

    def arrive(self) -> None:
        """One more screen to read."""
        self.screens.append(self.page.get_by_role("heading", level=1).inner_text())

    def choose(self, name: str) -> None:
        self.page.get_by_label(name, exact=True).first.check()
        self.answers += 1

    def write(self, name: str, text: str) -> None:
        self.page.get_by_label(name).first.fill(text)
        self.answers += 1

    def press(self, name: str) -> None:
        with self.page.expect_navigation():
            self.page.get_by_role("button", name=name).first.click()

    def follow(self, name: str) -> None:
        with self.page.expect_navigation():
            self.page.get_by_role("link", name=name).first.click()


class Keyboard(Mouse):
    """Tab, arrows, space and enter; nothing is clicked, and nothing gets the focus by other means."""

    def _focus(self) -> Any:
        return self.page.evaluate(FOCUS)

    def _tab_to(self, name: str, *kinds: str) -> None:
        for _tab in range(MOST_TABS):
            said, kind, group, _checked = self._focus()
            if kind in kinds and (said == name or said.startswith(f"{name} (")):
                return
            if kind == "radio" and "radio" in kinds and name in self.page.evaluate(GROUP, group):
                self._walk_to(name)
                return
            self.page.keyboard.press("Tab")
        raise AssertionError(f"no way to «{name}» with the Tab key")

    def _walk_to(self, name: str) -> None:
        for _arrow in range(20):
            if self._focus()[0] == name:
                return
            self.page.keyboard.press("ArrowDown")
        raise AssertionError(f"no way to «{name}» with the arrows")

    def choose(self, name: str) -> None:
        self._tab_to(name, "radio", "checkbox")
        if not self._focus()[3]:
            self.page.keyboard.press("Space")
        assert self._focus()[3], f"«{name}» does not stay chosen"
        self.answers += 1

    def write(self, name: str, text: str) -> None:
        self._tab_to(name, "text", "tel", "email", "textarea")
        self.page.keyboard.type(text)
        self.answers += 1

    def press(self, name: str) -> None:
        self._tab_to(name, "submit", "button")
        with self.page.expect_navigation():
            self.page.keyboard.press("Enter")

    def follow(self, name: str) -> None:
        self._tab_to(name, "a")
        with self.page.expect_navigation():
            self.page.keyboard.press("Enter")
