"""Whatever book is shown: as long as nobody writes anything, nothing of it changes."""

from dataclasses import replace

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from PySide6.QtCore import QSettings
from PySide6.QtWidgets import QLineEdit, QSpinBox

from funneldesk.domain.book import book as b
from funneldesk.domain.fields import CONTENT_TYPES
from funneldesk.ui.pages.book_data_rules import DataTab
from funneldesk.ui.pages.book_kpis import KpiTab
from funneldesk.ui.pages.book_nurture import NurtureTab
from funneldesk.ui.pages.book_terms import TermsTab
from funneldesk.ui.session import Session
from funneldesk.ui.widgets.fields import TextField
from tests.domain.books import NAMES, SIDES, WORDS, books, some

#: Also what no window of today would write: unknown codes, long waits, odd days.
CODES = st.sampled_from((*CONTENT_TYPES, "", "podcast"))


def _numbered(make, most=3):
    return st.lists(make, max_size=most).map(
        lambda found: tuple(replace(one, id=f"n{place}") for place, one in enumerate(found))
    )


def parts():
    """Parts that `books()` keeps the same in every book."""
    phases = st.builds(
        b.NurturePhase,
        st.just(""),
        st.sampled_from(("awareness", "stalled", "later")),
        WORDS,
        some(CODES),
        WORDS,
    )
    steps = st.builds(b.Step, st.just(""), WORDS, CODES, st.integers(0, 9999))
    scenarios = st.builds(b.Scenario, st.just(""), WORDS, _numbered(steps, 4))
    schedules = st.builds(
        b.ListSchedule, st.just(""), WORDS, st.sampled_from(("leads", "deals", "cards")),
        st.sampled_from(("week", "month", "same_day", "year")), st.none() | st.integers(0, 6), SIDES,
    )  # fmt: skip
    readers = st.builds(b.Reader, NAMES, SIDES, st.sampled_from(("2026-11-22", "", "昨日")))
    required = st.dictionaries(
        st.sampled_from(("lead", "deal", "candidate", "own")),
        some(st.sampled_from(("email|phone", "x.担当|email|name", "amount", "nothing_known"))),
        max_size=3,
    )
    return st.fixed_dictionaries(
        {
            "phases": _numbered(phases),
            "scenarios": _numbered(scenarios),
            "schedules": _numbered(schedules),
            "readers": some(readers),
            "required": required,
            "maturity_days": st.dictionaries(st.sampled_from(("sal", "won", "mql")), st.integers(0, 9999)),
            "signatures": some(st.sampled_from(("marketing", "sales", "board"))),
            "labels": st.dictionaries(st.sampled_from(("sal", "lost", "own")), NAMES, max_size=2),
            "currency": st.sampled_from(("JPY", "円", "")),
        }
    )


def whole(book, parts):
    """Return a book with these parts in it."""
    return replace(
        book,
        phases=parts["phases"],
        scenarios=parts["scenarios"],
        data_rules=replace(book.data_rules, schedules=parts["schedules"], required=parts["required"]),
        purpose=replace(book.purpose, readers=parts["readers"]),
        maturity_days=parts["maturity_days"],
        signatures_required=parts["signatures"],
        stage_labels=parts["labels"],
        currency=parts["currency"],
    )


@pytest.fixture(scope="module")
def tabs(qapp, tmp_path_factory):
    folder = tmp_path_factory.mktemp("untouched")
    session = Session(folder / "none.db", QSettings(str(folder / "w.ini"), QSettings.Format.IniFormat))
    made = [TermsTab(session), DataTab(session, lambda *_args, **_what: None), NurtureTab(), KpiTab()]
    made[0].purpose.whys.button.setChecked(True)
    yield made
    for tab in made:
        tab.deleteLater()
    session.close()


@settings(max_examples=25, deadline=None, suppress_health_check=list(HealthCheck))
@given(st.builds(whole, books(), parts()), st.builds(whole, books(), parts()))
def test_showing_a_book_changes_nothing_of_it(tabs, first, second):
    for tab in tabs:
        handed_on = []
        tab.edited.connect(handed_on.append)
        for book in (first, second, first):
            tab.show_book(book, book)
            # As if somebody had gone through every field with the Tab key.
            for field in tab.findChildren(QLineEdit):
                field.editingFinished.emit()
            for field in tab.findChildren(QSpinBox):
                field.editingFinished.emit()
            for field in tab.findChildren(TextField):
                field.commit()
        tab.edited.disconnect(handed_on.append)
        assert handed_on == []
