"""Whether a call reached anybody, as the lists of call tools and SFAs write it."""

from functools import lru_cache

from funneldesk.domain.leads.records import term_key

#: What "nobody answered" is called; a result that contains one of these was no contact.
_UNREACHED = (
    "不通", "不在", "留守", "応答なし", "応答無し", "無応答", "つながらず", "繋がらず", "つながらない", "繋がらない",
    "話し中", "話中", "離席", "会議中", "外出", "折り返し待ち", "未接続", "接続不可", "出ず", "コールのみ", "呼出のみ",
    "no answer", "not reached", "unreached", "unreachable", "not connected", "voicemail", "voice mail", "left message",
    "busy", "missed", "did not pick", "no response", "unanswered", "no show",
)  # fmt: skip


@lru_cache(maxsize=4096)
def is_unreached(outcome: str) -> bool:
    """Whether the result of a call, in a list's own words, says that nobody was reached."""
    text = term_key(outcome)
    return any(word in text for word in _UNREACHED)


#: The word a call made by hand carries.
UNREACHED_WORD = "不通"
REACHED_WORD = "接続"
