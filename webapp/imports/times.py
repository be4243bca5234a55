"""The times that people write at the beginning of a timeline entry, or at its end: what they say, nothing more.

`2026-11-20 10:21 UTC`, `~14:18`, `Sat Oct 30th, 12:45 PM PST`, `09:00 - 11:00`, `7-13th Nov`, `14:??`, `11/03/202`.
Only a bounded beginning of a text is looked at, so time is linear in the number of entries whatever they hold.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field, replace

from webapp.imports.zones import AFTER_CLOCK, ZONE

MOST_CHARACTERS = 120
MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
MONTH = (
    r"(?P<month>jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|may|june?|july?|aug(?:ust)?|sept?(?:ember)?"
    r"|oct(?:ober)?|nov(?:ember)?|dec(?:ember)?)\b\.?"
)
NTH = r"(?:st|nd|rd|th)?"
YEAR = r"(?P<year>(?:19|20)\d{2})(?!:?\d)"
FLAGS = re.IGNORECASE

DAYS = tuple(
    re.compile(pattern, FLAGS)
    for pattern in (
        r"(?P<year>\d{4})-(?P<number>\d{1,2}|\?\?|xx)-(?P<day>\d{1,2}|\?\?|xx)(?!\d)",
        r"(?P<year>\d{4})(?P<sign>[/.])(?P<number>\d{1,2})(?P=sign)(?P<day>\d{1,2})(?!\d)",
        r"(?P<first>\d{1,2})(?P<sign>[/.-])(?P<second>\d{1,2})(?P=sign)(?P<year>\d{4}|\d{2})(?!\d)",
        rf"(?P<day>\d{{1,2}}){NTH}\s?[-–]\s?(?P<last>\d{{1,2}}){NTH}\s(?:of\s)?{MONTH}(?:,?\s{YEAR})?",
        rf"{MONTH}\s?(?P<day>\d{{1,2}}){NTH}\s?[-–]\s?(?P<last>\d{{1,2}}){NTH}(?!:?\d)(?:,?\s{YEAR})?",
        rf"(?P<day>\d{{1,2}}){NTH}\.?[\s/-](?:of\s)?{MONTH}(?:,?[\s/-]{YEAR})?",
        rf"{MONTH}[\s-](?P<day>\d{{1,2}}){NTH}(?!:?\d)(?:,?[\s-]{YEAR})?",
        rf"{MONTH},?\s{YEAR}",
    )
)
BROKEN_DAY = re.compile(r"\d{1,6}[/-]\d{1,6}[/-]\d{1,6}(?!\d)")
SHORT_DAY = re.compile(r"(?P<first>\d{1,2})(?P<sign>/)(?P<second>\d{1,2})(?![\d/])")
WEEKDAY = re.compile(r"(?:mon|tue|tues|wed|wednes|thu|thur|thurs|fri|sat|satur|sun)(?:day)?\b\.?", FLAGS)
HALF = r"(?:\s?(?P<half>[ap]\.?m\b\.?))?"
CLOCK = re.compile(
    rf"(?P<hour>\d{{1,2}})[:h](?P<minute>\d{{2}})(?::(?P<second>\d{{2}})(?:[.,]\d{{1,9}})?)?(?!\d){HALF}", FLAGS
)
DOTTED = re.compile(rf"(?P<hour>\d{{1,2}})\.(?P<minute>\d{{2}})(?![\d.]){HALF}", FLAGS)
HOUR = re.compile(r"(?P<hour>\d{1,2})\s?(?P<half>[ap]\.?m\b\.?)", FLAGS)
MILITARY = re.compile(r"(?P<hour>[01]\d|2[0-3])(?P<minute>[0-5]\d)(?:\s?(?:h|hrs?|hours))?(?![\w:./-]*\w)", FLAGS)
ZONED = re.compile(
    r"(?P<hour>[01]\d|2[0-3])(?P<minute>[0-5]\d)\s?(?:(?:hrs?|hours|h)\b|(?=(?:UTC|GMT|[A-Z]{1,3}ST|[A-Z]{1,3}DT|CET|EET)\b|Z\b))"
)
RELATIVE = re.compile(r"T\s?[+-]\s?\d{1,4}(?::\d\d)?\s?(?:m|min|mins|minutes|h|hrs?|hours?|s|sec)?\b")
NAMED = re.compile(r"(?P<named>noon|midnight)\b", FLAGS)
UNKNOWN_CLOCK = re.compile(
    r"(?P<hour>\d{2}):(?:\?\?|xx)|--:--|[h?][h?]:[m?][m?]|xx:xx|\d[x?]:[x?][x?]|tb[cd]\b|time tb[cd]\b|unknown\b|"
    r"ongoing\b|n/a\b|\?{1,3}(?!\w)",
    FLAGS,
)
APPROX = re.compile(
    r"~|≈|(?:ca|c)\.?(?=\s?\d)|circa\b|approx(?:\.|imately\b|imate\b)?|around\b|about\b|roughly\b", FLAGS
)
LEAD = re.compile(r"(?:between|from|on|at|by|since|the|of)\b|[@\[(]", FLAGS)
CONNECTOR = re.compile(r"\s?(?:-{1,2}>?|–|—|→|\.\.|(?:to|until|till|and|through)\b)\s?", FLAGS)
RANGE_WORD = re.compile(r"to|until|till|and|through|→|->|\.\.", FLAGS)
GAP = re.compile(r"[\s,)\]]{0,9}(?:at\b|on\b|the\b|of\b|[,(\[@])?[\s(\[]{0,5}", FLAGS)
DURATION = re.compile(r"\s?(?:hours?|hrs?|h|minutes?|mins?|seconds?|secs?|days?)\b|%", FLAGS)
AFTER = re.compile(r"[\s)\]]{0,5}(?:[:–—|]|-{1,3}>?|→|,|\.(?=\s))?[\s]{0,5}(?:[-–—](?=\s))?\s{0,5}")
LAST_WINDOW = 60


@dataclass(frozen=True, slots=True)
class DayText:
    """A day as written. `first` and `second` are the numbers of a day and a month whose order is not told."""

    year: int | None = None
    month: int | None = None
    day: int | None = None
    first: int = 0
    second: int = 0
    sign: str = ""


@dataclass(frozen=True, slots=True)
class ClockText:
    """A time of day as written. `is_odd`: like 13:55 PM, it says two things."""

    hour: int
    minute: int | None = None
    second: int | None = None
    is_odd: bool = False


@dataclass(frozen=True, slots=True)
class TimeText:
    """What a time says, and from which characters of the text. `rest` is where the entry's own words go on."""

    start: int = 0
    end: int = 0
    rest: int = 0
    day: DayText | None = None
    clock: ClockText | None = None
    last_day: DayText | None = None
    last_clock: ClockText | None = None
    zone: str = ""
    approx: bool = False
    is_unclear: bool = False

    @property
    def is_moment(self) -> bool:
        """Tell whether it says a day or a time of day."""
        return self.day is not None or self.clock is not None


def read_time(text: str, *, in_cell: bool = False) -> TimeText | None:
    """Return the time that a text begins with. `in_cell`: a cell for times, where `1600` or `?` is one as well."""
    return _Scanner(text[:MOST_CHARACTERS], in_cell=in_cell).read(0)


def read_time_at_end(text: str, *, needs_day: bool = True) -> TimeText | None:
    """Return the time that a text ends with: `First detected 2021-07-12 15:44`, a day and a time of day if need be."""
    stripped = text.rstrip(" \t\n.;,")
    begin = max(0, len(stripped) - LAST_WINDOW)
    window = stripped[begin:]
    for start in range(len(window)):
        if (start and (window[start - 1].isalnum() or window[start - 1] in ":/.-")) or not window[start].isalnum():
            continue
        found = _Scanner(window, in_cell=False).read(start)
        is_whole = found is not None and found.end >= len(window.rstrip(")] "))
        if found and is_whole and (found.day or not needs_day) and (found.clock or found.is_unclear):
            return replace(found, start=begin + start, end=len(text), rest=begin + start)
    return None


@dataclass
class _Scanner:
    text: str
    in_cell: bool
    position: int = 0
    found: TimeText = field(default_factory=TimeText)
    is_range: bool = False
    is_placeholder: bool = False

    def read(self, start: int) -> TimeText | None:
        self.position = start
        end = start
        while self._unit():
            end = self.position
            self._skip()
        found = replace(self.found, start=start, end=end)
        is_time = found.is_moment or self.is_placeholder or (self.in_cell and found.is_unclear)
        if not is_time or self._goes_on(end):
            return None
        after = AFTER.match(self.text, end)
        return replace(found, rest=after.end() if after else end)

    def _goes_on(self, end: int) -> bool:
        """Tell whether what was read is the beginning of something else: `10:30am-ish`, `4:12 hours`, `1.2.3`."""
        only_clock = self.found.day is None and not self.found.zone
        if only_clock and self.found.clock and self.found.clock.minute is not None and DURATION.match(self.text, end):
            return not re.search(r"[ap]\.?m\.?\Z", self.text[:end], FLAGS)
        following = self.text[end : end + 1]
        return (
            following.isalnum() or following in {"_", "/", "%"} or bool(re.match(r"[.-]\w", self.text[end : end + 2]))
        )

    def _skip(self) -> None:
        connector = CONNECTOR.match(self.text, self.position)
        if connector and connector.end() > connector.start():
            before = self.position
            self.position = connector.end()
            if self._is_unit_ahead(is_word=bool(RANGE_WORD.search(connector[0]))):
                return
            self.position = before
        gap = GAP.match(self.text, self.position)
        self.position = gap.end() if gap else self.position

    def _is_unit_ahead(self, *, is_word: bool) -> bool:
        """Tell whether a unit follows a connector; it opens a range where its place is taken already."""
        probe = _Scanner(self.text, self.in_cell, self.position)
        if not probe._unit():
            return False
        while not probe.found.is_moment and probe._unit():
            probe._skip_gap()
        ahead = probe.found
        taken = (ahead.day and self.found.day) or (ahead.clock and self.found.clock)
        if taken:
            is_first = not self.is_range
            self.is_range = True
            return is_first
        return ahead.is_moment and not taken and not is_word

    def _skip_gap(self) -> None:
        gap = GAP.match(self.text, self.position)
        self.position = gap.end() if gap else self.position

    def _unit(self) -> bool:
        """Read one part of a time; tell whether there was one that fits."""
        return (
            self._take(APPROX, approx=True)
            or self._take(LEAD)
            or self._take(WEEKDAY)
            or self._day()
            or self._clock()
            or self._zone()
        )

    def _take(self, pattern: re.Pattern[str], *, approx: bool = False) -> bool:
        match = pattern.match(self.text, self.position)
        if not match:
            return False
        self.position = match.end()
        self._skip_gap()
        self.found = replace(self.found, approx=self.found.approx or approx)
        return True

    def _day(self) -> bool:
        taken = self.found.last_day if self.is_range else self.found.day
        if taken or (self.position and self.text[self.position - 1].isalnum()):
            return False
        for pattern in (*DAYS, *((SHORT_DAY,) if self._has_clock_ahead() else ())):
            match = pattern.match(self.text, self.position)
            if match and (day := _day_of(match)):
                self._found_day(day)
                if last := match.groupdict().get("last"):
                    self.found = replace(self.found, last_day=replace(day, day=int(last)))
                self.position = match.end() + (self.text[match.end() : match.end() + 1] == "T")
                return True
        broken = BROKEN_DAY.match(self.text, self.position)
        if broken and len(broken[0]) > len("1/1/11"):
            self.position = broken.end()
            self._found_day(DayText())
            self.found = replace(self.found, is_unclear=True)
            return True
        return False

    def _found_day(self, day: DayText) -> None:
        self.found = replace(self.found, last_day=day) if self.is_range else replace(self.found, day=day)

    def _found_clock(self, clock: ClockText) -> None:
        self.found = replace(self.found, last_clock=clock) if self.is_range else replace(self.found, clock=clock)

    def _has_clock_ahead(self) -> bool:
        match = SHORT_DAY.match(self.text, self.position)
        return bool(
            match and re.match(r"[\s,-]{1,3}(?:at\s)?\d{1,2}[:.h ]?(?:\d{2}|[ap]m)", self.text[match.end() :], FLAGS)
        )

    def _clock(self) -> bool:
        taken = self.found.last_clock if self.is_range else self.found.clock
        inside_word = self.position and self.text[self.position - 1].isalnum() and not self._after_t(self.position)
        if taken or inside_word:
            return False
        patterns = [CLOCK, HOUR, ZONED, NAMED]
        if self.found.day or self.in_cell:
            patterns += [DOTTED, MILITARY]
        for pattern in patterns:
            match = pattern.match(self.text, self.position)
            if match and (clock := _clock_of(match)):
                self._found_clock(clock)
                self.position = match.end()
                offset = AFTER_CLOCK.match(self.text, self.position)
                if offset and (offset[0][0] != "-" or self._after_t(match.start())):
                    self.found = replace(self.found, zone=offset[0])
                    self.position = offset.end()
                return True
        return self._unknown_clock()

    def _after_t(self, position: int) -> bool:
        return self.text[position - 1 : position] in {"T", "t"} and self.text[position - 2 : position - 1].isdigit()

    def _unknown_clock(self) -> bool:
        if not self.found.is_moment and (relative := RELATIVE.match(self.text, self.position)):
            self.found, self.is_placeholder = replace(self.found, is_unclear=True), True
            self.position = relative.end()
            return True
        match = UNKNOWN_CLOCK.match(self.text, self.position)
        if not match or not (self.found.day or self.in_cell or ":" in match[0]):
            return False
        hour = match["hour"]
        if hour and int(hour) < 24:
            self._found_clock(ClockText(int(hour)))
        self.found = replace(self.found, is_unclear=True)
        self.is_placeholder = ":" in match[0]
        self.position = match.end()
        return True

    def _zone(self) -> bool:
        match = ZONE.match(self.text, self.position)
        if not match or not self.found.is_moment or (self.found.zone and not self.is_range):
            return False
        self.found = replace(self.found, zone=self.found.zone or match[0])
        self.position = match.end()
        return True


def _day_of(match: re.Match[str]) -> DayText | None:
    parts = match.groupdict()
    year = int(parts["year"]) if parts.get("year") else None
    if year is not None and year < 100:
        year += 2000
    if parts.get("first"):
        return _numbers(year, int(parts["first"]), int(parts["second"]), parts["sign"])
    name, number = parts.get("month"), parts.get("number")
    month = MONTHS.index(name[:3].lower()) + 1 if name else _number(number)
    day = _number(parts.get("day"))
    if (month is not None and not 1 <= month <= 12) or (day is not None and not 1 <= day <= 31):
        return None
    return DayText(year, month, day)


def _numbers(year: int | None, first: int, second: int, sign: str) -> DayText | None:
    if not (1 <= first <= 31 and 1 <= second <= 31) or min(first, second) > 12:
        return None
    return DayText(year, first=first, second=second, sign=sign)


def _number(text: str | None) -> int | None:
    return int(text) if text and text.isdigit() else None


def _clock_of(match: re.Match[str]) -> ClockText | None:
    parts = match.groupdict()
    if parts.get("named"):
        return ClockText(12 if parts["named"].lower() == "noon" else 0, 0)
    hour, minute, second = int(parts["hour"]), _number(parts.get("minute")), _number(parts.get("second"))
    half = (parts.get("half") or "").lower()[:1]
    if hour > 24 or (minute or 0) > 59 or (second or 0) > 59:
        return None
    is_odd = bool(half) and (hour > 12 or hour == 0)
    if half and not is_odd:
        hour = hour % 12 + (12 if half == "p" else 0)
    return ClockText(hour, minute, second, is_odd)
