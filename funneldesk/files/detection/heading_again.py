"""Further heading rows right below the headings: in another language, names inside a tool, types, numbers."""

import re
from collections.abc import Callable, Sequence

from funneldesk.domain.lists.cells import Cell, cell_text
from funneldesk.files.detection.headings import normal_heading

#: Names, types and numbers: more rows than this are not piled up below headings.
_MOST = 3
#: Fewer columns say too little.
_FEWEST = 3
_TYPES = re.compile(
    r"(?:string|text|char|varchar|int|integer|bigint|number|numeric|decimal|float|double|currency|date|datetime|time|timestamp|"
    r"bool|boolean|email|e-mail|phone|tel|url|picklist|lookup|id|textarea|checkbox|"
    r"文字列?|テキスト|数値|数字|整数|金額|通貨|日付|日時|時刻|年月日|真偽値?|フラグ|メール|メールアドレス|電話|電話番号|選択|選択肢|"
    r"文字列[(（].*[)）]|(?:単一|複数)行(?:テキスト)?|ドロップダウン|チェックボックス|(?:var)?char ?[(（]\d+[)）])",
    re.IGNORECASE,
)
_NAME = re.compile(r"[A-Za-z][A-Za-z0-9]*(?:[_.\-:][A-Za-z0-9]+)*")
#: What only names inside programs have: an underline, a number at the end, a capital in the middle.
_INTERNAL = re.compile(r".*_.*|[a-z]+[A-Z].*|[A-Za-z]+-?\d+|.+[.:].+")
_NUMBER = re.compile(r"[(（\[]?(\d{1,3})[)）\].]?")
_WORD = re.compile(r"[^\W\d_]{2}")
_CIRCLED = {chr(ord("①") + index): index + 1 for index in range(20)}


def further_headings(
    headings: Sequence[Cell], below: Sequence[Sequence[Cell]], is_known: Callable[[str], bool]
) -> int:
    """Return how many of the rows below `headings` are no entries but say once more what the columns are.

    `is_known` says of a normalised heading whether some field is called so.
    """
    named = [cell_text(cell).strip() for cell in headings]
    count = 0
    for index, row in enumerate(below[:_MOST]):
        if not _says_columns(named, row, below[index + 1 : index + 9], is_known):
            break
        count += 1
    return count if count < len(below) else 0


def _says_columns(
    headings: Sequence[str],
    row: Sequence[Cell],
    below: Sequence[Sequence[Cell]],
    is_known: Callable[[str], bool],
) -> bool:
    texts = [cell_text(cell).strip() for cell in row[: len(headings)]]
    filled = [index for index, text in enumerate(texts) if text]
    named = sum(map(bool, headings))
    if len(filled) < _FEWEST or len(filled) * 3 < named * 2 or not any(any(other) for other in below):
        return False
    if _counts(texts):
        return _are_words(filled, below)
    if not all(isinstance(row[index], str) for index in filled):
        return False
    if all(_TYPES.fullmatch(texts[index]) for index in filled):
        return _unlike(texts, filled, below)
    pairs = [index for index in filled if headings[index]]
    foreign = sum(headings[index].isascii() != texts[index].isascii() for index in pairs)
    if foreign * 2 < len(filled) or len(set(texts)) < len(texts) * 2 // 3:
        return False
    known = sum(is_known(normal_heading(texts[index])) for index in filled)
    internal = sum(bool(_INTERNAL.fullmatch(texts[index])) for index in filled)
    told = known * 5 >= len(filled) * 3 or (
        all(_NAME.fullmatch(texts[index]) for index in filled) and (known + internal) * 2 >= len(filled)
    )
    return told and _unlike(texts, filled, below)


def _counts(texts: Sequence[str]) -> bool:
    """Whether `texts` are nothing but the numbers of the columns, from 0 or 1 on."""
    filled = [(index, text) for index, text in enumerate(texts) if text]
    numbers = [
        _CIRCLED.get(text) or (int(found[1]) if (found := _NUMBER.fullmatch(text)) else -1)
        for _index, text in filled
    ]
    begin = filled[0][0] - numbers[0]
    return numbers[0] in (0, 1) and all(
        number == index - begin for number, (index, _text) in zip(numbers, filled, strict=True)
    )


def _are_words(places: Sequence[int], below: Sequence[Sequence[Cell]]) -> bool:
    """Whether most of the columns hold words: where numbers are entries, the numbers of columns are none to tell."""
    words = 0
    for index in places:
        cells = [cell_text(row[index]).strip() for row in below if index < len(row)]
        filled = [cell for cell in cells if cell]
        words += bool(filled) and sum(bool(_WORD.search(cell)) for cell in filled) * 2 > len(filled)
    return words * 3 >= len(places) * 2


def _unlike(texts: Sequence[str], filled: Sequence[int], below: Sequence[Sequence[Cell]]) -> bool:
    """Whether the rows below look otherwise: none of these texts again, and in most columns another kind of cells."""
    other = 0
    for index in filled:
        cells = [row[index] for row in below if index < len(row) and row[index] not in ("", None)]
        lower = [cell_text(cell).strip() for cell in cells]
        if texts[index] in lower:
            return False
        plain = texts[index].isascii()
        other += bool(lower) and sum(
            not isinstance(cell, str) or text.isascii() != plain or bool(re.search(r"[\d@ 　]", text))
            for cell, text in zip(cells, lower, strict=True)
        ) * 2 > len(lower)
    return other * 2 >= len(filled)
