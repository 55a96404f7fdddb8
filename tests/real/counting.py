"""Counting real lists a second time, with the csv module alone: no code of the program is used here."""

import csv
import math
from datetime import date, datetime
from pathlib import Path

MAPPINGS = Path(__file__).parent / "mappings"


def read(path: Path) -> list[dict[str, str]]:
    """Return the rows of a list."""
    with path.open(encoding="utf-8-sig", newline="") as stream:
        return list(csv.DictReader(stream))


def zoho_day(text: str) -> date:
    """Return the day of "15 Apr, 2021 00:03:00"."""
    return datetime.strptime(text, "%d %b, %Y %H:%M:%S").date()  # noqa: DTZ007 - only the day is used


def zoho_amount(text: str) -> float:
    """Return "$22,700.00" or "$1,362.90K" as a number."""
    plain = text.replace("$", "").replace(",", "")
    return round(float(plain[:-1]) * 1000, 2) if plain.endswith("K") else float(plain)


def wilson(k: int, n: int) -> tuple[float, float]:
    """Return the 95 % interval (Wilson 1927)."""
    z = 1.959963984540054
    middle = (k + z * z / 2) / (n + z * z)
    half = z / (n + z * z) * math.sqrt(k * (n - k) / n + z * z / 4)
    return middle - half, middle + half


def nearest_rank_90(values: list[int]) -> int:
    """Return the 90th percentile by nearest rank."""
    return sorted(values)[math.ceil(len(values) * 0.9) - 1]
