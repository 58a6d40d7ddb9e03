import datetime


def utc(at: datetime.datetime) -> str:
    """As everything that clients get tells a time: "2025-01-31T12:00:00Z"."""
    return at.astimezone(datetime.UTC).isoformat(timespec="seconds").replace("+00:00", "Z")
