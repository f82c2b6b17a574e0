"""Referrals: one resident, handed over warmly to one organisation, with the resident's yes.

We carry the handover, not a case file. Without a yes for exactly this recipient and exactly these data nothing is sent;
a stop works at once and destroys the key. Before somebody accepts, the receiving organisation sees a card without a
person; after that only the named handler reads who it is, and the resident can read when they looked. When the receiver
stops taking part, what was open there is rejected for it, also from `accepted` (partners.py).

    draft ──► consent_pending ──► requested ──► accepted ──► completed / failed
      │            │                │   ▲ │
      ▼            ▼                ▼   │ ▼
    erased    expired, cancelled   rejected, on_hold          withdrawn: from wherever data is still alive
"""
