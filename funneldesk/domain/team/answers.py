"""What a member of the team answers to a hand-over: accepted, rejected, contacted, a comment. Written once, in a file.

An answer is named by the device it was made on and its number there. `after` names what its author had seen decided
about the hand-over, so that merging needs no clock (`domain.team.agreeing`).
"""

import json
import re
from dataclasses import dataclass
from datetime import date
from typing import Literal, get_args

Action = Literal["accept", "reject", "contacted", "comment"]
ACTIONS: tuple[Action, ...] = get_args(Action)
#: Answers that decide; the others add something.
DECIDING: tuple[Action, ...] = ("accept", "reject")
FORMAT = 1
_MOST = {"who": 200, "reason": 500, "text": 8_000}
_MOST_AFTER = 200
_DEVICE = re.compile(r"[0-9a-f]{16}")
_HANDOVER = re.compile(r"[0-9a-f]{16}")
#: An answer ("device:number"), or what the owner's own records say ("own:" and a check sum).
_REF = re.compile(r"[0-9a-f]{16}:[1-9][0-9]{0,11}|own:[0-9a-f]{16}")
_MOST_NUMBER = 10**12
_LAST_DAY = date.max.toordinal()
#: Control characters but line ends, what turns the direction of writing, and halves of characters: none can be shown.
_NO_TEXT = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069\ud800-\udfff]")
#: Names and reasons stand within sentences.
_LINE_END = re.compile("[\t\n\u2028\u2029]")


class BadAnswer(Exception):  # noqa: N818 - said of a file, not of a fault
    """These bytes are no answer; the text says what is wrong."""


@dataclass(frozen=True, slots=True)
class Answer:
    """One answer. `day`: ordinal, by the author's clock; `handover`: the reference of the publication.

    `epoch`, `seq`: the publication its author saw; `after`: the references of what had been decided there.
    """

    device: str
    number: int
    who: str
    handover: str
    action: Action
    reason: str
    text: str
    day: int
    epoch: int
    seq: int
    after: tuple[str, ...] = ()

    @property
    def ref(self) -> str:
        """Return what names this answer among all."""
        return f"{self.device}:{self.number}"

    @property
    def decides(self) -> bool:
        """Whether it accepts or rejects."""
        return self.action in DECIDING


def answer_bytes(answer: Answer) -> bytes:
    """Return the file of an answer: the same bytes each time."""
    said = {"format": FORMAT, **{name: getattr(answer, name) for name in Answer.__slots__}}
    return json.dumps(said, ensure_ascii=False, sort_keys=True, separators=(",", ":")).encode("utf-8")


def answer_from(data: bytes) -> Answer:
    """Return the answer in a file that nobody vouches for; BadAnswer where it is none."""
    try:
        said = json.loads(data.decode("utf-8"))
    except (ValueError, RecursionError) as error:
        raise BadAnswer("json") from error
    if not isinstance(said, dict):
        raise BadAnswer("json")
    version = said.pop("format", None)
    if type(version) is not int or version < FORMAT:
        raise BadAnswer("format")
    if version > FORMAT:
        raise BadAnswer("newer")
    if set(said) != set(Answer.__slots__):
        raise BadAnswer("fields")
    _check(said)
    after = tuple(said.pop("after"))
    return Answer(**said, after=after)


def _check(said: dict[str, object]) -> None:
    texts = ("device", "who", "handover", "action", "reason", "text")
    whole = ("number", "day", "epoch", "seq")
    if not all(isinstance(said[name], str) for name in texts) or not all(
        type(said[name]) is int for name in whole
    ):
        raise BadAnswer("types")
    after = said["after"]
    checks = (
        bool(_DEVICE.fullmatch(str(said["device"]))),
        bool(_HANDOVER.fullmatch(str(said["handover"]))),
        said["action"] in ACTIONS,
        isinstance(after, list) and len(after) <= _MOST_AFTER,
        all(isinstance(one, str) and _REF.fullmatch(one) for one in after)
        if isinstance(after, list)
        else False,
        all(len(str(said[name])) <= most for name, most in _MOST.items()),
        all(0 < int(str(said[name])) < _MOST_NUMBER for name in whole),
        int(str(said["day"])) <= _LAST_DAY,
        all(_is_text(str(said[name])) for name in texts),
        not any(_LINE_END.search(str(said[name])) for name in ("who", "reason")),
    )
    if not all(checks):
        raise BadAnswer("values")


def _is_text(text: str) -> bool:
    """Whether a text can be stored and shown."""
    return _NO_TEXT.search(text) is None
