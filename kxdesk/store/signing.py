"""Keys that sign audit copies (Ed25519): the private one under a password, the public one to hand on."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from kxdesk.domain.problems import Problem
from kxdesk.domain.short_code import short_code
from kxdesk.system.atomic_file import replace_file

SHORTEST = 8  # characters of a password


@dataclass(frozen=True, slots=True)
class PublicKey:
    """Raw key (32 bytes) and the print by which people compare it."""

    raw: bytes

    @property
    def print(self) -> str:
        """`XXXX-XXXX-XXXX-XXXX-XXXX`."""
        return short_code(b"kxdesk-key:" + self.raw)

    def signed(self, data: bytes, signature: bytes) -> bool:
        """Whether the signature was made of these bytes with its private key."""
        from cryptography.exceptions import InvalidSignature  # noqa: PLC0415 only where something is signed
        from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PublicKey  # noqa: PLC0415

        try:
            Ed25519PublicKey.from_public_bytes(self.raw).verify(signature, data)
        except (InvalidSignature, ValueError):
            return False
        return True


@dataclass(frozen=True, slots=True)
class SigningKey:
    """A private key (PKCS8, DER), in memory for as long as it is used."""

    der: bytes

    @property
    def public(self) -> PublicKey:
        return PublicKey(_private(self.der).public_key().public_bytes_raw())

    def sign(self, data: bytes) -> bytes:
        """64 bytes."""
        signature: bytes = _private(self.der).sign(data)
        return signature


def make_key(path: Path, password: str) -> PublicKey:
    """A new key in a new file.

    Raises:
        Problem: password-short, file-exists (a key is never overwritten), and those of `replace_file`.
    """
    from cryptography.hazmat.primitives import serialization  # noqa: PLC0415
    from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey  # noqa: PLC0415

    if len(password) < SHORTEST:
        raise Problem("password-short", least=SHORTEST)
    if path.exists():
        raise Problem("file-exists", path=str(path))
    key = Ed25519PrivateKey.generate()
    data = key.private_bytes(
        serialization.Encoding.PEM,
        serialization.PrivateFormat.PKCS8,
        serialization.BestAvailableEncryption(password.encode()),
    )

    def check(written: Path) -> None:
        _loaded(written.read_bytes(), path, password)

    replace_file(path, data, check)
    return PublicKey(key.public_key().public_bytes_raw())


def load_key(path: Path, password: str) -> SigningKey:
    """The private key.

    Raises:
        Problem: key-missing, not-a-signing-key, key-is-public, key-unprotected, password-wrong.
    """
    return _loaded(_bytes(path), path, password)


def export_public(key: SigningKey, path: Path) -> PublicKey:
    """The public key as PEM in a file of its own; raises as `replace_file`."""
    from cryptography.hazmat.primitives import serialization  # noqa: PLC0415

    public = _private(key.der).public_key()
    pem = public.public_bytes(serialization.Encoding.PEM, serialization.PublicFormat.SubjectPublicKeyInfo)
    replace_file(path, pem)
    return key.public


def load_public(path: Path) -> PublicKey:
    """A public key that was handed on.

    Raises:
        Problem: key-missing, key-is-private, not-a-public-key.
    """
    from cryptography.hazmat.primitives import serialization  # noqa: PLC0415
    from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PublicKey  # noqa: PLC0415

    data = _bytes(path)
    if b"PRIVATE KEY" in data:
        raise Problem("key-is-private", path=str(path))
    try:
        key = serialization.load_pem_public_key(data)
    except ValueError as error:
        raise Problem("not-a-public-key", path=str(path)) from error
    if not isinstance(key, Ed25519PublicKey):
        raise Problem("not-a-public-key", path=str(path))
    return PublicKey(key.public_bytes_raw())


def _loaded(data: bytes, path: Path, password: str) -> SigningKey:
    from cryptography.hazmat.primitives import serialization  # noqa: PLC0415
    from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey  # noqa: PLC0415

    if b"PUBLIC KEY" in data:
        raise Problem("key-is-public", path=str(path))
    if b"PRIVATE KEY" not in data:
        raise Problem("not-a-signing-key", path=str(path))
    try:
        key = serialization.load_pem_private_key(data, password.encode())
    except ValueError as error:  # one and the same whether the password is wrong or the file is damaged
        raise Problem("password-wrong", path=str(path)) from error
    except TypeError as error:
        raise Problem("key-unprotected", path=str(path)) from error
    if not isinstance(key, Ed25519PrivateKey):
        raise Problem("not-a-signing-key", path=str(path))
    return SigningKey(
        key.private_bytes(
            serialization.Encoding.DER, serialization.PrivateFormat.PKCS8, serialization.NoEncryption()
        )
    )


def _private(der: bytes):  # type: ignore[no-untyped-def]  # noqa: ANN202 its type would load the library
    from cryptography.hazmat.primitives import serialization  # noqa: PLC0415

    return serialization.load_der_private_key(der, None)


def _bytes(path: Path) -> bytes:
    try:
        return path.read_bytes()
    except OSError as error:
        raise Problem("key-missing", path=str(path)) from error
