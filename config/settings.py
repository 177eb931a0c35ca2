"""Settings, from the environment where they differ between machines.

Nothing but this folder imports them; code reads `django.conf.settings`.
"""

import os
from pathlib import Path
from typing import Any

import environ
from csp.constants import NONCE, SELF
from django.core.management.utils import get_random_secret_key

BASE_DIR = Path(__file__).resolve().parent.parent
env = environ.Env()
environ.Env.read_env(BASE_DIR / ".env")

DEBUG = env.bool("DEBUG", default=False)
VAR_DIR = Path(env.str("VAR_DIR", default=str(BASE_DIR / "var")))


def _kept_secret() -> str:
    """The key of a machine that was given none: made once, kept outside the repository."""
    path = VAR_DIR / "secret-key"
    if not path.exists():
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(get_random_secret_key())
        path.chmod(0o600)
    return path.read_text()


SECRET_KEY = env.str("SECRET_KEY", default="") or _kept_secret()
ALLOWED_HOSTS = env.list("ALLOWED_HOSTS", default=["127.0.0.1", "localhost"])
CSRF_TRUSTED_ORIGINS = env.list("CSRF_TRUSTED_ORIGINS", default=[])
CSRF_FAILURE_VIEW = "performance.views.returns.signed_out.form_refused"

INSTALLED_APPS = [
    "config",
    "boards",
    "placements",
    "performance",
    "reporting",
    "accounts",
    "reference",
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.humanize",
    "django.contrib.messages",
    "django.contrib.sessions",
    "django.contrib.staticfiles",
    "allauth",
    "allauth.account",
    "allauth.mfa",
    "allauth.socialaccount",
    "allauth.socialaccount.providers.openid_connect",
    "csp",
    "django.forms",
    "django_filters",
    "django_tables2",
    "django_tasks",
    "django_tasks_db",
    "rules.apps.AutodiscoverRulesConfig",
]

MIDDLEWARE = [
    "django.middleware.security.SecurityMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "csp.middleware.CSPMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "accounts.access.SignInRequired",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "allauth.account.middleware.AccountMiddleware",
    "reporting.waiting.ReaderWaits",
]

ROOT_URLCONF = "config.urls"
WSGI_APPLICATION = "config.wsgi.application"

TEMPLATES: list[dict[str, Any]] = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "DIRS": [BASE_DIR / "templates"],
        "APP_DIRS": True,
        "OPTIONS": {
            "builtins": [
                "django.templatetags.static",
                "django.contrib.humanize.templatetags.humanize",
            ],
            "context_processors": [
                "django.template.context_processors.request",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
                "accounts.context_processors.council",
            ],
        },
    }
]

FORM_RENDERER = "accounts.forms.GovukRenderer"

DATABASES = {"default": env.db("DATABASE_URL", default=f"sqlite:///{VAR_DIR / 'db.sqlite3'}")}
if DATABASES["default"]["ENGINE"] == "django.db.backends.sqlite3":
    VAR_DIR.mkdir(parents=True, exist_ok=True)
    DATABASES["default"]["OPTIONS"] = {
        # Readers and one writer at a time; a writer waits its turn instead of failing.
        "init_command": "PRAGMA journal_mode=WAL; PRAGMA synchronous=NORMAL;",
        "transaction_mode": "IMMEDIATE",
        "timeout": 20,
    }
else:
    DATABASES["default"]["CONN_MAX_AGE"] = env.int("CONN_MAX_AGE", default=60)
    DATABASES["default"]["CONN_HEALTH_CHECKS"] = True
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"

FILE_UPLOAD_HANDLERS = [
    "reporting.uploads.BoundedUploads",
    "django.core.files.uploadhandler.MemoryFileUploadHandler",
    "django.core.files.uploadhandler.TemporaryFileUploadHandler",
]

# Rate limits and lock-out must hold across processes, so their cache (allauth takes the default
# one) is the database; its table comes with the migrations of accounts.
CACHES = {
    "default": {
        "BACKEND": "django.core.cache.backends.db.DatabaseCache",
        "LOCATION": "cache_entries",
        "OPTIONS": {"MAX_ENTRIES": 10_000},
    },
    # Whole pages, in each process; their keys hold the council's number of changes.
    "pages": {
        "BACKEND": "django.core.cache.backends.locmem.LocMemCache",
        "LOCATION": "pages",
        "TIMEOUT": 600,
        "OPTIONS": {"MAX_ENTRIES": 100},
    },
    # Pages that take long to make, for every process; each says how far its council had come.
    "kept": {
        "BACKEND": "django.core.cache.backends.filebased.FileBasedCache",
        "LOCATION": VAR_DIR / "kept-pages",
        "TIMEOUT": 24 * 60 * 60,
        "OPTIONS": {"MAX_ENTRIES": 500},
    },
}
# The product's own files that have a say in what a page looks like.
OWN_FOLDERS = [
    "accounts",
    "boards",
    "config",
    "fixtures",
    "performance",
    "placements",
    "reference",
    "reporting",
    "templates",
]

# --- People -----------------------------------------------------------------------------
AUTH_USER_MODEL = "accounts.User"
AUTHENTICATION_BACKENDS = [
    "rules.permissions.ObjectPermissionBackend",
    "allauth.account.auth_backends.AuthenticationBackend",
]
AUTH_PASSWORD_VALIDATORS = [
    {"NAME": "django.contrib.auth.password_validation.UserAttributeSimilarityValidator"},
    {
        "NAME": "django.contrib.auth.password_validation.MinimumLengthValidator",
        "OPTIONS": {"min_length": 12},
    },
    {"NAME": "django.contrib.auth.password_validation.CommonPasswordValidator"},
]
LOGIN_URL = "account_login"
LOGIN_REDIRECT_URL = "accounts:home"
ACCOUNT_ADAPTER = "accounts.adapter.AccountAdapter"
ACCOUNT_LOGIN_METHODS = {"email"}
ACCOUNT_SIGNUP_FIELDS = ["email*", "password1*", "password2*"]
ACCOUNT_USER_MODEL_USERNAME_FIELD = None
ACCOUNT_EMAIL_VERIFICATION = "none"  # people are invited by an administrator, nobody signs up
ACCOUNT_EMAIL_UNKNOWN_ACCOUNTS = False  # strangers get no e-mail from us
ACCOUNT_EMAIL_NOTIFICATIONS = True  # a changed password is told to its owner
ACCOUNT_EMAIL_SUBJECT_PREFIX = ""
ACCOUNT_REAUTHENTICATION_REQUIRED = True
ACCOUNT_REAUTHENTICATION_TIMEOUT = 60 * 10
ACCOUNT_FORMS = {
    "login": "accounts.forms.sign_in.SignInForm",
    "reauthenticate": "accounts.forms.sign_in.ConfirmPasswordForm",
    "change_password": "accounts.forms.sign_in.ChangePasswordForm",
    "set_password": "accounts.forms.sign_in.FirstPasswordForm",
    "reset_password": "accounts.forms.sign_in.ForgottenPasswordForm",
    "reset_password_from_key": "accounts.forms.sign_in.NewPasswordForm",
}
ACCOUNT_SESSION_REMEMBER = False
ACCOUNT_LOGOUT_ON_GET = False
ACCOUNT_RATE_LIMITS = {
    "login": "30/m/ip",
    "login_failed": "10/m/ip,5/15m/key",
    "reset_password": "20/m/ip,5/m/key",
    "reset_password_from_key": "20/m/ip",
    "change_password": "5/m/user",
    "reauthenticate": "10/m/user",
}
ALLAUTH_TRUSTED_PROXY_COUNT = env.int("TRUSTED_PROXY_COUNT", default=0)
MFA_SUPPORTED_TYPES = ["totp", "webauthn", "recovery_codes"]
MFA_PASSKEY_LOGIN_ENABLED = True
# A council's people often share one network address.
MFA_RATE_LIMITS = {"webauthn_login": "60/m/ip"}
MFA_ADAPTER = "accounts.adapter.TwoStepAdapter"
MFA_TOTP_ISSUER = "Corporate parenting"
MFA_ALLOW_UNVERIFIED_EMAIL = True  # the invitation has proved the address
MFA_FORMS = {
    "authenticate": "accounts.forms.sign_in.CodeForm",
    "reauthenticate": "accounts.forms.sign_in.ConfirmCodeForm",
    "activate_totp": "accounts.forms.sign_in.FirstCodeForm",
    "add_webauthn": "accounts.forms.sign_in.AddPasskeyForm",
    "edit_webauthn": "accounts.forms.sign_in.RenamePasskeyForm",
    "login_webauthn": "accounts.forms.sign_in.SignInWithPasskeyForm",
    "authenticate_webauthn": "accounts.forms.sign_in.PasskeyAfterPasswordForm",
    "reauthenticate_webauthn": "accounts.forms.sign_in.ConfirmWithPasskeyForm",
}
# One OpenID Connect provider, the council's own sign-in; off unless its address is given.
OIDC_SERVER_URL = env.str("OIDC_SERVER_URL", default="")
OIDC_CLIENT_ID = env.str("OIDC_CLIENT_ID", default="")
OIDC_CLIENT_SECRET = env.str("OIDC_CLIENT_SECRET", default="")
OIDC_NAME = env.str("OIDC_NAME", default="your council’s account")
# Domains whose addresses count as verified where the provider does not say so. Only for a provider
# that belongs to the council and gives these addresses itself.
OIDC_TRUSTED_DOMAINS = env.list("OIDC_TRUSTED_DOMAINS", default=[])
SOCIALACCOUNT_ADAPTER = "accounts.adapter.SingleSignOnAdapter"
# A link, no form: our form-action would stop the way through the provider's own pages.
SOCIALACCOUNT_LOGIN_ON_GET = True
SESSION_COOKIE_AGE = 60 * 60 * 12
SESSION_EXPIRE_AT_BROWSER_CLOSE = True

# --- Language, dates, files -------------------------------------------------------------
LANGUAGE_CODE = "en-gb"
TIME_ZONE = "Europe/London"
USE_I18N = True
USE_TZ = True
STATIC_URL = "static/"
STATIC_ROOT = BASE_DIR / "staticfiles"
STATICFILES_DIRS = [BASE_DIR / "static" / "build"]
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "staticfiles": {
        "BACKEND": env.str(
            "STATIC_STORAGE", default="whitenoise.storage.CompressedManifestStaticFilesStorage"
        )
    },
}
FIXTURES_DIR = BASE_DIR / "fixtures"
# Published editions, each under its SHA-256.
EDITIONS_DIR = Path(env.str("EDITIONS_DIR", default=str(VAR_DIR / "editions")))
# Columns besides those of editions that name a file in that folder: it is not swept.
KEPT_FILES = [("boards.PaperFile", "sha256")]
# Exports of all data of a council, until they are fetched or purged.
EXPORTS_DIR = Path(env.str("EXPORTS_DIR", default=str(VAR_DIR / "exports")))
# The key of each council for its children's case numbers: no backup of the database holds them.
COHORT_KEYS_DIR = Path(env.str("COHORT_KEYS_DIR", default=str(VAR_DIR / "cohort-keys")))
# Returns that were sent, enciphered, until somebody has accepted or discarded them.
INTAKES_DIR = Path(env.str("INTAKES_DIR", default=str(VAR_DIR / "intakes")))
# EMAIL_URL=smtp+tls://user:password@host:587; without it e-mail is printed on the console.
globals().update(env.email_url("EMAIL_URL", default="consolemail://"))
EMAIL_TIMEOUT = 10
# Reminders go out where e-mail does; on the console they would only be noise.
REMINDERS = env.bool("REMINDERS", default=bool(env.str("EMAIL_URL", default="")))
# Where links in e-mail lead when no request tells it.
SITE_URL = env.str("SITE_URL", default="http://127.0.0.1:8000").rstrip("/")
DEFAULT_FROM_EMAIL = env.str("DEFAULT_FROM_EMAIL", default="no-reply@localhost")

# --- Security ---------------------------------------------------------------------------
HTTPS = env.bool("HTTPS", default=False)
SECURE_SSL_REDIRECT = HTTPS
SESSION_COOKIE_SECURE = HTTPS
CSRF_COOKIE_SECURE = HTTPS
SECURE_HSTS_SECONDS = 31536000 if HTTPS else 0
SECURE_HSTS_INCLUDE_SUBDOMAINS = HTTPS
SECURE_HSTS_PRELOAD = HTTPS
SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https") if HTTPS else None
SECURE_REFERRER_POLICY = "same-origin"
X_FRAME_OPTIONS = "DENY"
CONTENT_SECURITY_POLICY = {
    "DIRECTIVES": {
        "default-src": [SELF],
        "img-src": [SELF, "data:"],
        "style-src": [SELF, NONCE],
        "script-src": [SELF],
        "object-src": ["'none'"],
        "base-uri": ["'none'"],
        "frame-ancestors": ["'none'"],
        "form-action": [SELF],
    }
}

# --- Work in the background -------------------------------------------------------------
TASKS = {"default": {"BACKEND": "django_tasks_db.DatabaseBackend"}}

# --- Our own ----------------------------------------------------------------------------
# How many papers are laid out at a time, where several are asked for: 1, or 2 in two processes.
PAPER_PROCESSES = env.int("PAPER_PROCESSES", default=min(2, os.cpu_count() or 1))
# Who builds what in the background: the task of each kind of build, called with the build's id.
BUILDERS = {
    "performance-pack": "performance.tasks.build_pack",
    "agenda-pack": "boards.tasks.build_agenda_pack",
    "council-export": "config.leaving.tasks.build_export",
    "return-903": "placements.tasks.read_return",
    "cohort-figures": "placements.tasks.offer_figures",
    "register-figures": "placements.tasks.offer_register",
    "sufficiency-statement": "placements.tasks.build_statement",
    "market-position": "placements.tasks.build_statement",
    "homes-forecast": "placements.tasks.make_forecast",
}
# Board editions that hold restricted papers: the right that reading one takes, by kind. Every other
# kind is read by every member.
BOARD_EDITION_RIGHTS = {
    "agenda-pack": "boards.read_restricted",
    "agenda-supplement": "boards.read_restricted",
    "minutes": "boards.read_restricted",
}
# Who keeps single people from single board editions (an interest declared, say): functions (person,
# council) -> pairs of kind and subject.
BOARD_EDITION_KEEPERS = ["boards.dashboards.kept.editions_kept_from"]
# Who knows what a board decided about a measure: functions (council, code) -> Resolved values.
DECISIONS = ["boards.dashboards.decisions.resolved_about"]
# What floors above performance add to its packs: functions (council, quarter, audience) -> Section.
PACK_SECTIONS = ["placements.packs.cohort_section"]
# Which figures would tell, printed after those sections, what they hide.
PACK_GUARDS = ["placements.packs.figures_that_tell"]
# Whose own Word template a pack bears: a function (council) -> bytes, or None where it has none.
PACK_WORD_TEMPLATE = "boards.packs.word_template.council_template"
# Who has something to offer to a return that was opened: functions (council, quarter, by).
RETURN_OPENED = ["placements.services.opened.offer_to_opened"]
# Builds that publish nothing: what the reader calls each, and the page where it is found when done.
BUILD_PAGES = {
    "council-export": ("the export of all data", "council_export"),
    "return-903": ("the return", "placements:return_list"),
    "cohort-figures": ("what was offered", "placements:return_list"),
    "register-figures": ("what the register offered", "placements:register"),
    "homes-forecast": ("the forecast", "placements:homes"),
}
# Who says what of each kind of thing in fixtures/retention.csv is older than it has to be.
PURGERS = {
    "drafts": "performance.services.retention.surplus_drafts",
    "revisions": "performance.services.retention.surplus_revisions",
    "set-aside": "performance.services.retention.surplus_set_aside",
    "mails": "performance.services.retention.surplus_mails",
    "audit": "accounts.services.retention.surplus_events",
    "builds": "reporting.services.retention.surplus_builds",
    "exports": "config.leaving.keeping.surplus_exports",
    "cohort": "placements.services.retention.surplus_returns",
    "intakes": "placements.services.retention.surplus_intakes",
    "looks": "placements.services.retention.surplus_looks",
    "placements": "placements.services.retention.surplus_placements",
}
# The worker purges once a day; without it an operator runs `purge`.
PURGE_DAILY = env.bool("PURGE_DAILY", default=True)
# Entries of the audit that are kept as long as what they are about: figures, editions, the council.
AUDIT_KEPT = [
    "create_council",
    "export_council",
    "import_council",
    "publish_edition",
    "purge",
    "return.reopened",
    "return.signed_off",
]
# The release of DfE statistics that benchmarks are taken from.
STATISTICS_RELEASE = env.int("STATISTICS_RELEASE", default=2025)
# How often another program may ask, with one token.
API_REQUESTS_A_MINUTE = env.int("API_REQUESTS_A_MINUTE", default=120)
DJANGO_TABLES2_TEMPLATE = "reporting/table.html"

LOGGING: dict[str, Any] = {
    "version": 1,
    "disable_existing_loggers": False,
    "handlers": {"console": {"class": "logging.StreamHandler"}},
    "root": {"handlers": ["console"], "level": env.str("LOG_LEVEL", default="WARNING")},
    "loggers": {
        # Font subsetting is chatty and says nothing that an operator can act on.
        "fontTools": {"level": "ERROR"},
        "weasyprint": {"level": "ERROR"},
    },
}
