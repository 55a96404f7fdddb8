"""The words lists use for stages, activities, decisions and the like, in Japanese and English, by other tools too.

Each table says which words mean a code of `domain.fields`. Words are compared by `word_key`. What is not found
exactly is looked for inside the text, in the order of the second table, because people write 「受注(確定)」.
"""

import re
import unicodedata
from collections.abc import Mapping
from dataclasses import dataclass

#: "05：", "1. ", "(3) ", "A:" in front of a stage name order it in a pick-list and mean nothing.
_NUMBERING = re.compile(r"^[(\[【]?(?:[0-9]{1,3}|[a-z])[)\]】]?\s*[.:：,、_)\-/]\s*(?=\S)")
_IGNORED = re.compile(r"[\s_\-‐‑–—―・･.,:;/／。、'\"’()（）\[\]【】「」<>＜＞*＊※!！]+")


def word_key(text: str) -> str:
    """Return what counts when two words are compared: no width, case, spaces, punctuation or numbering."""
    plain = text if text.isascii() else unicodedata.normalize("NFKC", text)
    plain = plain.strip().casefold()
    key = _IGNORED.sub("", _NUMBERING.sub("", plain))
    return key or _IGNORED.sub("", plain)


@dataclass(frozen=True, slots=True)
class Vocabulary:
    """Words for the codes of one enumeration: `exact` by word key, `parts` searched in order."""

    exact: Mapping[str, str]
    parts: tuple[tuple[str, str], ...]

    def find(self, text: str) -> str | None:
        """Return the code `text` means, None if it is not known."""
        key = word_key(text)
        found = self.exact.get(key)
        if found is not None or not key:
            return found
        return next((code for part, code in self.parts if part in key), None)


def _vocabulary(words: Mapping[str, str], parts: str = "") -> Vocabulary:
    exact = {
        word_key(word): code for code, line in words.items() for word in (code, *line.split("|")) if word
    }
    inside = tuple(
        (word_key(part), code) for part, _, code in (line.partition("=") for line in parts.split())
    )
    return Vocabulary(exact, inside)


STAGE = _vocabulary(
    {
        "lead": "リード|見込み客|見込客|新規|新規リード|未対応|未着手|未接触|獲得|subscriber|new|open|raw|prospect|"
        "open not contacted|not contacted|contacted|working|working contacted|attempted to contact|attempted|"
        "contact in future|pre-qualified|inquiry|suspect|new lead|コンタクト済み|アプローチ中|アプローチ前|"
        "架電済み|ナーチャリング|ナーチャリング中|nurturing|nurture|no|false|in progress|connected|"
        "inprogress|attemptedtocontact|opennotcontacted|育成中|検討中|名刺交換|サブスクライバー|オープン|進行中|対応中|対応済み|"
        "コンタクト試行中|コンタクト中|コンタクト済|連絡中|連絡済み|attempting|engaged|架電中|追客中|フォロー中|要フォロー|継続フォロー|アプローチ済み|"
        "アプローチ済|情報収集|情報収集中|資料送付済み|資料送付|ウォーム|コールド|warm|cold|不通|不在|未連絡|未架電|リード獲得",
        "mql": "marketing qualified lead|marketingqualifiedlead|marketing qualified|mqlリード|有望リード|"
        "mql獲得|qualified|ml|マーケティング クオリファイド リード|見込みあり|見込あり|有望|確度高|"
        "marketing engaged lead",
        "candidate": "sal候補|ホットリード|hot lead|ホット|引き渡し済み|引渡し済み|引渡済|トスアップ|トスアップ済み|sql候補|引渡済み|営業引き渡し済み|"
        "営業へ引き渡し|sales ready",
        "sal": "sales accepted lead|salesacceptedlead|sales accepted|受け入れ|受入れ|受入|受入済み|営業受け入れ|"
        "営業承認|承認|accepted|アポ獲得|アポイント獲得|アポ|アポ取得|アポイント取得|アポ獲得済み|アポ取得済み|アポ確定|"
        "meeting booked|meeting scheduled|セールス アクセプテッド リード",
        "deal": "sql|sales qualified lead|salesqualifiedlead|sales qualified|商談|商談化|商談中|商談あり|opportunity|案件|"
        "案件化|提案|提案中|見積|見積中|見積提出|交渉|交渉中|converted|closed - converted|コンバート|コンバート済み|"
        "取引開始済み|yes|true|open deal|opendeal|demo|proposal|negotiation|オポチュニティ|オポチュニティー|オープン取引|"
        "セールス クオリファイド リード|ヒアリング済み|ヒアリング済|ヒアリング中|トライアル中|稟議中|qualified to buy",
        "won": "受注|成約|契約|契約済み|契約済|受注済み|受注済|顧客|既存顧客|既存|取引中|customer|client|closed won|"
        "closedwon|won|evangelist|member|active customer|導入済み|カスタマー|エバンジェリスト|"
        "既存客|導入決定|会員|契約中|成約済み|成約済",
        "lost": "失注|失注済み|closed lost|closedlost|lost|敗戦|不成立|お断り|見送り",
        "recycled": "再ナーチャリング|リサイクル|recycle|休眠|休眠リード|掘り起こし|dormant|再育成|再アプローチ|保留|"
        "not now|bad timing|badtiming|open recycled|タイミングが悪い|時期尚早|タイミング不一致|recycled|差し戻し|"
        "長期フォロー|中長期|検討時期未定",
        "disqualified": "対象外|除外|無効|unqualified|disqualified|not qualified|junk lead|junk|lost lead|invalid|アーカイブ|"
        "closed not converted|closed - not converted|競合|退職|取引不可|不適格|見込みなし|見込なし|"
        "ターゲット外|学生|連絡不可|営業お断り|重複|退職済み|bad data|do not contact|dead|対応不要",
    },
    "マーケティングクオリファイド=mql セールスクオリファイド=deal 見込みなし=disqualified 見込なし=disqualified アポ獲得=sal "
    "アポ取得=sal 再ナーチャ=recycled リサイクル=recycled 休眠=recycled sal候補=candidate 失注=lost 対象外=disqualified "
    "除外=disqualified 受注見込=deal 受注予定=deal 商談予定=sal 商談前=sal 受注=won 成約=won 既存顧客=won 契約=won closedwon=won closedlost=lost "
    "商談=deal 案件=deal 提案=deal 見積=deal salesqualified=deal opportunity=deal converted=deal "
    "salesaccepted=sal marketingqualified=mql mql=mql sql=deal sal=sal 見込=lead リード=lead",
)

ACTIVITY = _vocabulary(
    {
        "view": "閲覧|ページ閲覧|ページ訪問|webページ閲覧|web閲覧|サイト閲覧|アクセス|web訪問|サイト訪問|ページビュー|"
        "page view|pageview|page hit|pagehit|web visit|visited page|viewed|料金ページ閲覧|記事閲覧|動画視聴|視聴|"
        "watch|watched|video view|visited|page visited on website",
        "download": "ダウンロード|dl|資料dl|資料ダウンロード|ホワイトペーパー|ホワイトペーパーdl|wpdl|カタログdl|"
        "asset download|asset.download|downloaded|ebook|資料|資料閲覧|資料開封",
        "register": "申込|申し込み|申込み|お申込み|セミナー申込|セミナー申し込み|イベント申込|参加申込|登録|会員登録|"
        "registered|registration|sign up|signup|subscribe|enrolled|エントリー|rsvp|登録済み|参加予定|"
        # Who stayed away had registered: that much is true.
        "欠席|不参加|当日欠席|no show|noshow|did not attend|absent|未参加|欠席連絡|ドタキャン",
        "attend": "参加|出席|セミナー参加|ウェビナー参加|イベント参加|来場|ウェビナー視聴|セミナー|ウェビナー|展示会|"
        "展示会来場|attended|attendance|webinar|seminar|event|参加済み|受講",
        "form": "フォーム|フォーム送信|問い合わせ|問合せ|お問い合わせ|お問合せ|問合わせ|資料請求|見積依頼|見積もり依頼|"
        "デモ依頼|デモ申込|無料相談|相談申込|トライアル申込|コンバージョン|cv|form submission|form submitted|form.submitted|"
        "submit|submitted|inquiry|contact us|request demo|demo request|フォーム回答|アンケート回答|アンケート",
        "open": "開封|メール開封|メルマガ開封|email open|email opened|opened|email.read|read|open email|mail open",
        "click": "クリック|メールクリック|リンククリック|urlクリック|本文クリック|email click|clicked|link click|"
        "email link clicked|clicked link|link clicked|mail click",
        "unsubscribe": "spamreport|spam report|spam complaint|配信停止|購読解除|解除|オプトアウト|unsubscribed|opt out|optout|opted out|メルマガ解除|退会|"
        "email unsubscribed",
        "bounce": "dropped|不達|エラー|バウンス|配信エラー|送信エラー|bounced|email bounced|hard bounce|soft bounce|未達",
        "visit": "訪問|来社|客先訪問|訪店|on-site visit|onsite visit|来訪|往訪|来店",
        "reply": "返信|メール返信|返答|replied|response|responded|email reply|回答|email received|メール受信",
        "call": "電話|架電|コール|発信|電話発信|受電|着信|通話|不通|不在|留守電|テレアポ|phone|telephone|tel|phone call|"
        "outbound call|inbound call|outbound|inbound|called|missed|通電|フォローコール|logged call|had a phone conversation",
        "meeting": "商談|打ち合わせ|打合せ|面談|ミーティング|オンライン商談|web商談|初回商談|アポ|アポイント|デモ|demo|"
        "appointment|mtg|zoom|会議|web会議|ヒアリング|提案",
        "card": "名刺|名刺交換|名刺獲得|名刺登録|business card|card exchange|名刺情報登録",
        "other": "その他|メモ|ノート|note|task|タスク|送信|メール送信|配信|メール配信|sent|email sent|delivered|invited|"
        "手紙|dm|sms|email|mail|メール|linkedin|lunch|deadline|modified|olark chat conversation|unreachable|招待済み|招待|planned|received|processed|"
        "deferred|キャンセル|cancelled|canceled|未回答|案内済み",
    },
    # Sending is our doing, not the lead's: it must be recognised before 「メール」 or 「資料」 inside it.
    "未来場=register 未視聴=register 未受講=register 未出席=register 不出席=register レスポンスあり=reply 不参加=register 未参加=register 欠席=register noshow=register 参加予定=register 配信停止=unsubscribe 購読解除=unsubscribe unsubscri=unsubscribe 配信エラー=bounce 不達=bounce bounce=bounce "
    "開封=open クリック=click click=click 返信=reply repl=reply 送信済=other 配信=other 送付=other "
    "問い合わせ=form 問合せ=form 問合わせ=form 資料請求=form 見積=form フォーム=form form=form 申込=register "
    "申し込み=register regist=register 参加=attend 来場=attend 出席=attend attend=attend ダウンロード=download "
    "download=download dl=download ホワイトペーパー=download 閲覧=view 視聴=view アクセス=view pageview=view visited=view "
    "不在=call 不通=call 架電=call 電話=call コール=call call=call 訪問=visit 商談=meeting 打合=meeting 打ち合=meeting "
    "面談=meeting meeting=meeting 名刺=card アポ=meeting opened=open ページ=view",
)

SIDE = _vocabulary(
    {
        "marketing": "マーケ|マーケティング|マーケティング部|mktg|mk|ma|宣伝|広報",
        "is": "インサイドセールス|内勤|内勤営業|inside sales|insidesales|sdr|bdr|isr|インサイド|コールセンター",
        "sales": "営業|営業部|フィールドセールス|fs|field sales|ae|外勤|外勤営業|セールス|営業担当",
    },
    "インサイド=is inside=is マーケ=marketing market=marketing 営業=sales セールス=sales sales=sales",
)

OUTCOME = _vocabulary(
    {
        "won": "受注|成約|契約|契約済み|受注済み|受注済|勝ち|獲得|closed won|closedwon|win|勝注|成立|内示|発注|yes|"
        "受注確定|契約締結|成立した商談|納品済み|納品済|請求済み|請求済|内定|成約済み|導入決定|受注（確定）",
        "lost": "失注|失注済み|負け|敗戦|closed lost|closedlost|lose|不成立|キャンセル|中止|取り下げ|見送り|お断り|却下|"
        "closed lost to competition|断念|no|失注確定|競合に敗れた商談|競合負け|他社決定|他社採用|他決|消滅|自然消滅|辞退|"
        "却下済み|ロスト|disqualified|dead",
        "open": "進行中|商談中|案件化|未完了|検討中|提案|提案中|提案済み|見積|見積中|見積提出|見積もり|交渉|交渉中|"
        "ヒアリング|初回商談|初回訪問|デモ|トライアル|アポ|アプローチ|要件確認|課題確認|稟議|稟議中|最終交渉|クロージング|"
        "prospecting|prospect|qualification|qualified|needs analysis|value proposition|id decision makers|"
        "identify decision makers|perception analysis|proposal|proposal price quote|proposal made|negotiation|"
        "negotiation review|negotiations started|engaging|engaged|in progress|pending|contact made|demo scheduled|"
        "appointmentscheduled|appointment scheduled|qualifiedtobuy|qualified to buy|presentationscheduled|"
        "presentation scheduled|decisionmakerboughtin|decision maker bought in|contractsent|contract sent|"
        "initial offer|initial contact|discovery|evaluation|lead in|new|ongoing|継続|継続中|保留|未定|商談|アポイント設定済み|購入見込みあり|プレゼン予定|"
        "プレゼンテーション予定|意思決定者の賛同|契約書送付済み|要件分析|意思決定者の特定|意思決定者|認知分析|契約手続き中|契約手続き|aヨミ|bヨミ|cヨミ|"
        "ペンディング|延期|トライアル中|poc|初回接触|次回アクション待ち|審査中|与信中|発注待ち|回答待ち|best case|commit|pipeline|omitted|"
        "アプローチ中|ニーズ確認|課題把握|商談設定|日程調整中|prospecting/qualifying",
    },
    "closedwon=won closedlost=lost 敗れ=lost 不成立=lost 成立した=won 失注=lost 受注見込=open 受注予定=open 受注前=open 契約前=open 契約予定=open 受注=won "
    "成約=won 契約締結=won 契約済=won lost=lost won=won 交渉=open 提案=open 見積=open 商談=open 検討=open ヒアリング=open "
    "negotiat=open propos=open qualif=open schedul=open analysis=open",
)

DECISION = _vocabulary(
    {
        "accepted": "受け入れる|受け入れ|受入|受入れ|受入済み|承認|承認済み|採用|ok|可|accept|approved|approve|yes|はい|○|〇|"
        "◯|1|true|引き受け|受領|対応する|sal",
        "rejected": "見送る|見送り|却下|差し戻し|差戻し|差戻|否認|不可|ng|reject|declined|decline|no|いいえ|×|✕|x|0|false|"
        "不採用|拒否|対応しない|対象外|返却",
    },
    "見送=rejected 差戻=rejected 差し戻=rejected 却下=rejected 不承認=rejected 受入=accepted 受け入=accepted 承認=accepted "
    "accept=accepted reject=rejected declin=rejected",
)

PHASE = _vocabulary(
    {
        "awareness": "認知期|認知|認知段階|興味|関心|潜在|tofu|top|情報収集|課題認識|discover|interest",
        "consideration": "検討期|検討|検討段階|比較|比較検討|情報収集期|mofu|middle|準顕在|evaluate|evaluation",
        "decision": "具体期|具体|具体化|決定|決定期|導入検討|購買|選定|顕在|bofu|bottom|purchase|intent",
    },
    "認知=awareness 具体=decision 比較=consideration 検討=consideration 決定=decision",
)

CONTENT_TYPE = _vocabulary(
    {
        "article": "記事|seo記事|ブログ|ブログ記事|コラム|オウンドメディア|オウンドメディア記事|blog|blog post|post|column|news",
        "white_paper": "ホワイトペーパー|wp|資料|お役立ち資料|ebook|e-book|whitepaper|調査レポート|レポート|report|カタログ|pdf|"
        "チェックリスト|テンプレート|download|asset",
        "seminar": "セミナー|ウェビナー|webセミナー|オンラインセミナー|勉強会|webinar|共催セミナー|講演|カンファレンス|"
        "conference|seminar conference",
        "mail": "メール|メルマガ|ステップメール|newsletter|email|e-mail|email blast|ニュースレター",
        "case": "事例|導入事例|事例記事|お客様の声|case study|customer story|活用事例|success story",
        "guide": "導入ガイド|ガイド|ガイドブック|手引き|マニュアル|handbook|how to|ハンドブック",
        "comparison": "比較資料|比較|比較表|比較記事|compare",
        "pricing": "料金|料金ページ|価格|価格表|料金表|price|prices|見積シミュレーション",
        "video": "動画|ムービー|movie|youtube|オンデマンド|デモ動画",
        "inquiry": "問い合わせ|お問い合わせ|問合せ|フォーム|相談|デモ|デモ申込|見積|見積依頼|contact|contact form|form|"
        "トライアル|trial|demo",
        "event": "イベント|展示会|trade show|tradeshow|exhibition|見本市|交流会|booth",
        "other": "その他|広告|lp|ランディングページ|landing page|advertisement|banner ads|sns|プレスリリース|partners|telemarketing",
    },
    "比較=comparison 導入事例=case 事例=case 導入ガイド=guide ホワイトペーパー=white_paper whitepaper=white_paper "
    "ウェビナー=seminar webinar=seminar セミナー=seminar 展示会=event 記事=article ブログ=article 動画=video メルマガ=mail "
    "料金=pricing 価格=pricing 問い合わせ=inquiry 問合せ=inquiry ガイド=guide 資料=white_paper レポート=white_paper",
)

_TRUE = (
    "はい yes y true t 1 on 済 済み ok あり 有 有り 真 拒否 拒否する 配信停止 停止 不可 希望しない 不要 オプトアウト optout "
    "opted-out unsubscribed ○ 〇 ◯ ● ✓ ✔ ☑ レ 解除 配信拒否 配信不可 ng 退会 除外 checked 該当"
)
_FALSE = (
    "いいえ no n false f 0 off 未 なし 無 無し 偽 許可 可 可能 希望する 希望 オプトイン optin opted-in subscribed × ✕ x ☐ "
    "配信 配信中 配信可 購読中 購読 有効 許諾 同意 unchecked 非該当 拒否しない 対象 配信許可 配信する"
)
#: Yes and no; in a column that says whether somebody opted out, a refusal is a yes.
TRUE_WORDS = frozenset(word_key(word) for word in _TRUE.split())
FALSE_WORDS = frozenset(word_key(word) for word in _FALSE.split())
