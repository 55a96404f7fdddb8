"""What taking an import back would change, in sentences; the same for the window and the command line."""

from funneldesk.domain.book.clauses import set_apart
from funneldesk.domain.formats import colon, number
from funneldesk.domain.leads.value_words import value_text
from funneldesk.domain.words import field_label, list_label
from funneldesk.i18n import _, ngettext
from funneldesk.operations.undo_effects import Named, UndoEffects, ValueBack

#: Names in one sentence; the rest is counted.
_NAMES = 5


def summary(effects: UndoEffects) -> list[str]:
    """Return what happens, most important first: leads that go, values that change, what stands on them."""
    said = [_rows(effects)]
    gone = len(effects.gone)
    if gone:
        words = ngettext(
            "%(count)s lead disappears: only this list knows it (%(names)s).",
            "%(count)s leads disappear: only this list knows them (%(names)s).",
            gone,
        )
        said.append(words % {"count": number(gone), "names": _names(effects.gone)})
    if effects.parted:
        words = ngettext(
            "%(count)s lead parts again: it was one person only thanks to this list.",
            "%(count)s leads part again: they were one person only thanks to this list.",
            effects.parted,
        )
        said.append(words % {"count": number(effects.parted)})
    if effects.back:
        leads = len({value.lead.id for value in effects.back})
        words = ngettext("Values of %(count)s lead go back.", "Values of %(count)s leads go back.", leads)
        said.append(words % {"count": number(leads)})
    decided = effects.accepted + effects.rejected
    if decided:
        words = ngettext(
            "%(count)s hand-over of these leads is decided (%(accepted)s accepted, %(rejected)s rejected); "
            "the decision stays.",
            "%(count)s hand-overs of these leads are decided (%(accepted)s accepted, %(rejected)s rejected); "
            "the decisions stay.",
            decided,
        )
        numbers = {"accepted": number(effects.accepted), "rejected": number(effects.rejected)}
        said.append(words % {"count": number(decided), **numbers})
    said += _entered(effects)
    if effects.restored is not None:
        words = _("The list it corrected counts again: import %(batch)s (%(file)s).")
        said.append(words % {"batch": effects.restored.id, "file": effects.restored.file_name})
    if effects.later:
        said.append(_("Imported later, about the same leads (they stay):"))
        said += ["・" + later_words(effects, place) for place in range(len(effects.later))]
    said.append(_("Signed versions of the definition book are not affected."))
    return said


def _entered(effects: UndoEffects) -> list[str]:
    """Return what people decided, entered and edited about whom the import speaks of: all of it stays."""
    said = []
    if effects.by_hand:
        words = ngettext(
            "%(count)s decision by hand on who is the same person speaks of these rows; it stays.",
            "%(count)s decisions by hand on who is the same person speak of these rows; they stay.",
            effects.by_hand,
        )
        said.append(words % {"count": number(effects.by_hand)})
    if effects.acts:
        words = ngettext(
            "%(count)s entry by hand (calls, decisions, comments) is about these people; "
            "it stays and waits where no other list knows them.",
            "%(count)s entries by hand (calls, decisions, comments) are about these people; "
            "they stay and wait where no other list knows them.",
            effects.acts,
        )
        said.append(words % {"count": number(effects.acts)})
    if effects.edits:
        words = ngettext(
            "%(count)s edit of values by hand is about these people; "
            "it stays and waits where no other list knows them.",
            "%(count)s edits of values by hand are about these people; "
            "they stay and wait where no other list knows them.",
            effects.edits,
        )
        said.append(words % {"count": number(effects.edits)})
    return said


def later_words(effects: UndoEffects, place: int) -> str:
    """Return one later import in words."""
    one = effects.later[place]
    words = ngettext(
        "%(file)s (import %(batch)s, %(kind)s): %(rows)s of its rows are about %(leads)s of these leads",
        "%(file)s (import %(batch)s, %(kind)s): %(rows)s of its rows are about %(leads)s of these leads",
        one.leads,
    )
    return words % {
        "file": one.batch.file_name,
        "batch": one.batch.id,
        "kind": list_label(one.batch.kind),
        "rows": number(one.rows),
        "leads": number(one.leads),
    }


def value_words(value: ValueBack) -> str:
    """Return one value that goes back: "高橋 翔太 · 役職: 部長 → 課長"."""
    before, after = (
        value_text(value.field, text) if text else _("(empty)") for text in (value.before, value.after)
    )
    return f"{name_words(value.lead)} · {field_label(value.field)}{colon()}{before} → {after}"


def name_words(lead: Named) -> str:
    """Return what people call a lead."""
    return lead.name or lead.email or lead.company or _("lead %(id)s") % {"id": lead.id}


def _rows(effects: UndoEffects) -> str:
    words = ngettext(
        "%(count)s row no longer counts. It can be brought back at any time.",
        "%(count)s rows no longer count. They can be brought back at any time.",
        effects.rows,
    )
    return words % {"count": number(effects.rows)}


def _names(leads: tuple[Named, ...]) -> str:
    shown = set_apart([name_words(lead) for lead in leads[:_NAMES]])
    return f"{shown} …" if len(leads) > _NAMES else shown
