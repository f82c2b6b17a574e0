"""Sending an issue: each reader gets it once, whatever stops in between (SECURITY.md E).

`beginning` makes a delivery for every reader; in `turns` a `lane` carries them out over its connections, from what it
has in `hand`, and gives way to other work; `claims` says in the database whose they are, the `ack_file` says on disk
what the mail server took, `recovery` reads it after a worker died; `ending` closes the issue. A delivery is `queued` →
`claimed` → `sending` → `accepted`, `deferred`, `unsure`, `failed` or `cancelled`.
"""
