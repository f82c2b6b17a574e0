"""A message with lines of any length: what no mail server takes is written in shorter ones, and reads the same."""

from email.charset import QP, Charset
from email.mime.text import MIMEText

from flask_mail import Message

LONGEST_LINE = 900
IN_SHORT_LINES = Charset("utf-8")
IN_SHORT_LINES.body_encoding = QP


class WholeMessage(Message):
    """No mail server takes a line of more than 998 signs, and HTML has lines of any length."""

    def _mimetext(self, text: str | None, subtype: str = "plain") -> MIMEText:
        if max(map(len, (text or "").encode().splitlines()), default=0) < LONGEST_LINE:
            return super()._mimetext(text, subtype)
        made = MIMEText("", subtype)
        made.replace_header("Content-Type", f'text/{subtype}; charset="utf-8"')
        del made["Content-Transfer-Encoding"]
        made.set_payload(text or "", IN_SHORT_LINES)
        return made
