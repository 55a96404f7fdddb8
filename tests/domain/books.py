"""Random books and conditions for property tests: `books()`, `conditions()`, and the parts they are of."""

from hypothesis import strategies as st

from funneldesk.domain.book import book as b
from funneldesk.domain.book import conditions as c
from funneldesk.domain.fields import ACTIVITY_KINDS, CONTENT_TYPES, PHASES

WORDS = st.text(st.sampled_from("製造業卸売ab c=+-@\n「』1"), max_size=6)
NAMES = st.text(st.sampled_from("記事資料DLセミナー架電ab"), min_size=1, max_size=8)
POINTS = st.integers(-600, 600).map(lambda tenth: tenth / 10)
POSITIVE = st.integers(1, 600).map(float)
FIELDS = st.sampled_from(("email", "phone", "industry", "title", "x.クリック率", "email_kind"))
ORIGINS = st.sampled_from(("article", "example", "own"))
SIDES = st.sampled_from(("marketing", "is", "sales", "everyone"))


def some(values, most=3):
    return st.lists(values, max_size=most, unique=True).map(tuple)


def matches():
    return st.builds(
        c.ActivityMatch,
        kinds=some(st.sampled_from(ACTIVITY_KINDS)),
        contents=some(NAMES, 2),
        types=some(st.sampled_from((*CONTENT_TYPES, ""))),
        phases=some(st.sampled_from(PHASES), 2),
        themes=some(NAMES, 1),
    )


def attributes():
    text = st.builds(
        c.Attribute,
        FIELDS,
        st.sampled_from(("is", "is_not", "contains", "contains_not")),
        st.lists(NAMES, min_size=1, max_size=3, unique=True).map(tuple),
    )
    number = st.builds(
        c.Attribute,
        FIELDS,
        st.sampled_from(("at_least", "at_most")),
        st.integers(0, 9999).map(lambda n: (str(n),)),
    )
    return text | number | st.builds(c.Attribute, FIELDS, st.sampled_from(("filled", "empty")))


def tests_of_one_thing():
    return (
        attributes()
        | st.builds(c.Activity, matches(), st.integers(1, 9), st.none() | st.integers(1, 365))
        | st.builds(
            c.Score,
            st.sampled_from(("ge", "gt")),
            POINTS,
            st.none() | st.sampled_from(b.COMPONENTS),
        )
        | st.builds(c.DaysSince, matches(), st.integers(1, 365))
        | st.just(c.Disqualified())
    )


ONE_THING = tests_of_one_thing()


@st.composite
def one_thing(draw):
    """What `tests_of_one_thing` says, under a short name: hypothesis warns of the long one, repeated in a deep tree."""
    return draw(ONE_THING)  # made once: a strategy is slower to make than to draw from


def conditions(most=8):
    """Any tree of conditions, empty groups included."""
    return st.recursive(
        one_thing(),
        lambda inner: some(inner).map(c.All) | some(inner).map(c.Any_) | inner.map(c.Not),
        max_leaves=most,
    )


def _with_ids(lines, prefix):
    """Give every line its own id."""
    return st.lists(lines, max_size=3).map(
        lambda found: tuple(make(f"{prefix}{n}") for n, make in enumerate(found, start=1))
    )


def _line(made, /, **fields):
    return st.fixed_dictionaries(fields).map(lambda values: lambda id_: made(id=id_, **values))


def signals():
    common = {
        "component": st.sampled_from(b.COMPONENTS),
        "name": NAMES,
        "points": POSITIVE,
        "origin": ORIGINS,
    }
    counted = _line(
        b.Signal,
        **common,
        counts=matches(),
        window_days=st.none() | st.integers(1, 365),
        half_life_days=st.none() | POSITIVE,
        cap=st.none() | POSITIVE,
    )
    tested = _line(b.Signal, **(common | {"points": POINTS}), test=conditions(4))
    banded = _line(
        b.Signal,
        **common,
        band_fields=st.just(("x.クリック率",)),
        bands=st.lists(st.builds(b.Band, st.just(0.1), st.none(), POINTS), min_size=1, max_size=2).map(tuple),
    )
    return _with_ids(counted | tested | banded, "s")


def terms():
    return _with_ids(
        _line(
            b.Term,
            code=st.sampled_from(("lead", "mql", "sal", "deal")),
            name=NAMES,
            definition=WORDS,
            purpose=WORDS,
            responsible=SIDES,
            origin=ORIGINS,
        ),
        "t",
    )


def criteria():
    targets = st.sampled_from(("mql", "sal", "recycled", "disqualified"))
    when = st.none() | conditions()
    return _with_ids(_line(b.Criterion, target=targets, when=when, text=NAMES, why=WORDS), "c")


def thresholds():
    return st.builds(
        b.Threshold,
        id=st.just("threshold"),
        points=st.integers(50, 90).map(float),
        operator=st.sampled_from(("ge", "gt")),
        leave=st.integers(0, 49).map(float),
        also=st.none() | conditions(3),
        why=WORDS,
    )


def rules():
    return _with_ids(
        _line(
            b.Rule,
            number=st.integers(1, 9),
            name=NAMES,
            event=st.sampled_from(("candidate", "call", "no_contact", "weekly")),
            who=SIDES,
            action=NAMES,
            due_days=st.integers(0, 30),
            due_calendar=st.sampled_from(("calendar", "business")),
            why=WORDS,
            condition=st.none() | conditions(2),
        ),
        "r",
    )


def kpis():
    return _with_ids(
        _line(
            b.Kpi,
            code=st.just("own"),
            name=NAMES,
            definition=WORDS,
            formula=WORDS,
            owner=SIDES,
            low=st.none() | st.sampled_from((0.1, 0.35)),
            high=st.none() | st.sampled_from((0.45, 0.6)),
            monthly_target=st.none() | st.integers(0, 99),
            shared=st.booleans(),
        ),
        "k",
    )


def data_rules():
    return st.builds(
        b.DataRules,
        required=st.dictionaries(st.sampled_from(("lead", "mql", "sal")), some(FIELDS), max_size=2),
        allowed=st.dictionaries(FIELDS, some(NAMES), max_size=2),
        comment_template=some(NAMES),
        schedules=st.just((b.ListSchedule("l1", "SFA", "deals", "week", 0, "sales"),)),
        why=WORDS,
    )


def reasons():
    return _with_ids(
        _line(
            b.Reason,
            kind=st.sampled_from(("rejection", "lost", "disqualification")),
            name=NAMES,
            then=st.sampled_from(("recycle", "disqualify", "to_owner", "merge", "keep")),
            days=st.none() | st.integers(-60, 365),
        ),
        "x",
    )


COMPONENTS = (
    b.Component("behaviour", 0, 60),
    b.Component("attribute", -40, 30),
    b.Component("engagement", -10, 20),
)
PHASE = b.NurturePhase("awareness", "awareness", "漠然と感じている", ("article",))
SCENARIO = b.Scenario("sc", "例", (b.Step("st1", "記事を読む", "article"),))


def books():
    """Any book whose lines hold together (unique ids, floors below caps, thresholds that can be left)."""
    return st.builds(
        b.Book,
        language=st.sampled_from(("ja", "en")),
        purpose=st.builds(b.Purpose, WORDS, some(st.builds(b.Reader, NAMES, SIDES, st.just("2026-11-22")))),
        terms=terms(),
        criteria=criteria(),
        threshold=thresholds(),
        components=st.just(COMPONENTS),
        signals=signals(),
        rules=rules(),
        kpis=kpis(),
        data_rules=data_rules(),
        phases=st.just((PHASE,)),
        scenarios=st.just((SCENARIO,)),
        reasons=reasons(),
        scope=st.builds(b.Scope, st.none() | conditions(2), st.booleans(), WORDS),
        stage_labels=st.dictionaries(st.sampled_from(("sal", "deal")), NAMES, max_size=2),
        maturity_days=st.just({"sal": 30, "deal": 60, "won": 120}),
        worked_example=WORDS,
    )
