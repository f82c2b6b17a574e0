"""One question: which file."""

from flask_babel import lazy_gettext as _l
from flask_wtf.file import FileField

from pact.forms import Filled, PactForm


class UploadForm(PactForm):
    file = FileField(_l("Kies het bestand"), [Filled(_l("Kies een bestand."))])
