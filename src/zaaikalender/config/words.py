"""The words, Dutch and English, in which people write durations and days in the config.

You need this to teach the product another spelling. Everything in here is data; `durations` and `hours` read
with it. Words are looked up in lower case and without a dot at their end.
"""

import calendar

NUMBERS = {
    "een": 1.0,
    "één": 1.0,
    "a": 1.0,
    "an": 1.0,
    "one": 1.0,
    "half": 0.5,
    "halve": 0.5,
    "anderhalf": 1.5,
    "anderhalve": 1.5,
    "twee": 2.0,
    "two": 2.0,
    "drie": 3.0,
    "three": 3.0,
    "vier": 4.0,
    "four": 4.0,
    "vijf": 5.0,
    "five": 5.0,
    "zes": 6.0,
    "six": 6.0,
}
"""Numbers that people write out; "half a year" and "een half jaar" are sums of these (`durations`)."""

SECONDS = {
    **dict.fromkeys(("s", "sec", "seconde", "seconden", "second", "seconds"), 1),
    **dict.fromkeys(("m", "min", "mins", "minuut", "minuten", "minute", "minutes"), 60),
    **dict.fromkeys(("kwartier", "kwartieren"), 15 * 60),
    **dict.fromkeys(("u", "uur", "uren", "h", "hr", "hrs", "hour", "hours"), 60 * 60),
    **dict.fromkeys(("dag", "dagen", "day", "days"), 24 * 60 * 60),
}
"""Units of the clock, in seconds. A day is 24 hours here: nobody waits "10 minutes" by the calendar."""

DAYS = dict.fromkeys(("dag", "dagen", "day", "days"), 1)
WORKING_DAYS = dict.fromkeys(
    ("werkdag", "werkdagen", "workday", "workdays", "working day", "working days"), 1
)
WEEKS = dict.fromkeys(("week", "weken", "weeks"), 1)
MONTHS = {
    **dict.fromkeys(("maand", "maanden", "month", "months"), 1),
    **dict.fromkeys(("kwartaal", "kwartalen", "quarter", "quarters"), 3),
}
YEARS = dict.fromkeys(("jaar", "jaren", "year", "years"), 1)

WEEKDAYS = {
    word: number
    for number, words in enumerate(
        (
            "ma maandag mo mon monday",
            "di dinsdag tu tue tues tuesday",
            "wo woensdag we wed weds wednesday",
            "do donderdag th thu thur thurs thursday",
            "vr vrijdag fr fri friday",
            "za zaterdag sa sat saturday",
            "zo zondag su sun sunday",
        )
    )
    for word in words.split()
}
"""Days of the week, Monday is 0."""

WEEK = len(calendar.day_name)
