"""100 knowledge cards asked again at 100,000 leads and 1 M activities: `python tests/bench/bench_knowledge.py`.

Beside it all findings of the same company, which ask every question once. There is no bar but "some seconds": it runs
in the background, once for each state of the lists.
"""

from timing import medians, report

from funneldesk.domain.book.starter import starter_book
from funneldesk.domain.findings.findings import findings
from funneldesk.domain.findings.outcomes import outcomes
from funneldesk.domain.findings.questions import questions
from funneldesk.domain.funnel.shares import Share
from funneldesk.domain.funnel.stages import stage_days
from funneldesk.domain.knowledge.asked_again import answered, asked_again
from funneldesk.domain.knowledge.cards import Evidence, FoundThen
from funneldesk.operations.retesting import month_ends
from tests.bench.made_facts import LAST_DAY, made_facts
from tests.domain.small_books import versions

BOOK = starter_book("ja")
CARDS, MADE = 100, LAST_DAY - 365


def evidence(question):
    trait, clock = question.trait, question.clock
    then = FoundThen(trait.kind, trait.value, clock.previous, clock.stage, 40, 20.0, 0.001)
    return Evidence(MADE, True, Share(100, 40), Share(300, 60), finding=then)


def main():
    facts = made_facts(100_000, 1_000_000)
    days = stage_days(facts, versions(BOOK), LAST_DAY)

    def every_question():
        return questions(facts, outcomes(facts, days), BOOK)

    keys = sorted({question.key: evidence(question) for question, _sets in every_question()}.items())
    cards = [keys[place % len(keys)] for place in range(CARDS)]
    ends = month_ends(MADE, LAST_DAY)

    def all_findings():
        findings(every_question(), LAST_DAY, facts.count)

    def all_cards():
        by_key = {}
        for key, then in cards:
            by_key.setdefault(key, []).append(then)
        for question, sets in every_question():
            for then in by_key.get(question.key, []):
                asked_again([answered(question, sets, then, LAST_DAY, ends)], LAST_DAY, ends)

    report(f"{CARDS} cards of a year ago", medians(3, findings=all_findings, cards=all_cards))


if __name__ == "__main__":
    main()
