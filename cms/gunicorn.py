"""`gunicorn --config python:cms.gunicorn` serves an installation. Its own
variables (WEB_CONCURRENCY, GUNICORN_CMD_ARGS) say how many workers and where to listen."""

wsgi_app = "cms.wsgi"
# Loaded once, so that what is unsafe is said once and before anything is served.
preload_app = True
# A request is short; what takes long is a task of the worker.
timeout = 30
