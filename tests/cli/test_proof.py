"""From a terminal: freeze, issue, verify; JSON alone on stdout, and a sentence for whatever goes wrong."""

from __future__ import annotations

import json
import shutil
from pathlib import Path

import pytest

from kxdesk.cli import DONE, REFUSED, main
from kxdesk.cli.desk_commands import open_for
from kxdesk.domain.things import Kind, Ref
from kxdesk.store.policies import policies
from kxdesk.usecases.sample_desk import sample_desk
from tests.store.attacks import attack, edited


@pytest.fixture
def desk(tmp_path: Path) -> Path:
    path = tmp_path / "局.kxdesk"
    sample_desk(path)
    return path


@pytest.fixture
def key(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("KXDESK_KEY_PASSWORD", "合言葉は八文字以上")
    assert main(["key", "make", str(tmp_path / "鍵.pem")]) == DONE
    assert main(["key", "export", str(tmp_path / "鍵.pem"), str(tmp_path / "公開鍵.pem")]) == DONE
    return tmp_path / "鍵.pem"


def test_editions(desk: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """A frozen edition is listed with its hash; a second of its name is refused in words."""
    name = "令和7年12月時点 確定版"
    assert main(["edition", str(desk), "freeze", name, "--as-of", "令和7年12月"]) == DONE
    frozen = json.loads(capsys.readouterr().out)
    assert main(["edition", str(desk), "list"]) == DONE
    assert json.loads(capsys.readouterr().out) == [frozen]
    assert frozen["policies"][0]["bureau"] == "みなと創造局"
    assert main(["edition", str(desk), "freeze", name]) == REFUSED
    assert "edition-name-taken" in capsys.readouterr().err


def test_issue_and_verify(desk: Path, key: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """An honest copy ends with 0, says what is proved and what is not; an altered one with 3 and a name."""
    copy, public, kept = tmp_path / "写し.kxdesk", key.with_name("公開鍵.pem"), tmp_path / "目録.json"
    capsys.readouterr()
    arguments = ["audit-copy", str(desk), str(copy), "--key", str(key), "--manifest", str(kept)]
    assert main(arguments) == DONE
    issued = json.loads(capsys.readouterr().out)
    assert main(["key", "print", str(public)]) == DONE
    assert json.loads(capsys.readouterr().out)["print"] == issued["key_print"]
    held = ["--public-key", str(public), "--head", issued["head_code"], "--known", str(kept)]
    assert main(["verify", str(copy), *held]) == DONE
    out, err = capsys.readouterr()
    said = json.loads(out)
    assert (said["verdict"], said["findings"], said["signature"]) == ("sound", [], "valid")
    assert said["length"] == said["code_entry"] == issued["manifest"]["length"]
    assert "改変なし" in err
    assert "PCにログオンした名前" in err

    shutil.copy(copy, tmp_path / "改.kxdesk")
    attack(tmp_path / "改.kxdesk", edited)
    assert main(["verify", str(tmp_path / "改.kxdesk"), *held]) == REFUSED
    out, err = capsys.readouterr()
    first = json.loads(out)["findings"][0]
    assert (json.loads(out)["verdict"], first["code"], first["entry"]) == ("altered", "history-altered", 20)
    assert "改変あり" in err
    assert "発行者を確認できません" not in err
    assert main(["dump", str(copy)]) == DONE
    capsys.readouterr()
    assert main(["dump", str(tmp_path / "改.kxdesk")]) == REFUSED
    out, err = capsys.readouterr()
    assert (out, err.split(":")[0]) == ("", "copy-altered")


def test_unsigned_copy_and_wrong_key_are_not_called_altered(
    desk: Path, key: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """発行者を確認できません is another word than 改変あり; without a key the copy says what it proves."""
    copy = tmp_path / "写し.kxdesk"
    assert main(["audit-copy", str(desk), str(copy)]) == DONE
    assert "だれが発行したかは証明できません" in capsys.readouterr().err
    assert main(["verify", str(copy)]) == DONE
    assert "だれが発行したか。" in json.loads(capsys.readouterr().out)["not_proven"][0]
    assert main(["verify", str(copy), "--public-key", str(key.with_name("公開鍵.pem"))]) == REFUSED
    out, err = capsys.readouterr()
    assert json.loads(out)["verdict"] == "issuer-unconfirmed"
    assert "発行者を確認できません" in err
    assert "改変あり" not in err


def test_desk_is_verified_too(desk: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """A desk is held to its own history, and the words say that this is less than a copy proves."""
    assert main(["verify", str(desk)]) == DONE
    said = json.loads(capsys.readouterr().out)
    assert (said["kind"], said["verdict"]) == ("desk", "sound")
    assert any("作り直されていないこと" in sentence for sentence in said["not_proven"])
    attack(desk, edited)
    assert main(["verify", str(desk)]) == REFUSED


@pytest.mark.parametrize(
    ("arguments", "code"),
    [
        (["verify", "{desk}", "--head", "XXXX"], "code-mistyped"),
        (["verify", "{folder}/none.kxdesk"], "desk-missing"),
        (["verify", "{desk}", "--known", "{desk}"], "not-a-manifest"),
        (["audit-copy", "{desk}", "{folder}/a.kxdesk", "--key", "{folder}/none"], "key-missing"),
        (["audit-copy", "{desk}", "{desk}"], "file-exists"),
        (["edition", "{desk}", "freeze", " "], "edition-unnamed"),
        (["key", "make", "{folder}/k", "--password-file", "{folder}/none"], "password-missing"),
    ],
)  # fmt: skip
def test_refusals(
    desk: Path, key: Path, capsys: pytest.CaptureFixture[str], arguments: list[str], code: str
) -> None:
    """What a person can mend has its code and its sentence, and exit code 3."""
    capsys.readouterr()
    filled = [part.format(desk=desk, folder=desk.parent) for part in arguments]
    assert main(filled) == REFUSED
    out, err = capsys.readouterr()
    assert (out, err.split(":")[0]) == ("", code)


def test_password_is_asked_for_only_where_somebody_answers(
    desk: Path, key: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """Without one a script is told so; a file with the password serves."""
    monkeypatch.delenv("KXDESK_KEY_PASSWORD")
    copy = tmp_path / "写し.kxdesk"
    arguments = ["audit-copy", str(desk), str(copy), "--key", str(key)]
    assert main(arguments) == REFUSED
    assert "password-missing" in capsys.readouterr().err
    (tmp_path / "pw").write_text("合言葉は八文字以上\n", encoding="utf-8")
    assert main([*arguments, "--password-file", str(tmp_path / "pw")]) == DONE


def test_two_editions_side_by_side(desk: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """Differences as JSON, as a page and as a workbook; `now` is the desk as it is."""
    for name in ("八月", "十二月"):
        assert main(["edition", str(desk), "freeze", name]) == DONE
        with open_for(desk, read_only=False) as opened, opened.write("fields-edited") as writing:
            (line,) = policies(opened)
            writing.set(Ref(Kind.POLICY, line.id), "mission", f"{name}の後の使命")
    page, book = tmp_path / "変更.html", tmp_path / "変更.xlsx"
    capsys.readouterr()
    compare = ["edition", str(desk), "compare"]
    assert main([*compare, "八月", "2", "--html", str(page), "--xlsx", str(book)]) == DONE
    found = json.loads(capsys.readouterr().out)
    assert found["counts"] == {"added": 0, "removed": 0, "changed": 1}
    assert (found["before"]["name"], found["after"]["name"]) == ("八月", "十二月")
    assert found["differences"][0]["field"] == "mission"
    assert page.read_bytes().startswith(b"<!DOCTYPE html>")
    assert book.read_bytes().startswith(b"PK")
    assert main([*compare, "2", "now"]) == DONE
    assert json.loads(capsys.readouterr().out)["differences"][0]["after"] == "十二月の後の使命"
    assert main([*compare, "2", "2"]) == DONE
    assert json.loads(capsys.readouterr().out)["differences"] == []
    assert main([*compare, "2", "九月"]) == REFUSED
