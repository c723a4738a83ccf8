"""What `trail` says, and `doctor` of the trail, Dutch and English.

You need this to change such a sentence. Codes and placeholders are the same in both languages.
"""

from collections.abc import Mapping

NL: Mapping[str, str] = {
    "doctor.trail": "het logboek is zoals het geschreven werd",
    "doctor.trail_broken": "{calendar}: het logboek klopt niet vanaf regel {number}: daar is iets"
    " veranderd of weg. Vergelijk het met een back-up.",
    "doctor.trail_broken_office": "het logboek van het kantoor klopt niet vanaf regel {number}: daar is iets"
    " veranderd of weg. Vergelijk het met een back-up.",
    "trail.office": "(kantoor)",
    "trail.empty": "Er staat nog niets in het logboek.",
    "trail.none_since": "Sinds dat moment staat er niets in het logboek.",
    "trail.whole": "Het logboek is heel: {count:# regel|# regels}.",
    "trail.doubtful": "Een regel met ? ervoor bewijst niets.",
    "trail.checked": "Het logboek gaat verder op {count:het ene anker|alle # ankers}.",
    "trail.shorter": "{calendar}: regel {number} was er al, en is weg. Er staat een oudere kopie, of het"
    " einde is afgeknipt. Vergelijk het met een back-up.",
    "trail.other": "{calendar}: regel {number} is een andere dan toen. Er is een oudere kopie teruggezet die"
    " daarna verderging. Vergelijk het met een back-up.",
    "trail.gone": "Een hele keten ({mark}, {count:# regel|minstens # regels}) is weg, zonder dat die agenda"
    " is vergeten. Vergelijk het met een back-up.",
    "trail.what.connected": "verbonden",
    "trail.what.disconnected": "losgekoppeld",
    "trail.what.consented": "ja van de eigenaar",
    "trail.what.approved": "goedgekeurd",
    "trail.what.paused": "stilgezet",
    "trail.what.resumed": "gaat verder",
    "trail.what.created": "geschreven",
    "trail.what.updated": "gewijzigd",
    "trail.what.cancelled": "weggehaald",
    "trail.what.invited": "uitgenodigd",
    "trail.what.unknown": "onzeker of het geschreven is",
    "trail.what.exported": "gegevens meegenomen",
    "trail.what.linked": "inloglink gemaakt",
    "trail.what.forgotten": "vergeten",
}
EN: Mapping[str, str] = {
    "doctor.trail": "the trail is as it was written",
    "doctor.trail_broken": "{calendar}: the trail does not fit from line {number} on: something was"
    " changed or removed there. Compare it with a backup.",
    "doctor.trail_broken_office": "the office's trail does not fit from line {number} on: something was"
    " changed or removed there. Compare it with a backup.",
    "trail.office": "(office)",
    "trail.empty": "Nothing stands in the trail yet.",
    "trail.none_since": "Since that moment nothing stands in the trail.",
    "trail.whole": "The trail is whole: {count:# line|# lines}.",
    "trail.doubtful": "A line with a ? before it proves nothing.",
    "trail.checked": "The trail goes on from {count:the one anchor|all # anchors}.",
    "trail.shorter": "{calendar}: line {number} was there before, and is gone. An older copy stands here, or"
    " the end was cut off. Compare it with a backup.",
    "trail.other": "{calendar}: line {number} is another one than it was. An older copy was put back that"
    " went on since. Compare it with a backup.",
    "trail.gone": "A whole chain ({mark}, {count:# line|# lines or more}) is gone, and no line says that its"
    " calendar was forgotten. Compare it with a backup.",
    "trail.what.connected": "connected",
    "trail.what.disconnected": "disconnected",
    "trail.what.consented": "the owner's yes",
    "trail.what.approved": "approved",
    "trail.what.paused": "paused",
    "trail.what.resumed": "resumed",
    "trail.what.created": "written",
    "trail.what.updated": "changed",
    "trail.what.cancelled": "taken away",
    "trail.what.invited": "invited",
    "trail.what.unknown": "uncertain whether written",
    "trail.what.exported": "data taken along",
    "trail.what.linked": "sign-in link made",
    "trail.what.forgotten": "forgotten",
}
