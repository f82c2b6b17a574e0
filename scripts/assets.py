"""Make pact/static/vendor/ from the npm packages and our own CSS and JavaScript. Part of `make setup`.

The letters of a PDF are made here too: cut out of the same packages, at the two weights we print.

Third-party files are never committed (THIRD-PARTY.md). They are taken as they are, but for what nobody sees: rules for
parts we do not use, and theme variables that no remaining rule refers to. That brings the theme from 200 kB to a few.
Every file carries a hash of its content in its name, so that browsers may keep it for ever; manifest.json knows the
names. When nothing changed, nothing is done.
"""

import gzip
import hashlib
import json
import re
import shutil
import subprocess
import sys
import time
from collections.abc import Iterable, Iterator
from pathlib import Path

from fontTools.ttLib import TTFont
from fontTools.varLib.instancer import instantiateVariableFont

ROOT = Path(__file__).resolve().parent.parent
MODULES = ROOT / "node_modules"
STATIC = ROOT / "pact" / "static"
VENDOR = STATIC / "vendor"
FONTS = VENDOR / "fonts"
WEEK = 7 * 24 * 3600

TOKENS = "@nl-design-system-unstable/voorbeeld-design-tokens/dist/theme.css"
FONT = "@fontsource-variable/source-sans-3/files/source-sans-3-latin-wght-normal.woff2"
#: The letters of a PDF: what is read here is Dutch, English, Turkish, Polish, Ukrainian and Arabic.
PRINT_FONTS = [
    "@fontsource-variable/source-sans-3/files/source-sans-3-latin-wght-normal.woff2",
    "@fontsource-variable/source-sans-3/files/source-sans-3-latin-ext-wght-normal.woff2",
    "@fontsource-variable/source-sans-3/files/source-sans-3-cyrillic-wght-normal.woff2",
    "@fontsource-variable/noto-sans-arabic/files/noto-sans-arabic-arabic-wght-normal.woff2",
]
WEIGHTS = (400, 700)
HTMX = "htmx.org/dist/htmx.min.js"
COMPONENTS = [
    "@nl-design-system-candidate/button-css/dist/button.css",
    "@nl-design-system-candidate/skip-link-css/dist/skip-link.css",
    "@utrecht/alert-css/dist/index.css",
    "@utrecht/form-field-css/dist/index.css",
    "@utrecht/form-field-description-css/dist/index.css",
    "@utrecht/form-field-error-message-css/dist/index.css",
    "@utrecht/form-fieldset-css/dist/index.css",
    "@utrecht/form-label-css/dist/index.css",
    "@utrecht/select-css/dist/index.css",
    "@utrecht/table-css/dist/index.css",
    "@utrecht/textarea-css/dist/index.css",
    "@utrecht/textbox-css/dist/index.css",
]
# Ours, in this order: later files refine earlier ones.
OWN_CSS = ["theme.css", "page.css", "forms.css", "parts.css", "print.css"]

# Parts of the components that pact never shows. The states of real elements (:hover, [aria-invalid]) stay; the classes
# that imitate them are for design tools, and :invalid would call a field wrong before anybody typed in it.
UNUSED = re.compile(
    r"--(pressed|disabled|busy|icon-only|positive|selected|truncate|oneline|html-content|hover|focus|focus-visible|active"
    r"|read-only|[a-z-]+-size|section|checkbox|radio|row-hover|row-focus-within|alternate-odd|alternate-even)\b"
    r"|table__(footer|figcaption|header-cell-button)|sticky|placeholder|:invalid\b"
)

# Outline drawings, one word each; a new one is a new line here, and icon('name') in a template.
ICONS = """
alert-circle alert-triangle archive arrow-back-up arrow-left arrow-right ban bell building calendar check chevron-down
chevron-right circle-check circle-x clock download edit external-link eye file-text hand-stop heart-handshake
help-circle home hourglass info-circle language lock logout mail map-pin menu-2 message messages news note pencil
phone plus printer search send settings share speakerphone star trash user user-check users volume wifi-off world x
""".split()  # noqa: SIM905 (one word a line would be a page)


# --- reading CSS ---------------------------------------------------------------


def without_comments(css: str) -> str:
    return re.sub(r"/\*.*?\*/", "", css, flags=re.S)


def rules(css: str) -> Iterator[tuple[str, str]]:
    """The top-level rules: what stands before the brace, what stands inside. Statements (@charset) fall away."""
    start = depth = 0
    prelude = ""
    for at, sign in enumerate(css):
        if sign == ";" and depth == 0:
            start = at + 1
        elif sign == "{":
            if depth == 0:
                prelude, start = css[start:at].strip(), at + 1
            depth += 1
        elif sign == "}":
            depth -= 1
            if depth == 0:
                yield prelude, css[start:at].strip()
                start = at + 1


def selectors(prelude: str) -> list[str]:
    """Split at commas, but not at those inside :is(…) or [attribute="…"]."""
    return [part.strip() for part in re.split(r",(?![^(]*\))(?![^\[]*\])", prelude)]


def used(css: str) -> str:
    """The stylesheet without the parts pact never shows."""
    kept = []
    for prelude, body in rules(css):
        if prelude.startswith(("@media", "@supports")):
            if inner := used(body):
                kept.append(f"{prelude}{{{inner}}}")
        else:
            named = [s for s in selectors(prelude) if not UNUSED.search(s)]
            if named and body:
                kept.append(f"{','.join(named)}{{{body}}}")
    return "".join(kept)


def variables(css: str) -> dict[str, str]:
    return {name: value.strip() for name, value in re.findall(r"(--[\w-]+)\s*:\s*([^;{}]+)", css)}


def needed(css: str, definitions: dict[str, str]) -> set[str]:
    """Every variable the stylesheet refers to, and the ones those refer to in turn."""
    found: set[str] = set()
    todo = set(re.findall(r"var\(\s*(--[\w-]+)", css))
    while todo:
        name = todo.pop()
        if name in definitions and name not in found:
            found.add(name)
            todo.update(re.findall(r"var\(\s*(--[\w-]+)", definitions[name]))
    return found


def small(css: str) -> str:
    css = re.sub(r"\s+", " ", without_comments(css))
    # Not around + or inside parentheses: calc() needs its spaces. Not before a colon: «a :hover» is not «a:hover».
    return re.sub(r"\s*([{};,>])\s*", r"\1", css).replace(": ", ":").replace(";}", "}").strip()


# --- making the files ----------------------------------------------------------


def fetch() -> None:
    """`npm ci`, unless the packages of this very lock file are already there."""
    lock = (ROOT / "package-lock.json").read_bytes()
    stamp = MODULES / ".pact-lock"
    mark = hashlib.sha256(lock).hexdigest()
    if stamp.is_file() and stamp.read_text() == mark:
        return
    npm = shutil.which("npm") or shutil.which("npm", path=str(Path(sys.executable).parent))
    if npm is None:
        sys.exit("npm is not on PATH and not in the environment: run `make setup`")
    subprocess.run([npm, "ci", "--no-progress", "--loglevel=error"], cwd=ROOT, check=True)
    stamp.write_text(mark)


def stylesheet(font: str) -> str:
    tokens = variables(without_comments((MODULES / TOKENS).read_text()))
    components = "".join(used(without_comments((MODULES / path).read_text())) for path in COMPONENTS)
    own = "".join((STATIC / "css" / name).read_text() for name in OWN_CSS).replace("source-sans-3.woff2", font)
    ours = variables(without_comments(own))
    names = needed(components + own, tokens | ours) - ours.keys()
    theme = ";".join(f"{name}:{tokens[name]}" for name in tokens if name in names)
    notice = "/*! NL Design System and Utrecht component CSS, parts of: EUPL-1.2, see THIRD-PARTY.md */\n"
    return notice + small(f".voorbeeld-theme{{{theme}}}{components}{own}")


def sprite(names: Iterable[str]) -> str:
    """One file with all drawings. Colour and line come from the CSS of .pact-icon, through currentColor."""
    symbols = []
    for name in sorted(names):
        svg = (MODULES / "@tabler/icons/icons/outline" / f"{name}.svg").read_text()
        inner = re.sub(r"\s+", " ", "".join(re.findall(r"<(?:path|circle|rect|line)\b[^>]*/>", svg)))
        symbols.append(f'<symbol id="{name}" viewBox="0 0 24 24">{inner}</symbol>')
    return f'<svg xmlns="http://www.w3.org/2000/svg">{"".join(symbols)}</svg>'


def script(path: Path) -> str:
    """Comment lines and indentation fall away; anything cleverer than that is not worth its risk."""
    lines = (line.strip() for line in path.read_text().splitlines())
    return "\n".join(line for line in lines if line and not line.startswith("//")) + "\n"


def write(name: str, content: bytes, manifest: dict[str, str]) -> str:
    stem, _, ending = name.rpartition(".")
    hashed = f"{stem}.{hashlib.sha256(content).hexdigest()[:10]}.{ending}"
    (VENDOR / hashed).write_bytes(content)
    if ending != "woff2":  # that is compressed already
        (VENDOR / f"{hashed}.gz").write_bytes(gzip.compress(content, 9, mtime=0))
    manifest[name] = hashed
    return hashed


def print_fonts() -> None:
    """The letters for typst, which reads no woff2 and no font of many weights; and letters.txt: all that they can show.

    In a folder of their own, because typst takes every font of a folder. It is replaced in one go.
    """
    made = VENDOR / "fonts.new"
    shutil.rmtree(made, ignore_errors=True)
    made.mkdir()
    letters: set[int] = set()
    for path in PRINT_FONTS:
        for weight in WEIGHTS:
            font = instantiateVariableFont(TTFont(MODULES / path), {"wght": weight})
            font.flavor = None
            font["OS/2"].usWeightClass = weight
            font.save(made / f"{Path(path).stem}-{weight}.ttf")
            letters.update(font.getBestCmap())
    (made / "letters.txt").write_text("".join(map(chr, sorted(letters))), encoding="utf-8", newline="")
    shutil.rmtree(FONTS, ignore_errors=True)
    made.rename(FONTS)


def sources() -> str:
    """One digest of all that the outcome depends on."""
    digest = hashlib.sha256()
    own = [STATIC / "css" / name for name in OWN_CSS] + [STATIC / "js" / "pact.js", STATIC / "js" / "passkey.js"]
    for path in [ROOT / "package-lock.json", Path(__file__), *own]:
        digest.update(path.read_bytes())
    return digest.hexdigest()


def main() -> None:
    stamp, manifest_file = VENDOR / ".ok", VENDOR / "manifest.json"
    mark = sources()
    if stamp.is_file() and stamp.read_text() == mark and manifest_file.is_file():
        names = json.loads(manifest_file.read_text()).values()
        if all((VENDOR / name).is_file() for name in names) and (FONTS / "letters.txt").is_file():
            return
    fetch()
    VENDOR.mkdir(parents=True, exist_ok=True)
    manifest: dict[str, str] = {}
    font = write("source-sans-3.woff2", (MODULES / FONT).read_bytes(), manifest)
    write("app.css", stylesheet(font).encode(), manifest)
    write("htmx.js", re.sub(rb"\n//# sourceMappingURL=.*", b"", (MODULES / HTMX).read_bytes()), manifest)
    write("pact.js", script(STATIC / "js" / "pact.js").encode(), manifest)
    write("passkey.js", script(STATIC / "js" / "passkey.js").encode(), manifest)
    write("icons.svg", sprite(ICONS).encode(), manifest)
    print_fonts()
    manifest_file.write_text(json.dumps(manifest, indent=1))
    stamp.write_text(mark)
    # A site that runs meanwhile still names the files it started with: those of the last week stay.
    keep = {stamp.name, manifest_file.name, FONTS.name}
    keep |= {*manifest.values(), *(f"{name}.gz" for name in manifest.values())}
    for path in VENDOR.iterdir():
        if path.name not in keep and path.stat().st_mtime < time.time() - WEEK:
            path.unlink()


if __name__ == "__main__":
    main()
