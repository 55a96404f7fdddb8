"""What a person has decided so far about the list on the import page; knows no widgets."""

from collections.abc import Callable
from dataclasses import dataclass, field, replace
from datetime import date
from pathlib import Path
from typing import Literal

from funneldesk.domain.fields import FIELDS, Kind
from funneldesk.domain.lists.corrections import is_note_heading
from funneldesk.domain.lists.mapping import DateOrder, FieldGuess, ImportPlan, ListPreview
from funneldesk.domain.lists.suggestions import SPELT_FIELDS

#: Targets of a column that is no field of ours: kept as own field "x.HEADING", or left out.
KEEP, LEAVE_OUT = "", "-"
#: Types of fields whose words stand for one of a few values.
WORDED = frozenset({"stage", "activity", "side", "outcome", "decision", "phase", "content_type"})
#: More unknown words than this are no enumeration that somebody wants to translate here.
MOST_WORDS = 12
Certainty = Literal["certain", "content", "unsure", "chosen", "remembered", "kept", "left_out"]


@dataclass(frozen=True)
class Suggestion:
    """What a word of the list (found `count` times) may stand for in a field."""

    field: str
    word: str
    meant: str
    count: int


@dataclass
class ListDraft:
    """One list, its preview, and the decisions: `targets` maps each heading to a field, KEEP or LEAVE_OUT."""

    preview: ListPreview
    targets: dict[str, str]
    dates: dict[str, DateOrder] = field(default_factory=dict)
    values: dict[str, dict[str, str]] = field(default_factory=dict)
    constants: dict[str, str] = field(default_factory=dict)
    system: str | None = None
    list_date: date | None = None
    #: False while what is typed as the date of the list is none.
    has_date: bool = True
    chosen: set[str] = field(default_factory=set)

    @property
    def kind(self) -> Kind:
        """Return the kind of list."""
        return self.preview.kind

    def assign(self, heading: str, target: str) -> None:
        """Let a column become `target`; a column that was that field before is kept as it is."""
        if target not in (KEEP, LEAVE_OUT):
            for other, taken in self.targets.items():
                if taken == target and other != heading:
                    self.targets[other] = KEEP
        self.targets[heading] = target
        self.chosen.add(heading)

    def certainty(self, heading: str) -> Certainty:
        """Say how sure it is what becomes of a column."""
        target = self.targets[heading]
        if heading in self.chosen and target != LEAVE_OUT:
            return "chosen"
        if target in (KEEP, LEAVE_OUT):
            return "kept" if target == KEEP else "left_out"
        guess = self.guess(heading)
        if target in self.open_dates:
            return "unsure"
        if self.preview.remembered:
            return "remembered"
        return "unsure" if guess is None or guess.confidence == "none" else guess.confidence

    def guess(self, heading: str) -> FieldGuess | None:
        """Return what detection said of a column."""
        return next((g for g in self.preview.fields if g.heading == heading), None)

    @property
    def headings(self) -> tuple[str, ...]:
        """Return the columns to decide about: our own notes in a corrected list are none."""
        return tuple(heading for heading in self.preview.headings if not is_note_heading(heading))

    @property
    def asked_words(self) -> list[tuple[str, str]]:
        """Return the words of mapped columns that stand for a stage, an activity … and are not known: (field, word)."""
        mapped, types = set(self.targets.values()), FIELDS[self.kind]
        return [
            (name, word)
            for name, words in self.preview.unknown_values.items()
            if name in mapped and types.get(name) in WORDED
            for word in words[:MOST_WORDS]
        ]

    @property
    def open_words(self) -> list[tuple[str, str]]:
        """Return those of `asked_words` to which nobody has given a meaning yet."""
        return [(name, word) for name, word in self.asked_words if word not in self.values.get(name, {})]

    def samples(self, heading: str) -> list[str]:
        """Return the values of a column in the first rows."""
        place = self.preview.headings.index(heading)
        return [row[place] for row in self.preview.samples if place < len(row) and row[place].strip()]

    @property
    def open_dates(self) -> tuple[str, ...]:
        """Return the mapped date fields whose order of day and month is still to be said."""
        mapped = set(self.targets.values())
        return tuple(f for f in self.preview.undecided_dates if f in mapped and f not in self.dates)

    @property
    def name(self) -> str:
        """Return what the list is called: its file, and its sheet where there are several."""
        preview = self.preview
        several = len(preview.sheets) > 1 and preview.sheet
        return f"{preview.path.name} · {preview.sheet}" if several else preview.path.name

    @property
    def spellings(self) -> list[Suggestion]:
        """Return the values that are spelt in several ways, the commonest first."""
        return self._suggestions(lambda field: field in SPELT_FIELDS)

    @property
    def meanings(self) -> list[Suggestion]:
        """Return what unknown words of mapped columns may mean."""
        return self._suggestions(lambda field: field not in SPELT_FIELDS)

    def _suggestions(self, wanted: Callable[[str], bool]) -> list[Suggestion]:
        mapped = set(self.targets.values())
        found = [
            Suggestion(field, word, meant, self.preview.words.get(field, {}).get(word, 0))
            for field, table in self.preview.suggested_values.items()
            if field in mapped and wanted(field)
            for word, meant in table.items()
        ]
        return sorted(found, key=lambda one: (-one.count, one.word))

    def answer(self, field: str, word: str, meant: str) -> None:
        """Note what a word of the list stands for; "" forgets it."""
        table = self.values.setdefault(field, {})
        if meant:
            table[word] = meant
        else:
            table.pop(word, None)
        if not table:
            del self.values[field]

    @property
    def needs_attention(self) -> bool:
        """Whether a person should look at the list before it is imported."""
        unclear = any(self.certainty(heading) == "unsure" for heading in self.headings)
        return (
            unclear
            or bool(self.open_words)
            or not self.preview.kind_sure
            or not self.has_anything
            or self.names_only
        )

    @property
    def names_only(self) -> bool:
        """Whether a list of what happened names people by nothing but their names: the dry run counts them."""
        keys = {"email", "lead_external_id", "contact_external_id", "handover_id"}
        return self.kind in ("activities", "handovers") and not keys & set(self.targets.values())

    @property
    def is_corrected(self) -> bool:
        """Whether a person decided anything that holds for the next list like this one, too."""
        plan = self.preview.plan
        decided = (self.dates, self.values, self.system) != (dict(plan.dates), dict(plan.values), plan.system)
        return bool(self.chosen) or decided

    @property
    def has_anything(self) -> bool:
        """Whether any column becomes a field."""
        return any(target in FIELDS[self.kind] for target in self.targets.values())

    def plan(self) -> ImportPlan:
        """Return the decisions as a plan."""
        return replace(
            self.preview.plan,
            kind=self.kind,
            sheet=self.preview.sheet,
            header_row=self.preview.header_row,
            system=self.system,
            columns={t: heading for heading, t in self.targets.items() if t not in (KEEP, LEAVE_OUT)},
            constants=dict(self.constants),
            values={name: dict(table) for name, table in self.values.items()},
            dates=dict(self.dates),
            keep_rest=True,
            ignored=tuple(heading for heading, t in self.targets.items() if t == LEAVE_OUT),
        )


def draft_of(preview: ListPreview) -> ListDraft:
    """Return a draft that does what detection proposes."""
    plan = preview.plan
    fields = {heading: name for name, heading in plan.columns.items()}
    rest = KEEP if plan.keep_rest else LEAVE_OUT
    return ListDraft(
        preview,
        {h: LEAVE_OUT if h in plan.ignored else fields.get(h, rest) for h in preview.headings},
        dict(plan.dates),
        {name: dict(table) for name, table in plan.values.items()},
        dict(plan.constants),
        plan.system,
    )


def paths_of(*drafts: ListDraft | None) -> list[Path]:
    """Return the files that lists stand in, each once."""
    return list(dict.fromkeys(draft.preview.path for draft in drafts if draft is not None))
