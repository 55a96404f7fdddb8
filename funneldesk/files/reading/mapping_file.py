"""Mapping files (`--map MAP.toml`, DESIGN 7): how a list is to be understood, written down by a person."""

import tomllib
from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import Any, cast

from funneldesk.domain.fields import FIELDS, KINDS, OWN_PREFIX, Kind, is_field
from funneldesk.domain.lists.mapping import DATE_ORDERS, ImportPlan
from funneldesk.errors import UserError
from funneldesk.i18n import _

_KEYS = (
    "kind",
    "sheet",
    "header_row",
    "system",
    "columns",
    "constants",
    "values",
    "dates",
    "keep_rest",
    "ignore",
    "money_unit",
)


def load_mapping(path: Path) -> ImportPlan:
    """Return the plan a mapping file describes; a UserError names the line or the key and what is allowed."""
    return parse_mapping(_text(path), path.name)


def _text(path: Path) -> str:
    try:
        return path.read_text(encoding="utf-8-sig")
    except FileNotFoundError:
        raise UserError(
            "no_mapping_file",
            _("There is no mapping file “%(name)s”.") % {"name": str(path)},
            _("Check the path given with --map."),
        ) from None
    except (OSError, UnicodeDecodeError) as error:
        raise UserError(
            "bad_mapping_file",
            _("The mapping file “%(name)s” cannot be read as UTF-8 text.") % {"name": str(path)},
            _("Save it as UTF-8 text."),
        ) from error


def parse_mapping(text: str, name: str) -> ImportPlan:
    """Return the plan that the text of a mapping file describes; `name` is for messages."""
    try:
        table = tomllib.loads(text.replace("\r\n", "\n"))
    except tomllib.TOMLDecodeError as error:
        raise UserError(
            "bad_mapping_file",
            _("The mapping file “%(name)s” is not valid TOML: %(reason)s")
            % {"name": name, "reason": str(error)},
            _('Texts stand in quotation marks, one entry per line: email = "メールアドレス"'),
        ) from error
    reader = _Reader(name)
    reader.only(table, _KEYS, "")
    kind = reader.kind(table)
    header_row = table.get("header_row")
    if header_row is not None and (
        not isinstance(header_row, int) or isinstance(header_row, bool) or header_row < 0
    ):
        raise reader.wrong("header_row", _("a whole number: the row of the headings, or 0 for none"))
    dates = reader.texts(table, "dates", kind)
    for field, order in dates.items():
        if order not in DATE_ORDERS:
            raise reader.wrong(f"dates.{field}", '"dmy", "mdy", "ymd"')
    return ImportPlan(
        kind=kind,
        sheet=reader.text(table, "sheet"),
        header_row=header_row,
        system=reader.text(table, "system"),
        columns=reader.texts(table, "columns", kind),
        constants=reader.texts(table, "constants", kind),
        values={field: reader.values(field, inner) for field, inner in reader.tables(table, "values", kind)},
        dates=cast("Mapping[str, Any]", dates),
        keep_rest=table.get("keep_rest", True) is not False,
        ignored=tuple(str(heading) for heading in reader.array(table, "ignore")),
        money_unit=reader.money_unit(table),
    )


class _Reader:
    """Takes the values out of the parsed file; whatever does not fit becomes a UserError that names the key."""

    def __init__(self, name: str) -> None:
        self._name = name

    def wrong(self, key: str, allowed: str) -> UserError:
        return UserError(
            "bad_mapping_file",
            _("In the mapping file “%(name)s”, “%(key)s” does not fit.") % {"name": self._name, "key": key},
            _("Allowed is: %(allowed)s") % {"allowed": allowed},
        )

    def only(self, table: Mapping[str, Any], allowed: Iterable[str], where: str) -> None:
        for key in table:
            if key not in allowed:
                raise self.wrong(f"{where}{key}", ", ".join(allowed))

    def kind(self, table: Mapping[str, Any]) -> Kind:
        kind = table.get("kind")
        if kind not in KINDS:
            raise self.wrong("kind", ", ".join(f'"{known}"' for known in KINDS))
        return cast("Kind", kind)

    def text(self, table: Mapping[str, Any], key: str) -> str | None:
        value = table.get(key)
        if value is not None and not isinstance(value, str):
            raise self.wrong(key, _("a text in quotation marks"))
        return value or None

    def money_unit(self, table: Mapping[str, Any]) -> int | None:
        unit = table.get("money_unit")
        if unit is not None and (not isinstance(unit, int) or isinstance(unit, bool) or unit < 1):
            raise self.wrong(
                "money_unit", _("a whole number: what one unit of money is worth, 1000 for 千円")
            )
        return unit

    def array(self, table: Mapping[str, Any], key: str) -> list[Any]:
        value = table.get(key, [])
        if not isinstance(value, list):
            raise self.wrong(key, _("a list of headings in square brackets"))
        return value

    def _section(self, table: Mapping[str, Any], key: str, kind: Kind) -> dict[str, Any]:
        section = table.get(key, {})
        if not isinstance(section, dict):
            raise self.wrong(key, _("a section: [%(key)s]") % {"key": key})
        fields: dict[str, Any] = {}
        for field, value in section.items():
            # TOML reads x.NAME = "..." as a table x with an entry NAME.
            if field == OWN_PREFIX.rstrip(".") and isinstance(value, dict):
                fields |= {OWN_PREFIX + name: inner for name, inner in value.items()}
            else:
                fields[field] = value
        for field in fields:
            if not is_field(kind, field):
                allowed = ", ".join([*FIELDS[kind], OWN_PREFIX + "NAME"])
                raise self.wrong(f"{key}.{field}", allowed)
        return fields

    def texts(self, table: Mapping[str, Any], key: str, kind: Kind) -> dict[str, str]:
        return {
            field: self._plain(f"{key}.{field}", value)
            for field, value in self._section(table, key, kind).items()
        }

    def tables(self, table: Mapping[str, Any], key: str, kind: Kind) -> list[tuple[str, dict[str, Any]]]:
        section = self._section(table, key, kind)
        for field, inner in section.items():
            if not isinstance(inner, dict):
                raise self.wrong(f"{key}.{field}", _("a section: [%(key)s]") % {"key": f"{key}.{field}"})
        return list(section.items())

    def values(self, field: str, inner: Mapping[str, Any]) -> dict[str, str]:
        return {written: self._plain(f"values.{field}.{written}", meant) for written, meant in inner.items()}

    def _plain(self, key: str, value: Any) -> str:
        if isinstance(value, bool):
            return "TRUE" if value else "FALSE"
        if isinstance(value, str | int | float):
            return str(value)
        if hasattr(value, "isoformat"):  # TOML has dates of its own
            return str(value.isoformat())
        raise self.wrong(key, _("a text in quotation marks"))
