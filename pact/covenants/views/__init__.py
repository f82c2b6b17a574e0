"""The pages of this room: joining, answering requests, signing by link, the register, one partner, the texts."""

from pact.covenants.views import copies, deeds, join, partner, register, requests, signing, texts
from pact.covenants.views.blueprint import bp

__all__ = ["bp", "copies", "deeds", "join", "partner", "register", "requests", "signing", "texts"]
