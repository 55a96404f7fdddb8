"""An answer of a member before it is kept: what it must say, and what its author had seen decided."""

import json
from dataclasses import replace
from pathlib import Path

from funneldesk.domain.team.answers import ACTIONS, Answer, BadAnswer, answer_bytes, answer_from
from funneldesk.domain.team.manifest import Manifest
from funneldesk.domain.team.publication import Value, table_named
from funneldesk.errors import UserError
from funneldesk.i18n import _
from funneldesk.share.publication_file import open_publication
from funneldesk.share.publication_reader import PublicationReader


def draft_of(copy: Path, seen: Manifest, said: Answer) -> Answer:
    """Return the answer as it is kept, with the publication that was seen; UserError where it cannot be given.

    Device and number are nobody's yet.
    """
    said = replace(said, who=" ".join(said.who.split()), reason=said.reason.strip(), text=_lines(said.text))
    _check_words(said)
    with open_publication(copy) as publication:
        handover = _handover_in(publication, said.handover)
        if said.action == "reject":
            _check_reason(publication, said.reason)
    draft = replace(said, epoch=seen.epoch, seq=seen.seq, after=_decided_by(handover))
    try:
        return answer_from(answer_bytes(draft))
    except BadAnswer as error:
        raise UserError(
            "bad_answer",
            _("This answer cannot be kept: its text is too long, or holds characters that cannot be shown."),
            _("Shorten it (name: 200 characters, text: 8,000) and type it anew."),
        ) from error


def _lines(text: str) -> str:
    return text.replace("\r\n", "\n").replace("\r", "\n").strip()


def _check_words(said: Answer) -> None:
    if said.action not in ACTIONS:
        raise UserError("bad_answer", _("There is no such answer: %(action)s") % {"action": said.action})
    if not said.who:
        raise UserError(
            "no_name",
            _("Nobody's name stands on this answer."),
            _("Enter your name: the others see who answered."),
        )
    if said.action == "reject" and not said.reason:
        raise UserError(
            "no_reason", _("Declining needs a reason."), _("Choose one of the reasons of the book.")
        )
    if said.action != "reject" and said.reason:
        raise UserError(
            "needless_reason",
            _("A reason goes with declining only."),
            _("Leave it out, or decline the hand-over."),
        )
    if said.action == "comment" and not said.text:
        raise UserError("no_text", _("The comment is empty."), _("Write what the others should know."))


def _handover_in(publication: PublicationReader, handover: str) -> dict[str, Value]:
    rows = publication.rows("handovers", where={"handover": handover}, limit=1)
    if not rows:
        raise UserError(
            "unknown_handover",
            _("There is no hand-over %(handover)s in the publication on this computer.")
            % {"handover": handover},
            _(
                "Copy its number from the list of hand-overs; where only sums are published, nobody can answer."
            ),
        )
    columns = [column.name for column in table_named("handovers").columns]
    return dict(zip(columns, rows[0], strict=True))


def _check_reason(publication: PublicationReader, reason: str) -> None:
    reasons = [str(row[1]) for row in publication.rows("reasons", order_by=("position",))]
    if reason not in reasons:
        raise UserError(
            "unknown_reason",
            _("“%(reason)s” is none of the reasons in the book.") % {"reason": reason},
            _("Choose one of these: %(reasons)s") % {"reasons": _(", ").join(reasons)},
        )


def _decided_by(handover: dict[str, Value]) -> tuple[str, ...]:
    """Return what the publication says the hand-over was decided by; it was verified, but not what is in it."""
    try:
        refs = json.loads(str(handover["decided_by"] or "[]"))
    except (ValueError, RecursionError):
        refs = None
    if not isinstance(refs, list) or not all(isinstance(ref, str) for ref in refs):
        raise UserError(
            "bad_publication",
            _("The publication does not say clearly what this hand-over was decided by."),
            _("Ask for a new publication; it may have been made by another version of FunnelDesk."),
        )
    return tuple(refs)
