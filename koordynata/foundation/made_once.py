"""Files that take their time: made once for all who want the same, kept under a path that names what they say."""

from abc import ABC, abstractmethod

from django.core.files.base import ContentFile
from django.core.files.storage import default_storage


class MadeOnce(ABC):
    """A file with its place in the store, whether it is there yet or not."""

    @property
    @abstractmethod
    def path(self) -> str:
        """Where it lies once it is made."""

    @property
    def is_made(self) -> bool:
        """Whether it can be sent."""
        return bool(default_storage.exists(self.path))

    def read(self) -> bytes:
        """The file. Raises FileNotFoundError."""
        with default_storage.open(self.path) as file:
            return bytes(file.read())

    def keep(self, content: bytes) -> None:
        """Put it in its place."""
        default_storage.save(self.path, ContentFile(content))
