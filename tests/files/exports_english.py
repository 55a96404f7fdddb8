"""Exports with English headings."""

from tests.files.exports import Export

ENGLISH = (
    Export("HubSpot contacts", "hubspot", "leads", """
        Record ID = external_id
        First Name = first_name
        Last Name = last_name
        Email = email
        Phone Number = phone
        Contact owner = owner
        Last Activity Date : date
        Lead Status : status
        Marketing contact status : status
        Create Date = acquired_at
        Associated Company = company
        Associated Company IDs (Primary) : id
        Lifecycle Stage = stage
        Original Traffic Source = source
        Became a Marketing Qualified Lead Date = mql_at
        Job Title = title
        State/Region = prefecture
        Last Modified Date = updated_at
        Unsubscribed from all email = opt_out"""),
    Export("HubSpot deals", "hubspot", "deals", """
        Record ID = external_id
        Deal Name = name
        Deal Stage = outcome
        Close Date = closed_at
        Deal owner = owner
        Amount = amount
        Pipeline : text
        Create Date = opened_at
        Closed Lost Reason = lost_reason
        Associated Company = company
        Associated Contact IDs = lead_external_id"""),
    Export("HubSpot companies", "hubspot", "leads", """
        Record ID = external_id
        Company name = company
        Company Domain Name : url
        Company owner = owner
        Create Date = acquired_at
        Phone Number = phone
        Industry = industry
        State/Region = prefecture
        Number of Employees = employees"""),
    Export("HubSpot e-mail events", "hubspot", "activities", """
        Recipient = email
        Event type = activity
        Event created = occurred_at
        Email name = content
        Campaign = campaign
        Portal ID : id"""),
    Export("Salesforce leads", "salesforce", "leads", """
        Lead ID = external_id
        Lead Owner = owner
        First Name = first_name
        Last Name = last_name
        Title = title
        Company / Account = company
        Email = email
        Phone = phone
        Lead Source = source
        Lead Status = stage
        Industry = industry
        No. of Employees = employees
        State/Province = prefecture
        Create Date = acquired_at
        Last Modified = updated_at
        Converted Date = deal_at
        Email Opt Out = opt_out"""),
    Export("Salesforce Data Loader leads", "salesforce", "leads", """
        Id = external_id
        IsDeleted : flag
        LastName = last_name
        FirstName = first_name
        Title = title
        Company = company
        State = prefecture
        Phone = phone
        Email = email
        LeadSource = source
        Status = stage
        Industry = industry
        NumberOfEmployees = employees
        OwnerId : id
        HasOptedOutOfEmail = opt_out
        IsConverted : flag
        ConvertedDate = deal_at
        CreatedDate = acquired_at
        LastModifiedDate = updated_at
        SystemModstamp : date"""),
    Export("Salesforce opportunities", "salesforce", "deals", """
        Opportunity Owner = owner
        Account Name = company
        Opportunity Name = name
        Stage = outcome
        Fiscal Period : text
        Amount = amount
        Expected Revenue : money
        Probability (%) : number
        Age : number
        Close Date = closed_at
        Created Date = opened_at
        Next Step : text
        Lead Source : source
        Type : text
        Loss Reason = lost_reason
        Opportunity ID = external_id"""),
    Export("Salesforce Data Loader opportunities", "salesforce", "deals", """
        Id = external_id
        AccountId : id
        Name = name
        StageName = outcome
        Amount = amount
        Probability : number
        CloseDate = closed_at
        IsClosed : flag
        IsWon : flag
        OwnerId : id
        CreatedDate = opened_at
        ContactId = lead_external_id"""),
    Export("Salesforce campaign members", "salesforce", "activities", """
        Campaign Name = campaign|content
        Member Type : text
        First Name = first_name
        Last Name = last_name
        Company = company
        Email = email
        Member Status = activity < attendance
        Responded : flag
        Member First Responded Date = occurred_at
        Lead/Contact ID = lead_external_id"""),
    Export("Salesforce tasks", "salesforce", "activities", """
        Assigned : person
        Subject = content
        Date = occurred_at
        Type = activity
        Status : status
        Company / Account = company
        Contact = name
        Comments = note"""),
    Export("Zoho CRM leads", "zoho", "leads", """
        Record Id = external_id
        Lead Owner.id : id
        Lead Owner = owner
        Company = company
        First Name = first_name
        Last Name = last_name
        Title = title
        Email = email
        Phone = phone
        Mobile : tel
        Website : url
        Lead Source = source
        Lead Status = stage
        Industry = industry
        No. of Employees = employees
        Annual Revenue : money
        Created By.id : id
        Created By : person
        Created Time = acquired_at
        Modified Time = updated_at
        Salutation : salutation
        Email Opt Out = opt_out
        State = prefecture
        Tag : words"""),
    Export("Zoho CRM deals", "zoho", "deals", """
        Record Id = external_id
        Deal Owner.id : id
        Deal Owner = owner
        Amount = amount
        Deal Name = name
        Closing Date = closed_at
        Account Name.id : id
        Account Name = company
        Stage = outcome
        Probability (%) : number
        Expected Revenue : money
        Lead Source : source
        Contact Name.id = lead_external_id
        Contact Name : person
        Created Time = opened_at
        Reason For Loss = lost_reason"""),
    Export("Pipedrive people", "pipedrive", "leads", """
        Person - ID = external_id
        Person - Name = name
        Person - Organization = company
        Person - Phone - Work = phone
        Person - Email - Work = email
        Person - Owner = owner
        Person - Person created = acquired_at
        Person - Update time = updated_at
        Person - Marketing status : status
        Person - Job title = title"""),
    Export("Pipedrive deals", "pipedrive", "deals", """
        Deal - ID = external_id
        Deal - Title = name
        Deal - Value = amount
        Deal - Currency of Value : text
        Deal - Organization = company
        Deal - Contact person : person
        Deal - Pipeline : text
        Deal - Stage : text
        Deal - Status = outcome
        Deal - Owner = owner
        Deal - Deal created = opened_at
        Deal - Won time = won_at
        Deal - Deal closed on = closed_at
        Deal - Lost reason = lost_reason
        Person - Email = email"""),
    Export("Pipedrive leads", "pipedrive", "leads", """
        Lead - ID = external_id
        Lead - Title : text
        Lead - Owner = owner
        Lead - Source = source
        Lead - Lead created = acquired_at
        Person - Name = name
        Person - Email = email
        Organization - Name = company"""),
    Export("Mautic contacts", "mautic", "leads", """
        id = external_id
        date_added = acquired_at
        date_identified : date
        last_active : date
        points : number
        title : salutation
        firstname = first_name
        lastname = last_name
        company = company
        position = title
        email = email
        phone = phone
        mobile : tel
        city : address
        state = prefecture
        stage = stage
        owner_id : id"""),
    Export("Marketo people", "marketo", "leads", """
        Id = external_id
        First Name = first_name
        Last Name = last_name
        Email Address = email
        Company Name = company
        Job Title = title
        Phone Number = phone
        Lead Status = stage
        Lead Source = source
        Lead Score : number
        Acquisition Program = campaign
        Acquisition Date = acquired_at
        Created At : date
        Updated At = updated_at
        Unsubscribed = opt_out
        Marketo Unique Code : id"""),
    Export("Pardot prospects", "pardot", "leads", """
        Prospect Id = external_id
        First Name = first_name
        Last Name = last_name
        Email = email
        Company = company
        Job Title = title
        Pardot Score : number
        Grade : text
        Source = source
        Campaign = campaign
        Created Date = acquired_at
        Updated Date = updated_at
        Opted Out = opt_out"""),
    Export("LinkedIn lead forms", None, "leads", """
        Lead ID = external_id
        Created at = acquired_at
        Campaign name = campaign
        Form name = first_content
        First name = first_name
        Last name = last_name
        Email address = email
        Company name = company
        Job title = title
        Industry = industry
        Company size = employees"""),
    Export("Facebook lead ads", "meta_ads", "leads", """
        id = external_id
        created_time = acquired_at
        ad_id : id
        ad_name : text
        campaign_id : id
        campaign_name = campaign
        form_name = first_content
        platform = source
        full_name = name
        email = email
        phone_number = phone
        company_name = company"""),
    Export("Mailchimp audience", "mailchimp", "leads", """
        Email Address = email
        First Name = first_name
        Last Name = last_name
        Company = company
        MEMBER_RATING : number
        OPTIN_TIME : date
        CONFIRM_TIME = acquired_at
        LAST_CHANGED = updated_at
        TAGS : words"""),
    Export("Google form", "google_forms", "leads", """
        Timestamp = acquired_at
        Email Address = email
        What is your name? = name
        Company = company
        How did you hear about us? = source"""),
    Export("Zoom webinar", "zoom", "activities", """
        Attended = activity < flag
        User Name (Original Name) = name
        First Name = first_name
        Last Name = last_name
        Email = email
        Registration Time : date
        Join Time = occurred_at
        Leave Time : date
        Time in Session (minutes) : number"""),
    Export("Outlook contacts", "outlook", "leads", """
        First Name = first_name
        Last Name = last_name
        Company = company
        Department = department
        Job Title = title
        Business Phone = phone
        Mobile Phone : tel
        E-mail Address = email
        Notes = note"""),
    Export("Freshsales contacts", None, "leads", """
        Id = external_id
        First name = first_name
        Last name = last_name
        Emails = email
        Job title = title
        Accounts = company
        Work = phone
        Lifecycle stage = stage
        Source = source
        Sales owner = owner
        Created at = acquired_at
        Updated at = updated_at"""),
    Export("Dynamics opportunities", None, "deals", """
        (Do Not Modify) Opportunity = external_id
        Topic = name
        Potential Customer = company
        Est. Close Date = closed_at
        Est. Revenue = amount
        Status = outcome
        Created On = opened_at
        Owner = owner"""),
    Export("Google Ads", "google_ads", "costs", """
        Month = month
        Campaign = campaign
        Clicks : number
        Impr. : number
        Cost = amount"""),
    Export("plain deal table", None, "deals", """
        Deal ID = external_id
        Customer = company
        Opportunity = name
        Opened = opened_at
        Closed = closed_at
        Result = outcome
        Value = amount
        Rep = owner"""),
    Export("call log", None, "activities", """
        Call Start Time = occurred_at
        Call Type = activity
        Contact Name = name
        Company = company
        Call Result = outcome < status
        Call Owner : person
        Description = note"""),
    Export("webinar registrants", None, "leads", """
        First Name = first_name
        Last Name = last_name
        Work Email = email
        Organization = company
        Job Title = title
        Registration Date = acquired_at
        Country : text
        Attended : flag"""),
)  # fmt: skip
