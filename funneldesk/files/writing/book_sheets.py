"""The sheets of the book workbook, one for each part of the definition book."""

from collections.abc import Iterator, Sequence

from openpyxl import Workbook

from funneldesk.domain.book import sentences
from funneldesk.domain.book.book import Book, Criterion, Rule, Signal
from funneldesk.domain.book.clauses import listed, number_in_words
from funneldesk.domain.words import (
    comparison_label,
    component_label,
    content_type_label,
    heading,
    origin_label,
    part_label,
    phase_label,
    side_label,
    stage_label,
)
from funneldesk.files.writing.book_page import Column, Page, Value
from funneldesk.files.writing.book_picks import Picks
from funneldesk.i18n import _

#: The id of a line stands beside the printed page: it tells which line was edited.
_ID_WIDTH = 16


def _id() -> Column:
    return Column("ID", printed=False)


def _origin(picks: Picks) -> Column:
    return Column(_("Origin"), "center", picks=picks.origins, quiet=True)


def terms_sheet(workbook: Workbook, book: Book, picks: Picks) -> Page:
    """Part 1: what each word means."""
    page = _page(workbook, "terms", (14, 36, 26, 12, 30, 28, 11))
    page.title(_("1. Terms"), _("What both sides mean by each word, and who is responsible for it."))
    columns = (
        Column(_("Term"), bold=True), Column(_("Definition")), Column(_("What for")),
        Column(_("Responsible"), "center", picks=picks.sides), Column(_("Example")),
        Column(_("Counter-example")), _origin(picks), _id(),
    )  # fmt: skip
    rows = [
        (t.name, t.definition, t.purpose, side_label(t.responsible), t.example, t.counter_example,
         origin_label(t.origin), t.id)
        for t in book.terms
    ]  # fmt: skip
    page.table(columns, rows, freeze=True)
    return page


def criteria_sheet(workbook: Workbook, book: Book, picks: Picks) -> Page:
    """Part 2: when a lead counts as what."""
    page = _page(workbook, "criteria", (18, 62, 34, 40, 11))
    page.title(_("2. Criteria"), _("When a lead counts as what. FunnelDesk judges by these very sentences."))
    columns = (
        Column(_("Counts as"), bold=True), Column(_("Criterion")), Column(_("In short")),
        Column(_("Why it is so")), _origin(picks), _id(),
    )  # fmt: skip
    page.table(columns, list(_criteria_rows(book)), freeze=True)
    page.section(_("Points of the SAL candidate"))
    limits = (
        Column(_("Points needed"), "right"), Column(_("Reached at"), picks=picks.comparisons),
        Column(_("Left below (points)"), "right"),
    )  # fmt: skip
    threshold = book.threshold
    page.table(limits, [(threshold.points, comparison_label(threshold.operator), threshold.leave)])
    return page


def _criteria_rows(book: Book) -> Iterator[Sequence[Value]]:
    own, threshold = book.stage_labels, book.threshold
    by_target = {target: [c for c in book.criteria if c.target == target] for target in _targets(book)}
    for target, criteria in by_target.items():
        if target == "sal":
            sentence = sentences.threshold_sentence(threshold, own)
            origin = origin_label(threshold.origin)
            yield stage_label("candidate", own), sentence, "", threshold.why, origin, threshold.id
        for criterion in criteria:
            yield _criterion_row(criterion, book)


def _targets(book: Book) -> list[str]:
    usual = ["mql", "sal", "recycled", "disqualified"]
    return usual + [c.target for c in book.criteria if c.target not in usual]


def _criterion_row(criterion: Criterion, book: Book) -> Sequence[Value]:
    sentence = sentences.criterion_sentence(criterion, book.stage_labels)
    by_hand = criterion.when is None
    return (
        stage_label(criterion.target, book.stage_labels),
        _("Judged by people: %(words)s") % {"words": sentence} if by_hand else sentence,
        "" if by_hand else criterion.text,
        criterion.why,
        origin_label(criterion.origin),
        criterion.id,
    )


def scoring_sheet(workbook: Workbook, book: Book, picks: Picks) -> Page:
    """Part 3: the score, line by line, and the worked example."""
    page = _page(workbook, "signals", (26, 8, 8, 10, 10, 62, 36, 11))
    page.title(
        _("3. Scoring"),
        _("The score is the sum of the three components; each is held between its floor and its cap."),
    )
    columns = (
        Column(_("Signal"), bold=True), Column(_("Points"), "right"), Column(_("Cap"), "right"),
        Column(_("Window\n(days)"), "right"), Column(_("Half-life\n(days)"), "right"),
        Column(_("How it counts")), Column(_("Why it is so")), _origin(picks), _id(),
    )  # fmt: skip
    rows: list[Sequence[Value]] = []
    for component in book.components:
        ends = {"low": number_in_words(component.floor), "high": number_in_words(component.cap)}
        points = _("%(low)s to %(high)s points") % ends
        rows.append((f"{component_label(component.id)}　{points}",))
        rows += [_signal_row(signal) for signal in book.signals if signal.component == component.id]
    page.table(columns, rows, freeze=True)
    if book.worked_example:
        page.section(_("Worked example"))
        page.paragraph(book.worked_example, boxed=True)
    return page


def _signal_row(signal: Signal) -> Sequence[Value]:
    points = signal.points if not signal.bands else max(band.points for band in signal.bands)
    return (
        signal.name, _number(points), _number(signal.cap), signal.window_days, _number(signal.half_life_days),
        sentences.signal_sentence(signal), signal.why, origin_label(signal.origin), signal.id,
    )  # fmt: skip


def rules_sheet(workbook: Workbook, book: Book, picks: Picks) -> Page:
    """Part 4: who does what, when, until when."""
    page = _page(workbook, "rules", (5, 34, 13, 30, 17, 22, 28, 36, 11))
    page.title(
        _("4. Operating rules"), _("Who does what, when, and until when, so that nothing depends on memory.")
    )
    columns = (
        Column(_("No."), "center"), Column(_("When")), Column(_("Who"), "center", picks=picks.sides),
        Column(_("Does what"), bold=True), Column(_("Due"), "center"),
        Column(_("Counted"), "center", quiet=True), Column(_("Leaves behind")),
        Column(_("Why it is so")), _origin(picks), _id(),
    )  # fmt: skip
    rows = [
        (r.number, sentences.event_words(r), side_label(r.who), heading(r.action), _due(r),
         sentences.clock_words(r), heading(r.leaves), r.why, origin_label(r.origin), r.id)
        for r in sorted(book.rules, key=lambda rule: rule.number)
    ]  # fmt: skip
    page.table(columns, rows, freeze=True)
    return page


def _due(rule: Rule) -> str:
    return "" if rule.event in {"weekly", "monthly"} else sentences.due_words(rule)


def kpis_sheet(workbook: Workbook, book: Book, picks: Picks) -> Page:
    """Part 5: the KPIs both sides share, with their bands."""
    page = _page(workbook, "kpis", (20, 46, 34, 16, 12, 18, 10, 11))
    page.title(_("5. KPIs"), _("The numbers both sides look at, how they are computed, and what is normal."))
    columns = (
        Column("KPI", bold=True), Column(_("Definition")), Column(_("Formula")), Column(_("Band"), "center"),
        Column(_("Monthly target"), "center"), Column(_("Person in charge"), "center", picks=picks.sides),
        Column(_("Shared"), "center"), _origin(picks), _id(),
    )  # fmt: skip
    rows = [
        (k.name, k.definition, k.formula, sentences.band_words(k.low, k.high), k.monthly_target,
         side_label(k.owner), "○" if k.shared else "", origin_label(k.origin), k.id)
        for k in book.kpis
    ]  # fmt: skip
    page.table(columns, rows, freeze=True)
    if book.maturity_days:
        page.section(_("Days until a step can be judged"))
        page.paragraph(
            _(
                "A lead that reached the stage before only recently is still open; it is judged after these"
                " days. From 30 results on, the days are taken from what really happened."
            ),
            quiet=True,
        )  # fmt: skip
        page.table(
            (Column(_("Step to")), Column(_("Days"), "left")),
            [(stage_label(stage, book.stage_labels), days) for stage, days in book.maturity_days.items()],
        )
    return page


def data_rules_sheet(workbook: Workbook, book: Book, picks: Picks) -> Page:
    """Part 6: what must be filled in, the hand-over comment, how often lists come in."""
    page = _page(workbook, "data_rules", (26, 56, 14), beside=(), landscape=False)
    rules = book.data_rules
    page.title(_("6. Data rules"), rules.why)
    page.section(_("Required fields"))
    page.table(
        (Column(_("Stage"), bold=True), Column(_("Must be filled in"))),
        [
            (stage_label(stage, book.stage_labels), sentences.required_words(fields, stage))
            for stage, fields in rules.required.items()
        ],
        freeze=True,
        stretch=True,
    )
    if rules.allowed:
        page.section(_("Allowed values"))
        labels = [(sentences.required_words((field,), ""), listed(v)) for field, v in rules.allowed.items()]
        page.table((Column(_("Field"), bold=True), Column(_("Values to choose from"))), labels, stretch=True)
    page.section(_("Hand-over comment"))
    page.table(
        (Column(_("Item"), bold=True), Column(_("To be filled in"))),
        [(item, "") for item in rules.comment_template],
        points=24,
        stretch=True,
    )
    page.section(_("Lists and entries"))
    page.table(
        (Column(_("What"), bold=True), Column(_("How often")), Column(_("By"), "center", picks=picks.sides)),
        [(s.name, heading(sentences.schedule_words(s)), side_label(s.owner)) for s in rules.schedules],
    )
    return page


def nurture_sheet(workbook: Workbook, book: Book, picks: Picks) -> Page:
    """Part 7: phases with what people feel and which contents fit, and the scenarios."""
    page = _page(workbook, "phases", (14, 44, 44, 30, 11))
    page.title(_("7. Nurture design"), _("Which content fits whom, by how far they have come."))
    page.table(
        (Column(_("Nurture phase"), bold=True), Column(_("What people feel")), Column(_("Contents that fit")),
         Column(_("Types of content")), _origin(picks), _id()),
        [
            (phase_label(p.phase), p.feeling, p.text, listed([content_type_label(t) for t in p.types]),
             origin_label(p.origin), p.id)
            for p in book.phases
        ],
        freeze=True,
    )  # fmt: skip
    for scenario in book.scenarios:
        page.section(_("Scenario: %(name)s") % {"name": scenario.name})
        page.table(
            (Column(_("Step of the scenario"), "center"), Column(_("What happens"), bold=True),
             Column(_("Content")), Column(_("Days after the step before"), "right")),
            [
                (number, step.text, step.type and content_type_label(step.type), step.after_days or None)
                for number, step in enumerate(scenario.steps, start=1)
            ],
            stretch=True,
        )  # fmt: skip
    return page


def reasons_sheet(workbook: Workbook, book: Book, picks: Picks) -> Page:
    """Part 8: why a lead is rejected, lost or disqualified, and what follows."""
    page = _page(workbook, "reasons", (32, 56, 11), landscape=False)
    page.title(
        _("8. Reasons"), _("Why leads are turned down, and what follows from it. One of these is chosen.")
    )
    rows: list[Sequence[Value]] = []
    for kind in ("rejection", "lost", "disqualification"):
        rows.append((sentences.reason_label(kind),))
        rows += [
            (r.name, heading(sentences.follows_words(r)), origin_label(r.origin), r.id)
            for r in book.reasons
            if r.kind == kind
        ]
    page.table(
        (Column(_("Reason"), bold=True), Column(_("What follows")), _origin(picks), _id()), rows, freeze=True
    )
    return page


def scope_sheet(workbook: Workbook, book: Book, _picks: Picks) -> Page:
    """Part 9: for whom the book holds."""
    page = _page(workbook, "scope", (24, 72), beside=(), landscape=False)
    page.title(_("9. Scope"), _("For whom this version holds."))
    scope = book.scope
    everybody = _("Everybody")
    segment = everybody if scope.segment is None else sentences.condition_sentence(scope.segment)
    runs = _("As a trial beside the book in force, without duties of its own.")
    page.table(
        (Column(_("Item"), bold=True), Column(_("What was agreed"))),
        [
            (_("Who takes part"), segment),
            (_("How it runs"), runs if scope.shadow else _("For real: with its own duties and hand-overs.")),
            (_("Remarks"), scope.text),
        ],
        freeze=True,
    )
    return page


def _page(
    workbook: Workbook,
    part: str,
    widths: Sequence[float],
    *,
    beside: Sequence[float] = (_ID_WIDTH,),
    landscape: bool = True,
) -> Page:
    return Page(workbook, part_label(part), widths, beside=beside, landscape=landscape)


def _number(value: float | None) -> Value:
    """Return whole numbers without a point, so that Excel shows them plainly."""
    return int(value) if value is not None and value == int(value) else value


#: The sheets of the parts, in the order of the book.
PART_SHEETS = (
    terms_sheet, criteria_sheet, scoring_sheet, rules_sheet, kpis_sheet, data_rules_sheet, nurture_sheet,
    reasons_sheet, scope_sheet,
)  # fmt: skip
