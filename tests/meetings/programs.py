"""Programs that are not ours: two calendars, the one who reads mail for them, and a mail program that answers.

khal keeps a folder of files and is used on the command line; Radicale is a server that is asked over HTTP (CalDAV).
Neither reads mail, so neither does anything with METHOD: in real life a mail program does that for them. `Agent` is
the least of such a program (RFC 5546 3.2.2, 3.2.5): of two letters about one appointment the higher SEQUENCE counts,
one day of a series is laid beside the rule, and what is cancelled is taken away. All else the programs do themselves.
"""

import http.client
import os
import shutil
import socket
import subprocess
import sys
import time
from contextlib import suppress
from datetime import date, datetime
from email.message import EmailMessage
from email.policy import SMTP
from email.utils import make_msgid
from pathlib import Path
from xml.etree import ElementTree
from zoneinfo import ZoneInfo

from icalendar import Calendar

from tests.runs import Missing, skip_or_fail

HERE = ZoneInfo("Europe/Amsterdam")


class Agent:
    """Who takes letters with an appointment from the mail, and keeps a calendar program up to date."""

    def __init__(self, *programs):
        self.programs, self.known, self.zones = programs, {}, {}

    def take(self, text):
        letter = Calendar.from_ical(text)
        for event in letter.walk("VEVENT"):
            uid, slot = str(event["UID"]), event["RECURRENCE-ID"].dt if "RECURRENCE-ID" in event else None
            parts = self.known.setdefault(uid, {})
            older = parts.get(slot)
            if older is not None and older["SEQUENCE"] > event["SEQUENCE"]:
                continue
            if letter["METHOD"] == "REQUEST":
                if slot is None:
                    parts.clear()  # a rule that is said anew comes with all that differs from it
                parts[slot] = event
            elif slot is None:
                parts.clear()
            else:
                parts.pop(slot, None)
                parts[None].add("exdate", slot)
            self.zones[uid] = letter.walk("VTIMEZONE")[0]
            for program in self.programs:
                program.keep(uid, self.file(uid)) if parts else program.forget(uid)

    def file(self, uid):
        """As a program stores it: without a method (RFC 4791 4.1)."""
        calendar = Calendar()
        calendar.add("version", "2.0")
        calendar.add("prodid", "-//a mail program//EN")
        calendar.add_component(self.zones[uid])
        for event in self.known[uid].values():
            calendar.add_component(event)
        return calendar.to_ical()


class Gnus:
    """The mail program of Emacs, which answers an invitation by itself (gnus-icalendar)."""

    def __init__(self, address):
        if shutil.which("emacs") is None:
            skip_or_fail(Missing("Emacs", "apt-get install emacs-nox"))
        self.address = address

    def reply(self, invitation, answer):
        """The message that «Accept» sends: `answer` is accepted, tentative or declined."""
        deed = (
            '(progn (require \'gnus-icalendar) (set-language-environment "UTF-8") (with-temp-buffer'
            ' (insert-file-contents "/dev/stdin") (princ (gnus-icalendar-event-reply-from-buffer'
            f" (current-buffer) '{answer} '(\"{self.address}\")))))"
        )
        command = ["emacs", "--batch", "--no-site-file", "--no-init-file", "--eval", deed]
        said = subprocess.run(command, input=invitation, check=True, capture_output=True, timeout=60).stdout
        organiser = str(Calendar.from_ical(invitation).walk("VEVENT")[0]["ORGANIZER"]).removeprefix("mailto:")
        message = EmailMessage()
        message["From"], message["To"], message["Subject"] = self.address, organiser, "Accepted"
        message["Message-ID"] = make_msgid(domain="emacs.example")
        message.set_content("")
        message.add_alternative(said.decode(), subtype="calendar", params={"method": "REPLY"})
        return message.as_bytes(policy=SMTP)


class Khal:
    """The command `khal`, with a folder of its own."""

    CONFIG = """
[calendars]
[[ours]]
path = {0}/files
[sqlite]
path = {0}/khal.db
[default]
default_calendar = ours
[locale]
timeformat = %H:%M
dateformat = %Y-%m-%d
longdateformat = %Y-%m-%d
datetimeformat = %Y-%m-%d %H:%M
longdatetimeformat = %Y-%m-%d %H:%M
local_timezone = Europe/Amsterdam
default_timezone = Europe/Amsterdam
"""

    def __init__(self, home):
        self.home = home
        (home / "files").mkdir(parents=True)
        (home / "config").write_text(self.CONFIG.format(home))

    def _run(self, *words):
        command = [str(Path(sys.executable).with_name("khal")), "-c", str(self.home / "config"), *words]
        settings = os.environ | {"HOME": str(self.home), "XDG_CACHE_HOME": str(self.home)}
        return subprocess.run(command, check=True, capture_output=True, text=True, env=settings, timeout=60).stdout

    def keep(self, uid, text):
        (self.home / "in.ics").write_bytes(text)
        self._run("import", "--batch", str(self.home / "in.ics"))

    def forget(self, uid):
        """khal deletes only where somebody answers its questions; its files are an open format (vdir)."""
        (self.home / "files" / f"{uid}.ics").unlink()

    def days(self, first, last):
        """[(moment, title)] as khal tells them on the clock of the wall."""
        said = self._run("list", "--day-format", "", "--format", "{start}|{title}", f"{first}", f"{last}")
        found = [line.partition("|") for line in said.splitlines() if "|" in line]
        return [(datetime.strptime(start, "%Y-%m-%d %H:%M"), title) for start, _bar, title in found]


class Radicale:
    """A Radicale of our own on loopback; end it with `stop`."""

    def __init__(self, home):
        with socket.socket() as probe:
            probe.bind(("127.0.0.1", 0))
            self.port = probe.getsockname()[1]
        home.mkdir(parents=True)
        settings = {"server-hosts": f"127.0.0.1:{self.port}", "auth-type": "none", "storage-filesystem-folder": home}
        command = [sys.executable, "-m", "radicale", *(f"--{name}={value}" for name, value in settings.items())]
        with (home / "log").open("wb") as log:
            self.process = subprocess.Popen(command, stdout=log, stderr=log)
        for _try in range(300):
            with suppress(OSError):
                self._ask("MKCALENDAR", "")
                return
            time.sleep(0.1)
        raise AssertionError("Radicale does not answer")

    def stop(self):
        self.process.terminate()
        self.process.wait(20)

    def _ask(self, method, path, body=b"", **headers):
        connection = http.client.HTTPConnection("127.0.0.1", self.port, timeout=20)
        connection.request(method, f"/joke/agenda/{path}", body, {"Authorization": "Basic am9rZTp4"} | headers)
        answer = connection.getresponse()
        said = answer.read()
        connection.close()
        if path and answer.status >= 400:
            raise AssertionError(f"{method}: {answer.status} {said!r}")
        return said

    def keep(self, uid, text):
        self._ask("PUT", f"{uid}.ics", text, **{"Content-Type": "text/calendar; charset=utf-8"})

    def forget(self, uid):
        self._ask("DELETE", f"{uid}.ics")

    def days(self, first: date, last: date):
        """The same, from a REPORT in which the server works out the days of a series (RFC 4791 9.6.5)."""
        span = f'start="{first:%Y%m%d}T000000Z" end="{last:%Y%m%d}T000000Z"'
        asked = (
            '<C:calendar-query xmlns:D="DAV:" xmlns:C="urn:ietf:params:xml:ns:caldav"><D:prop><C:calendar-data>'
            f'<C:expand {span}/></C:calendar-data></D:prop><C:filter><C:comp-filter name="VCALENDAR">'
            f'<C:comp-filter name="VEVENT"><C:time-range {span}/></C:comp-filter></C:comp-filter></C:filter>'
            "</C:calendar-query>"
        )
        said = ElementTree.fromstring(self._ask("REPORT", "", asked.encode(), Depth="1"))  # noqa: S314 - our own server
        found = []
        for data in said.iter("{urn:ietf:params:xml:ns:caldav}calendar-data"):
            for event in Calendar.from_ical(data.text).walk("VEVENT"):
                found.append((event["DTSTART"].dt.astimezone(HERE).replace(tzinfo=None), str(event["SUMMARY"])))
        return sorted(found)
