"""What calendar programs read and write: iCalendar (RFC 5545, 7986), as letters (5546, 6047), feeds and replies.

One writer for all of it, so that a letter and a feed say the same of one appointment. A text can never become a line.
"""
