"""What the codes of recruiting are called on screen."""

from flask_babel import lazy_gettext as _l
from flask_babel.speaklater import LazyString

from pact.covenants.models import Stage, StepKind

#: Word and kind of badge.
STAGES: dict[Stage, tuple[LazyString, str]] = {
    Stage.LEAD: (_l("Nog benaderen"), "neutral"),
    Stage.APPROACHED: (_l("Benaderd"), "info"),
    Stage.TALKING: (_l("In gesprek"), "info"),
    Stage.ASKED: (_l("Gevraagd om mee te doen"), "warning"),
    Stage.LATER: (_l("Later"), "neutral"),
    Stage.SIGNED: (_l("Getekend"), "positive"),
    Stage.DECLINED: (_l("Doet niet mee"), "neutral"),
}

STEPS: dict[StepKind, LazyString] = {
    StepKind.MADE: _l("Op de lijst gezet"),
    StepKind.CALLED: _l("Gebeld"),
    StepKind.MAILED: _l("Brief gemaild"),
    StepKind.WRITTEN: _l("Brief op papier gestuurd"),
    StepKind.PLANNED: _l("Andere datum gekozen"),
}


def stage_badge(stage: Stage | str) -> tuple[str, str]:
    """The word for a badge and its kind."""
    word, kind = STAGES[Stage(stage)]
    return str(word), kind


def stage_named(stage: Stage | str) -> str:
    return str(STAGES[Stage(stage)][0])


def step_named(kind: StepKind | str, stage: Stage | str) -> str:
    """What was done; of a move, where it went."""
    done = StepKind(kind)
    return str(STEPS[done]) if done in STEPS else stage_named(stage)
