"""The settings as mypy reads them."""

import os

os.environ.setdefault("DEBUG", "1")

from cms.settings import *  # noqa: F403
from cms.settings import INSTALLED_APPS as INSTALLED

# The type checker's plugin sees models before modeltranslation has added their columns, and
# registering them there raises; nor can the admin's forms be made without these columns.
MODELTRANSLATION_ENABLE_REGISTRATIONS = False
INSTALLED_APPS = [
    "django.contrib.admin.apps.SimpleAdminConfig" if "AdminConfig" in app else app
    for app in INSTALLED
]
