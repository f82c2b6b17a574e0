"""Marketplace: what partners ask of each other and offer, «Marktplaats».

A room of its own, for it has tables, pages and a policy that no other room shares; it stands beside the ambassadors, so
that the newsletter may read it. A notice ends by itself, and is never about a resident. Who answers is known by name;
their address only if they say so.
"""
