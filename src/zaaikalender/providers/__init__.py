"""Where calendars are kept: one module per kind of calendar, none of which knows another.

You need this to read or write somebody's calendar. A provider translates between its vendor's words and the
core's values (`Event`, `Draft`); vendor words stop here. What several of them share is iCalendar: `ics` reads
it, `ics_write` writes it.
"""
