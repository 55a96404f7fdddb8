"""What people asked not to get: mail, or any contact. The heading of the list's column says which.

配信停止 is about mail: the phone stays allowed. 電話拒否 or 連絡不要 is about everything, and so is a heading that does
not say (オプトアウト): nobody is called who might have asked not to be.
"""

import re
import unicodedata

_MAIL = re.compile(r"メール|メルマガ|配信|購読|mail|newsletter|unsubscri|subscription")
_MORE = re.compile(r"電話|架電|連絡|コンタクト|tel|phone|call|contact|(?<![a-z])dm(?![a-z])|ダイレクトメール")


def is_about_mail(heading: str) -> bool:
    """Whether a column with this heading tells who wants no mail, and nothing beyond that."""
    plain = unicodedata.normalize("NFKC", heading).casefold()
    return bool(_MAIL.search(plain)) and not _MORE.search(plain)
