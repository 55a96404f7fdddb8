"""By which rows an erased person is recognised, and by which nobody else is."""

from funneldesk.domain.leads.identity import LISTED, REFERENCE, Who
from funneldesk.domain.leads.suppression import mark_of_any_system, marks_kept, marks_of

HERS = Who(LISTED, "ma", "7", "hanako@minato.jp", "山田 花子", "みなと精機", "090-1234-5678")


def matches(who: Who, *others: Who) -> bool:
    return not marks_kept(HERS, others).isdisjoint(marks_of(who))


def test_each_of_her_keys_recognises_her() -> None:
    assert matches(Who(LISTED, email="Hanako@Minato.jp"))
    assert matches(Who(LISTED, "ma", "7"))
    assert not matches(Who(LISTED, "sfa", "7"))
    assert matches(Who(LISTED, name="山田花子", company="株式会社みなと精機"))
    assert matches(Who(LISTED, name="山田花子", company="みなと精機", phone="09012345678"))
    assert not matches(Who(LISTED, name="山田花子", company="みなと精機", phone="03-1111-2222"))
    assert matches(Who(LISTED, name="山田花子", phone="09012345678"))
    assert not matches(Who(LISTED, name="佐藤", phone="09012345678"))
    assert mark_of_any_system(Who(REFERENCE, "", "7")) in marks_kept(HERS, ())


def test_nothing_is_kept_that_is_about_somebody_else() -> None:
    namesake = Who(LISTED, name="山田花子", company="みなと精機", phone="03-1111-2222")
    assert not matches(namesake._replace(phone=""), namesake)
    assert matches(namesake._replace(phone="09012345678"), namesake)
    colleague = Who(LISTED, email="hanako@minato.jp", name="佐藤 太郎")
    assert not matches(Who(LISTED, email="hanako@minato.jp"), colleague)
    assert matches(Who(LISTED, email="hanako@minato.jp", name="山田花子"), colleague)
    assert mark_of_any_system(HERS) not in marks_kept(HERS, [Who(LISTED, "sfa", "7")])
