"""The door of a production server. It stays shut on an installation that is not safe."""

import os

from django.core.wsgi import get_wsgi_application
from django.db import connections

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "cms.settings")

application = get_wsgi_application()

from cms.production import refuse_unsafe  # noqa: E402 - apps are there from here on

refuse_unsafe()
# A server that loads this before it forks would share the connection among its workers.
connections.close_all()
