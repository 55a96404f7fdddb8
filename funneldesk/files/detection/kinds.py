"""What speaks for each kind of list: its fields, and words around it."""

from collections.abc import Mapping

from funneldesk.domain.fields import Kind

#: How much a field says about the kind of list it is found on.
WEIGHTS: Mapping[Kind, Mapping[str, float]] = {
    "leads": {
        "external_id": 1, "email": 2, "last_name": 1.5, "first_name": 1, "name": 1.5, "company": 1.5,
        "corporate_number": 2,
        "department": 1.5, "title": 1.5, "phone": 2, "industry": 1.5, "employees": 1.5, "prefecture": 1.5, "source": 1,
        "campaign": 0.5, "first_content": 0.7, "acquired_at": 1, "updated_at": 0.3, "stage": 0.7, "mql_at": 3,
        "sal_at": 2,
        "deal_at": 0.7, "won_at": 0.5, "lost_at": 0.5, "opt_out": 2, "owner": 0.3, "note": 0.2,
    },
    "activities": {
        "lead_external_id": 1, "contact_external_id": 0.5, "email": 1,
        "last_name": 0.4, "first_name": 0.3, "name": 0.7, "company": 0.5,
        "external_id": 1, "occurred_at": 1.5,
        "activity": 4, "content": 1, "campaign": 0.5, "side": 1, "outcome": 1, "note": 0.2,
    },
    "deals": {
        "external_id": 1, "lead_external_id": 1, "contact_external_id": 0.5, "email": 0.5,
        "company": 1, "name": 1.5, "opened_at": 1,
        "closed_at": 2, "won_at": 1.5, "outcome": 2, "amount": 2.5, "lost_reason": 3, "owner": 0.3,
        "corporate_number": 0.7, "company_domain": 0.3,
    },
    "handovers": {
        "handover_id": 4, "lead_external_id": 1, "contact_external_id": 0.5, "email": 0.7,
        "last_name": 0.4, "first_name": 0.3, "name": 0.7,
        "company": 0.7, "side": 1, "handed_at": 4,
        "decision": 2, "reason": 1.5, "decided_at": 2, "contacted_at": 1.5, "comment": 0.5, "owner": 0.3,
    },
    "contents": {
        "content": 2, "title": 2, "type": 1.5, "phase": 2, "theme": 2, "url": 1.5, "published_at": 1.5, "cost": 1.5,
    },
    "costs": {"month": 2.5, "source": 1, "campaign": 1, "content": 0.5, "amount": 2.5},
}  # fmt: skip
#: A list of that kind has one field of every group.
NEEDED: Mapping[Kind, tuple[str, ...]] = {
    "leads": ("email name last_name phone company external_id",),
    "activities": ("occurred_at", "activity content", "lead_external_id email name last_name company"),
    "deals": ("amount closed_at won_at name external_id", "opened_at closed_at won_at outcome",
              "amount outcome lost_reason closed_at", "name external_id company lead_external_id email owner"),
    "handovers": ("handed_at decision handover_id", "lead_external_id email name last_name company handover_id",
                  "handed_at decided_at contacted_at decision"),
    "contents": ("content title", "type phase theme url published_at cost"),
    "costs": ("amount", "month source campaign content"),
}  # fmt: skip
#: People stand on no list of contents or costs.
FOREIGN: Mapping[Kind, str] = {
    "contents": "メールアドレス 氏名 電話番号",
    "costs": "メールアドレス 氏名 電話番号",
}
#: Words in the name of a file, of its sheet or in its titles that speak of a kind of list.
HINTS: Mapping[Kind, str] = {
    "leads": r"リード|見込|顧客|名簿|名刺|ハウスリスト|コンタクト|"
    r"leads?\b|contacts?\b|connections|prospect",
    "activities": r"行動|履歴|参加者|出席者|出欠|活動|アクティビティ|閲覧|コール|架電|"
    r"activit|events?\b|calls?\b|history|log|touch",
    "deals": r"案件|商談|取引一覧|deals?\b|opportunit|potentials|pipeline|受注",
    "handovers": r"引き?渡|トスアップ|hand-?overs?|handoff",
    "contents": r"コンテンツ|記事一覧|資料一覧|contents?\b|assets?\b",
    "costs": r"費用|コスト|広告費|costs?\b|spend|budget|予算",
}
