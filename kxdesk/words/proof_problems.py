"""Editions, audit copies, keys and codes: what cannot be done with them, and what to do instead."""

from __future__ import annotations

from kxdesk.words.language import N_
from kxdesk.words.workbook_problems import NOTHING_CHANGED, Three

_FILE_UNTOUCHED = N_("元のファイルは変わっていません。")

PROOF: dict[str, Three] = {
    "too-much-to-write-down": (
        N_("{most}行より多く、この種類のファイルには書き出せません。"),
        N_("ファイルは作っていません。"),
        N_("だれ・期間・課題・項目で絞ってから書き出してください。CSV には10万行まで書けます。"),
    ),
    "foreign-schema": (
        N_("「{file}」には、このプログラムのものでない仕掛け（{name}）が入っています。開きません。"),
        _FILE_UNTOUCHED,
        N_("だれかが手を加えたファイルです。発行元から受け取り直すか、控えから開いてください。"),
    ),
    "audit-copy-read-only": (
        N_("監査用の写しは変更できません。"),
        NOTHING_CHANGED,
        N_("内容を直すときは、元の作業ファイルを開いてください。"),
    ),
    "copy-altered": (
        N_("監査用の写し「{file}」は、発行されたときと一致しません。中身は出しません。"),
        _FILE_UNTOUCHED,
        N_("kxdesk verify で何が変わったかを確かめ、発行元から受け取り直してください。"),
    ),
    "copy-of-copy": (
        N_("「{file}」は監査用の写しです。写しから写しは作れません。"),
        NOTHING_CHANGED,
        N_("元の作業ファイルから作るか、ファイルをそのまま複写してください。"),
    ),
    "edition-unnamed": (
        N_("版に名前がありません。"),
        NOTHING_CHANGED,
        N_("「令和7年12月時点 確定版」のような名前を付けてください。"),
    ),
    "edition-name-taken": (
        N_("「{name}」という版は既にあります。"),
        NOTHING_CHANGED,
        N_("版は書き換えられません。別の名前で固定してください。"),
    ),
    "nothing-to-freeze": (
        N_("固定する方針がありません。"),
        NOTHING_CHANGED,
        N_("方針を入れてから固定してください。"),
    ),
    "edition-unknown": (
        N_("版「{name}」がありません（あるのは: {here}）。"),
        NOTHING_CHANGED,
        N_("名前か、一覧の番号で指定してください。いまの内容は now と書きます。"),
    ),
    "edition-damaged": (
        N_("版「{name}」の {bureau} の内容が、固定したときと違います。"),
        N_("比較していません。"),
        N_("kxdesk verify で何が変わったかを確かめ、控えから開いてください。"),
    ),
    "written-once": (
        N_("固定した版は、だれにも書き換えられません。"),
        NOTHING_CHANGED,
        N_("直した内容は、新しい版として固定してください。"),
    ),
    "not-a-manifest": (
        N_("「{file}」は監査用の写しでも、その目録でもありません。"),
        NOTHING_CHANGED,
        N_("前に受け取った写しか、発行のときに出力した目録を選んでください。"),
    ),
    "other-desk": (
        N_("比べた目録は、別の作業ファイルのものです。"),
        N_("検証は終わっていません。"),
        N_("同じ作業ファイルから作られた写しの目録を選んでください。"),
    ),
    "code-mistyped": (
        N_("照合コード「{typed}」に、打ち間違いがあります。"),
        N_("検証はまだ始めていません。"),
        N_("紙のコードを、4文字ずつ5組、もう一度打ってください。"),
    ),
    "password-short": (
        N_("パスワードが短すぎます。"),
        N_("鍵は作っていません。"),
        N_("{least}文字以上にしてください。忘れると、この鍵では二度と署名できません。"),
    ),
    "password-wrong": (
        N_("鍵「{file}」のパスワードが違うか、鍵のファイルが壊れています。"),
        NOTHING_CHANGED,
        N_("パスワードを打ち直してください。思い出せないときは新しい鍵を作り、公開鍵を配り直してください。"),
    ),
    "password-missing": (
        N_("鍵のパスワードが分かりません。"),
        NOTHING_CHANGED,
        N_("画面で打つか、--password-file または環境変数 KXDESK_KEY_PASSWORD で渡してください。"),
    ),
    "passwords-differ": (
        N_("二度打ったパスワードが違います。"),
        N_("鍵は作っていません。"),
        N_("もう一度行ってください。"),
    ),
    "key-missing": (
        N_("鍵「{file}」が見つかりません。"),
        NOTHING_CHANGED,
        N_(
            "鍵をなくしたときは新しい鍵を作り、公開鍵を配り直してください。前の写しは、前の公開鍵で検証できます。"
        ),
    ),
    "not-a-signing-key": (
        N_("「{file}」は署名の鍵ではありません。"),
        NOTHING_CHANGED,
        N_("kxdesk key make で作ったファイルを選んでください。"),
    ),
    "key-unprotected": (
        N_("鍵「{file}」にパスワードがありません。使いません。"),
        NOTHING_CHANGED,
        N_("だれでも署名できる鍵です。kxdesk key make で、パスワードのある鍵を作ってください。"),
    ),
    "key-is-public": (
        N_("「{file}」は公開鍵です。署名には使えません。"),
        NOTHING_CHANGED,
        N_("署名には、手元に置いてある秘密の鍵を選んでください。"),
    ),
    "key-is-private": (
        N_("「{file}」は署名に使う秘密の鍵です。検証には使いません。"),
        N_("この鍵を人に渡さないでください。"),
        N_("kxdesk key export で取り出した公開鍵を選んでください。"),
    ),
    "not-a-public-key": (
        N_("「{file}」は公開鍵ではありません。"),
        NOTHING_CHANGED,
        N_("発行元から、公開鍵のファイルを受け取ってください。"),
    ),
}
