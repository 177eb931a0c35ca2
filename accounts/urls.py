"""Addresses of councils and people."""

from django.urls import URLPattern, path

from .views import audit, council, notices, own, people, retention, tokens

app_name = "accounts"
urlpatterns: list[URLPattern] = [
    path("", own.home, name="home"),
    path("account/", own.own_account, name="own_account"),
    path("accessibility/", notices.accessibility, name="accessibility"),
    path("privacy/", notices.privacy, name="privacy"),
    path("<slug:council>/accessibility/", notices.accessibility, name="council_accessibility"),
    path("<slug:council>/privacy/", notices.privacy, name="council_privacy"),
    path("<slug:council>/logo.png", council.logo, name="council_logo"),
    path("<slug:council>/settings/", council.council_settings, name="council_settings"),
    path("<slug:council>/settings/tokens/", tokens.tokens, name="tokens"),
    path("<slug:council>/settings/tokens/make/", tokens.make_token, name="make_token"),
    path(
        "<slug:council>/settings/tokens/<int:token>/revoke/",
        tokens.revoke_token,
        name="revoke_token",
    ),
    path("<slug:council>/settings/audit/", audit.audit, name="audit"),
    path("<slug:council>/settings/audit/audit.csv", audit.audit_csv, name="audit_csv"),
    path("<slug:council>/settings/notices/", notices.notices, name="notices"),
    path("<slug:council>/settings/retention/", retention.retention, name="retention"),
    path("<slug:council>/settings/retention/purge/", retention.purge, name="purge"),
    path("<slug:council>/settings/people/", people.people, name="people"),
    path("<slug:council>/settings/people/invite/", people.invite, name="invite"),
    path("<slug:council>/settings/people/<int:person>/", people.person, name="person"),
    path(
        "<slug:council>/settings/people/<int:person>/invite-again/",
        people.send_again,
        name="send_again",
    ),
    path("<slug:council>/settings/people/<int:person>/remove/", people.remove, name="remove"),
]
