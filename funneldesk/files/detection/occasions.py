"""Lists whose rows are occasions, of one of us with one of them: bookings, meetings, visits, seats in a webinar.

What tells them from a list of people is not the tool that wrote them: each row begins at a time of day and ends at
another, a guest stands beside a host, several headings speak of booking. A booking is no deal (DESIGN 3: a deal is a
meeting that was held and led somewhere), so it is an activity: a meeting, or an application where it is for a seminar.
"""

import re
from collections.abc import Sequence

from funneldesk.files.detection.clues import Clues

#: Who of two people is one of us, where a heading says it of both.
_GUEST = re.compile(
    r"^(?:invitee|guest|customer|client|attendee|participant|booker|予約者|申込者|参加者|候補者|お客様|ゲスト|来場者|相手|先方)"
)
_HOST = re.compile(
    r"^(?:user|staff|host|organi[sz]er|agent|rep|employee|team|担当スタッフ|主催者?|ホスト|スタッフ|開催者|参加メンバー|自社|社員)"
)
_OURS_AT_THE_END = re.compile(
    r"(?:owner|assignedto|assignee|担当者?|担当(?:ユーザー?|メンバー|社員)|スタッフ|報告者|記入者|入力者|ホスト|開催者|主催者|organi[sz]er|from)$"
)
#: What a list of people says of the last meeting with each of them.
_OF_THE_LAST = re.compile(r"last|recent|latest|next|前回|最終|最後|直近|最新|次回|回数|件数|number")
#: One heading of bookings among more others than this says nothing of the list.
_MOST_OTHERS = 25
#: Beside these 「担当者名」 is one of us.
_MET_BY_US = re.compile(
    r"^(?:面談者|面談相手|訪問相手|通話相手|先方(?:の?担当者?|の?氏名)|相手(?:氏名|名)|予約者|お?申込者|参加者)(?:の?(?:氏名|名前?))?$"
)
_THEIRS = re.compile(r"先方|相手|御社|貴社|客|ご担当|取引先担当")
_BOOKED = re.compile(
    r"予約(?!投稿|配信)|日程(?=調整|開始|終了)|^予定(?=開始|終了|タイトル)|booking|booked|appointment|invitee"
)
_MET = re.compile(r"meeting|ミーティング|打ち?合わ?せ|面談|会議(?!室|url)")
_SEMINAR = re.compile(
    r"セミナー|ウェビナー|ウエビナー|勉強会|説明会|展示会|内覧会|webinar|seminar", re.IGNORECASE
)
_VISITS = re.compile(r"^訪問(?:先|目的|結果|内容|相手|メモ|日|予定|実績)|^visit(?!or)")
#: Which people came, and which had only said that they would.
_CAME = re.compile(
    r"^(?:参加|出席|出欠|来場|視聴|受講|チェックイン)(?:者)?の?(?:状況|ステータス|区分|有無|結果|実績|フラグ)?$|"
    r"^attend(?:ance|ee|ed)?(?:status)?$|^(?:キャンペーン)?メンバーの?(?:状況|ステータス)$|^(?:campaign)?memberstatus$"
)
_SEEN = re.compile(r"^from$|^(?:初回)?(?:来場|出席|参加|視聴|受講)(?:年月日|日時|日付|日|時刻)$")
#: The day or hour something is booked for.
_SLOT = re.compile(r"^(?:予約|予定|面談|訪問|来店|来社|実施|ご?来場予定)(?:希望)?(?:年月日|日時|日)$")
#: When somebody signed up for what came later.
_SIGNED_UP = re.compile(
    r"^(?:予約)?(?:申し?込み?|登録|受付|エントリー|予約受付|確定|作成)(?:年月日|日時|日付|日)$|^regist|^(?:event)?creat|"
    r"^メンバーの作成"
)
_FORM = re.compile(r"respond|response(?!s?$)|submission|collector|回答|アンケート|設問")
_KINDS_OF = (
    "予定|予約|確定|日程|面談|会議|打ち?合わ?せ|ミーティング|商談|訪問|通話|セミナー|ウェビナー|イベント|初回|視聴|セッション|"
    "actual|scheduled|meeting|event|session|call|webinar"
)
_BEGIN = re.compile(
    rf"^(?:{_KINDS_OF})*の?"
    r"(?:開始|start(?:s|ed)?|入室|チェックイン|checkin|join(?:ed)?|参加)"
    r"(?:年月日|日時|時刻|時間|日|date|time|datetime|&|and|at|on)*$"
)
_END = re.compile(
    rf"^(?:{_KINDS_OF})*の?"
    r"(?:終了|完了|end(?:s|ed)?|退室|退出|チェックアウト|checkout|leave|left)"
    r"(?:年月日|日時|時刻|時間|日|date|time|datetime|&|and|at|on)*$"
)
#: What became of a booking.
_STATE = re.compile(
    r"^(?:予約|予定|日程調整|booking|appointment|meeting|ミーティング|面談|打ち?合わ?せ)?の?"
    r"(?:status|state|outcome|ステータス|状況|状態|結果|成果)$"
)
_CANCELLED = re.compile(r"^(?:is)?cancel(?:l)?ed$|^キャンセル(?:済み?|有無|フラグ)?$")
#: Words of such a column, and what the booking was.
_KEPT = (
    "確定 確定済み 予約済 予約済み 予約確定 予約中 予約完了 承認済み 来場済 来場済み 来店済み 参加 実施済 "
    "実施済み 実施 完了 終了 変更 日程変更 予定済み "
    "active booked confirmed scheduled rescheduled completed complete accepted attended held approved upcoming past"
)
_NOT_KEPT = (
    "キャンセル キャンセル済 キャンセル済み 取消 取り消し 取消済み 無断キャンセル 無断欠席 辞退 未実施 欠席 不参加 "
    "来場なし 調整中 日程調整中 仮予約 未確定 "
    "期限切れ canceled cancelled no-show declined pending tentative expired deleted rejected"
)
_YES, _NO = "はい Yes Y TRUE 1 ○ ◯ あり 有 済", "いいえ No N FALSE 0 × なし 無 未"


def is_of_host(name: str, names: Sequence[str]) -> bool:
    """Whether a heading (in normal form) is of one of us, where others are of their guests or say whose task it is."""
    if _GUEST.match(name):
        return False
    if name in ("担当者名", "担当者", "担当者氏名"):
        return any(map(_MET_BY_US.match, names))
    return bool(_HOST.match(name)) and any(map(_GUEST.match, names))


def is_customer(name: str, names: Sequence[str]) -> bool:
    """Whether "customer name" or 「担当者名」 stands beside the address or number of the same person."""
    found = re.fullmatch(r"(customer|client|(?:ご)?担当者?)(?:name|名|氏名)", name)
    beside = re.compile(rf"{found[1]}の?(?:e?mail|phone|メール|電話|tel)") if found else None
    return beside is not None and any(map(beside.match, names))


def is_of_us(name: str) -> bool:
    """Whether a heading nobody knows ends with who of us does something: no cells make a guest of it."""
    return bool(_OURS_AT_THE_END.search(name)) and not _THEIRS.search(name)


def is_booked(names: Sequence[str], context: str) -> bool:
    """Whether rows are appointments that somebody booked, or meetings: more than one heading or title says so."""
    own = [name for name in names if not _OF_THE_LAST.search(name)]
    booked = sum(bool(_BOOKED.search(text)) for text in [*own, context.casefold()])
    met = sum(bool(_MET.match(name)) for name in own)
    if (booked + met) * _MOST_OTHERS < len(names):
        booked = met = 0
    # A beginning and an end in days alone are those of a contract as often.
    timed = [name for name in names if not name.endswith(("日", "date"))]
    signs = (booked + met > 0) + begins_and_ends(timed) + _has_both_sides(names)
    return booked > 1 or met > 1 or signs > 1


def _has_both_sides(names: Sequence[str]) -> bool:
    return any(map(_GUEST.match, names)) and any(map(_HOST.match, names))


def begins_and_ends(names: Sequence[str]) -> bool:
    """Whether each row says when it began and when it ended, and is no answer to questions."""
    return any(map(_BEGIN.match, names)) and any(map(_END.match, names)) and not any(map(_FORM.search, names))


def are_occasions(names: Sequence[str], clues: Sequence[Clues], context: str) -> bool:
    """Whether rows are occasions: booked, or with a beginning and an end at times of day."""
    if is_booked(names, context) or tells_who_came(names, clues):
        return True
    timed = [name for name, clue in zip(names, clues, strict=True) if clue.timed > 0.5]  # noqa: PLR2004
    spoken = any(re.search(r"入室|退室|退出|チェックイン|視聴|join|leave|checkin", name) for name in timed)
    return (begins_and_ends(timed) and (spoken or _has_both_sides(names))) or {"from", "to"} <= set(timed)


def tells_who_came(names: Sequence[str], clues: Sequence[Clues]) -> bool:
    """Whether a column says of each person whether she came: most of its words are of that."""
    return any(
        _CAME.match(name) and clue.activity > 0.5 and clue.different > 1  # noqa: PLR2004 - most of them
        for name, clue in zip(names, clues, strict=True)
    )


def moment_points(name: str, *, booked: bool) -> float | None:
    """Return how surely a heading is of the moment of an occasion; None: it says nothing special.

    It is when it began, or what it was booked for; when somebody booked it is the last that comes to mind.
    """
    if _BEGIN.match(name) or _SEEN.match(name):
        return 110.0
    if _SLOT.match(name):
        return 108.0
    return 30.0 if booked and _SIGNED_UP.match(name) else None


def tells_state(name: str) -> bool:
    """Whether a column of a list of bookings says which were kept and which cancelled."""
    return bool(_STATE.match(name) or _CANCELLED.match(name))


def state_values(name: str, activity: str) -> dict[str, str]:
    """Return what the words of such a column mean, where bookings that are kept are an `activity`."""
    kept, given_up = (_NO, _YES) if _CANCELLED.match(name) else (_KEPT, _NOT_KEPT)
    return dict.fromkeys(kept.split(), activity) | dict.fromkeys(given_up.split(), "other")


def booked_activity(names: Sequence[str], context: str) -> str | None:
    """Return what all bookings of a list are; None where they are none."""
    if not is_booked(names, context):
        return None
    if sum(bool(_VISITS.match(name)) for name in names) > 1:
        return "visit"
    return "register" if _SEMINAR.search(" ".join([*names, context])) else "meeting"
