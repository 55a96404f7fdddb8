"""The commands `publish` and `collect`: what the team may know, and what it answered; also for scheduled jobs."""

from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from funneldesk.cli.options import FOLDER, Command
from funneldesk.cli.output import json_day, show
from funneldesk.cli.passphrases import new_passphrase_options, passphrase_option, passphrase_said
from funneldesk.cli.progress import TerminalTask
from funneldesk.cli.session import Session
from funneldesk.domain.formats import day, number
from funneldesk.domain.team.levels import LEVELS, Level, level_label
from funneldesk.domain.team.publication import rows_told
from funneldesk.i18n import _, ngettext
from funneldesk.operations.team_sentences import hidden_words

if TYPE_CHECKING:
    from funneldesk.domain.team.manifest import Manifest
    from funneldesk.operations.collecting import Collected
    from funneldesk.operations.publishing import Published


def commands() -> list[click.Command]:
    """Return the commands, their help in the language in use."""
    return [_publish(), _collect()]


def _publish() -> click.Command:
    @click.command("publish", cls=Command, help=_("Publish into the team's shared folder DIR."))
    @click.argument("folder", type=FOLDER, metavar="DIR")
    @click.option(
        "--level",
        type=click.Choice(LEVELS),
        help=_("What is told of people (default: as chosen before, else masked)."),
    )
    @click.option(
        "--name",
        metavar="TEXT",
        help=_("Who publishes, as colleagues read it (default: as before, else this computer's name)."),
    )
    @click.option(
        "--take-over",
        is_flag=True,
        help=_("Publish from here, although another computer publishes into this folder."),
    )
    @click.option("--anew", is_flag=True, help=_("Set a folder up again that was emptied."))
    @passphrase_option()
    @new_passphrase_options()
    @click.pass_obj
    def publish(
        session: Session,
        folder: Path,
        level: Level | None,
        name: str | None,
        passphrase_file: Path | None,
        *,
        new_passphrase_file: Path | None,
        remove_passphrase: bool,
        take_over: bool,
        anew: bool,
    ) -> None:
        from funneldesk.operations import publishing, share_passphrase

        passphrase = passphrase_said(passphrase_file)
        new = passphrase_said(new_passphrase_file) if new_passphrase_file else None
        wish = share_passphrase.wish_of(new, remove=remove_passphrase)
        with session.writer() as store, TerminalTask() as task:
            published = publishing.publish(
                store,
                folder,
                level=level,
                name=name,
                passphrase=passphrase,
                new_passphrase=wish,
                take_over=take_over,
                anew=anew,
                as_of=session.as_of,
                task=task,
            )
        show(session, published_data(published), lambda: _text(published))

    return publish


def _collect() -> click.Command:
    @click.command("collect", cls=Command, help=_("Take in what the team answered in the shared folder DIR."))
    @click.argument("folder", type=FOLDER, metavar="DIR")
    @passphrase_option()
    @click.pass_obj
    def collect(session: Session, folder: Path, passphrase_file: Path | None) -> None:
        from funneldesk.operations import collecting

        passphrase = passphrase_said(passphrase_file)
        with session.receiving(dry_run=False) as receiving, TerminalTask() as task:
            collected = collecting.collect(receiving.store, folder, passphrase=passphrase, task=task)
            receiving.keep = bool(collected.new)
        show(session, collected_data(collected), lambda: _collected_text(collected))

    return collect


def published_data(published: "Published") -> dict[str, Any]:
    """Return a publication as JSON has it."""
    manifest = published.manifest
    return {
        "publication": manifest.files["sqlite"].name.partition(".sqlite")[0],
        "folder": str(published.folder),
        "epoch": manifest.epoch,
        "seq": manifest.seq,
        "level": manifest.level,
        "by": manifest.owner_name,
        "as_of": json_day(manifest.as_of),
        "published_at": manifest.published_at,
        "files": {
            kind: {"name": file.name, "size": file.size, "sha256": file.sha256}
            for kind, file in manifest.files.items()
        },
        "rows": rows_told(manifest.level, manifest.rows),
        "sealed": published.sealed,
        "collected": published.collected,
        "notes": list(published.notes),
    }


def collected_data(collected: "Collected") -> dict[str, Any]:
    """Return a collection as JSON has it."""
    return {
        "new": collected.new,
        "applied": collected.applied,
        "added": collected.added,
        "conflicts": collected.conflicts,
        "unknown": collected.unknown,
        "refused": collected.refused,
        "problems": [
            {"code": one.code, "message": one.message, "next": one.next_step} for one in collected.problems
        ],
    }


def _collected_text(collected: "Collected") -> str:
    counts = (
        (ngettext("%(count)s decision", "%(count)s decisions", collected.applied), collected.applied),
        (ngettext("%(count)s contact or comment", "%(count)s contacts and comments", collected.added), collected.added),
        (ngettext("%(count)s contradicts another", "%(count)s contradict each other", collected.conflicts),
         collected.conflicts),
    )  # fmt: skip
    said = _(", ").join(words % {"count": number(count)} for words, count in counts if count)
    new = ngettext("%(count)s new answer", "%(count)s new answers", collected.new) % {
        "count": number(collected.new)
    }
    lines = [f"{new}{_(': ') if said else ''}{said}" if collected.new else _("No new answers.")]
    if collected.conflicts:
        lines.append("→ " + _("Decide which one counts on the page of the team's folder, in the window."))
    lines += [f"{one.message}\n→ {one.next_step}" for one in collected.problems]
    return "\n".join(lines)


def _rows_words(manifest: "Manifest") -> str:
    if manifest.level == "aggregate":
        return hidden_words(manifest.level)
    counts = {"leads": "leads", "handovers": "handovers", "duties": "today"}
    words = _("%(leads)s leads, %(handovers)s hand-overs, %(duties)s duties")
    return words % {name: number(manifest.rows.get(table, 0)) for name, table in counts.items()}


def _text(published: "Published") -> str:
    manifest = published.manifest
    lines = [
        _("Published as of %(day)s into %(folder)s: %(level)s")
        % {"day": day(manifest.as_of), "folder": published.folder, "level": level_label(manifest.level)},
        *(f"  {file.name}" for file in manifest.files.values()),
        _rows_words(manifest),
    ]
    if published.collected:
        count = published.collected
        lines.append(
            ngettext(
                "%(count)s answer was taken in before.", "%(count)s answers were taken in before.", count
            )
            % {"count": count}
        )
    return "\n".join([*lines, *published.notes])
