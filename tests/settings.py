"""Settings of the test run: fast password hashes, plain static files, folders that go away."""

import atexit
import os
import shutil
import tempfile
from pathlib import Path

_FOLDER = Path(tempfile.mkdtemp(prefix="corporate-parenting-tests-"))
atexit.register(shutil.rmtree, _FOLDER, ignore_errors=True)
# Before the product's settings are read: nothing of a test run lands in the clone's own `var`.
os.environ["VAR_DIR"] = str(_FOLDER)
os.environ["SECRET_KEY"] = "a key for tests only, which protects nothing at all"
os.environ.setdefault("DATABASE_URL", "sqlite://:memory:")

from config.settings import *  # noqa: E402, F403

PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.InMemoryStorage"},
    "staticfiles": {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"},
}
# Static files come from where they are built, so that no `collectstatic` is needed.
WHITENOISE_AUTOREFRESH = True
WHITENOISE_USE_FINDERS = True
EMAIL_BACKEND = "django.core.mail.backends.locmem.EmailBackend"
ALLOWED_HOSTS = ["*"]
TASKS = {"default": {"BACKEND": "django_tasks.backends.immediate.ImmediateBackend"}}
# Figures that tests write past the services must be seen; tests of kept pages say so themselves.
for _name in ("pages", "kept"):
    CACHES[_name] = {"BACKEND": "django.core.cache.backends.dummy.DummyCache"}  # noqa: F405
# Tests of two processes start them themselves.
PAPER_PROCESSES = 1
