"""The blueprint of this room, apart, so that the modules with its pages can each add to it."""

from flask import Blueprint

bp = Blueprint("people", __name__)
