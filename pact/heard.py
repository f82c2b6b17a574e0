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
from pact.inbox import bounces as inbox_bounces
from pact.inbox import clock as inbox_clock
from pact.marketplace import clocks as marketplace_clocks
from pact.marketplace import merging as marketplace_merging
from pact.meetings import calling as meeting_calling
from pact.meetings.cases import clocks as case_clocks
from pact.meetings.evaluations import clocks as evaluation_clocks
from pact.meetings.events import clocks as event_clocks
from pact.meetings.events import news as event_news
from pact.meetings.feeds import keys as feed_keys
from pact.meetings.minutes import clocks as minutes_clocks
from pact.meetings.polls import clocks as poll_clocks
from pact.meetings.replies import calendar_answers as meeting_calendar_answers
from pact.meetings.replies import clocks as meeting_reply_clocks
from pact.meetings.replies import losses as meeting_losses
from pact.meetings.replies import merging as meeting_merging
from pact.meetings.series import calling as series_calling
from pact.meetings.themes import clocks as theme_clocks
from pact.newsletter.composing import clocks as composing_clocks
from pact.newsletter.composing import merging as composing_merging
from pact.newsletter.contributions import calling as newsletter_calling
from pact.newsletter.contributions import clocks as contribution_clocks
from pact.newsletter.contributions import merging as contribution_merging
from pact.newsletter.readers import clocks as reader_clocks
from pact.newsletter.readers import joining as reader_joining
from pact.newsletter.readers import leaving as reader_leaving
from pact.newsletter.readers import listing as reader_lists
from pact.newsletter.readers import returned_mail as reader_returned_mail
from pact.newsletter.sending import beginning as newsletter_beginning
from pact.newsletter.sending import turns as newsletter_turns
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
    "case_clocks",
    "composing_clocks",
    "composing_merging",
    "contribution_clocks",
    "contribution_merging",
    "covenant_clocks",
    "covenant_merging",
    "directory_merging",
    "directory_needs",
    "evaluation_clocks",
    "event_clocks",
    "event_news",
    "feed_keys",
    "inbox_bounces",
    "inbox_clock",
    "marketplace_clocks",
    "marketplace_merging",
    "meeting_calendar_answers",
    "meeting_calling",
    "meeting_losses",
    "meeting_merging",
    "meeting_reply_clocks",
    "minutes_clocks",
    "newsletter_beginning",
    "newsletter_calling",
    "newsletter_turns",
    "poll_clocks",
    "reader_clocks",
    "reader_joining",
    "reader_leaving",
    "reader_lists",
    "reader_returned_mail",
    "recruiting_clocks",
    "referral_clocks",
    "referral_partners",
    "report_releases",
    "series_calling",
    "theme_clocks",
    "workgroup_clocks",
    "workgroup_files",
    "workgroup_merging",
    "workgroup_seats",
]
