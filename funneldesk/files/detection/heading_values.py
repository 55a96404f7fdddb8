"""What a heading tells of the values below it, or of all entries: yes turned round, calls and nothing else."""

import re
from collections.abc import Mapping, Sequence

from funneldesk.domain.fields import Kind
from funneldesk.domain.lists import vocabulary
from funneldesk.domain.lists.mapping import FieldGuess
from funneldesk.files.detection.headings import normal_heading
from funneldesk.files.detection.occasions import booked_activity, state_values, tells_state

OPT_IN = re.compile(
    r"^メルマガ$|配信許可|オプトイン|optin(?!ip|time|date)|配信可否|メルマガ購読|メール配信可|配信希望|メルマガ希望|配信許諾|配信同意|受信許可|受信可|受け取る|receiveemail|subscriptionstatus|^subscribed?$|購読可否|購読希望|購読状況"
)
#: Under a heading of consent, yes means no opting out.
OPT_IN_VALUES = {
    **dict.fromkeys(("はい", "Yes", "Y", "TRUE", "1", "○", "◯", "on", "あり", "済", "subscribed"), "0"),
    **dict.fromkeys(("いいえ", "No", "N", "FALSE", "0", "×", "off", "なし", "未", "unsubscribed"), "1"),
}
#: Under 「Converted」, yes is a deal and no is none yet.
CONVERTED = re.compile(r"(?:is)?converted|コンバート済み?|商談化(?:フラグ|済み?|有無)")
CONVERTED_VALUES = {
    **dict.fromkeys(("1", "Yes", "TRUE", "はい", "○", "済"), "deal"),
    **dict.fromkeys(("0", "No", "FALSE", "いいえ", "×", "未"), "lead"),
}
#: Marketo writes its activities as numbers: those of its own documentation that are touches.
NUMBERED = re.compile(r"activitytypeid")
NUMBERED_VALUES = {
    "1": "view", "2": "form", "3": "click", "6": "other", "7": "other", "8": "bounce", "9": "unsubscribe",
    "10": "open", "11": "click", "12": "other", "13": "other", "22": "other", "24": "other", "27": "bounce",
}  # fmt: skip
#: Under "Attended", who did not come had at least registered.
ATTENDED = re.compile(
    r"(?:has)?attended(?:live)?|(?:出席|参加|来場|受講|視聴)(?:しました|フラグ|有無|済み?)?"
)
ATTENDED_VALUES = {
    **dict.fromkeys(
        ("はい", "Yes", "Y", "TRUE", "1", "○", "◯", "あり", "有", "済", "視聴", "視聴済", "視聴済み"),
        "attend",
    ),
    **dict.fromkeys(("いいえ", "No", "N", "FALSE", "0", "×", "なし", "無", "未", "未視聴"), "register"),
}
#: Further words in the heading of a date that say what happened then.
_TOLD_BY_DATES = (
    ("join", "attend"), ("入室", "attend"), ("発信", "call"), ("受電", "call"), ("入電", "call"), ("通話", "call"),
    ("チェックイン", "visit"),
)  # fmt: skip
#: What all entries are, where more than one heading begins so: "Call outcome", 「通話時間」.
_TOLD_BY_ALL = (
    (re.compile("call|通話|架電|コール|発着信|(?:direction|duration|disposition)$"), "call"),
    (re.compile("meeting|invitee|ミーティング|打ち合わせ|面談"), "meeting"),
)
#: A date of these is told of people known before; a date of applying or asking is as often how a lead began.
NO_BEGINNING = frozenset({"call", "view", "open", "click", "visit", "meeting", "reply", "attend"})


def values_of(
    names: Sequence[str], taken: Mapping[int, tuple[str, float, bool]], *, booked: str | None
) -> dict[str, dict[str, str]]:
    """Return what the words of columns mean whose heading turns yes and no round, or into stages."""
    found = {}
    for index, (field, *_rest) in taken.items():
        if field == "opt_out" and OPT_IN.search(names[index]):
            found[field] = dict(OPT_IN_VALUES)
        if field == "stage" and CONVERTED.fullmatch(names[index]):
            found[field] = dict(CONVERTED_VALUES)
        if field == "activity" and ATTENDED.fullmatch(names[index]):
            found[field] = dict(ATTENDED_VALUES)
        if field == "activity" and NUMBERED.fullmatch(names[index]):
            found[field] = dict(NUMBERED_VALUES)
        if field == "activity" and booked and tells_state(names[index]):
            found[field] = state_values(names[index], booked)
    return found


def told_by_all(names: Sequence[str], least: int = 2) -> str | None:
    """Return which activity all entries are where so many headings (in normal form) begin like it."""
    for pattern, code in _TOLD_BY_ALL:
        if sum(bool(pattern.match(name)) for name in names) >= least:
            return code
    return None


def constants_of(kind: Kind, used: set[str], guesses: Sequence[FieldGuess], context: str) -> dict[str, str]:
    """Find of what kind all activities of a list are: a heading, its name or its title may say so."""
    if kind != "activities" or "activity" in used:
        return {}
    heading = next((guess.heading for guess in guesses if guess.field == "occurred_at"), "")
    names = [normal_heading(guess.heading) for guess in guesses]
    told = booked_activity(names, context) or told_by_all(names)
    if told is not None:
        return {"activity": told}
    for text in (heading, context):
        for part, code in (*vocabulary.ACTIVITY.parts, *_TOLD_BY_DATES):
            if _says(text, part):
                return {"activity": code}
    return {"activity": "view"} if "content" in used else {}


def _says(text: str, part: str) -> bool:
    """Whether a word begins with `part`: there is no form in "performance"."""
    if part.isascii():
        return re.search(rf"(?<![a-z]){re.escape(part)}", text.casefold()) is not None
    return part in vocabulary.word_key(text)
