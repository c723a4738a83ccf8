"""Public holidays of a country or a part of it: the only door to `holidays`.

You need this where the config names a country: `NL`, `BE`, `DE-BY`. Only days on which offices close are
taken (the library's category "public").
"""

from datetime import date

import holidays
from holidays.registry import COUNTRIES

from zaaikalender.config.suggest import did_you_mean

YEARS_BACK = 2
YEARS_AHEAD = 4


def check_country(text: object) -> str:
    """The country as it was written, once the library knows it; an empty text is a country without holidays.

    Raises ValueError with a sentence that says what was expected.
    """
    if not isinstance(text, str):
        raise ValueError("must be a country such as 'NL' or 'DE-BY', in quotes.")  # noqa: TRY004 - for pydantic
    country, _, part = text.strip().upper().partition("-")
    known = holidays.list_supported_countries()
    if country and country not in known:
        raise ValueError(f"must be a country whose holidays are known, such as 'NL'.{_suggestion(text)}")
    parts = {name.upper(): name for name in known.get(country, ())}
    if part and part not in parts:
        raise ValueError(f"names no part of {country}: write {country} alone.{did_you_mean(part, parts)}")
    return f"{country}-{parts[part]}" if part else country


def public_holidays(country: str, *, today: date) -> frozenset[date]:
    """All public holidays from two years before this year up to four years after it."""
    if not country:
        return frozenset()
    code, _, part = country.partition("-")
    years = range(today.year - YEARS_BACK, today.year + YEARS_AHEAD + 1)
    return frozenset(holidays.country_holidays(code, subdiv=part or None, years=years))


def _suggestion(text: str) -> str:
    """Most who miss write the country's name, in English or in Dutch."""
    names = {"nederland": "NL", "holland": "NL", "belgie": "BE", "belgië": "BE", "duitsland": "DE"}
    names |= {name.replace("_", " "): codes[1] for name, codes in COUNTRIES.items()}
    code = names.get(text.strip().casefold())
    return f" Did you mean '{code}'?" if code else did_you_mean(text, holidays.list_supported_countries())
