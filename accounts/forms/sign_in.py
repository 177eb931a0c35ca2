"""The sign-in library's forms in plain words. Their work stays the library's."""

from __future__ import annotations

from typing import Any, ClassVar

from allauth.account import forms as account_forms
from allauth.mfa.base import forms as mfa_forms
from allauth.mfa.totp.forms import ActivateTOTPForm
from allauth.mfa.webauthn import forms as key_forms
from django import forms
from django.core.exceptions import ValidationError
from django.core.validators import MaxLengthValidator

PASSWORD_HINT = (
    "At least 12 characters: three or four unrelated words are easy to remember. Not a password "
    "that is in common use, and not your name or email address."
)
NEW_PASSWORD = {"password1": "New password", "password2": "New password again"}

LONGEST_NAME = 60
NOTHING_SENT = "Nothing came back from the passkey. Try again"
NOT_KNOWN = "The passkey is not known here. Sign in with your password, or try another passkey"
NAME = "Name of the passkey"


class PlainWords(forms.Form):
    """Gives fields our labels, hints and messages, and takes the placeholders away."""

    labels: ClassVar[dict[str, str]] = {}
    hints: ClassVar[dict[str, str]] = {}
    missing: ClassVar[dict[str, str]] = {}
    use_required_attribute = False

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for name, field in self.fields.items():
            field.widget.attrs.pop("placeholder", None)
            label = self.labels.get(name, str(field.label or name))
            field.label = label
            field.help_text = self.hints.get(name, "")
            words = self.missing.get(name, f"Enter the {label.lower()}")
            field.error_messages = {**field.error_messages, "required": words}


class SignInForm(PlainWords, account_forms.LoginForm):
    labels: ClassVar[dict[str, str]] = {"login": "Email address", "password": "Password"}
    missing: ClassVar[dict[str, str]] = {
        "login": "Enter your email address",
        "password": "Enter your password",
    }

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["login"].widget.attrs["autocomplete"] = "username"


class ConfirmPasswordForm(PlainWords, account_forms.ReauthenticateForm):
    labels: ClassVar[dict[str, str]] = {"password": "Password"}
    missing: ClassVar[dict[str, str]] = {"password": "Enter your password"}


class ChangePasswordForm(PlainWords, account_forms.ChangePasswordForm):
    labels: ClassVar[dict[str, str]] = {"oldpassword": "Current password", **NEW_PASSWORD}
    hints: ClassVar[dict[str, str]] = {"password1": PASSWORD_HINT}
    missing: ClassVar[dict[str, str]] = {"oldpassword": "Enter your current password"}


class FirstPasswordForm(PlainWords, account_forms.SetPasswordForm):
    labels: ClassVar[dict[str, str]] = NEW_PASSWORD
    hints: ClassVar[dict[str, str]] = {"password1": PASSWORD_HINT}


class ForgottenPasswordForm(PlainWords, account_forms.ResetPasswordForm):
    labels: ClassVar[dict[str, str]] = {"email": "Email address"}
    missing: ClassVar[dict[str, str]] = {"email": "Enter your email address"}


class NewPasswordForm(PlainWords, account_forms.ResetPasswordKeyForm):
    labels: ClassVar[dict[str, str]] = NEW_PASSWORD
    hints: ClassVar[dict[str, str]] = {"password1": PASSWORD_HINT}


class _Code(PlainWords):
    labels: ClassVar[dict[str, str]] = {"code": "Code"}
    missing: ClassVar[dict[str, str]] = {"code": "Enter the code"}

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["code"].widget.attrs["class"] = "govuk-input--width-10"


class CodeForm(_Code, mfa_forms.AuthenticateForm):
    hints: ClassVar[dict[str, str]] = {
        "code": "Six digits from the app on your phone, or one of your recovery codes"
    }


class ConfirmCodeForm(_Code, mfa_forms.ReauthenticateForm):
    hints: ClassVar[dict[str, str]] = CodeForm.hints


class FirstCodeForm(_Code, ActivateTOTPForm):
    hints: ClassVar[dict[str, str]] = {"code": "Six digits that the app shows now"}


class AddPasskeyForm(PlainWords, key_forms.AddWebAuthnForm):
    """Every key that is added is a passkey: it signs in alone, so its owner proves to be there."""

    labels: ClassVar[dict[str, str]] = {"name": NAME}
    hints: ClassVar[dict[str, str]] = {
        "name": "To tell your passkeys apart, for example “Laptop at work”"
    }
    missing: ClassVar[dict[str, str]] = {"credential": NOTHING_SENT, "passwordless": NOTHING_SENT}

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        _bound_name(self.fields["name"])
        proof = self.fields["passwordless"]
        proof.required, proof.initial, proof.widget = True, True, forms.HiddenInput()


class RenamePasskeyForm(PlainWords, key_forms.EditWebAuthnForm):
    labels: ClassVar[dict[str, str]] = {"name": NAME}
    missing: ClassVar[dict[str, str]] = {"name": "Enter a name"}

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        _bound_name(self.fields["name"])


class _UsePasskey(PlainWords):
    """The library has one word for every key and code that does not fit."""

    missing: ClassVar[dict[str, str]] = {"credential": NOTHING_SENT}

    def clean_credential(self) -> Any:
        try:
            return super().clean_credential()  # type: ignore[misc]
        except ValidationError as error:
            if error.code == "incorrect_code":
                raise ValidationError(NOT_KNOWN) from error
            raise


class SignInWithPasskeyForm(_UsePasskey, key_forms.LoginWebAuthnForm):
    pass


class PasskeyAfterPasswordForm(_UsePasskey, key_forms.AuthenticateWebAuthnForm):
    pass


class ConfirmWithPasskeyForm(_UsePasskey, key_forms.ReauthenticateWebAuthnForm):
    pass


def _bound_name(field: forms.Field) -> None:
    assert isinstance(field, forms.CharField)
    field.max_length = LONGEST_NAME
    field.validators.append(MaxLengthValidator(LONGEST_NAME))
    field.widget.attrs |= {"maxlength": str(LONGEST_NAME), "autocomplete": "off"}
