from whitenoise.storage import CompressedManifestStaticFilesStorage


class HashedStaticFilesStorage(CompressedManifestStaticFilesStorage):
    """Hashed names, also in what the editor's native JS modules import from each other."""

    support_js_module_import_aggregation = True
