"""An event that is not written, wherever it stands; a calendar in use: English as raised, Dutch as shown.

You need this for a sentence that names no server: what stands in one event keeps it as it is.
"""

from collections.abc import Mapping

NL: Mapping[str, str] = {
    # What an event no longer is.
    "The event was changed after it was read. Read again and decide again.": (
        "De afspraak is veranderd nadat ze was gelezen. De volgende ronde beslist opnieuw."
    ),
    "The event is no longer there. Read again and decide again.": (
        "De afspraak is er niet meer. De volgende ronde beslist opnieuw."
    ),
    "The calendar already holds this event. Read again and decide again.": (
        "De afspraak staat al in de agenda. De volgende ronde beslist opnieuw."
    ),
    # What is not ours to change.
    "This event is not ours. It was left alone.": (
        "Deze afspraak is niet van ons. Er is niets aan veranderd."
    ),
    "The event was made a series of. It was left alone.": (
        "Van deze afspraak is een reeks gemaakt. Er is niets aan veranderd."
    ),
    "Only the organiser of this event may change it. It was left alone.": (
        "Alleen wie deze afspraak organiseert mag haar veranderen. Er is niets aan veranderd."
    ),
    # Invitations.
    "The approval is for another appointment. Nobody was invited; approve this one.": (
        "Het akkoord is voor een andere afspraak. Er is niemand uitgenodigd; geef akkoord voor deze."
    ),
    "The appointment no longer stands at the approved moment. Ask its owner again.": (
        "De afspraak staat niet meer op het moment dat akkoord was. Vraag de eigenaar opnieuw."
    ),
    # Another process.
    "calendar {name}: another process works on it. It does what this pass would; wait.": (
        "agenda {name}: een ander proces is ermee bezig en doet wat deze ronde zou doen; wacht even."
    ),
    "calendar {name}: another process works on it. Try again in some minutes.": (
        "agenda {name}: een ander proces is ermee bezig. Probeer het over een paar minuten weer."
    ),
}
