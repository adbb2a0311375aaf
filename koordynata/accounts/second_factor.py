"""Secrets of authenticator apps are kept encrypted, under a key made from the installation's own."""

import base64
import hashlib

from allauth.mfa.adapter import DefaultMFAAdapter
from cryptography.fernet import Fernet
from django.conf import settings


def _cipher() -> Fernet:
    key = hashlib.sha256(b"second factor:" + settings.SECRET_KEY.encode()).digest()
    return Fernet(base64.urlsafe_b64encode(key))


class EncryptedSecrets(DefaultMFAAdapter):  # type: ignore[misc]
    """A dump of the database alone gives nobody a second factor."""

    def encrypt(self, text: str) -> str:
        """The secret as it is stored."""
        return _cipher().encrypt(text.encode()).decode()

    def decrypt(self, encrypted_text: str) -> str:
        """The secret as it is used. Raises InvalidToken under another installation's key."""
        return _cipher().decrypt(encrypted_text.encode()).decode()
