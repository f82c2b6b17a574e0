"""The command `pact`: what one does on the server itself. Here stand the names and the words; the work is elsewhere.

The modules that do the work are loaded when their command runs, so that `--help` answers at once.
"""

from importlib import import_module
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

if TYPE_CHECKING:
    from flask import Flask

SETTINGS = {"help_option_names": ["-h", "--help"]}


@click.group(context_settings=SETTINGS)
def pact() -> None:
    """Alles wat je op de server zelf doet voor pact.

    Hulp bij één opdracht krijg je zo: pact OPDRACHT --help
    """


def init_commands(app: "Flask") -> None:
    """The same commands as `flask pact …`, for the application at hand."""
    app.cli.add_command(pact)


def main() -> None:
    pact(prog_name="pact")


def _load(place: str) -> Any:
    module, _, name = place.partition(":")
    return getattr(import_module(module), name)


def _run(place: str, **said: Any) -> None:
    """Do the work at this place («module:function») in the application of these settings."""
    given = getattr(click.get_current_context().obj, "load_app", None)
    unsafe: type[Exception] = _load("pact.config:SettingsError")
    try:
        app: Flask = given() if given else _load("pact:create_app")()
    except unsafe as error:
        raise click.ClickException(str(error)) from error
    with app.app_context():
        _load(place)(**said)


# -- people --------------------------------------------------------------------------------------------------------


@pact.command()
@click.argument("email")
@click.option("--naam", "name", required=True, help="Hoe deze persoon heet.")
@click.option("--organisatie", "slug", required=True, help="De korte naam uit het webadres, zoals voedselbank.")
@click.option("--nieuwe-organisatie", "organisation_name", help="De hele naam, als de organisatie er nog niet is.")
@click.option(
    "--rol",
    "role",
    type=click.Choice(["member", "referrer", "handler", "contact_person"]),
    default="contact_person",
    show_default=True,
    help="Wat deze persoon bij de organisatie doet.",
)
@click.option(
    "--pactrol",
    "pact_role",
    type=click.Choice(["coordinator", "policy_officer", "administrator"]),
    help="Een rol voor het hele pact.",
)
def invite(**said: Any) -> None:
    """Nodig iemand uit. Zo begint een nieuw pact: met de eerste coördinator.

    De persoon krijgt een e-mail met een link. De link staat ook op het scherm.
    Is er al een coördinator? Dan moet een tweede persoon een pactrol nog bevestigen.
    """
    _run("pact.commands:invite", **said)


# -- work in the background ----------------------------------------------------------------------------------------


@pact.command()
def worker() -> None:
    """Verstuur brieven en let op termijnen. Draait naast de website, tot Ctrl-C.

    Stop met Ctrl-C of SIGINT: dan maakt hij af waar hij mee bezig is.
    """
    _run("pact.worker:work")


@pact.command()
def deliver() -> None:
    """Doe één keer al het werk dat klaarligt, zoals brieven versturen.

    Voor een server zonder vaste worker: zet deze opdracht elke minuut in cron.
    """
    _run("pact.commands:deliver")


@pact.command()
def forget() -> None:
    """Wis nu alles waarvan de bewaartermijn voorbij is.

    De worker doet dit ook vanzelf. Twee keer wissen kan geen kwaad.
    """
    _run("pact.commands:forget")


# -- secrets and the trail -----------------------------------------------------------------------------------------


@pact.group()
def keys() -> None:
    """De sleutels waarmee gegevens van inwoners op slot zitten."""


@keys.command("new")
def keys_new() -> None:
    """Maak een nieuwe hoofdsleutel. Zet hem vooraan in PACT_KEYS, en laat de oude erachter staan."""
    _run("pact.commands:new_key")


@keys.command("list")
def keys_list() -> None:
    """Laat zien welke hoofdsleutels er zijn, en hoeveel gegevens op elke sleutel wachten."""
    _run("pact.commands:list_keys")


@keys.command("rotate")
def keys_rotate() -> None:
    """Zet alles over op de nieuwste hoofdsleutel.

    Dit mag halverwege stoppen. Begin dan gewoon opnieuw. Na afloop mag de oude sleutel weg uit PACT_KEYS.
    Houd hem wel zolang er reservekopieën van voor die tijd zijn.
    """
    _run("pact.commands:rotate_keys")


@pact.group()
def audit() -> None:
    """Het spoor: wie deed wat, en wanneer."""


@audit.command("verify")
def audit_verify() -> None:
    """Kijk of er niets aan het spoor is veranderd. Noemt anders de eerste regel die niet klopt."""
    _run("pact.commands:verify_audit")


# -- backups -------------------------------------------------------------------------------------------------------


@pact.command()
@click.option(
    "--naar",
    "folder",
    type=click.Path(file_okay=False, path_type=Path),
    help="De map voor de reservekopie. Gewoonlijk: backups, in de map van deze installatie.",
)
def backup(folder: Path | None) -> None:
    """Maak een reservekopie, terwijl de website doorgaat.

    Er komen twee bestanden: de gegevens, en de sleutels daarvan. Bewaar ze op twee plaatsen.
    Kopieën ouder dan 30 dagen gaan weg, sleutels ouder dan 7 dagen ook. Zo blijft gewist ook echt gewist.
    """
    _run("pact.backup:make", folder=folder)


@pact.command()
@click.argument("data", type=click.Path(exists=True, dir_okay=False, path_type=Path))
@click.option(
    "--sleutels",
    "keys_file",
    type=click.Path(dir_okay=False, path_type=Path),
    help="Het bestand met de sleutels. Gewoonlijk: naast de gegevens, met .keys erachter.",
)
@click.option("--vervang", "replace", is_flag=True, help="Zet de database die er nu is opzij.")
def restore(data: Path, keys_file: Path | None, replace: bool) -> None:
    """Zet een reservekopie terug. Stop eerst de website en de worker.

    Zonder het bestand met sleutels kan het niet. Wat na de kopie is gewist, blijft gewist.
    """
    _run("pact.backup:restore", data=data, keys_file=keys_file, replace=replace)


# -- the demo ------------------------------------------------------------------------------------------------------


@pact.group()
def demo() -> None:
    """Een verzonnen dorp, om alles in uit te proberen."""


@demo.command("fill")
def demo_fill() -> None:
    """Vul een lege database met het verzonnen dorp. Is er al iets? Dan verandert er niets."""
    _run("pact.commands:fill_demo")


@demo.command("run")
def demo_run() -> None:
    """Maak alles klaar, start de website en de worker, en zeg waar ze zijn. Stop met Ctrl-C."""
    _load("pact.run:run")()


if __name__ == "__main__":
    main()
