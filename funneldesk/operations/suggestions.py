"""What the words of a list may stand for, given what earlier lists say."""

from dataclasses import replace

from funneldesk.domain.lists.mapping import ListPreview
from funneldesk.domain.lists.suggestions import suggested_values
from funneldesk.store.lead_list import values_in_use
from funneldesk.store.store import Store


def with_suggestions(preview: ListPreview, store: Store | None) -> ListPreview:
    """Return the preview with what its unknown words may mean, and one spelling for values spelt in several ways."""
    known = values_in_use(store) if store is not None and preview.words else {}
    told = preview.plan.values
    suggested = suggested_values(preview.kind, preview.words, preview.unknown_values, known)
    still = {
        field: {word: meant for word, meant in table.items() if word not in told.get(field, {})}
        for field, table in suggested.items()
    }
    return replace(preview, suggested_values={field: table for field, table in still.items() if table})
