"""The tables of this room: workgroups, who sits in them, who asks to, and what they have to do."""

from pact.workgroups.models.request import REQUEST_MOVES, RequestStatus, WorkgroupRequest
from pact.workgroups.models.task import WorkgroupPlan, WorkgroupTask
from pact.workgroups.models.workgroup import Part, Workgroup, WorkgroupMember

__all__ = [
    "REQUEST_MOVES",
    "Part",
    "RequestStatus",
    "Workgroup",
    "WorkgroupMember",
    "WorkgroupPlan",
    "WorkgroupRequest",
    "WorkgroupTask",
]
