"""The input counts for programs: one JSON object, as the command line promises it.

You need this to change what scripts get. Names are only ever added.
"""

import json
from typing import Any

from zaaikalender.core.counts import Counts, Figures
from zaaikalender.report.year import YearReport


def year_json(report: YearReport) -> str:
    """The whole report. What somebody skipped stands there only where he asked by his calendar's name."""
    people = [{"calendar": name, **_figures(figures)} for name, figures in report.people]
    if report.name:
        people = [each | {"skipped": report.total.skipped} for each in people]
    shown = {
        "year": report.year,
        "people": people,
        "total": _figures(report.total),
        "quarters": [_counts(each) for each in report.total.quarters],
        "weeffout": list(report.weeffout),
    }
    return json.dumps(shown, ensure_ascii=False, indent=2)


def _figures(figures: Figures) -> dict[str, Any]:
    return {"list": figures.list, "goal": figures.goal, **_counts(figures.year)}


def _counts(counts: Counts) -> dict[str, Any]:
    return {
        "planned": counts.planned,
        "held": counts.held,
        "sessions": counts.sessions,
        "half_days": round(counts.half_days, 4),
        "session_half_days": round(counts.session_half_days, 4),
        "follow_up_half_days": round(counts.follow_up_half_days, 4),
    }
