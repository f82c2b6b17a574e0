"""The network, as a table and as a drawing."""

from tests.sights import Sight

SIGHTS = [
    Sight("het netwerk", None, "/netwerk"),
    Sight("het netwerk, met aantallen", "fatma", "/netwerk?onderwerp=debt"),
    Sight("het netwerk, niets gevonden", None, "/netwerk?onderwerp=clothing&dorp=Veessen"),
    Sight("het netwerk als kaart", None, "/netwerk/kaart?onderwerp=clothing"),
    Sight("het netwerk als kaart, met aantallen", "gerrit", "/netwerk/kaart"),
]
