"""The tables of this room: workgroups, who sits in them, who asks to, what they have to do, and what they keep."""

from pact.workgroups.models.file import WorkgroupFile, WorkgroupFileVersion
from pact.workgroups.models.request import REQUEST_MOVES, RequestStatus, WorkgroupRequest
from pact.workgroups.models.task import WorkgroupPlan, WorkgroupTask
from pact.workgroups.models.workgroup import Part, Workgroup, WorkgroupMember

__all__ = [
    "REQUEST_MOVES",
    "Part",
    "RequestStatus",
    "Workgroup",
    "WorkgroupFile",
    "WorkgroupFileVersion",
    "WorkgroupMember",
    "WorkgroupPlan",
    "WorkgroupRequest",
    "WorkgroupTask",
]
