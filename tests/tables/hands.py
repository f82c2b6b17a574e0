"""Files as people send them in: made by the programs they use, or by hand with everything that can be wrong."""

import io
import re

from openpyxl import Workbook, load_workbook

from pact.tables import delimited, ods, xlsx
from pact.tables.reading import read

WRITE = {"csv": delimited.written, "xlsx": xlsx.written, "ods": ods.written}


def text_file(*lines, separator=";", encoding="utf-8"):
    return "\r\n".join(separator.join(line) for line in lines).encode(encoding)


def book(*lines):
    """What Excel would save: numbers are numbers, dates are dates, and «=1+1» is a formula."""
    made = Workbook()
    for line in lines:
        made.active.append(line)
    file = io.BytesIO()
    made.save(file)
    return file.getvalue()


def send(browser, where, content, name="lijst.csv"):
    """Send a file in; gives the address of what will happen, or the page that says what is wrong."""
    head = f'--mark\r\nContent-Disposition: form-data; name="file"; filename="{name}"\r\n\r\n'
    body = head.encode() + content + b"\r\n--mark--\r\n"
    answer = browser.post(where, data=body, content_type="multipart/form-data; boundary=mark")
    return answer.location if answer.status_code == 303 else answer


def carry_out(browser, where, content):
    """Send it in and say yes; gives the page that tells what happened."""
    address = send(browser, where, content)
    assert isinstance(address, str), re.sub(r"\s+", " ", address.text)
    answer = browser.post(address)
    assert answer.status_code == 303, answer.text
    return browser.get(address).text


def counts(page):
    """«3 regels» behind each verdict: new, changed, same, refused."""
    found = re.findall(r"<dd>(?:<a [^>]*>)?(geen|\d+ regels?)", page)
    return tuple(0 if words == "geen" else int(words.split()[0]) for words in found[:4])


def table(content):
    found = read(content)
    return [found.headers, *(cells for _number, cells in found.rows)]


def cells_of_book(content):
    return [list(row) for row in load_workbook(io.BytesIO(content)).active.iter_rows()]
