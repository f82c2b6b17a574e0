"""The directory's own corner of the site, with the words its pages need."""

from flask import Blueprint

from pact.directory.topics import topic_in_sentence, topic_label
from pact.directory.words import days_in_words, dialled, in_dutch, languages_in_words

bp = Blueprint("directory", __name__)
bp.add_app_template_filter(languages_in_words)
bp.add_app_template_filter(dialled)
bp.add_app_template_filter(in_dutch)
bp.add_app_template_filter(days_in_words)
bp.add_app_template_filter(topic_label)
bp.add_app_template_filter(topic_in_sentence)
