"""Reports of mail servers about a letter, as they come (RFC 3464)."""

REPORT = """\
From: MAILER-DAEMON@mx.example.nl
To: post@samenrondkomen.example.nl
Subject: Undelivered Mail Returned to Sender
Message-ID: <{id}@mx.example.nl>
MIME-Version: 1.0
Auto-Submitted: auto-replied
Content-Type: multipart/report; report-type=delivery-status; boundary="grens"

--grens
Content-Type: text/plain; charset=us-ascii

This is the mail system at host mx.example.nl.

--grens
Content-Type: message/delivery-status

Reporting-MTA: dns; mx.example.nl
Arrival-Date: Tue, 24 Nov 2026 10:00:00 +0100

Final-Recipient: rfc822; {to}
Original-Recipient: rfc822;{to}
Action: {action}
Status: {status}
Diagnostic-Code: smtp; 550 {status} <{to}>: Recipient address rejected

--grens
Content-Type: {kind}

From: Samen Rondkomen <post@samenrondkomen.example.nl>
To: {to}
Subject: iets
Message-ID: <{message_id}@{host}>

--grens--
"""


def report(message_id, to, *, action="failed", status="5.1.1", kind="message/rfc822", host="localhost", id="b1"):
    said = {"message_id": message_id, "to": to, "action": action, "status": status, "kind": kind, "host": host}
    return REPORT.format(id=id, **said)
