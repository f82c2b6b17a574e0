"""What a visit weighs: the first view with all it asks for, and the page of fifty rows, as they travel (gzip)."""

import re

from _load import judge
from _services import folder
from _town import READER, application, cookie_of, lay

PACKED = {"Accept-Encoding": "gzip"}


def main() -> None:
    with folder() as home:
        app = application(f"sqlite:///{home}/pact.db", str(home))
        lay(app, 1000, 0)
        visitor = app.test_client(use_cookies=False)  # else it drops the header
        cookie = {"Cookie": cookie_of(app, READER)[0]}
        views = {"/over": {}, "/vandaag": cookie, "/doorverwijzen/hulpvraag": cookie}
        print(f"{'first view, gzip, without the font':44}  {'HTML':>7}  {'files':>7}  {'all':>7}")
        for path, headers in views.items():
            html = visitor.get(path, headers=headers | PACKED)
            assert html.status_code == 200, path
            names = set(re.findall(r'(?:href|src)="(/static/[^"#]+)', visitor.get(path, headers=headers).text))
            files = sum(len(visitor.get(name, headers=PACKED).data) for name in names)
            print(f"{path:44}  {len(html.data):7}  {files:7}  {len(html.data) + files:7}")
            judge("first view, bytes", len(html.data) + files, "≤", 60_000)
        page = visitor.get("/doorverwijzingen?toon=gekregen", headers=cookie | PACKED)
        assert page.status_code == 200
        judge("fifty rows, bytes of HTML", len(page.data), "≤", 6_000)


if __name__ == "__main__":
    main()
