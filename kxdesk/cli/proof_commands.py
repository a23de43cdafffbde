"""Commands about audit copies, the keys that sign them, and verification."""

from __future__ import annotations

import argparse
import getpass
import os
import sys
from pathlib import Path
from typing import TYPE_CHECKING, Any

from kxdesk.cli.desk_commands import REFUSED, open_for
from kxdesk.cli.output import put, say
from kxdesk.domain.problems import Problem
from kxdesk.words.language import _

if TYPE_CHECKING:
    from kxdesk.store.examined import Examined
    from kxdesk.store.signing import PublicKey

_PASSWORD = "KXDESK_KEY_PASSWORD"  # noqa: S105 the name of a variable


def audit_copy(options: argparse.Namespace) -> int:
    from kxdesk.system.atomic_file import replace_file
    from kxdesk.usecases.issue_copy import issue_copy

    password = _password(options.password_file) if options.key else ""
    with open_for(options.desk, read_only=False) as desk:
        issued = issue_copy(desk, options.out, options.key, password, _progress())
    manifest = issued.manifest
    if options.manifest:
        replace_file(options.manifest, manifest.to_bytes())
    put(
        {
            "file": str(issued.path),
            "file_sha256": issued.sha256,
            "head_code": manifest.head_code,
            "key_print": manifest.key_print or None,
            "manifest": _manifest(manifest),
        }
    )
    say(_("監査用の写しをつくり、読み直して確かめました: {path}").format(path=issued.path))
    say(
        _("照合コード: {code}（紙に控えておくと、古い写しとのすり替えが分かります）").format(
            code=manifest.head_code
        )
    )
    if not options.key:
        say(_("署名はありません。中身が変われば分かりますが、だれが発行したかは証明できません。"))
    return 0


def verify(options: argparse.Namespace) -> int:
    from kxdesk.usecases.verify_file import verify_file
    from kxdesk.words.proof import told_finding, verdict_word

    examined = verify_file(
        options.file,
        public_key=options.public_key,
        code=options.head,
        known=options.known,
        progress=_progress(),
    )
    document = _document(examined)
    put(document)
    say(_("判定: {word}").format(word=verdict_word(examined)))
    for finding in examined.findings:
        say(f"{finding.code}: {told_finding(finding)}")
    for sentence in document["proven"]:
        say(_("確かめたこと: {sentence}").format(sentence=sentence))
    for sentence in document["not_proven"]:
        say(_("証明していないこと: {sentence}").format(sentence=sentence))
    return 0 if examined.sound else REFUSED


def _document(examined: Examined) -> dict[str, Any]:
    from kxdesk.words import proof

    manifest = examined.manifest
    return {
        "file": str(examined.path),
        "kind": "audit-copy" if examined.is_copy else "desk",
        "verdict": examined.outcome,
        "word": proof.verdict_word(examined),
        "findings": [
            {
                "code": finding.code,
                "sentence": proof.told_finding(finding),
                "entry": finding.entry,
                "until": finding.until,
                "place": f"{finding.ref}/{finding.field}" if finding.ref else finding.name or None,
            }
            for finding in examined.findings
        ],
        "length": examined.length,
        "head": examined.head,
        "head_code": examined.head_code,
        "code_entry": examined.code_entry,
        "signature": examined.signature,
        "signature_sentence": proof.told_signature(examined) if examined.is_copy else None,
        "key_print": manifest.key_print or None if manifest else None,
        "manifest": _manifest(manifest) if manifest else None,
        "proven": list(proof.proven(examined)),
        "not_proven": list(proof.not_proven(examined)),
    }


def _manifest(manifest: Any) -> dict[str, Any]:
    """Without its marks, which only a program reads."""
    import dataclasses

    document = dataclasses.asdict(manifest)
    del document["marks"]
    return document


def make_key(options: argparse.Namespace) -> int:
    from kxdesk.store.signing import make_key as make

    public = make(options.key, _password(options.password_file, twice=True))
    _put_key(options.key, public)
    say(_("鍵をつくりました: {path}").format(path=options.key))
    say(
        _(
            "パスワードと鍵のどちらをなくしても、この鍵では二度と署名できません。公開鍵だけを人に渡してください。"
        )
    )
    return 0


def export_key(options: argparse.Namespace) -> int:
    from kxdesk.store.signing import export_public, load_key

    public = export_public(load_key(options.key, _password(options.password_file)), options.public)
    _put_key(options.public, public)
    say(_("公開鍵を書き出しました。指紋を紙か電話で伝えてください: {print}").format(print=public.print))
    return 0


def print_key(options: argparse.Namespace) -> int:
    from kxdesk.store.signing import load_public

    public = load_public(options.public)
    _put_key(options.public, public)
    say(_("公開鍵の指紋: {print}").format(print=public.print))
    return 0


def _put_key(path: Path, public: PublicKey) -> None:
    put({"file": str(path), "print": public.print, "public_key": public.raw.hex()})


def _password(file: Path | None, *, twice: bool = False) -> str:
    """From the file, else the environment, else asked for where there is somebody to ask.

    Raises:
        Problem: password-missing.
    """
    if file is not None:
        try:
            return file.read_text(encoding="utf-8").rstrip("\r\n")
        except (OSError, UnicodeDecodeError) as error:
            raise Problem("password-missing") from error
    if (given := os.environ.get(_PASSWORD)) is not None:
        return given
    if sys.stdin is None or not sys.stdin.isatty():
        raise Problem("password-missing")
    typed = getpass.getpass(_("鍵のパスワード: "))
    if twice and getpass.getpass(_("もう一度: ")) != typed:
        raise Problem("passwords-differ")
    return typed


class _Line:
    """One line on a terminal that is written over; nothing where nobody watches."""

    def __init__(self) -> None:
        self._shown = ("", -1)

    def __call__(self, step: str, done: int, total: int) -> None:
        percent = 100 * done // max(total, 1)
        if (step, percent) != self._shown:
            self._shown = (step, percent)
            name = _("ファイルを読んでいます") if step == "bytes" else _("履歴をたどっています")
            sys.stderr.write(f"\r{name} {percent:3d}%" + ("\n" if done >= total else ""))
            sys.stderr.flush()


def _progress() -> _Line | None:
    return _Line() if sys.stderr is not None and sys.stderr.isatty() else None
