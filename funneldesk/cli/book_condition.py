"""The command that counts a condition: book condition."""

from typing import TYPE_CHECKING, Any

import click

from funneldesk.cli.options import Command
from funneldesk.cli.output import json_day, show
from funneldesk.cli.session import Session
from funneldesk.cli.tables import table
from funneldesk.domain.book.book import version_in_force
from funneldesk.domain.book.sentences import condition_sentence
from funneldesk.domain.formats import number
from funneldesk.i18n import _, ngettext
from funneldesk.operations.backtest import named_book
from funneldesk.operations.book import book_versions
from funneldesk.operations.condition_people import condition_of, people_of

if TYPE_CHECKING:
    from funneldesk.operations.condition_people import Holding

#: So many people are named.
NAMED = 10


def command() -> click.Command:
    """Return the command, its help in the language in use."""

    @click.command(
        "condition",
        cls=Command,
        help=_(
            "Count for whom a condition holds. It is written as the book says it: the industry is “retail”."
        ),
    )
    @click.argument("sentence", metavar="SENTENCE")
    @click.option(
        "--book",
        metavar="BOOK",
        help=_("By another book than the one in force: “draft”, “draft:NAME”, “pilot” or a workbook."),
    )
    @click.pass_obj
    def condition(session: Session, sentence: str, book: str | None) -> None:
        asked = condition_of(sentence)
        with session.reader() as store:
            day = session.day_in(store)
            chosen = (
                version_in_force(book_versions(store), day).book
                if book is None
                else named_book(store, book, day)
            )
            found = people_of(store, chosen, asked, day, NAMED)
        said = condition_sentence(asked)
        data = {"condition": said, "as_of": json_day(day), **_data(found)}
        show(session, data, lambda: f"{said}\n\n{_text(found)}")

    return condition


def _data(found: "Holding") -> dict[str, Any]:
    return {
        "holds": len(found.ids),
        "leads": found.total,
        "first": [{"lead": lead, "name": name, "company": company} for lead, name, company in found.people],
    }


def _text(found: "Holding") -> str:
    count = len(found.ids)
    words = ngettext(
        "%(count)s of %(total)s leads: it holds.", "%(count)s of %(total)s leads: it holds.", count
    )
    lines = [words % {"count": number(count), "total": number(found.total)}]
    if found.people:
        rows = [[str(lead), name, company] for lead, name, company in found.people]
        lines.append(table([_("Lead"), _("Name"), _("Company")], rows, right="r"))
    if count > len(found.people) > 0:
        lines.append(_("… and %(count)s more.") % {"count": number(count - len(found.people))})
    return "\n\n".join(lines)
