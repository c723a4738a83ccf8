"""The sorts of values that a setting can have: each with its check and what an editor may know of it.

You need this to add a setting: pick its sort here, or add one. The checks themselves stand in `values`,
`durations`, `hours`, `patterns` and `holidays`; all values that come out are plain and frozen.
"""

from collections.abc import Mapping
from datetime import timedelta
from pathlib import PurePath
from typing import Annotated, TypeAlias

from pydantic import Field, PlainValidator, WithJsonSchema

from zaaikalender.config.durations import read_duration, read_share, read_span
from zaaikalender.config.holidays import check_country
from zaaikalender.config.hours import read_hours, read_week, read_weekday
from zaaikalender.config.patterns import check_pattern
from zaaikalender.config.values import (
    SLUG,
    VARIABLE,
    check_address,
    check_closed,
    check_domain,
    check_host,
    check_name,
    check_network,
    check_path,
    check_person,
    check_reach,
    check_some_days,
    check_store_url,
    check_title,
    check_variable,
    check_zone,
    text_of,
    within,
)
from zaaikalender.core.dates import Closed, Hours, Span, WeekHours
from zaaikalender.core.people import Person


def _json(kind: str, **extra: object) -> WithJsonSchema:
    """What an editor needs to know of a value."""
    return WithJsonSchema({"type": kind, **extra})


_ZERO, _HALF_DAY = timedelta(0), timedelta(hours=12)
_MINUTE, _SECOND = timedelta(minutes=1), timedelta(seconds=1)
_DAY_TABLE: Mapping[str, object] = {"type": "object", "additionalProperties": {"type": "string"}}

Name: TypeAlias = Annotated[str, PlainValidator(check_name), _json("string", pattern=f"^{SLUG.pattern}$")]
Label: TypeAlias = Annotated[str, PlainValidator(lambda value: text_of(value, "a text")), _json("string")]
Title: TypeAlias = Annotated[
    str, PlainValidator(check_title(frozenset({"project"}))), _json("string", examples=["Borging {project}"])
]
ListFile: TypeAlias = Annotated[
    str, PlainValidator(check_title(frozenset({"calendar"}))), _json("string", examples=["{calendar}.xlsx"])
]
Pattern: TypeAlias = Annotated[str, PlainValidator(check_pattern), _json("string", format="regex")]
Owner: TypeAlias = Annotated[
    Person,
    PlainValidator(check_person),
    _json("string", examples=["Marieke de Wit <marieke@bureau.example>"]),
]
Domain: TypeAlias = Annotated[str, PlainValidator(check_domain), _json("string", examples=["bureau.example"])]
Zone: TypeAlias = Annotated[str, PlainValidator(check_zone), _json("string", examples=["Europe/Amsterdam"])]
Country: TypeAlias = Annotated[
    str, PlainValidator(check_country), _json("string", examples=["NL", "DE-BY", ""])
]
ClosedDays: TypeAlias = Annotated[
    Closed, PlainValidator(check_closed), _json("string", examples=["2026-12-24/2027-01-03", "2026-12-31"])
]
Weekday: TypeAlias = Annotated[int, PlainValidator(read_weekday), _json("string", examples=["donderdag"])]
Between: TypeAlias = Annotated[Hours, PlainValidator(read_hours), _json("string", examples=["10:00-16:30"])]
Week: TypeAlias = Annotated[
    WeekHours,
    PlainValidator(read_week),
    WithJsonSchema({"anyOf": [{"type": "string", "examples": ["ma-vr 09:00-17:30"]}, _DAY_TABLE]}),
]
Days: TypeAlias = Annotated[Span, PlainValidator(read_span), _json("string", examples=["2 weken", "0 days"])]
SomeDays: TypeAlias = Annotated[
    Span, PlainValidator(check_some_days), _json("string", examples=["6 weken", "1 jaar", "5 working days"])
]
Duration: TypeAlias = Annotated[
    timedelta,
    PlainValidator(within(read_duration, _MINUTE, _HALF_DAY)),
    _json("string", examples=["45 min", "1,5 uur"]),
]
Slack: TypeAlias = Annotated[
    timedelta,
    PlainValidator(within(read_duration, _ZERO, _HALF_DAY)),
    _json("string", examples=["15 min", "0 min"]),
]
Interval: TypeAlias = Annotated[
    timedelta,
    PlainValidator(within(read_duration, _SECOND, timedelta(days=7))),
    _json("string", examples=["15 min"]),
]
Delay: TypeAlias = Annotated[
    timedelta,
    PlainValidator(within(read_duration, _ZERO, timedelta(days=7))),
    _json("string", examples=["10 min"]),
]
Share: TypeAlias = Annotated[
    float, PlainValidator(read_share), _json("string", pattern="%$", examples=["30%"])
]
PathText: TypeAlias = Annotated[PurePath, PlainValidator(check_path), _json("string")]
Variable: TypeAlias = Annotated[
    str, PlainValidator(check_variable), _json("string", pattern=f"^{VARIABLE.pattern}$")
]
Address: TypeAlias = Annotated[str, PlainValidator(check_address), _json("string", format="uri")]
StoreUrl: TypeAlias = Annotated[
    str, PlainValidator(check_store_url), _json("string", examples=["sqlite:///zaaikalender.db"])
]
Host: TypeAlias = Annotated[
    str, PlainValidator(check_host), _json("string", examples=["smtp.bureau.example"])
]
Reach: TypeAlias = Annotated[
    str, PlainValidator(check_reach), _json("string", examples=["nas.local", "192.168.0.0/24"])
]
Network: TypeAlias = Annotated[
    str, PlainValidator(check_network), _json("string", examples=["10.0.0.7", "192.168.0.0/24"])
]
Count: TypeAlias = Annotated[int, Field(strict=True, ge=0, le=10_000)]
AtLeastOne: TypeAlias = Annotated[int, Field(strict=True, ge=1, le=10_000)]
Port: TypeAlias = Annotated[int, Field(strict=True, ge=1, le=65_535)]
Month: TypeAlias = Annotated[int, Field(strict=True, ge=1, le=12)]
Flag: TypeAlias = Annotated[bool, Field(strict=True)]
