"""Every code of a Problem with its three sentences: what happened, is the input safe, what to do next."""

from __future__ import annotations

from kxdesk.words.language import N_

Three = tuple[str, str, str]

_NOTHING_CHANGED = N_("データは変わっていません。")
_FILE_UNTOUCHED = N_("元のファイルは変わっていません。")
_STILL_ON_SCREEN = N_("入力した内容は画面に残っています。")
_NOTHING_STORED = N_("取り込んだものはありません。")
_ASK_AGAIN = N_("提出元に、Excelで開いて保存し直したものを依頼してください。")
_CHECK_FILE = N_("ファイルを確かめてください。")

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
        _STILL_ON_SCREEN,
        N_("少し待つと自動でもう一度保存します。続くときは、ほかのプログラムを閉じてください。"),
    ),
    "desk-unreadable": (
        N_("「{file}」を開けません。"),
        _FILE_UNTOUCHED,
        N_("{folder} に読み取りの権限があるか確かめてください。"),
    ),
    "desk-read-only": (
        N_("閲覧のみで開いているため、変更できません。"),
        _NOTHING_CHANGED,
        N_("編集中の人が閉じたあとで、開き直してください。"),
    ),
    "disk-full": (
        N_("空き容量がないため、保存できません。"),
        _STILL_ON_SCREEN,
        N_("要らないファイルを消すと、自動でもう一度保存します。"),
    ),
    "write-failed": (
        N_("{folder} に書き込めません。"),
        _STILL_ON_SCREEN,
        N_("接続が切れていないか確かめてください。自動でもう一度保存します。"),
    ),
    "read-only-place": (
        N_("{folder} は書き込みができない場所です。"),
        _NOTHING_CHANGED,
        N_("書き込める場所へ写してから開いてください。"),
    ),
    "no-right-to-write": (
        N_("{folder} に書き込む権限がありません。"),
        _NOTHING_CHANGED,
        N_("別の場所を選んでください。"),
    ),
    "folder-missing": (
        N_("フォルダー {folder} がありません。"),
        _NOTHING_CHANGED,
        N_("場所を選び直してください。"),
    ),
    "file-exists": (
        N_("「{file}」は既にあります。"),
        _FILE_UNTOUCHED,
        N_("別の名前を付けてください。"),
    ),
    "file-locked": (
        N_("「{file}」はほかで開かれています。"),
        _FILE_UNTOUCHED,
        N_("閉じてからもう一度行うか、別の名前を付けてください。"),
    ),
    "changed-meanwhile": (
        N_("その間に内容が変わったため、この操作はできません。"),
        _NOTHING_CHANGED,
        N_("いまの内容を見て、もう一度行ってください。"),
    ),
    "no-such-thing": (
        N_("対象が見つかりません。"),
        _NOTHING_CHANGED,
        N_("画面の内容を確かめて、もう一度行ってください。"),
    ),
    "text-not-storable": (
        N_("保存できない文字（制御文字など）が含まれています。"),
        _STILL_ON_SCREEN,
        N_("貼り付けた部分を打ち直してください。"),
    ),
}
_WORKBOOK: dict[str, Three] = {
    "empty-file": (N_("ファイルの中身がありません。"), _NOTHING_STORED, N_("再提出を依頼してください。")),
    "not-a-workbook": (
        N_("Excelブック（.xlsx）ではありません。"),
        _NOTHING_STORED,
        N_(".xlsx の形で再提出を依頼してください。"),
    ),
    "xlsb-renamed": (
        N_("Excelバイナリ形式（.xlsb）のファイルです。"),
        _NOTHING_STORED,
        N_("「Excelブック (.xlsx)」の形で保存し直したものを依頼してください。"),
    ),
    "encrypted": (
        N_("パスワードがかかっていて読めません。"),
        _NOTHING_STORED,
        N_("パスワードを外して再提出を依頼してください。"),
    ),
    "broken-zip": (N_("ファイルが途中で切れているか、壊れています。"), _NOTHING_STORED, _ASK_AGAIN),
    "broken-xml": (N_("ブックの中身（{part}）が壊れています。"), _NOTHING_STORED, _ASK_AGAIN),
    "missing-part": (N_("ブックに必要な部分（{part}）がありません。"), _NOTHING_STORED, _ASK_AGAIN),
    "duplicate-part": (
        N_("ブックの中に同じ名前の部分（{part}）が二つあります。"),
        _NOTHING_STORED,
        _ASK_AGAIN,
    ),
    "overlapping-parts": (
        N_("ブックの作りに不審な点があり、読みませんでした。"),
        _NOTHING_STORED,
        _ASK_AGAIN,
    ),
    "unsupported-compression": (N_("読めない圧縮方式が使われています。"), _NOTHING_STORED, _ASK_AGAIN),
    "odd-encoding": (N_("ブックの文字コード（{encoding}）を読めません。"), _NOTHING_STORED, _ASK_AGAIN),
    "dtd-found": (N_("ブックに危険な記述があり、読みませんでした。"), _NOTHING_STORED, _ASK_AGAIN),
    "zip-bomb": (N_("開くと極端に大きくなるファイルのため、読みませんでした。"), _NOTHING_STORED, _ASK_AGAIN),
    "too-large": (
        N_("ファイルが大きすぎます（{size}バイト）。"),
        _NOTHING_STORED,
        N_("画像などを除いたものを依頼してください。"),
    ),
    "too-many-parts": (N_("ブックの部品が多すぎます（{count}）。"), _NOTHING_STORED, _ASK_AGAIN),
    "too-many-cells": (N_("入力のあるセルが多すぎます。"), _NOTHING_STORED, _ASK_AGAIN),
    "too-much-text": (N_("文字が多すぎます。"), _NOTHING_STORED, _ASK_AGAIN),
    "cell-out-of-range": (N_("セルの位置（{place}）が正しくありません。"), _NOTHING_STORED, _ASK_AGAIN),
    "no-sheets": (N_("シートが一枚もありません。"), _NOTHING_STORED, _ASK_AGAIN),
    "sheet-name-empty": (N_("シート名が空です。"), _NOTHING_CHANGED, N_("シート名を付けてください。")),
    "sheet-name-illegal": (
        N_("シート名「{name}」に使えない文字があります。"),
        _NOTHING_CHANGED,
        N_("名前を直してください。"),
    ),
    "sheet-name-taken": (
        N_("シート名「{name}」は既に使われています。"),
        _NOTHING_CHANGED,
        N_("別の名前にしてください。"),
    ),
    "sheet-name-too-long": (
        N_("シート名「{name}」が長すぎます（{length}文字、{limit}文字まで）。"),
        _NOTHING_CHANGED,
        N_("短くしてください。"),
    ),
    "sheet-too-long": (
        N_("シート「{sheet}」の行が多すぎます。"),
        _NOTHING_CHANGED,
        N_("内容を減らすか、分けてください。"),
    ),
}

TABLE: dict[str, Three] = {**_DESK, **_WORKBOOK}
