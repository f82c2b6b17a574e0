"""Who comes: an answer by link, on the site, by a calendar or written down by who heard it on the phone.

The last answer counts, until the meeting begins. Where places are few nobody gets one who was not first: who says yes
when it is full waits, and gets the first place that comes free. What somebody may not eat, or needs to come in, is read
by who looks after the meeting and gone a week after it.
"""
