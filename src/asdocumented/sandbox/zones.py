"""The zone of each documented cluster, and dates in the forms that the pages use."""

from datetime import UTC, date, datetime, time
from zoneinfo import ZoneInfo

from asdocumented.errors import Fault

CLUSTERS = {"eu": "UTC", "india": "Asia/Kolkata", "singapore": "Asia/Kolkata"}
"""The IANA zone of each cluster with a documented one."""


def zone_of(cluster: str) -> ZoneInfo:
    """Return the zone of a cluster; raise Fault if no page documents it."""
    if cluster not in CLUSTERS:
        known = ", ".join(CLUSTERS)
        raise Fault(
            f"--cluster {cluster}", "no page documents its time zone", f"choose one of: {known}"
        )
    return ZoneInfo(CLUSTERS[cluster])


def stamp(moment: datetime, zone: ZoneInfo) -> str:
    """Return a moment in the server's zone: seconds, then `Z` for UTC, else `±hh:mm`."""
    return moment.astimezone(zone).isoformat(timespec="seconds").replace("+00:00", "Z")


def utc_stamp(moment: datetime) -> str:
    """Return a moment in UTC with the offset in digits, as the series page describes it."""
    return moment.astimezone(UTC).isoformat(timespec="seconds")


def wall_clock(moment: datetime, zone: ZoneInfo) -> str:
    """Return a moment as v1.1 prints it: `YYYY-MM-DD HH:MM:SS` on the server's wall clock."""
    return moment.astimezone(zone).strftime("%Y-%m-%d %H:%M:%S")


def calendar_day(day: date) -> str:
    """Return a day as v1.1 prints it: `DD-MM-YYYY`."""
    return day.strftime("%d-%m-%Y")


def day_at(day: date, clock: time, zone: ZoneInfo) -> datetime:
    """Return the moment of a wall clock time on a day in the server's zone."""
    return datetime.combine(day, clock, tzinfo=zone)


def epoch_ms(moment: datetime) -> int:
    """Return milliseconds since 1970-01-01T00:00:00Z."""
    return int(moment.timestamp()) * 1000
