"""Static addresses that change with their content, without a build step."""

import hashlib
from functools import lru_cache

from django.conf import settings
from django.contrib.staticfiles import finders
from django.contrib.staticfiles.storage import StaticFilesStorage


@lru_cache(maxsize=512)
def _version(name: str) -> str:
    found = finders.find(name)
    if not found:
        return ""
    with open(found, "rb") as file:  # noqa: PTH123 - finders give str
        return hashlib.file_digest(file, "sha256").hexdigest()[:10]


class VersionedStorage(StaticFilesStorage):
    """`/static/app.css?v=3f2a…`: caches may keep it, a new version has a new address."""

    def url(self, name: str | None) -> str:
        """The address of a static file with the version of its content."""
        if settings.DEBUG:
            _version.cache_clear()
        version = _version(name or "")
        return super().url(name) + (f"?v={version}" if version else "")
