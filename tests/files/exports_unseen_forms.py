"""Exports of forms, events and further sales tools, judged before they were tried."""

from tests.files.exports import Export

UNSEEN_FORMS = (
    Export(
        "Zendesk Sell deals 8",
        None,
        "deals",
        """
        Deal ID = external_id
        Deal name = name < deal_name
        Primary contact = kept|company < corp
        Company = company
        Value = amount
        Currency : text
        Stage = outcome
        Loss reason = lost_reason
        Estimated close date = closed_at
        Owner = owner
        Source : source
        Added on = opened_at
        Last stage change : date""",
    ),
    Export(
        "Typeform 8",
        None,
        "leads",
        """
        # = external_id|kept < id
        First, what's your name? = name
        And your email address? = email
        What company do you work for? = company
        What's your role? = title
        What's your phone number? = phone
        What would you like to discuss? : note
        How did you hear about us? = source
        Response Type : text
        Start Date (UTC) = acquired_at|kept < acquired_at
        Stage Date (UTC) : empty
        Submit Date (UTC) = acquired_at|kept
        Network ID : id
        Tags : empty""",
    ),
    Export(
        "Odoo CRM leads 8",
        None,
        "leads",
        """
        ID = external_id
        Opportunity = kept|campaign < deal_name
        Contact Name = name
        Company Name = company
        Email = email
        Phone = phone
        Job Position = title
        City : text
        State = prefecture
        Salesperson = owner
        Sales Team : text
        Source = source
        Medium : text
        Campaign = campaign
        Stage = stage
        Created on = acquired_at
        Last Updated on = updated_at""",
    ),
    Export(
        "Jotform 8",
        None,
        "leads",
        """
        Submission Date = acquired_at
        Full Name = name
        E-mail = email
        Phone Number = phone
        Company / Organization = company
        Department = department
        Message = note
        Submission ID = external_id|kept < id
        Submission IP : id
        Last Update Date = updated_at""",
    ),
    Export(
        "EventRegist 申込者 8",
        None,
        "activities|leads",
        """
        注文番号 = external_id|kept < id
        チケット種別 : text
        申込者姓 = last_name
        申込者名 = first_name
        メールアドレス = email
        会社・団体名 = company
        部署 = department|kept
        役職 = title|kept
        電話番号 = phone|kept
        業種 = industry|kept
        申込日 = occurred_at|acquired_at
        入場日時 : date
        ステータス = activity|stage|kept < status""",
    ),
    Export(
        "Intercom users 8",
        None,
        "leads",
        """
        User ID = external_id
        Name = name
        Email = email
        Phone = phone
        Company = company
        Signed up = acquired_at
        First seen : date
        Last seen : date
        Web sessions : number
        City : text
        Country : text
        Unsubscribed from Emails = opt_out
        Owner = owner
        Tag : words""",
    ),
    Export(
        "vtiger leads 8",
        None,
        "leads",
        """
        Lead No = external_id < id
        Salutation : salutation
        First Name = first_name
        Last Name = last_name
        Company = company
        Designation = title
        Primary Email = email
        Lead Source = source
        Lead Status = stage
        Industry = industry
        No of Employees = employees
        Assigned To = owner
        Created Time = acquired_at
        Modified Time = updated_at
        Email Opt Out = opt_out
        Description = note|kept
        Primary Phone = phone""",
    ),
)
