"""Meetings: a date found together, an invitation that every calendar understands, and minutes nobody types twice.

A meeting belongs to a workgroup, or to the whole pact. Who is invited, who sits in its workgroup and the coordinator
see it. Who called it, the lead of the workgroup and the coordinator look after it. Calendars hear of it only
when something really changed: the time, the place, or that it is called off. Nothing here is about a resident.
"""
