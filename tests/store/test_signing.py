"""Keys: under a password, never overwritten, and each way of holding the wrong thing has its own word."""

from __future__ import annotations

from pathlib import Path

import pytest
from cryptography.hazmat.primitives import serialization
from cryptography.hazmat.primitives.asymmetric import ed25519, rsa

from kxdesk.domain.problems import Problem
from kxdesk.store.signing import export_public, load_key, load_public, make_key
from kxdesk.words.problems import told

PASSWORD = "合言葉は八文字以上"
BARE = (
    serialization.Encoding.PEM,
    serialization.PrivateFormat.PKCS8,
    serialization.NoEncryption(),
)


@pytest.fixture
def key(tmp_path: Path) -> Path:
    make_key(tmp_path / "鍵.pem", PASSWORD)
    return tmp_path / "鍵.pem"


def test_signs_and_is_known_by_its_print(key: Path, tmp_path: Path) -> None:
    """What the private key signed its public key knows, and nothing else; both show the same print."""
    signing = load_key(key, PASSWORD)
    public = export_public(signing, tmp_path / "公開鍵.pem")
    assert public == load_public(tmp_path / "公開鍵.pem") == signing.public
    signature = signing.sign(b"manifest")
    assert public.signed(b"manifest", signature)
    assert not public.signed(b"manifesT", signature)
    assert not public.signed(b"manifest", signature[:-1])
    assert public.print.count("-") == 4
    assert b"ENCRYPTED PRIVATE KEY" in key.read_bytes()


def test_each_wrong_key_has_its_word(key: Path, tmp_path: Path) -> None:
    """Lost, wrong password, damaged, public for private, private for public, unprotected, of another kind."""
    public, junk, bare, other = (tmp_path / name for name in ("p.pem", "junk", "bare", "rsa"))
    export_public(load_key(key, PASSWORD), public)
    junk.write_bytes(b"\0\xff")
    bare.write_bytes(ed25519.Ed25519PrivateKey.generate().private_bytes(*BARE))
    rsa_key = rsa.generate_private_key(65537, 2048)
    other.write_bytes(
        rsa_key.public_key().public_bytes(
            serialization.Encoding.PEM, serialization.PublicFormat.SubjectPublicKeyInfo
        )
    )
    wrong = [
        ("key-missing", lambda: load_key(tmp_path / "none", PASSWORD)),
        ("password-wrong", lambda: load_key(key, "違う合言葉です")),
        ("not-a-signing-key", lambda: load_key(junk, PASSWORD)),
        ("key-is-public", lambda: load_key(public, PASSWORD)),
        ("key-unprotected", lambda: load_key(bare, PASSWORD)),
        ("key-missing", lambda: load_public(tmp_path / "none")),
        ("key-is-private", lambda: load_public(key)),
        ("not-a-public-key", lambda: load_public(junk)),
        ("not-a-public-key", lambda: load_public(other)),
        ("password-short", lambda: make_key(tmp_path / "new", "短い")),
        ("file-exists", lambda: make_key(key, PASSWORD)),
    ]
    for code, act in wrong:
        with pytest.raises(Problem) as caught:
            act()
        assert caught.value.code == code
        assert "…" not in told(caught.value).whole
    assert not (tmp_path / "new").exists()
