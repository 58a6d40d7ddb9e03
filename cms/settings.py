"""Everything that differs between installations comes from the environment.

The variables are listed in the README's table; a test holds the two together.
"""

from pathlib import Path
from typing import Any

import environ
from django.core.exceptions import ImproperlyConfigured
from django.utils.translation import gettext_lazy as _
from js_asset import static_lazy

from accounts.languages import labelled
from cms import check_traits, manuscript_traits, term_traits

BASE_DIR = Path(__file__).resolve().parent.parent
VAR_DIR = BASE_DIR / "var"

env = environ.Env()
# `make setup` writes one that says DEBUG=1; what the environment itself says goes first.
env.read_env(env.str("ENV_FILE", default=str(BASE_DIR / ".env")))

DEBUG = env.bool("DEBUG", default=False)
SECRET_KEY = env.str("SECRET_KEY", default="only-for-development" if DEBUG else "")
if not SECRET_KEY:
    raise ImproperlyConfigured(
        "SECRET_KEY is not set. Set it to a long random string, or DEBUG=1 on your own machine."
    )
ALLOWED_HOSTS = env.list("ALLOWED_HOSTS", default=["localhost", "127.0.0.1", "[::1]"])
CSRF_TRUSTED_ORIGINS = env.list("CSRF_TRUSTED_ORIGINS", default=[])

# Where readers and clients reach this installation; frozen into what is published.
PUBLIC_URL = env.str("PUBLIC_URL", default="http://127.0.0.1:8000").rstrip("/")
# The page of a story on the front end, with {language} and {slug}; the API's document unless told.
ARTICLE_URL = env.str(
    "ARTICLE_URL", default=PUBLIC_URL + "/api/v1/articles/{slug}/?language={language}"
)
# The page of an author there, with {language} and {slug}; "" where there is none.
AUTHOR_URL = env.str("AUTHOR_URL", default="")
NEWSROOM_NAME = env.str("NEWSROOM_NAME", default="Tvilling")

# The languages of the content and of the admin. Nothing else in the code names one: a further
# language is a line here and one `makemigrations`. `reading` is the switch a reader sees,
# `locale` the forms of dates, numbers and quotes (Babel), `search` PostgreSQL's stemming,
# `genitive_left` the genitive that this leaves on a word, as a pattern,
# `also` the codes that other systems use for it, `near` those of languages of their own that its
# readers understand (shown for want of it, never taken for it), `common_words` what tells it from the
# others, `checks` what is asked of a translation (`cms.check_traits`), `terms` how the glossary's terms
# are inflected (`cms.term_traits`), `manuscripts` the words that mark a manuscript's parts
# (`cms.manuscript_traits`), `machine` what each service of machine translation calls it (DeepL by
# another name where it is translated into).
LANGUAGES = [("nb", _("Norwegian")), ("en", _("English"))]
LANGUAGE_TRAITS: dict[str, dict[str, Any]] = {
    "nb": {
        "checks": check_traits.NB,
        "manuscripts": manuscript_traits.NB,
        "machine": {"deepl": {"source": "NB", "target": "NB"}, "libretranslate": "nb"},
        "terms": term_traits.NB,
        "locale": "nb",
        "switch": "Les på norsk",
        "own_name": "Norsk",
        "also": ["no", "nob", "nor"],
        "near": ["nn", "nno", "no-nyn"],
        "search": "norwegian",
        # "Tromsøs", but not "gås": a shorter word would become another one.
        "genitive_left": r"(?<=\w{3}[æøå])s$",
        "common_words": frozenset(
            "og det er som på en et til av for ikke med at de har den om å vi jeg han hun var ble "
            "seg også fra kan skal etter over ved eller når mot mellom under".split()
        ),
    },
    "en": {
        "checks": check_traits.EN,
        "manuscripts": manuscript_traits.EN,
        "machine": {"deepl": {"source": "EN", "target": "EN-GB"}, "libretranslate": "en"},
        "terms": term_traits.EN,
        "locale": "en_GB",
        "switch": "Read in English",
        "own_name": "English",
        "also": ["eng"],
        "near": [],
        "search": "english",
        "common_words": frozenset(
            "the of and to a in that is was it with as on be at by this had not are but from or "
            "have an they which one you were her all she there would their we him been has".split()
        ),
    },
}
LANGUAGE_CODE = LANGUAGES[0][0]
LOCALE_PATHS = [BASE_DIR / "locale"]
FORMAT_MODULE_PATH = "cms.formats"
# What the messages in the code are written in: its own catalogue has nothing to say.
MESSAGE_LANGUAGE = "en"
MODELTRANSLATION_DEFAULT_LANGUAGE = LANGUAGE_CODE
MODELTRANSLATION_CUSTOM_FIELDS = ("BodyField",)
MODELTRANSLATION_BUILD_LOCALIZED_VERBOSE_NAME = labelled  # "headline (Norwegian)"
USE_I18N = True
USE_TZ = True
TIME_ZONE = env.str("TIME_ZONE", default="Europe/Oslo")


def _no_markup(config: object, shared: object) -> None:
    """What the editor's nodes may hold is decided by `articles.blocks`, not by the package."""


DJANGO_PROSE_EDITOR_EXTENSIONS = [
    {
        "js": [static_lazy("articles/editor.js")],
        "extensions": dict.fromkeys(
            ["BlockId", "PhotoFigure", "FactBox", "AlsoRead", "MenuLabels"], _no_markup
        ),
    }
]

# A lone editor may approve what only they have written; the log then says so.
LONE_EDITOR_MAY_APPROVE = env.bool("LONE_EDITOR_MAY_APPROVE", default=False)

# Characters that search engines show, by the field that is written for them.
SEARCH_LENGTHS = {
    "seo_title": env.int("SEO_TITLE_LENGTH", default=60),
    "seo_description": env.int("SEO_DESCRIPTION_LENGTH", default=160),
}

INSTALLED_APPS = [
    # First, so that its columns are there before any app asks for them.
    "modeltranslation",
    "cms.apps.CmsConfig",
    "api.apps.ApiConfig",
    "publishing.apps.PublishingConfig",
    "translation.apps.TranslationConfig",
    "articles.apps.ArticlesConfig",
    "media.apps.MediaConfig",
    "accounts.apps.AccountsConfig",
    "cms.apps.NewsroomAdminConfig",
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "django.forms",
    "whitenoise.runserver_nostatic",
    "django.contrib.staticfiles",
    "django_prose_editor",
    "js_asset",
    "simple_history",
    "rest_framework",
    "drf_spectacular",
    "drf_spectacular_sidecar",
    "django_tasks",
    "django_tasks_db",
]

MIDDLEWARE = [
    "api.public.middleware.PublicMiddleware",
    "django.middleware.security.SecurityMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.locale.LocaleMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "accounts.middleware.InterfaceLanguageMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "simple_history.middleware.HistoryRequestMiddleware",
]

ROOT_URLCONF = "cms.urls"
# `cms/wsgi.py` is the door of a production server and refuses unsafe settings; runserver and
# the tests use Django's own.
WSGI_APPLICATION = None

TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "DIRS": [BASE_DIR / "templates"],
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.template.context_processors.i18n",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
            ],
        },
    }
]

# Widgets of ours have templates among the others.
FORM_RENDERER = "django.forms.renderers.TemplatesSetting"

DATABASES = {
    "default": env.db_url("DATABASE_URL", default=f"sqlite:///{VAR_DIR / 'tvilling.sqlite3'}")
}
DATABASES["default"]["CONN_MAX_AGE"] = env.int("CONN_MAX_AGE", default=60)
DATABASES["default"]["CONN_HEALTH_CHECKS"] = True
if DATABASES["default"]["ENGINE"] == "django.db.backends.sqlite3":
    # Readers go on while one writes, and a writer takes its lock at the start of a transaction,
    # where waiting is possible, rather than in its middle, where SQLite gives up at once.
    DATABASES["default"]["OPTIONS"] = {
        "transaction_mode": "IMMEDIATE",
        "timeout": 20,
        "init_command": "PRAGMA journal_mode=WAL; PRAGMA synchronous=NORMAL;",
    }
# The statements of the public API, and of publishing, are planned once for each connection. Nothing
# else is prepared, so nothing else has its plan chosen without regard to its values.
PREPARED_STATEMENTS = env.bool("PREPARED_STATEMENTS", default=True)
if DATABASES["default"]["ENGINE"] == "django.db.backends.postgresql" and PREPARED_STATEMENTS:
    _options = DATABASES["default"].setdefault("OPTIONS", {})
    _options["prepare_threshold"] = 1
    _options["options"] = f"{_options.get('options', '')} -c plan_cache_mode=force_generic_plan"
# Of searches and narrowed lists, in each process: some tens of kilobytes a page.
REMEMBERED_PAGES = env.int("REMEMBERED_PAGES", default=256)
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"

AUTH_USER_MODEL = "accounts.User"
LOGIN_URL = "admin:login"
LOGIN_REDIRECT_URL = "admin:index"
AUTH_PASSWORD_VALIDATORS = [
    {"NAME": f"django.contrib.auth.password_validation.{name}"}
    for name in (
        "UserAttributeSimilarityValidator",
        "MinimumLengthValidator",
        "CommonPasswordValidator",
        "NumericPasswordValidator",
    )
]

STATIC_URL = "static/"
STATIC_ROOT = VAR_DIR / "static"
MEDIA_URL = env.str("MEDIA_URL", default="media/")
MEDIA_ROOT = Path(env.str("MEDIA_ROOT", default=str(VAR_DIR / "media")))
if bucket := env.str("S3_BUCKET", default=""):
    _files = {
        "BACKEND": "storages.backends.s3.S3Storage",
        "OPTIONS": {
            "bucket_name": bucket,
            "endpoint_url": env.str("S3_ENDPOINT_URL", default=None),
            "region_name": env.str("S3_REGION", default=None),
            "access_key": env.str("S3_ACCESS_KEY", default=None),
            "secret_key": env.str("S3_SECRET_KEY", default=None),
            "custom_domain": env.str("S3_PUBLIC_DOMAIN", default=None),
            "querystring_auth": False,
            "file_overwrite": False,
        },
    }
else:
    _files = {"BACKEND": "django.core.files.storage.FileSystemStorage"}
STORAGES = {
    "default": _files,
    "staticfiles": {
        "BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"
        if DEBUG
        else "cms.staticfiles.HashedStaticFilesStorage"
    },
}
# A form of a long story with many photos and blocks is large; uploads have limits of their own.
DATA_UPLOAD_MAX_MEMORY_SIZE = 5 * 1024 * 1024
PHOTO_MAX_BYTES = env.int("PHOTO_MAX_BYTES", default=40 * 1024 * 1024)

# Translation by machine: "deepl", "libretranslate", or none. The address may be a private one. Of so
# many characters a month, none more is sent; "0": as many as there are.
MACHINE_TRANSLATION = env.str("MACHINE_TRANSLATION", default="")
MACHINE_TRANSLATION_URL = env.str("MACHINE_TRANSLATION_URL", default="")
MACHINE_TRANSLATION_KEY = env.str("MACHINE_TRANSLATION_KEY", default="")
MACHINE_TRANSLATION_LIMIT = env.int("MACHINE_TRANSLATION_LIMIT", default=500_000)
# What a million characters cost, to be counted.
MACHINE_TRANSLATION_COST = env.str("MACHINE_TRANSLATION_COST", default="0")
MACHINE_TRANSLATION_CURRENCY = env.str("MACHINE_TRANSLATION_CURRENCY", default="EUR")

TASKS = {"default": {"BACKEND": "django_tasks_db.DatabaseBackend"}}

EMAIL_CONFIG = env.email_url("EMAIL_URL", default="consolemail://")
vars().update(EMAIL_CONFIG)
DEFAULT_FROM_EMAIL = env.str("DEFAULT_FROM_EMAIL", default="tvilling@localhost")
# A server that does not answer must not hold up what waits behind the mail.
EMAIL_TIMEOUT = 10
# What a person is told goes into one mail: so many minutes after there was last more to tell, and
# never more often than that; what readers see old text of, after so many.
DIGEST_QUIET_MINUTES = env.int("DIGEST_QUIET_MINUTES", default=30)
DIGEST_MINUTES = env.int("DIGEST_MINUTES", default=60)
DIGEST_URGENT_MINUTES = env.int("DIGEST_URGENT_MINUTES", default=5)

# Public API. An address may ask this often ("10/second", "600/minute", "" for no limit), counted
# over all processes in Redis where CACHE_URL names one, else in the database. Behind proxies of
# ours, the address is the one that the outermost of them wrote down.
PUBLIC_RATE = env.str("PUBLIC_RATE", default="600/minute")
TRUSTED_PROXIES = env.int("TRUSTED_PROXIES", default=0)
CACHES = {"default": env.cache_url("CACHE_URL", default="locmemcache://")}
# Webhooks go over HTTPS to public addresses alone. This lets them into our own network.
WEBHOOKS_ALLOW_PRIVATE = env.bool("WEBHOOKS_ALLOW_PRIVATE", default=False)
REST_FRAMEWORK = {
    "DEFAULT_AUTHENTICATION_CLASSES": [],
    "DEFAULT_PERMISSION_CLASSES": [],
    "DEFAULT_RENDERER_CLASSES": ["rest_framework.renderers.JSONRenderer"],
    "DEFAULT_PARSER_CLASSES": ["rest_framework.parsers.JSONParser"],
    "DEFAULT_SCHEMA_CLASS": "drf_spectacular.openapi.AutoSchema",
    "UNAUTHENTICATED_USER": None,
}
SPECTACULAR_SETTINGS = {
    "TITLE": "Tvilling",
    "VERSION": "1",
    "OAS_VERSION": "3.1.1",
    "SCHEMA_PATH_PREFIX": "/api/v1",
    "POSTPROCESSING_HOOKS": [],
    "WEBHOOKS": [
        f"api.webhooks.described.{name}"
        for name in ("PUBLISHED", "UPDATED", "WITHDRAWN", "PURGE", "TEST")
    ],
    # Nobody needs a key: with one a client has a rate of its own.
    "APPEND_COMPONENTS": {"securitySchemes": {"key": {"type": "http", "scheme": "bearer"}}},
    "SECURITY": [{}, {"key": []}],
}

if not DEBUG:
    SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https")
    SECURE_SSL_REDIRECT = env.bool("SECURE_SSL_REDIRECT", default=True)
    SECURE_HSTS_SECONDS = env.int("SECURE_HSTS_SECONDS", default=31_536_000)
    SECURE_HSTS_INCLUDE_SUBDOMAINS = True
    SECURE_HSTS_PRELOAD = True
    SESSION_COOKIE_SECURE = CSRF_COOKIE_SECURE = True

LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "handlers": {"console": {"class": "logging.StreamHandler"}},
    "root": {"handlers": ["console"], "level": "WARNING"},
}
