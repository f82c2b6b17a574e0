"""The tables of the directory. Names follow HSDS 3.1 where it has one."""

from pact.directory.models.check import Check
from pact.directory.models.offer import Service, ServiceStatus, ServiceTopic, Topic, is_paused
from pact.directory.models.place import Location, Schedule
from pact.directory.models.scheme import Scheme
from pact.directory.models.term import Term

__all__ = [
    "Check",
    "Location",
    "Schedule",
    "Scheme",
    "Service",
    "ServiceStatus",
    "ServiceTopic",
    "Term",
    "Topic",
    "is_paused",
]
