"""From times as written to moments in UTC. What a row does not say is taken from around it, and marked as inferred.

Inferred are: `date`, `year`, `zone`, `day_order` (is 5/6 May or June?), `clock` (13:55 PM), `order` (earlier than the
row above it). Nothing else is guessed: a time that cannot be told stays empty and keeps its words.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date, datetime, time, timedelta

from webapp.imports.times import ClockText, DayText, TimeText, read_time
from webapp.imports.zones import offset_of

NUMERIC_DAY = re.compile(r"(?<![\d./-])(\d{1,2})([/.-])(\d{1,2})\2(?:\d{4}|\d{2})(?![\d./-]*\d)")
DAY_IN_TEXT = re.compile(
    r"(?<![\d.])(?:\d{4}[-/.]\d{1,2}[-/.]\d{1,2}|\d{1,2}[/.-]\d{1,2}[/.-]\d{2,4}"
    r"|(?:\d{1,2}(?:st|nd|rd|th)?\.?\s(?:of\s)?)?"
    r"(?:Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec)[a-z]{0,6}\b)",
)
MOST_TEXT = 2000
ROLLOVER = timedelta(hours=6)
AMERICAN = re.compile(r"(?:US|UC|America)/|Pacific|Eastern|Mountain|(?:[ECMP]|AK|H)[SD]?T\b")
YEARS = range(1970, 2100)
TWELVE = 12


@dataclass(frozen=True, slots=True)
class Setting:
    """What the document says about all its times: a day, zones, and whether days or months come first."""

    day: date | None = None
    section_zone: str = ""
    document_zone: str = ""
    day_first: bool | None = None


@dataclass
class Clockwork:
    """Resolves the times of a timeline one after the other; each may lean on the one before it.

    A row without a time is `near` the one before it, so that it stays where it stood.
    """

    setting: Setting
    previous: datetime | None = None
    marked_day: date | None = None
    inferred: list[str] = field(default_factory=list)
    last_at: str = ""

    def mark_day(self, found: TimeText) -> None:
        """Take the day of a marker between rows (`_7/6/23_`) for those below it."""
        self.inferred = []
        if found.day and (day := self._day(found.day)):
            self.marked_day, self.previous = day, None

    def resolve(self, found: TimeText | None) -> dict[str, str]:
        """Return the time values of a row."""
        self.inferred = []
        if found is None:
            return self._values("", "", "unknown", found)
        start = self._start(found)
        if start is None:
            return self._values("", "", "unknown", found)
        precision = _precision(found)
        end = self._end(found, start)
        self.previous = start if found.clock else (datetime.combine(start, time()) if found.day else self.previous)
        if precision in {"day", "month"}:
            return self._values(_utc(start), _utc(end) if end else "", precision, found)
        zone, source = self._zone(found)
        offset = offset_of(zone, start) if zone else None
        if offset is None:
            self.inferred.append("zone")
            source, offset = "assumed", timedelta()
        values = self._values(_utc(_shift(start, offset)), _utc(_shift(end, offset)) if end else "", precision, found)
        return {**values, "tz": zone, "tz_source": source}

    def _values(self, at: str, end_at: str, precision: str, found: TimeText | None) -> dict[str, str]:
        approx = "yes" if found and found.approx else ""
        zone = found.zone if found else ""
        inferred = ",".join(dict.fromkeys(self.inferred))
        near = "" if at else self.last_at
        self.last_at = at or self.last_at
        return {
            "at": at, "end_at": end_at, "near": near, "precision": precision, "approx": approx,
            "tz": zone, "tz_source": "row" if zone else "", "inferred": inferred,
        }  # fmt: skip

    def _zone(self, found: TimeText) -> tuple[str, str]:
        setting = self.setting
        choices = ((found.zone, "row"), (setting.section_zone, "section"), (setting.document_zone, "document"))
        return next(((zone, source) for zone, source in choices if zone), ("", ""))

    def _start(self, found: TimeText) -> datetime | None:
        clock = _clock(found.clock) if found.clock else time()
        if found.clock and found.clock.is_odd:
            self.inferred.append("clock")
        if found.day:
            day = self._day(found.day)
            return _combine(day, clock, found.clock) if day else None
        if not found.clock:
            return None
        return self._inherited(clock, found.clock)

    def _inherited(self, clock: time, written: ClockText) -> datetime | None:
        """Return a time of day on the day of the row above; past midnight only where it goes back by many hours."""
        previous = self.previous
        day = previous.date() if previous else self.marked_day or self.setting.day
        if day is None:
            return None
        self.inferred.append("date")
        moment = _combine(day, clock, written)
        if moment and previous and moment < previous:
            if previous - moment > ROLLOVER:
                return _shift(moment, timedelta(days=-1))
            self.inferred.append("order")
        return moment

    def _end(self, found: TimeText, start: datetime) -> datetime | None:
        if not (found.last_day or found.last_clock):
            return None
        day = self._day(found.last_day) if found.last_day else start.date()
        clock = _clock(found.last_clock) if found.last_clock else time()
        end = _combine(day, clock, found.last_clock) if day else None
        if end and end < start and not found.last_day:
            end = _shift(end, timedelta(days=-1))
        return end if end and end >= start else None

    def _day(self, written: DayText) -> date | None:
        month, day = written.month, written.day
        if written.first:
            day, month = self._in_order(written)
        year = written.year or self._year()
        if year not in YEARS or year is None or month is None:
            return None
        try:
            return date(year, month, day or 1)
        except ValueError:
            return None

    def _year(self) -> int | None:
        near = self.previous.date() if self.previous else self.marked_day or self.setting.day
        if near:
            self.inferred.append("year")
        return near.year if near else None

    def _in_order(self, written: DayText) -> tuple[int, int]:
        """Return day and month of two numbers: what is possible, what the document does, else a marked guess."""
        first, second = written.first, written.second
        if first > TWELVE:
            return first, second
        if second > TWELVE:
            return second, first
        day_first = self.setting.day_first
        if day_first is None and first != second:
            self.inferred.append("day_order")
            day_first = written.sign == "." or not self._is_american()
        return (first, second) if day_first else (second, first)

    def _is_american(self) -> bool:
        zone = self.setting.section_zone or self.setting.document_zone
        return not zone or bool(AMERICAN.match(zone))


def find_day(texts: Iterable[str], *, at_start: bool = False) -> date | None:
    """Return the first whole day that one of the texts names: a title, front matter, a file name."""
    for text in texts:
        for match in DAY_IN_TEXT.finditer(text[:MOST_TEXT]):
            if at_start and match.start() > 0:
                break
            found = read_time(match[0] if match[0][-1].isdigit() else text[match.start() :])
            day = found.day if found else None
            if day is None or not day.year:
                continue
            resolved = Clockwork(Setting())._day(day)  # noqa: SLF001 - it is at home here
            if resolved and (day.day or day.first):
                return resolved
    return None


def find_day_order(text: str, known: date | None) -> bool | None:
    """Tell whether days come before months in a document's numbers, by those that can be read one way only.

    None without evidence, or with evidence for both.
    """
    first_is_day = second_is_day = False
    for match in NUMERIC_DAY.finditer(text):
        first, second = int(match[1]), int(match[3])
        first_is_day |= first > TWELVE >= second
        second_is_day |= second > TWELVE >= first
    if first_is_day != second_is_day:
        return first_is_day
    if first_is_day or known is None:
        return None
    pairs = {(int(match[1]), int(match[3])) for match in NUMERIC_DAY.finditer(text)}
    by_day, by_month = (known.day, known.month) in pairs, (known.month, known.day) in pairs
    return by_day if by_day != by_month else None


def _precision(found: TimeText) -> str:
    if found.clock:
        if found.clock.minute is None:
            return "hour"
        return "minute" if found.clock.second is None else "second"
    if found.day and (found.day.day is None and not found.day.first):
        return "month"
    return "day"


def _clock(written: ClockText) -> time:
    return time(written.hour % 24, written.minute or 0, written.second or 0)


def _combine(day: date, clock: time, written: ClockText | None) -> datetime | None:
    moment = datetime.combine(day, clock)
    return _shift(moment, timedelta(days=-1)) if written and written.hour == 24 else moment


def _shift(moment: datetime | None, offset: timedelta) -> datetime | None:
    """Return a moment less an offset, or None outside of the calendar."""
    try:
        return moment - offset if moment else None
    except OverflowError:
        return None


def _utc(moment: datetime | None) -> str:
    return f"{moment:%Y-%m-%dT%H:%M:%S}Z".rjust(20, "0") if moment else ""
