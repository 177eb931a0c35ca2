"""All addresses. Sign-in first, then each app's pages under the council's slug.

Of the sign-in library only the pages that are used here are reachable: nobody signs up, and the
email address is the administrator's to give.
"""

from allauth.account import views as sign_in
from allauth.mfa.base import views as two_step
from allauth.mfa.recovery_codes import views as recovery_codes
from allauth.mfa.totp import views as totp
from allauth.mfa.webauthn import views as passkeys
from django.db.transaction import atomic
from django.urls import URLPattern, URLResolver, include, path, re_path

from accounts.adapter import PROVIDER
from accounts.views import single_sign_on
from config.api import api_patterns, description, nothing_here
from config.leaving import views as leaving

password_patterns: list[URLPattern | URLResolver] = [
    path("change/", sign_in.password_change, name="account_change_password"),
    path("set/", sign_in.password_set, name="account_set_password"),
    path("reset/", sign_in.password_reset, name="account_reset_password"),
    path("reset/sent/", sign_in.password_reset_done, name="account_reset_password_done"),
    path(
        "reset/done/",
        sign_in.password_reset_from_key_done,
        name="account_reset_password_from_key_done",
    ),
    re_path(
        r"^reset/(?P<uidb36>[0-9A-Za-z]+)-(?P<key>[^/]+)/$",
        sign_in.password_reset_from_key,
        name="account_reset_password_from_key",
    ),
]

two_step_patterns: list[URLPattern | URLResolver] = [
    path("", two_step.index, name="mfa_index"),
    path("code/", two_step.authenticate, name="mfa_authenticate"),
    path("confirm/", two_step.reauthenticate, name="mfa_reauthenticate"),
    path("app/on/", totp.activate_totp, name="mfa_activate_totp"),
    path("app/off/", totp.deactivate_totp, name="mfa_deactivate_totp"),
    path("recovery-codes/", recovery_codes.view_recovery_codes, name="mfa_view_recovery_codes"),
    path(
        "recovery-codes/new/",
        recovery_codes.generate_recovery_codes,
        name="mfa_generate_recovery_codes",
    ),
    path(
        "recovery-codes/download/",
        recovery_codes.download_recovery_codes,
        name="mfa_download_recovery_codes",
    ),
]

# Atomic: what is recorded of adding and removing is written with it or not at all.
passkey_patterns: list[URLPattern | URLResolver] = [
    path("", passkeys.list_webauthn, name="mfa_list_webauthn"),
    path("add/", atomic(passkeys.add_webauthn), name="mfa_add_webauthn"),
    path("sign-in/", passkeys.login_webauthn, name="mfa_login_webauthn"),
    path("confirm/", passkeys.reauthenticate_webauthn, name="mfa_reauthenticate_webauthn"),
    path("<int:pk>/name/", passkeys.edit_webauthn, name="mfa_edit_webauthn"),
    path("<int:pk>/remove/", atomic(passkeys.remove_webauthn), name="mfa_remove_webauthn"),
]

api_addresses: list[URLPattern | URLResolver] = [
    path("", description, name="api_description"),
    path("v1/", include(api_patterns)),
    # Also what no other pattern takes: a line break within an address.
    re_path(r"^(?P<rest>[\s\S]+)$", nothing_here, name="api_nothing"),
]

urlpatterns: list[URLPattern | URLResolver] = [
    path("people/sign-in/", sign_in.login, name="account_login"),
    path("people/sign-in/elsewhere/", single_sign_on.go, name="openid_connect_login"),
    # The library names the provider when it asks for this address; there is only the one.
    path(
        "people/sign-in/elsewhere/back/",
        single_sign_on.come_back,
        {"provider_id": PROVIDER},
        name="openid_connect_callback",
    ),
    path("people/sign-out/", sign_in.logout, name="account_logout"),
    path("people/closed/", sign_in.account_inactive, name="account_inactive"),
    path("people/confirm/", sign_in.reauthenticate, name="account_reauthenticate"),
    path("people/password/", include(password_patterns)),
    path("people/two-step/", include(two_step_patterns)),
    path("people/passkeys/", include(passkey_patterns)),
    path("api/", include(api_addresses)),
    path("<slug:council>/settings/export/", leaving.export_page, name="council_export"),
    path(
        "<slug:council>/settings/export/<int:build>.zip",
        leaving.export_file,
        name="council_export_file",
    ),
    path("", include("accounts.urls")),
    path("<slug:council>/", include("reporting.urls")),
    path("<slug:council>/", include("performance.urls")),
    path("<slug:council>/", include("boards.urls")),
    path("<slug:council>/", include("placements.urls")),
]
