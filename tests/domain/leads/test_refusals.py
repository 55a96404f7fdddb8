import pytest

from funneldesk.domain.leads.refusals import is_about_mail


@pytest.mark.parametrize("heading", [
    "配信停止", "ﾒｰﾙ配信停止", "メルマガ停止", "営業メール不可", "購読解除", "Email Opt Out", "Unsubscribed from all email",
    "do_not_email", "HasOptedOutOfEmail",
])  # fmt: skip
def test_what_is_about_mail_leaves_the_phone(heading):
    assert is_about_mail(heading)


@pytest.mark.parametrize("heading", [
    "", "オプトアウト", "opt_out", "電話禁止", "連絡拒否", "連絡不要", "メール・電話拒否", "Do Not Contact", "Do Not Call",
    "DM不可", "Phone / Email Opt Out", "メール配信・架電不可", "案内不要",
])  # fmt: skip
def test_what_says_more_or_does_not_say_is_about_everything(heading):
    assert not is_about_mail(heading)
