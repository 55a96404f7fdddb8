"""Whose lead it is, for the timing by person."""

from dataclasses import replace

import numpy as np

from funneldesk.domain.facts import Handovers
from funneldesk.domain.funnel.timing import with_people_in_charge
from tests.domain.facts_builder import day, facts, person

TODAY = day("2026-11-20")


def test_the_first_handover_names_the_person_else_the_lead_does():
    found = facts(*(person(TODAY - 90, fields={"owner": owner}) for owner in ("佐藤", "佐藤", "", "鈴木")))
    legs = [  # lead, handed over so many days ago, the place of the owner among the names
        (0, 50, 1), (0, 20, 2),  # the first one counts
        (1, 50, -1), (1, 20, 2),  # named later
        (3, -5, 1),  # not yet
    ]  # fmt: skip
    lead, ago, owner = (np.array(column, np.int32) for column in zip(*legs, strict=True))
    nothing = np.full(len(legs), -1, np.int32)
    handovers = Handovers(
        lead, nothing.astype(np.int8), TODAY - ago, nothing, nothing.astype(np.int8), nothing, nothing, nothing,
        nothing.astype(np.int8), nothing, owner, np.arange(len(legs)),
    )  # fmt: skip
    known = with_people_in_charge(replace(found, names=("a", "高橋", "西"), handovers=handovers), TODAY)
    column = known.columns["owner"]
    labels = [column.labels[code] if code >= 0 else "" for code in column.at(TODAY)]
    assert labels == ["高橋", "西", "", "鈴木"]
    # Without any owner on a lead list.
    bare = with_people_in_charge(replace(found, columns={}), TODAY)
    assert bare.columns["owner"].codes.tolist() == [-1] * 4
