"""Findings of a store: once for the same facts, and of the people behind them."""

from datetime import date
from pathlib import Path

from funneldesk.operations.findings import finding_people, findings_of
from funneldesk.operations.importing import import_list
from funneldesk.operations.stores import create_store, open_reader
from tests.operations.differing_lists import write_differing_lists

AS_OF = date(2026, 6, 30)


def test_findings_of_importedwrite_differing_lists(tmp_path: Path) -> None:
    path = tmp_path / "store" / "funneldesk.db"
    with create_store(path, "ja") as store:
        for one in write_differing_lists(tmp_path):
            assert import_list(store, one, list_date=AS_OF).rejected == 0
    with open_reader(path) as store:
        found = findings_of(store, AS_OF.toordinal())
        assert findings_of(store, AS_OF.toordinal()) is found
        (one,) = found.findings
        assert (one.kind, one.previous, one.stage) == ("industry", "lead", "deal")
        assert {one.value, *(weaker.value for weaker in one.under)} == {"印刷業", "製造業"}
        assert one.inside.n + one.outside.n == 400
        assert {one.inside.k, one.outside.k} == {120, 20}
        inside, outside = finding_people(store, one, "inside"), finding_people(store, one, "outside")
        assert (len(inside), len(outside)) == (one.inside.n, one.outside.n)
        assert not set(inside) & set(outside)


def test_what_is_not_known_yet_is_not_asked(tmp_path: Path) -> None:
    path = tmp_path / "store" / "funneldesk.db"
    with create_store(path, "ja") as store:
        import_list(store, write_differing_lists(tmp_path)[0], list_date=AS_OF)
    with open_reader(path) as store:
        assert findings_of(store, AS_OF.toordinal()).questions == 0
