"""Bookings and meetings, by the tools that arrange them: activities, whoever the tool is."""

from tests.files.exports import Export

BOOKINGS = (
    Export(
        "Calendly events",
        None,
        "activities",
        """
        User Name : person
        User Email : mail
        Invitee Name = name
        Invitee First Name = first_name|kept < first_name
        Invitee Last Name = last_name|kept < last_name
        Invitee Email = email
        Invitee Time Zone : text
        Invitee accepted marketing emails : flag
        Text Reminder Number : tel
        Event Type Name = content|kept < text
        Start Date & Time = occurred_at < begun
        End Date & Time : ended
        Location : url
        Event Created Date & Time : acquired_at
        Canceled = activity < cancelled
        Canceled By : name
        Cancellation reason : note
        Question 1 : text
        Response 1 = note|kept < note
        UTM Campaign = campaign|kept < campaign
        UTM Source : text
        Marked as No-Show : flag
        Meeting Notes = note|kept < note""",
    ),
    Export(
        "Microsoft Bookings",
        None,
        "activities",
        """
        Date Time = occurred_at < begun
        Customer Name = name
        Customer Email = email
        Customer Phone : tel
        Customer Address : address
        Staff : person
        Staff Name : person
        Staff Email : mail
        Service = content|kept < text
        Location : text
        Duration (mins.) : text
        Pricing Type : text
        Price : text
        Currency : text
        Cc Attendees : email
        Signed Up Attendees Count : text
        Text Notifications Enabled : flag
        Custom Fields : text
        Event Type : text
        Booking Id = external_id
        Tracking Data : empty""",
    ),
    Export(
        "TimeRex",
        None,
        "activities",
        """
        日程調整カレンダー名 = content|kept < text
        予約ID = external_id
        ステータス = activity < booking
        お名前 = name
        メールアドレス = email
        会社名 = company
        電話番号 : tel
        開始日時 = occurred_at < begun
        終了日時 : ended
        主催者 : person
        主催者メールアドレス : mail
        Web会議URL : url
        予約受付日時 : acquired_at
        コメント = note""",
    ),
    Export(
        "Spir",
        None,
        "activities",
        """
        予定タイトル = content|kept < text
        候補者名 = name
        候補者メールアドレス = email
        会社名 = company
        確定日時 : acquired_at
        予定開始日時 = occurred_at < begun
        予定終了日時 : ended
        参加メンバー : person
        オンライン会議URL : url
        ステータス = activity|kept < booking
        メモ = note""",
    ),
    Export(
        "eeasy",
        None,
        "activities",
        """
        予約番号 = external_id
        予約日 = occurred_at|kept < occurred_at
        予約時間 : time
        予約メニュー = content|kept < text
        予約者氏名 = name
        予約者会社名 = company
        予約者メールアドレス = email
        予約者電話番号 : tel
        担当スタッフ : person
        予約状況 = activity|kept < booking
        ご相談内容 = note
        受付日時 : acquired_at""",
    ),
    Export(
        "Jicoo",
        None,
        "activities",
        """
        Booking ID = external_id
        Event Name = campaign|content|kept < text
        Status = activity < booking
        Guest Name = name
        Guest Email = email
        Guest Company = company
        Guest Phone : tel
        Host Name : person
        Host Email : mail
        Started At = occurred_at < begun
        Ended At : begun
        Created At : begun
        Cancelled At : begun
        Location Type : text
        utm_source : text
        utm_campaign = campaign|kept < campaign""",
    ),
    Export(
        "HubSpot meetings",
        "hubspot",
        "activities",
        """
        Record ID = external_id
        Meeting name = content|kept < text
        Meeting start time = occurred_at < begun
        Meeting end time : ended
        Meeting outcome = activity|outcome|kept < booking
        Meeting source : text
        Meeting location : url
        Activity assigned to = owner|kept < person
        Call and meeting type : text
        Internal meeting notes = note
        Associated Contact IDs = lead_external_id < external_id
        Associated Contact = name|kept < name
        Associated Company = company
        Associated Deal : deal_name
        Create date : acquired_at""",
    ),
    Export(
        "UPWARD 訪問実績",
        None,
        "activities",
        """
        チェックイン日時 = occurred_at < begun
        チェックアウト日時 : ended
        訪問先 = company
        住所 : address
        面談者 = name
        訪問目的 = content|kept < text
        訪問結果 = outcome < text
        報告メモ = note
        ユーザー = owner|kept < person
        緯度 : number
        経度 : number""",
    ),
    Export(
        "Cal.com bookings",
        None,
        "activities",
        """
        id = external_id
        title = content|kept < text
        eventTypeTitle = content|kept < text
        startTime = occurred_at < begun
        endTime : begun
        status = activity < booking
        attendeeName = name
        attendeeEmail = email
        attendeeTimezone : text
        hostName : person
        hostEmail : mail
        location : url
        createdAt : begun
        rescheduled : flag""",
    ),
    Export(
        "調整アポ",
        None,
        "activities",
        """
        日程調整名 = content|kept < text
        確定日程開始 = occurred_at < begun
        確定日程終了 : ended
        ステータス = activity|kept < booking
        ゲスト会社名 = company
        ゲスト氏名 = name
        ゲストメールアドレス = email
        社内参加者 : person
        会議室 : text
        Web会議 : text
        作成日時 : acquired_at""",
    ),
    Export(
        "RESERVA 予約一覧",
        None,
        "activities",
        """
        予約番号 = external_id
        予約ステータス = activity|kept < booking
        メニュー名 = content|kept < text
        利用日 = occurred_at|kept < occurred_at
        開始時間 : time
        終了時間 : ended
        お名前 = name
        フリガナ : kana
        会社名 = company
        メールアドレス = email
        電話番号 : tel
        人数 : text
        備考 = note
        予約受付日時 = occurred_at|kept < acquired_at""",
    ),
    Export(
        "Outlook calendar ja",
        None,
        "activities",
        """
        件名 = activity|content|kept < booking
        開始日 = occurred_at
        開始時刻 : time
        終了日 : occurred_at
        終了時刻 : ended
        終日イベント : flag
        会議の開催者 : person
        必須出席者 = name
        任意出席者 : empty
        場所 : text
        内容 = note
        秘密度 : text""",
    ),
    Export(
        "HubSpot ミーティング ja",
        None,
        "activities",
        """
        レコードID = external_id
        ミーティング名 = content|kept < text
        ミーティング開始時刻 = occurred_at < begun
        ミーティング終了時刻 : ended
        ミーティングの成果 = activity|outcome < booking
        ミーティングの場所 : url
        内部ミーティングメモ = note
        アクティビティー担当者 : person
        関連するコンタクト = name
        関連するコンタクトのID = lead_external_id < external_id
        関連する会社 = company
        作成日 : acquired_at""",
    ),
    Export(
        "Zoho meetings",
        None,
        "activities",
        """
        Record Id = external_id
        Host : person
        Title = content < text
        Location : url
        From = occurred_at < begun
        To : ended
        All day : flag
        Contact Name = name
        Contact Name.id = contact_external_id|lead_external_id < external_id
        Related To : text
        Description = note
        Check-In Time : empty
        Created Time : acquired_at""",
    ),
)
