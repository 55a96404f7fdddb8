"""Today where there is nothing yet: no store, or a store without leads."""

from funneldesk.operations.stores import create_store
from tests.ui.conftest import settle


def test_without_data_it_offers_the_sample(open_desk):
    desk = open_desk(None)
    desk.window.go("today")
    assert desk.window.page("today").empty is not None


def test_a_store_without_leads_owes_nothing_yet(open_desk, tmp_path, qtbot):
    path = tmp_path / "none.db"
    create_store(path, "ja").close()
    page = open_desk(path).window.page("today")
    page.window().go("today")
    settle(qtbot, page)
    assert page.empty is not None
    assert not page.banner.isVisible()
