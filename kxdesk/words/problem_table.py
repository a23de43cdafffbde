"""Every code of a Problem with its three sentences: what happened, is the input safe, what to do next."""

from __future__ import annotations

from kxdesk.words.intake_problems import INTAKE
from kxdesk.words.language import N_
from kxdesk.words.proof_problems import PROOF
from kxdesk.words.round_problems import ROUNDS
from kxdesk.words.server_problems import SERVERS, STILL_ON_SCREEN
from kxdesk.words.workbook_problems import FILLING, FORMS, NOTHING_CHANGED, POINTING, RETURNED, Three

_FILE_UNTOUCHED = N_("元のファイルは変わっていません。")

_DESK: dict[str, Three] = {
    "desk-missing": (
        N_("作業ファイル「{file}」が見つかりません。"),
        "",
        N_("移動や名前の変更がないか、{folder} を確かめてください。"),
    ),
    "not-a-desk": (
        N_("「{file}」はこのプログラムの作業ファイルではありません。"),
        _FILE_UNTOUCHED,
        N_("拡張子が .kxdesk のファイルを選んでください。"),
    ),
    "desk-newer": (
        N_("「{file}」は新しい版のプログラムで作られています。"),
        _FILE_UNTOUCHED,
        N_("プログラムを新しい版にしてから開いてください。"),
    ),
    "desk-older": (
        N_("「{file}」は古い版の作業ファイルで、閲覧のみでは開けません。"),
        _FILE_UNTOUCHED,
        N_("書き込める場所へ写してから開いてください。新しい形式に直し、元のファイルは残します。"),
    ),
    "desk-damaged": (
        N_("「{file}」が壊れています。"),
        N_("このファイルには書き込んでいません。"),
        N_("控え（バックアップ）から開いてください。"),
    ),
    "desk-unfinished": (
        N_("「{file}」は前回の保存が途中で終わっていて、閲覧のみでは開けません。"),
        _FILE_UNTOUCHED,
        N_("書き込める場所へ、同じ名前で -journal の付くファイルと一緒に写してから開いてください。"),
    ),
    "desk-busy": (
        N_("ほかのプログラムが「{file}」を使っています。"),
        STILL_ON_SCREEN,
        N_("少し待つと自動でもう一度保存します。続くときは、ほかのプログラムを閉じてください。"),
    ),
    "desk-unreadable": (
        N_("「{file}」を開けません。"),
        _FILE_UNTOUCHED,
        N_("{folder} に読み取りの権限があるか確かめてください。"),
    ),
    "desk-held": (
        N_("{name}さん（{pc}）が編集中のため、変更できません。"),
        NOTHING_CHANGED,
        N_("編集中の人が閉じたあとで、開き直してください。"),
    ),
    "desk-read-only": (
        N_("閲覧のみで開いているため、変更できません。"),
        NOTHING_CHANGED,
        N_("書き込める場所へ写してから開いてください。"),
    ),
    "output-failed": (
        N_("結果を書き出せませんでした。"),
        NOTHING_CHANGED,
        N_("出力先の空き容量と、つないだプログラムを確かめてください。"),
    ),
    "no-display": (
        N_("画面がないため、ウィンドウを開けません。"),
        NOTHING_CHANGED,
        N_("画面のある機械で開くか、kxdesk --help にあるコマンドを使ってください。"),
    ),
    "disk-full": (
        N_("空き容量がないため、保存できません。"),
        STILL_ON_SCREEN,
        N_("要らないファイルを消すと、自動でもう一度保存します。"),
    ),
    "write-failed": (
        N_("{folder} に書き込めません。"),
        STILL_ON_SCREEN,
        N_("接続が切れていないか確かめてください。自動でもう一度保存します。"),
    ),
    "read-only-place": (
        N_("{folder} は書き込みができない場所です。"),
        NOTHING_CHANGED,
        N_("書き込める場所へ写してから開いてください。"),
    ),
    "no-right-to-write": (
        N_("{folder} に書き込む権限がありません。"),
        NOTHING_CHANGED,
        N_("別の場所を選んでください。"),
    ),
    "folder-missing": (
        N_("フォルダー {folder} がありません。"),
        NOTHING_CHANGED,
        N_("場所を選び直してください。"),
    ),
    "file-exists": (
        N_("「{file}」は既にあります。"),
        _FILE_UNTOUCHED,
        N_("別の名前を付けてください。"),
    ),
    "target-is-desk": (
        N_("「{file}」は作業ファイルです。上書きしません。"),
        _FILE_UNTOUCHED,
        N_("別の名前を付けてください。"),
    ),
    "field-unknown": (
        N_("項目「{name}」を知りません。"),
        NOTHING_CHANGED,
        N_("issue.title のように指定してください。"),
    ),
    "file-locked": (
        N_("「{file}」はほかで開かれています。"),
        _FILE_UNTOUCHED,
        N_("閉じてからもう一度行うか、別の名前を付けてください。"),
    ),
    "changed-meanwhile": (
        N_("その間に内容が変わったため、この操作はできません。"),
        NOTHING_CHANGED,
        N_("いまの内容を見て、もう一度行ってください。"),
    ),
    "no-such-thing": (
        N_("対象が見つかりません。"),
        NOTHING_CHANGED,
        N_("画面の内容を確かめて、もう一度行ってください。"),
    ),
    "name-too-long": (
        N_("ファイル名が長すぎます。"),
        NOTHING_CHANGED,
        N_("短い名前にしてください。"),
    ),
    "snapshot-differs": (
        N_("写しの内容が元と一致しませんでした。"),
        _FILE_UNTOUCHED,
        N_("もう一度行ってください。続くときは担当者に知らせてください。"),
    ),
    "indicator-unknown": (
        N_("指標「{name}」がありません（近いもの: {here}）。"),
        NOTHING_CHANGED,
        N_("kxdesk indicators が出す指標名を、そのまま渡してください。"),
    ),
    "picture-form-unknown": (
        N_("「{file}」の種類の図は書き出せません。"),
        NOTHING_CHANGED,
        N_("名前の終わりを .svg か .png にしてください。"),
    ),
    "reason-missing": (
        N_("閉じる理由がありません。"),
        NOTHING_CHANGED,
        N_("「定義が異なる」のように、あとで読む人に分かる理由を書いてください。"),
    ),
    "finding-unknown": (
        N_("「{place}」に、閉じられる食い違い「{finding}」がありません。"),
        NOTHING_CHANGED,
        N_("kxdesk check が出す code と place を、そのまま渡してください。"),
    ),
    "indicators-missing": (
        N_("指標の資料「{file}」が見つかりません。"),
        NOTHING_CHANGED,
        N_("移動や名前の変更がないか、{folder} を確かめてください。"),
    ),
    "indicators-unreadable": (
        N_("「{file}」を JSON として読めません（{line}行目のあたり）。"),
        NOTHING_CHANGED,
        N_("UTF-8 の JSON ファイルか、途中で切れていないかを確かめてください。"),
    ),
    "indicators-not-understood": (
        N_("指標の資料の「{where}」が、目標・実績の形になっていません。"),
        NOTHING_CHANGED,
        N_("targets と observations は一覧で、その一つ一つに indicator（指標名）が要ります。"),
    ),
    "bureau-unknown": (
        N_("局・区「{bureau}」の方針がありません（あるのは: {here}）。"),
        NOTHING_CHANGED,
        N_("局・区の名前を確かめてください。"),
    ),
    "several-policies": (
        N_("方針が二つ以上あります（{here}）。"),
        NOTHING_CHANGED,
        N_("局・区を指定してください。"),
    ),
    "issue-unknown": (
        N_("課題「{issue}」がありません。"),
        NOTHING_CHANGED,
        N_("B2 のように、領域と番号で指定してください。"),
    ),
    "text-not-storable": (
        N_("「{field}」に、保存できない文字（{character}）があります。"),
        STILL_ON_SCREEN,
        N_("貼り付けた部分を打ち直してください。"),
    ),
}
_YEARS: dict[str, Three] = {
    "same-year": (
        N_("{year}年度の方針から同じ年度へは引き継げません。"),
        NOTHING_CHANGED,
        N_("次の年度を西暦で指定してください。"),
    ),
    "year-exists": (
        N_("「{bureau}」の{year}年度の方針は、すでにこの作業ファイルにあります。"),
        NOTHING_CHANGED,
        N_("その方針を開いて書き続けてください。"),
    ),
    "no-earlier-year": (
        N_("前の年度の方針がこの作業ファイルにありません。"),
        NOTHING_CHANGED,
        N_("前の年度の方針を引き継ぐか、取り込んでください。"),
    ),
    "wording-unreadable": (
        N_("用語の規則のファイル「{file}」を読めません（{reason}）。"),
        NOTHING_CHANGED,
        N_("書き方を直すか、ファイルを別の場所へ移してください。"),
    ),
    "promise-unknown": (
        N_("{number}番の約束はありません。"),
        NOTHING_CHANGED,
        N_("kxdesk years で番号を確かめてください。"),
    ),
}
TABLE: dict[str, Three] = {
    **_DESK,
    **_YEARS,
    **SERVERS,
    **RETURNED,
    **FORMS,
    **POINTING,
    **FILLING,
    **INTAKE,
    **ROUNDS,
    **PROOF,
}
