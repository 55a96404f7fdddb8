"""The funnel page as it first opens, kept in the cache file: seen before the facts of a million leads are read.

A page that was counted from the same state of the store, as of the same day, is the same page. What stands in the
cache file counts only with its stamp, and `check` counts it again.
"""

import json
from dataclasses import asdict
from typing import TYPE_CHECKING, Any

from funneldesk.domain.funnel.forecast import Month, Outlook
from funneldesk.domain.funnel.funnel import Bottleneck, Funnel, Group, StageResult, WholeWay
from funneldesk.store import caches

if TYPE_CHECKING:
    from funneldesk.operations.funnel_view import FunnelView
    from funneldesk.store.store import Store

_FORMAT, _KEY = "1", "funnel_view"


def kept_view(store: "Store", as_of: int) -> "FunnelView | None":
    """Return the page as of a day, None where it was not kept since the last write."""
    if not store.in_file or store.writing:
        return None
    data = caches.read(store.path, _KEY, _stamp(store, as_of))
    return None if data is None else _view(json.loads(data))


def keep_view(store: "Store", as_of: int, view: "FunnelView") -> None:
    """Keep the page for the next time the program starts."""
    if store.in_file and not store.connection.in_transaction:
        caches.write(store.path, _KEY, _stamp(store, as_of), json.dumps(asdict(view)).encode())


def kept_day(store: "Store") -> int | None:
    """Return as of which day there is a page of this state of the store, None where there is none."""
    day = caches.stamp_of(store.path, _KEY).partition("@")[0] if store.in_file else ""
    return (
        int(day) if day.isdigit() and caches.stamp_of(store.path, _KEY) == _stamp(store, int(day)) else None
    )


def _stamp(store: "Store", as_of: int) -> str:
    return f"{as_of}@{_FORMAT}:{store.state}"


def _view(said: dict[str, Any]) -> "FunnelView":
    from funneldesk.operations.funnel_view import FunnelView

    parts = {
        "funnel": _funnel(said["funnel"]),
        "trend": _funnel(said["trend"]),
        "month": _month(said["month"]),
        "own_fields": tuple(said["own_fields"]),
    }
    return FunnelView(**(said | parts))


def _funnel(said: dict[str, Any]) -> Funnel:
    lost, groups = said["bottleneck"], said["groups"]
    parts = {
        "stages": _stages(said["stages"]),
        "bottleneck": lost and Bottleneck(**lost),
        "groups": tuple(Group(one["by"], one["value"], _stages(one["stages"])) for one in groups),
    }
    return Funnel(**(said | parts))


def _stages(said: list[dict[str, Any]]) -> tuple[StageResult, ...]:
    return tuple(StageResult(**(one | _of_stage(one))) for one in said)


def _of_stage(said: dict[str, Any]) -> dict[str, Any]:
    pairs = {name: said[name] and tuple(said[name]) for name in ("band", "quartile_days")}
    return pairs | {"whole_way": said["whole_way"] and WholeWay(**said["whole_way"])}


def _month(said: dict[str, Any]) -> Month:
    outlooks = tuple(Outlook(**(one | {"rests": tuple(one["rests"])})) for one in said["outlooks"])
    return Month(**(said | {"outlooks": outlooks}))
