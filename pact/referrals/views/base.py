"""The three doors of the room: who refers and handles, who got a letter, and the resident."""

from flask import Blueprint

#: Signed-in people: the journey, the lists, one referral.
bp = Blueprint("referrals", __name__)
#: `/d/<token>`: the receiver, from the letter.
receiving = Blueprint("receiving", __name__)
#: `/i/<token>`: the resident, from paper, a text message or an e-mail.
resident = Blueprint("resident", __name__)
