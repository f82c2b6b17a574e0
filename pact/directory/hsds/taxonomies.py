"""The two lists of words by which the open data is sorted, and the ids that follow from what a thing is."""

from functools import lru_cache
from typing import Any, NamedTuple
from uuid import UUID, uuid5

from flask_babel import force_locale

from pact.directory.models import Topic
from pact.directory.topics import TOPICS
from pact.organisations.models import Sector
from pact.organisations.vocabulary import SECTORS

Record = dict[str, Any]

#: Never changed: who took our data yesterday knows these ids.
NAMESPACE = UUID("7f1f2d9e-51b2-5c0e-9d53-0c6b8f0a4e11")


def derived(*parts: str) -> str:
    """The id of something that has no row of its own: always the same for the same thing."""
    return str(uuid5(NAMESPACE, " ".join(parts)))


class Taxonomy(NamedTuple):
    code: str
    name: str
    description: str

    @property
    def id(self) -> str:
        return derived("taxonomy", self.code)

    def term_id(self, code: str) -> str:
        return derived("term", self.code, code)

    @property
    def record(self) -> Record:
        return {"id": self.id, "name": self.name, "description": self.description}


ABOUT = Taxonomy("topic", "Onderwerpen", "Waarbij een dienst helpt.")
SECTOR = Taxonomy("sector", "Sectoren", "Waar een organisatie aan werkt.")
TAXONOMIES = (ABOUT, SECTOR)

TOPIC_BY_ID = {ABOUT.term_id(topic): topic for topic in Topic}
SECTOR_BY_ID = {SECTOR.term_id(sector): sector for sector in Sector}


@lru_cache(maxsize=1)
def terms() -> dict[str, Record]:
    """Every term by its id; in Dutch, whoever asks."""
    with force_locale("nl"):
        return {
            taxonomy.term_id(code): {
                "id": taxonomy.term_id(code),
                "code": f"{taxonomy.code}-{code}",
                "name": str(words),
                "description": str(words),
                "taxonomy": taxonomy.name,
                "taxonomy_id": taxonomy.id,
                "taxonomy_detail": taxonomy.record,
                "language": "nl",
            }
            for taxonomy, choices in ((ABOUT, TOPICS), (SECTOR, SECTORS))
            for code, words in choices
        }


def attribute(taxonomy: Taxonomy, code: str, entity: str, of: str) -> Record:
    """That a service or an organisation is sorted under a term."""
    term = taxonomy.term_id(code)
    return {
        "id": derived("attribute", of, term),
        "link_id": of,
        "link_entity": entity,
        "taxonomy_term_id": term,
        "taxonomy_term": terms()[term],
    }
