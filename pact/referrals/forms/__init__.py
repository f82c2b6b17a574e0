"""The shape of what is typed in the room *referrals*; one file for each side of the table."""
