"""Names as they are compared: of projects, and of people.

You need this wherever two spellings of a name must be one.
"""

import re
import unicodedata


def normalised(name: str) -> str:
    """A name without case, accents, punctuation and spacing: "Alfa, fase 2" is "alfa fase 2"."""
    plain = "".join(
        char for char in unicodedata.normalize("NFKD", name.casefold()) if not unicodedata.combining(char)
    )
    return " ".join(re.findall(r"\w+", plain))
