"""Words of other tools for stages, outcomes and activities."""

import pytest

from funneldesk.domain.lists.vocabulary import ACTIVITY, OUTCOME, STAGE


@pytest.mark.parametrize(
    ("code", "words"),
    [
        ("lead", "サブスクライバー|リード|対応中|未対応|Open - Not Contacted|Working - Contacted|Attempted to Contact|追客中|情報収集"),
        ("mql", "マーケティング クオリファイド リード|マーケティングクオリファイドリード(MQL)|marketingqualifiedlead|見込みあり|Qualified"),
        ("sal", "アポ獲得|アポ取得済み|Sales Accepted Lead|受入済み"),
        ("deal", "セールス クオリファイド リード|オポチュニティ|商談中|05：コンバート|Qualified To Buy|Closed - Converted"),
        ("won", "カスタマー|エバンジェリスト|既存顧客|受注済み|Closed Won"),
        ("lost", "失注|Closed Lost"),
        ("recycled", "タイミングが悪い|Bad Timing|休眠|リサイクル"),
        ("disqualified", "見込みなし|不適格|Junk Lead|99：アーカイブ|競合"),
        (None, "ランクA|アポ打診中|C|見極め中"),
    ],
)  # fmt: skip
def test_stages(code, words):
    assert {word: STAGE.find(word) for word in words.split("|")} == dict.fromkeys(words.split("|"), code)


@pytest.mark.parametrize(
    ("code", "words"),
    [
        (
            "open",
            "アポイント設定済み|購入見込みあり|契約書送付済み|Negotiation/Review|Id. Decision Makers|受注見込|Aヨミ|商談中|要件分析",
        ),
        ("won", "成約|成立した商談|Closed Won|closedwon|受注（確定）|Won"),
        ("lost", "失注した商談|競合に敗れた商談|Closed Lost|他決|自然消滅|失注（価格）|不成立"),
        (None, "10%|クローズ"),
    ],
)
def test_outcomes(code, words):
    assert {word: OUTCOME.find(word) for word in words.split("|")} == dict.fromkeys(words.split("|"), code)


@pytest.mark.parametrize(
    ("code", "words"),
    [
        ("attend", "参加|出席|Attended|セミナー参加"),
        # Who stayed away had registered, and did not attend.
        ("register", "不参加|欠席|当日欠席|No Show|参加予定|申込済み|Registered|セミナー欠席"),
        ("open", "開封|OPEN|メール開封|email opened"),
        ("click", "クリック|CLICK"),
        ("bounce", "BOUNCE|DROPPED|配信エラー"),
        ("unsubscribe", "UNSUBSCRIBED|配信停止|SPAMREPORT"),
        ("other", "Sent|Invited|DELIVERED|メール送信|資料送付|キャンセル"),
        ("call", "架電（不在）|電話(受信)|Outbound"),
    ],
)
def test_activities(code, words):
    assert {word: ACTIVITY.find(word) for word in words.split("|")} == dict.fromkeys(words.split("|"), code)
