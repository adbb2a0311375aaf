"""One settings module; what differs between machines comes from the environment (docs/reference/settings.md)."""

import os
import secrets
from pathlib import Path
from urllib.parse import quote

import dj_database_url
from csp.constants import NONCE, SELF
from django.core.exceptions import ImproperlyConfigured
from django.utils.translation import gettext_lazy as _


def _flag(name: str, default: bool = False) -> bool:
    return os.environ.get(name, str(int(default))).lower() in {"1", "true", "yes"}


def _number(name: str, default: int) -> int:
    text = os.environ.get(name, str(default))
    if not text.isdecimal():
        raise ImproperlyConfigured(f"{name} must be a whole number, and not “{text}”.")
    return int(text)


def _secret_key(data_dir: Path) -> str:
    """The key from the environment, else one made once and kept beside the data."""
    if key := os.environ.get("KOORDYNATA_SECRET_KEY"):
        return key
    file = data_dir / "secret-key"
    if not file.exists():
        data_dir.mkdir(parents=True, exist_ok=True)
        file.touch(mode=0o600)
        file.write_text(secrets.token_urlsafe(50))
    return file.read_text().strip()


PACKAGE = Path(__file__).resolve().parent
DATA_DIR = Path(os.environ.get("KOORDYNATA_DATA", PACKAGE.parent / "var")).resolve()
DEBUG = _flag("KOORDYNATA_DEBUG")
# Demo mode: sample data are loaded once and the sign-in page lists demo accounts. Never for real data.
DEMO = _flag("KOORDYNATA_DEMO")
SECRET_KEY = _secret_key(DATA_DIR)
# This machine's own names always: health is asked for from here, whatever the world calls the installation.
LOOPBACK = ["127.0.0.1", "localhost", "[::1]"]
ALLOWED_HOSTS = [*filter(None, os.environ.get("KOORDYNATA_HOSTS", "").split(",")), *LOOPBACK]
CSRF_TRUSTED_ORIGINS = [origin for origin in os.environ.get("KOORDYNATA_ORIGINS", "").split(",") if origin]

INSTALLED_APPS = [
    "koordynata.foundation",
    "koordynata.accounts",
    "koordynata.sources",
    "koordynata.reference",
    "koordynata.registry",
    "koordynata.intelligence",
    "koordynata.programme",
    "koordynata.coordination",
    "koordynata.opinions",
    "koordynata.support",
    "koordynata.jobs",
    "koordynata.cli",
    "koordynata.web",
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "django.contrib.staticfiles",
    "django.contrib.humanize",
    "allauth",
    "allauth.account",
    "allauth.mfa",
    "rules",
    "django_tasks",
    "django_tasks_db",
    "django_htmx",
    "csp",
]

MIDDLEWARE = [
    "django.middleware.security.SecurityMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "csp.middleware.CSPMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "koordynata.web.middleware.LanguageMiddleware",
    "koordynata.web.body_limit.BodyLimitMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "koordynata.web.sessions.SessionLimitsMiddleware",
    # The door stands before the form: looking for a CSRF token reads the body, however large it is.
    "koordynata.web.middleware.AccessMiddleware",
    "koordynata.web.middleware.SecondFactorMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "koordynata.web.once.OnceMiddleware",
    "allauth.account.middleware.AccountMiddleware",
    "django_htmx.middleware.HtmxMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
]

ROOT_URLCONF = "koordynata.urls"
WSGI_APPLICATION = "koordynata.wsgi.application"

TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
                "koordynata.web.context.page",
            ],
            "builtins": [
                "django.templatetags.i18n",
                "koordynata.web.templatetags.koordynata",
                "koordynata.web.templatetags.forms",
                "koordynata.coordination.templatetags.prose",
                "koordynata.web.templatetags.bodies",
                "koordynata.web.templatetags.meeting",
                "koordynata.web.templatetags.office",
                "koordynata.web.templatetags.monitoring",
                "koordynata.web.templatetags.programme",
                "koordynata.web.templatetags.saved_views",
                "koordynata.web.templatetags.tour",
            ],
        },
    },
]

DATABASES = {
    "default": dj_database_url.config(
        default=f"sqlite:///{quote(str(DATA_DIR / 'koordynata.sqlite3'))}", conn_max_age=60, conn_health_checks=True
    )
}
if DATABASES["default"]["ENGINE"].endswith("sqlite3"):
    DATA_DIR.mkdir(parents=True, exist_ok=True)
    DATABASES["default"].setdefault("OPTIONS", {}).update(
        # IMMEDIATE: a writer waits for its turn at BEGIN and never fails in the middle with "locked".
        transaction_mode="IMMEDIATE",
        timeout=30,
        # 64 MB of cache: a register of 60,000 rows with its indexes is written without spilling.
        init_command=(
            "PRAGMA journal_mode=WAL; PRAGMA synchronous=NORMAL; PRAGMA foreign_keys=ON; PRAGMA cache_size=-65536;"
        ),
    )
# In the database, so that a one-time code and a rate limit hold in all processes; counters of reading stay in each.
CACHES = {
    "default": {
        "BACKEND": "django.core.cache.backends.db.DatabaseCache",
        "LOCATION": "cache_entry",
        "OPTIONS": {"MAX_ENTRIES": 100_000},  # beyond it live entries go: used codes, limits, sent forms
    },
    "local": {"BACKEND": "django.core.cache.backends.locmem.LocMemCache"},
}
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"

STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "staticfiles": {"BACKEND": "koordynata.web.static_version.VersionedStorage"},
}
MEDIA_ROOT = DATA_DIR / "files"
STATIC_URL = "/static/"
WHITENOISE_USE_FINDERS = True
WHITENOISE_AUTOREFRESH = DEBUG
WHITENOISE_MAX_AGE = 0 if DEBUG else 86_400

AUTH_USER_MODEL = "accounts.User"
AUTHENTICATION_BACKENDS = [
    "allauth.account.auth_backends.AuthenticationBackend",
    "rules.permissions.ObjectPermissionBackend",
]
AUTH_PASSWORD_VALIDATORS = [
    {"NAME": "django.contrib.auth.password_validation.UserAttributeSimilarityValidator"},
    {"NAME": "django.contrib.auth.password_validation.MinimumLengthValidator", "OPTIONS": {"min_length": 12}},
    {"NAME": "django.contrib.auth.password_validation.CommonPasswordValidator"},
]
LOGIN_URL = "account_login"
LOGIN_REDIRECT_URL = "/"
ACCOUNT_LOGIN_METHODS = {"email"}
ACCOUNT_SIGNUP_FIELDS = ["email*", "password1*", "password2*"]
ACCOUNT_USER_MODEL_USERNAME_FIELD = None
ACCOUNT_USER_DISPLAY = "koordynata.accounts.models.user_label"
ACCOUNT_EMAIL_VERIFICATION = "none"  # accounts are made by invitation, which confirms the address
ACCOUNT_EMAIL_UNKNOWN_ACCOUNTS = False
ACCOUNT_SESSION_REMEMBER = False  # a session ends with the browser, or by the limits below
ACCOUNT_ADAPTER = "koordynata.accounts.adapter.InvitationOnlyAdapter"
ACCOUNT_FORMS = {"login": "koordynata.accounts.forms.SignInForm"}
MFA_SUPPORTED_TYPES = ["totp", "recovery_codes"]
MFA_TOTP_ISSUER = "Koordynata"
MFA_ADAPTER = "koordynata.accounts.second_factor.EncryptedSecrets"
MFA_RECOVERY_CODE_COUNT = 10
# Whoever has a role of the office must set up a second factor before anything else; a demo does without.
STAFF_NEED_SECOND_FACTOR = not DEMO
# Counted in the cache that all processes share: failed sign-ins by address and account, resets by both.
ACCOUNT_RATE_LIMITS = {
    "login": "30/m/ip",
    "login_failed": "10/m/ip,5/5m/key",
    "reset_password": "20/m/ip,5/m/key",
    "reset_password_from_key": "20/m/ip",
    "change_password": "5/m/user",
    "reauthenticate": "10/m/user",
}
# By each person, in each process.
EXPORTS_PER_MINUTE = 30
SEARCHES_PER_MINUTE = 240
# Proxies in front of the server whose X-Forwarded-For is believed; 0: nobody's.
ALLAUTH_TRUSTED_PROXY_COUNT = _number("KOORDYNATA_PROXIES", 0)
# A session ends after an hour without a request, and after twelve hours in any case.
SESSION_IDLE_SECONDS = _number("KOORDYNATA_SESSION_IDLE", 60 * 60)
SESSION_COOKIE_AGE = _number("KOORDYNATA_SESSION_AGE", 12 * 3600)
SESSION_EXPIRE_AT_BROWSER_CLOSE = False

# Mail goes to a server where one is named, else into files.
EMAIL_HOST = os.environ.get("KOORDYNATA_SMTP_HOST", "")
EMAIL_PORT = _number("KOORDYNATA_SMTP_PORT", 587)
EMAIL_HOST_USER = os.environ.get("KOORDYNATA_SMTP_USER", "")
EMAIL_HOST_PASSWORD = os.environ.get("KOORDYNATA_SMTP_PASSWORD", "")
EMAIL_USE_TLS = _flag("KOORDYNATA_SMTP_TLS", default=True)
EMAIL_TIMEOUT = 20
EMAIL_BACKEND = f"django.core.mail.backends.{'smtp' if EMAIL_HOST else 'filebased'}.EmailBackend"
EMAIL_FILE_PATH = DATA_DIR / "mail"
DEFAULT_FROM_EMAIL = os.environ.get("KOORDYNATA_FROM", "koordynata@localhost")

TASKS = {
    "default": {"BACKEND": "django_tasks_db.DatabaseBackend", "QUEUES": ["default", "warehouse"]}
}  # koordynata.jobs.queues

LANGUAGE_CODE = "pl"
LANGUAGES = [("pl", "Polski"), ("en", "English")]
LOCALE_PATHS = [PACKAGE / "locale"]
FORMAT_MODULE_PATH = ["koordynata.web.formats"]
TIME_ZONE = "Europe/Warsaw"
USE_THOUSAND_SEPARATOR = True

CONTENT_SECURITY_POLICY = {
    "DIRECTIVES": {
        "default-src": [SELF],
        "script-src": [SELF, NONCE],
        "style-src": [SELF, NONCE],
        "img-src": [SELF, "data:"],
        "font-src": [SELF],
        "connect-src": [SELF],
        "object-src": ["'none'"],
        "base-uri": ["'none'"],
        "form-action": [SELF],
        "frame-ancestors": ["'none'"],
    }
}
X_FRAME_OPTIONS = "DENY"
SECURE_REFERRER_POLICY = "same-origin"
SESSION_COOKIE_HTTPONLY = True
HTTPS = _flag("KOORDYNATA_HTTPS")
SESSION_COOKIE_SECURE = CSRF_COOKIE_SECURE = SECURE_SSL_REDIRECT = HTTPS
SECURE_REDIRECT_EXEMPT = [r"^healthz$"]  # monitors ask past the proxy
SECURE_HSTS_SECONDS = 31_536_000 if HTTPS else 0
SECURE_HSTS_INCLUDE_SUBDOMAINS = SECURE_HSTS_PRELOAD = HTTPS
if HTTPS:
    SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https")

# The largest register file taken, in bytes; a bigger one is refused before it is read.
IMPORT_MAX_BYTES = _number("KOORDYNATA_IMPORT_MAX_BYTES", 200 * 2**20)
# The largest paper of a meeting, and what all papers of one meeting may hold together, versions included.
PAPER_MAX_BYTES = _number("KOORDYNATA_PAPER_MAX_BYTES", 20 * 2**20)
MEETING_PAPERS_MAX_BYTES = _number("KOORDYNATA_MEETING_PAPERS_MAX_BYTES", 300 * 2**20)
FILE_UPLOAD_TEMP_DIR = None
DATA_UPLOAD_MAX_MEMORY_SIZE = 5 * 2**20

# The accessibility statement: KOORDYNATA_A11Y_ENTITY, …_CONTACT_EMAIL, …_PUBLISHED (2026-09-01) and so on.
ACCESSIBILITY = {
    name: os.environ.get(f"KOORDYNATA_A11Y_{name.upper()}", "")
    for name in (
        "entity",
        "entity_url",
        "contact_name",
        "contact_email",
        "contact_phone",
        "published",
        "updated",
        "made",
        "reviewed",
    )
}
# A check or import that took longer ends with a mail to whoever started it.
IMPORT_MAIL_AFTER_SECONDS = 30
# Where people reach this installation; mails of the background worker lead there.
PUBLIC_URL = os.environ.get("KOORDYNATA_URL", "http://127.0.0.1:8000").rstrip("/")

LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    # The level of the handler counts: the background worker sets its own loggers to more than anybody reads.
    "handlers": {"console": {"class": "logging.StreamHandler", "level": "WARNING"}},
    "root": {"handlers": ["console"], "level": "WARNING"},
}
SITE_NAME = _("Koordynata")
