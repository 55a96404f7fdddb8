"""Make the sample company's lists: `python resources/sample/make_sample.py [FOLDER]`.

Seeded: every run writes the same bytes (with the same versions of Python and openpyxl the very same files).
Everybody and everything in the lists is invented.
"""

import random
import sys
from pathlib import Path

HERE = Path(__file__).resolve().parent
sys.path.insert(0, str(HERE))

from making import journeys, marketing_lists, sales_lists  # noqa: E402
from making.catalogue import EXHIBITION, OWNER  # noqa: E402
from making.people import Person, people  # noqa: E402
from making.sales import Story, story  # noqa: E402

SEED = 20261121
#: People of the last exhibition whose cards nobody has put into the MA.
STRANGERS = 48


def company(seed: int = SEED) -> tuple[list[Story], list[Person]]:
    """Return everybody's story, and the people known only by their business card."""
    rng = random.Random(seed)
    everybody = people(rng)
    for person in everybody:
        journeys.first_contact(rng, person)
        journeys.visits(rng, person)
        journeys.mails(rng, person)
    stories = [story(rng, person) for person in everybody]
    met = [
        person for person in people(random.Random(seed + 1)) if person.source == EXHIBITION and person.company
    ]
    known = {person.email for person in everybody}
    return stories, [person for person in met if person.email not in known][-STRANGERS:]


def write(folder: Path) -> None:
    """Write all lists into `folder`."""
    stories, strangers = company()
    rng = random.Random(SEED + 2)
    folder.mkdir(parents=True, exist_ok=True)
    marketing_lists.write_contents(folder)
    marketing_lists.write_leads(rng, folder, stories)
    activities = marketing_lists.write_activities(folder, stories)
    seminars = marketing_lists.write_seminars(rng, folder, stories)
    cards = marketing_lists.write_cards(rng, folder, stories, strangers)
    marketing_lists.write_costs(folder)
    deals = sales_lists.write_deals(rng, folder, stories)
    calls = sales_lists.write_calls(rng, folder, stories)
    handovers = sales_lists.write_handovers(rng, folder, stories)
    print(
        f"{OWNER}: {len(stories)} leads, {activities} activities, {seminars} attendances, {cards} cards, "
        f"{deals} deals, {calls} calls, {handovers} hand-overs"
    )


if __name__ == "__main__":
    write(Path(sys.argv[1]) if len(sys.argv) > 1 else HERE)
