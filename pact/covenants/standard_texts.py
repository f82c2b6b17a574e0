"""The words a new pact may begin with: our own, to be changed before the first publication.

A line that begins with «## » is a heading, one with «- » an item of a list; an empty line ends a paragraph.
"""

from pact.covenants.models import TextKind

TITLES = {
    TextKind.PACT: "Pact Samen Rondkomen",
    TextKind.COVENANT: "Convenant Samen Rondkomen",
}

BODIES = {
    TextKind.PACT: """\
Niemand lost geldzorgen alleen op. Daarom werken wij samen.

## Wat wij willen
Iedereen in onze gemeente kan rondkomen en meedoen. Wie geldzorgen heeft, vindt snel de goede hulp.

## Wat wij doen
- Wij komen een paar keer per jaar bij elkaar.
- Wij doen mee in een werkgroep als dat past bij ons werk.
- Wij brengen inwoners naar elkaar toe. Dat doen wij alleen als de inwoner ja zegt.
- Wij laten elkaar weten wat ervan kwam.
- Wij zorgen dat klopt wat over ons staat bij «Wie doet wat».

## Wat wij van elkaar mogen verwachten
Wij zijn eerlijk over wat wij wel en niet kunnen. Wij gebruiken gewone woorden. Wij geven inwoners geen extra stress.

## Hoelang dit geldt
Dit pact geldt vanaf de dag dat beide kanten tekenden. Elk jaar vragen wij of het nog klopt. Wie wil stoppen, mag \
altijd stoppen en zegt waarom.
""",
    TextKind.COVENANT: """\
Niemand lost geldzorgen alleen op. Jullie zien vaak als eersten dat iemand het moeilijk heeft. Daarom werken wij samen.

## Wat wij willen
Iedereen in onze gemeente kan rondkomen en meedoen. Wie geldzorgen heeft, vindt snel de goede hulp.

## Wat jullie doen
- Jullie kiezen een contactpersoon, die ook ambassadeur is.
- De ambassadeur weet wie waarmee helpt, en vertelt dat aan collega's.
- Jullie wijzen mensen met geldzorgen de weg. Jullie verwijzen alleen door als de inwoner ja zegt.

## Wat het pact doet
- Wij houden bij wie wat doet.
- Wij geven uitleg en materiaal.
- Wij nodigen jullie uit als er een bijeenkomst is.

## Hoelang dit geldt
Dit convenant geldt vanaf de dag dat beide kanten tekenden. Elk jaar vragen wij of het nog klopt. Wie wil stoppen, \
mag altijd stoppen en zegt waarom.
""",
}

#: What article 26 of the AVG asks of those who decide together: who explains, who answers, whom to ask.
_ANNEX = """\
Deze bijlage hoort bij {what}. Hierin staat wie wat doet met gegevens van mensen. Dat is een regeling zoals in \
artikel 26 van de AVG. Iedereen mag deze bijlage lezen.

## Wie beslist
De organisatie die doorverwijst en de organisatie die helpt, beslissen elk over hun eigen deel. Voor de website \
beslissen wij samen: welke gegevens wij vragen, wie ze leest en hoelang wij ze bewaren.

## Wie doet wat
- Wie doorverwijst, vraagt de inwoner eerst om toestemming en legt uit wat er gebeurt.
- Wie helpt, leest alleen wat nodig is en bewaart het niet langer dan nodig.
- Wie de inwoner spreekt, vertelt welke gegevens het zijn en wie ze krijgt. Het staat ook op de bladzijde «Privacy».
- De coördinator zorgt dat de website gegevens op tijd wist.
- De gemeente zorgt voor de techniek en voor het contract met wie de website draait.

## Als een inwoner iets vraagt
Een inwoner mag elke organisatie iets vragen over de eigen gegevens: inzien, verbeteren of wissen. Die organisatie \
antwoordt binnen een maand, of vraagt de ander om dat te doen. Wie niet weet bij wie, belt de coördinator. Stoppen met \
delen mag altijd, en werkt meteen.

## Als er iets misgaat
Wie merkt dat gegevens bij een verkeerde persoon terechtkwamen, belt dezelfde dag de coördinator. Samen beslissen wij \
wie het meldt bij de Autoriteit Persoonsgegevens.
"""

ANNEXES = {
    TextKind.PACT: _ANNEX.format(what="het pact"),
    TextKind.COVENANT: _ANNEX.format(what="het convenant"),
}

#: Words an agreement on sharing information may begin with.
SHARING_BODY = """\
## Wat wij delen
Schrijf hier welke gegevens, van wie aan wie, en hoe vaak.

## Waarvoor
Schrijf hier waarvoor het nodig is. Voor iets anders gebruiken wij de gegevens niet.

## Hoe
- Wij sturen de gegevens op een veilige manier.
- Wij bewaren ze niet langer dan nodig. Schrijf hier hoelang.
- Wij vertellen de inwoner dat wij dit doen.

## Hoelang dit geldt
Deze afspraak heeft een laatste dag. Voor die dag kijken wij samen of zij nog nodig is.
"""

SHARING_ANNEX = """\
Deze bijlage hoort bij de afspraak. Hierin staat wie wat doet met gegevens, als wij samen beslissen waarvoor wij ze \
gebruiken. Dat is een regeling zoals in artikel 26 van de AVG.

## Wie doet wat
- Wie de gegevens stuurt, vertelt de inwoner dat dit gebeurt en waarom.
- Wie ze krijgt, leest alleen wat nodig is en wist ze op tijd.

## Als een inwoner iets vraagt
Een inwoner mag het aan elk van ons vragen. Die antwoordt binnen een maand, of vraagt de ander om dat te doen.

## Als er iets misgaat
Wie merkt dat gegevens bij een verkeerde persoon terechtkwamen, belt dezelfde dag de ander. Samen beslissen wij wie \
het meldt bij de Autoriteit Persoonsgegevens.
"""
