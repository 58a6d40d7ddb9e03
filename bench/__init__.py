"""What `make bench` measures. The languages are those of the settings."""

import os

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "cms.settings")
