"""Date polls: everybody says of each day yes, if need be, or no, without an account, and one of the days becomes it.

Answers can be changed until the last day; then who called the meeting chooses. Choosing sends the real invitation, to
everybody who was asked, whatever they answered and whether they have an account or not. A reminder goes to nobody who
answered. By a link one reads how many say what, never who; the answers are wiped 14 days after the end.
"""
