"""The topics in words: as an answer to «Waarbij is hulp nodig?», and inside a sentence of a consent text."""

from flask_babel import lazy_gettext as _l
from flask_babel.speaklater import LazyString

from pact.directory.models import Topic

#: In the order of the question. The last one catches everything else.
TOPICS: list[tuple[Topic, LazyString]] = [
    (Topic.FOOD, _l("Eten en boodschappen")),
    (Topic.CLOTHING, _l("Kleding")),
    (Topic.DEBT, _l("Schulden of rekeningen")),
    (Topic.PAPERWORK, _l("Post en formulieren")),
    (Topic.HOUSING, _l("Huur of wonen")),
    (Topic.CHILDREN, _l("Spullen of activiteiten voor kinderen")),
    (Topic.NEWCOMERS, _l("Nieuw in Nederland, of Nederlands leren")),
    (Topic.LISTENING, _l("Een luisterend oor")),
    (Topic.OTHER, _l("Iets anders, of ik weet het niet")),
]

_LABELS = dict(TOPICS)

#: «Wij delen dat u hulp wilt bij …». Written out, because not every language makes a word small by its first letter.
_IN_A_SENTENCE: dict[Topic, LazyString] = {
    Topic.FOOD: _l("eten en boodschappen"),
    Topic.CLOTHING: _l("kleding"),
    Topic.DEBT: _l("schulden of rekeningen"),
    Topic.PAPERWORK: _l("post en formulieren"),
    Topic.HOUSING: _l("huur of wonen"),
    Topic.CHILDREN: _l("spullen of activiteiten voor kinderen"),
    Topic.NEWCOMERS: _l("nieuw in Nederland, of Nederlands leren"),
    Topic.LISTENING: _l("een luisterend oor"),
    Topic.OTHER: _l("iets anders"),
}


def topic_label(topic: Topic | str) -> str:
    """The topic as it stands beside a radio button or on a card."""
    return str(_LABELS[Topic(topic)])


def topic_in_sentence(topic: Topic | str) -> str:
    """The topic inside a sentence, without a capital."""
    return str(_IN_A_SENTENCE[Topic(topic)])
