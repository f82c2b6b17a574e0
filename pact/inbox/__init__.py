"""The mailbox of our own address: what machines answer is taken from it, what people write stays there unread.

Readers register for what they know (`@reads`): answers of calendars, letters that came back. A message is taken once,
marked as read only after that is stored, and never answered from here: no machine can keep us busy.
"""
