"""Django settings. What an installation may change is read from the environment here and nowhere else.

docs/how-to/settings.md explains every variable; a test holds that it names them all.
"""

from __future__ import annotations

import os
import secrets
from pathlib import Path
from urllib.parse import unquote, urlsplit

from django.core.exceptions import ImproperlyConfigured

_PACKAGE = Path(__file__).resolve().parent
_CHECKOUT = _PACKAGE.parents[1]
_IN_CHECKOUT = (_CHECKOUT / "pyproject.toml").is_file()


def _home() -> Path:
    """Where everything lies that people add: the database, uploads, bundles."""
    named = os.environ.get("GANGYAO_HOME")
    if named:
        return Path(named).expanduser().resolve()
    return _CHECKOUT / "var" if _IN_CHECKOUT else Path.home() / ".local" / "share" / "gangyao"


def _secret_key() -> str:
    """The key in the environment, or one made once and kept in the home, readable by its owner alone."""
    named = os.environ.get("GANGYAO_SECRET_KEY")
    if named:
        return named
    kept = GANGYAO_HOME / "secret-key"
    if kept.is_file() and (words := kept.read_text(encoding="ascii").strip()):
        return words
    GANGYAO_HOME.mkdir(parents=True, exist_ok=True)
    made = secrets.token_urlsafe(50)
    beside = kept.with_name(f".secret-key-{os.getpid()}")
    beside.touch(mode=0o600)
    beside.write_text(made, encoding="ascii")
    beside.replace(kept)
    return kept.read_text(encoding="ascii").strip()  # of two first starts at once, the later key counts for both


def _count(name: str, written: str) -> int:
    """A whole number of one or more."""
    if not written.isascii() or not written.isdigit() or not int(written):
        raise ImproperlyConfigured(f"{name} 应是 1 以上的整数，例如 2，现在写的是“{written}”")
    return int(written)


def _database() -> dict[str, object]:
    """SQLite in the home, or what GANGYAO_DATABASE_URL names: postgresql://user:password@host:port/name."""
    address = os.environ.get("GANGYAO_DATABASE_URL", "")
    if not address:
        pragmas = "PRAGMA journal_mode=WAL;PRAGMA synchronous=NORMAL;PRAGMA foreign_keys=ON;"
        return {
            "ENGINE": "django.db.backends.sqlite3",
            "NAME": GANGYAO_HOME / "gangyao.sqlite3",
            "OPTIONS": {"transaction_mode": "IMMEDIATE", "timeout": 20, "init_command": pragmas},
        }
    parts = urlsplit(address)
    if parts.scheme not in ("postgresql", "postgres"):
        raise ImproperlyConfigured(
            "GANGYAO_DATABASE_URL 应写成 postgresql://用户:密码@主机:端口/库名；不设则用内置的 SQLite"
        )
    return {
        "ENGINE": "django.db.backends.postgresql",
        "NAME": parts.path.lstrip("/"),
        "USER": unquote(parts.username or ""),
        "PASSWORD": unquote(parts.password or ""),
        "HOST": parts.hostname or "",
        "PORT": str(parts.port or ""),
        "CONN_MAX_AGE": 60,
    }


GANGYAO_HOME = _home()
# The address that `gangyao serve` bound; empty under any other server, which then counts as reachable from outside.
GANGYAO_BIND = os.environ.get("GANGYAO_BIND", "")
# Asks for a sign-in even on this machine; for a reverse proxy that does not say for whom it asks.
GANGYAO_SIGN_IN_ALWAYS = os.environ.get("GANGYAO_SIGN_IN_ALWAYS") == "1"
# Processes that answer; each keeps the records of the plans it has shown.
GANGYAO_WORKERS = _count("GANGYAO_WORKERS", os.environ.get("GANGYAO_WORKERS", "2"))

SECRET_KEY = _secret_key()
DEBUG = os.environ.get("GANGYAO_DEBUG") == "1"
ALLOWED_HOSTS = [host for host in os.environ.get("GANGYAO_HOSTS", "127.0.0.1,localhost,[::1]").split(",") if host]
CSRF_TRUSTED_ORIGINS = [origin for origin in os.environ.get("GANGYAO_ORIGINS", "").split(",") if origin]

INSTALLED_APPS = [
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.staticfiles",
    "csp",
    "django_htmx",
    "gangyao.accounts",
    "gangyao.store",
    "gangyao.workbench",
]
MIDDLEWARE = [
    "django.middleware.security.SecurityMiddleware",
    "django.middleware.gzip.GZipMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "csp.middleware.CSPMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "gangyao.accounts.access.SignInMiddleware",
    "gangyao.workbench.requests.WorkbenchMiddleware",
    "django_htmx.middleware.HtmxMiddleware",
]
ROOT_URLCONF = "gangyao.urls"
WSGI_APPLICATION = "gangyao.wsgi.application"
TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.contrib.auth.context_processors.auth",
                "gangyao.accounts.access.what_one_may",
                "gangyao.workbench.desk.other_plans",
            ]
        },
    }
]
DATABASES = {"default": _database()}
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"

AUTH_USER_MODEL = "accounts.User"
AUTH_PASSWORD_VALIDATORS = [
    {"NAME": "gangyao.accounts.passwords.LongEnough"},
    {"NAME": "django.contrib.auth.password_validation.CommonPasswordValidator"},
    {"NAME": "django.contrib.auth.password_validation.NumericPasswordValidator"},
]
LOGIN_URL = "sign-in"
LOGIN_REDIRECT_URL = "/"
LOGOUT_REDIRECT_URL = "/"
SESSION_COOKIE_AGE = 12 * 60 * 60  # a working day
SESSION_COOKIE_HTTPONLY = True
CSRF_COOKIE_HTTPONLY = True
SESSION_COOKIE_SECURE = CSRF_COOKIE_SECURE = os.environ.get("GANGYAO_HTTPS") == "1"
SECURE_CONTENT_TYPE_NOSNIFF = True
SECURE_REFERRER_POLICY = "same-origin"
X_FRAME_OPTIONS = "DENY"
DATA_UPLOAD_MAX_MEMORY_SIZE = 4 * 1024 * 1024

LANGUAGE_CODE = "zh-hans"
USE_I18N = True
TIME_ZONE = "Asia/Shanghai"
USE_TZ = True

STATIC_URL = "static/"
WHITENOISE_USE_FINDERS = True  # assets are read where they are installed; nothing is collected or written
WHITENOISE_AUTOREFRESH = DEBUG
WHITENOISE_MAX_AGE = 0  # file names carry no hash, so browsers ask each time and get 304

# All from our own address, nothing inline, nothing evaluated (docs/decisions/0008-content-security-policy.md).
CONTENT_SECURITY_POLICY = {
    "DIRECTIVES": {
        "default-src": ["'none'"],
        "script-src": ["'self'"],
        "style-src": ["'self'"],
        "img-src": ["'self'", "data:"],
        "font-src": ["'self'"],
        "connect-src": ["'self'"],
        "worker-src": ["'self'"],
        "manifest-src": ["'self'"],
        "form-action": ["'self'"],
        "base-uri": ["'none'"],
        "frame-ancestors": ["'none'"],
    }
}

LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "formatters": {"line": {"format": "{asctime} {levelname} {name} {message}", "style": "{"}},
    "handlers": {"console": {"class": "logging.StreamHandler", "formatter": "line"}},
    "root": {"handlers": ["console"], "level": os.environ.get("GANGYAO_LOG_LEVEL", "WARNING")},
}
