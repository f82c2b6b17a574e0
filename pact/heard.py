"""What is called by name: jobs, clocks, parts of a merge, notes on a page. To be imported is enough to be heard."""

from pact.ambassadors import clocks as ambassador_clocks
from pact.ambassadors import merging as ambassador_merging
from pact.ambassadors import presence as ambassador_presence
from pact.covenants import clocks as covenant_clocks
from pact.covenants import merging as covenant_merging
from pact.covenants.agreements import clocks as agreement_clocks
from pact.covenants.recruiting import clocks as recruiting_clocks
from pact.directory import merging as directory_merging
from pact.directory import needs as directory_needs
from pact.marketplace import clocks as marketplace_clocks
from pact.marketplace import merging as marketplace_merging
from pact.referrals import clocks as referral_clocks
from pact.referrals import partners as referral_partners
from pact.reports import releases as report_releases
from pact.workgroups import clocks as workgroup_clocks
from pact.workgroups import files as workgroup_files
from pact.workgroups import merging as workgroup_merging
from pact.workgroups import seats as workgroup_seats

__all__ = [
    "agreement_clocks",
    "ambassador_clocks",
    "ambassador_merging",
    "ambassador_presence",
    "covenant_clocks",
    "covenant_merging",
    "directory_merging",
    "directory_needs",
    "marketplace_clocks",
    "marketplace_merging",
    "recruiting_clocks",
    "referral_clocks",
    "referral_partners",
    "report_releases",
    "workgroup_clocks",
    "workgroup_files",
    "workgroup_merging",
    "workgroup_seats",
]
