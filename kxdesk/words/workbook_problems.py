"""Problems of workbooks: read, filled, looked at as forms."""

from __future__ import annotations

from kxdesk.words.language import N_

Three = tuple[str, str, str]

NOTHING_CHANGED = N_("データは変わっていません。")
_NOTHING_STORED = N_("取り込んだものはありません。")
_ASK_AGAIN = N_("提出元に、Excelで開いて保存し直したものを依頼してください。")
_ASK_XLSX = N_("「Excelブック (.xlsx)」の形で保存し直したものを依頼してください。")
_NOT_WRITTEN = N_("ファイルは書き出していません。")
_CHECK_CELL = N_("セルの指定を確かめてください。")

RETURNED: dict[str, Three] = {
    "empty-file": (N_("ファイルの中身がありません。"), _NOTHING_STORED, N_("再提出を依頼してください。")),
    "zeroed-file": (
        N_("ファイルの中身が失われています。"),
        _NOTHING_STORED,
        N_("再提出を依頼してください。"),
    ),
    "file-missing": (N_("ファイル「{file}」が見つかりません。"), "", N_("場所と名前を確かめてください。")),
    "not-a-workbook": (N_("Excelブック（.xlsx）ではありません。"), _NOTHING_STORED, _ASK_XLSX),
    "xlsb-renamed": (N_("Excelバイナリ形式（.xlsb）のファイルです。"), _NOTHING_STORED, _ASK_XLSX),
    "ods-renamed": (N_("LibreOfficeの形式（.ods）のファイルです。"), _NOTHING_STORED, _ASK_XLSX),
    "old-xls": (N_("古いExcelの形式（.xls）のファイルです。"), _NOTHING_STORED, _ASK_XLSX),
    "xml-spreadsheet": (N_("XMLスプレッドシート形式のファイルです。"), _NOTHING_STORED, _ASK_XLSX),
    "html-renamed": (N_("名前だけExcelにしたWebページです。"), _NOTHING_STORED, _ASK_XLSX),
    "pdf-renamed": (N_("名前だけExcelにしたPDFです。"), _NOTHING_STORED, _ASK_XLSX),
    "image-renamed": (N_("名前だけExcelにした画像です。"), _NOTHING_STORED, _ASK_XLSX),
    "document-renamed": (N_("名前だけExcelにした文書（Wordなど）です。"), _NOTHING_STORED, _ASK_XLSX),
    "archive-renamed": (
        N_("ファイルをまとめた圧縮ファイルです。"),
        _NOTHING_STORED,
        N_("展開して、中のブックを一つずつ選んでください。"),
    ),
    "text-renamed": (N_("名前だけExcelにしたテキストです。"), _NOTHING_STORED, _ASK_XLSX),
    "lock-file": (
        N_("Excelが開いている間だけできる一時ファイル（~$）です。"),
        _NOTHING_STORED,
        N_("名前が ~$ で始まらない方のファイルを選んでください。"),
    ),
    "encrypted": (
        N_("パスワードがかかっていて読めません。"),
        _NOTHING_STORED,
        N_("パスワードを外して再提出を依頼してください。"),
    ),
    "signed-workbook": (
        N_("電子署名の付いたブックで、書き込むと署名が無効になります。"),
        _NOT_WRITTEN,
        N_("署名のない様式ファイルを使ってください。"),
    ),
    "strict-ooxml": (
        N_("「厳密なOpen XML」形式のブックです。"),
        NOTHING_CHANGED,
        N_("Excelで「Excelブック (.xlsx)」として保存し直してください。"),
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
    "cells-out-of-order": (N_("ブックの行や列の順序が壊れています（{part}）。"), _NOTHING_STORED, _ASK_AGAIN),
    "cell-out-of-range": (N_("セルの位置（{place}）が正しくありません。"), _NOTHING_STORED, _ASK_AGAIN),
    "no-sheets": (N_("シートが一枚もありません。"), _NOTHING_STORED, _ASK_AGAIN),
    "reader-timeout": (
        N_("読み取りに時間がかかりすぎるため、打ち切りました（{seconds}秒）。"),
        _NOTHING_STORED,
        _ASK_AGAIN,
    ),
    "reader-memory": (N_("読み取りに必要なメモリーが多すぎます。"), _NOTHING_STORED, _ASK_AGAIN),
    "reader-crashed": (N_("このファイルの読み取り中に異常が起きました。"), _NOTHING_STORED, _ASK_AGAIN),
    "reader-failed": (N_("このファイルを読み取れませんでした。"), _NOTHING_STORED, _ASK_AGAIN),
    "reader-unavailable": (
        N_("ファイルを読み取る仕組みを起動できません。"),
        _NOTHING_STORED,
        N_("プログラムを起動し直してください。続くときは担当者に知らせてください。"),
    ),
    "form-unknown": (
        N_("どの様式のブックか分かりません。"),
        _NOTHING_STORED,
        N_("様式を選んで、もう一度読み取ってください。"),
    ),
}
FORMS: dict[str, Three] = {
    "layout-unknown": (
        N_("様式「{name}」を知りません。"),
        NOTHING_CHANGED,
        N_("様式の名前を確かめてください。"),
    ),
    "layout-missing": (
        N_("様式の配置ファイル「{file}」がありません。"),
        NOTHING_CHANGED,
        N_("場所を確かめてください。"),
    ),
    "layout-newer": (
        N_("様式の配置ファイル「{file}」は新しい版のものです。"),
        NOTHING_CHANGED,
        N_("プログラムを新しい版にしてください。"),
    ),
    "layout-broken": (
        N_("様式の配置ファイル「{file}」に誤りがあります（{place} {detail}）。"),
        NOTHING_CHANGED,
        N_("配置ファイルを直してください。"),
    ),
    "no-form-for-year": (
        N_("{fiscal_year}年度に使える様式がありません。"),
        NOTHING_CHANGED,
        N_("様式を指定してください。"),
    ),
    "sheet-not-in-template": (
        N_("様式ファイルにシート「{sheet}」がありません。"),
        _NOT_WRITTEN,
        N_("元の様式ファイルを使ってください。"),
    ),
}
POINTING: dict[str, Three] = {
    "sheet-not-used": (
        N_("シート「{sheet}」は使わないことになっています。"),
        NOTHING_CHANGED,
        N_("先に、このシートの使い方を選んでください。"),
    ),
    "not-a-box": (
        N_("ここには書き込む欄がありません。"),
        NOTHING_CHANGED,
        N_("空いている欄をクリックしてください。"),
    ),
    "only-in-block": (
        N_("取組の項目は、取組の枠の中だけに置けます。"),
        NOTHING_CHANGED,
        N_("枠の中をクリックするか、先に「取組の枠」を示してください。"),
    ),
    "only-in-list": (
        N_("一覧の項目は、一覧の行の中だけに置けます。"),
        NOTHING_CHANGED,
        N_("一覧の行をクリックするか、先に「一覧の行」を示してください。"),
    ),
    "only-on-issue-sheet": (
        N_("課題の項目は、課題ごとに繰り返すシートだけに置けます。"),
        NOTHING_CHANGED,
        N_("課題票のシートを選ぶか、このシートの使い方を変えてください。"),
    ),
    "quarters-not-in-a-row": (
        N_("四つの四半期の見出しが、同じ行に並んでいません。"),
        NOTHING_CHANGED,
        N_("第１四半期の見出しから順にクリックしてください。"),
    ),
    "no-rows-for-tracks": (
        N_("見出しの下に、工程を書く行がありません（{first}行から{last}行）。"),
        NOTHING_CHANGED,
        N_("枠の最後の行を、見出しより下で示してください。"),
    ),
}
FILLING: dict[str, Three] = {
    "export-differs": (
        N_("書き出したブックを読み直すと、作業ファイルと{count}か所違いました（初めは「{field}」）。"),
        _NOT_WRITTEN,
        N_("不具合です。作業ファイルはそのままにして、担当者に知らせてください。"),
    ),
    "text-too-long": (
        N_("{where}の文字が長すぎます（{length}文字、Excelは{limit}文字まで）。"),
        _NOT_WRITTEN,
        N_("文字を減らしてください。"),
    ),
    "too-many-lines": (
        N_("{where}の改行が多すぎます（{lines}個、Excelは{limit}個まで）。"),
        _NOT_WRITTEN,
        N_("改行を減らしてください。"),
    ),
    "lone-surrogate": (
        N_("{where}の{position}文字目に、Excelで表せない文字（{character}）があります。"),
        _NOT_WRITTEN,
        N_("その文字を打ち直してください。"),
    ),
    "not-a-number": (N_("セル{cell}の値は数値ではありません。"), _NOT_WRITTEN, N_("数値に直してください。")),
    "array-formula": (
        N_("シート「{sheet}」のセル{cell}は配列数式で、書き込めません。"),
        _NOT_WRITTEN,
        N_("ほかのセルを指定してください。"),
    ),
    "table-heading": (
        N_("シート「{sheet}」のセル{cell}はテーブルの見出しで、書き込めません。"),
        _NOT_WRITTEN,
        N_("ほかのセルを指定してください。"),
    ),
    "clone-not-possible": (
        N_("シート「{sheet}」は写せません（{holds}を含むため）。"),
        _NOT_WRITTEN,
        N_("様式ファイルからそれを除いてください。"),
    ),
    "unknown-sheet": (
        N_("シート「{sheet}」がありません。"),
        _NOT_WRITTEN,
        N_("シート名を確かめてください。"),
    ),
    "not-a-worksheet": (
        N_("「{sheet}」は表のシートではありません。"),
        _NOT_WRITTEN,
        N_("ほかのシートを指定してください。"),
    ),
    "last-sheet": (N_("最後の一枚のシート「{sheet}」は除けません。"), _NOT_WRITTEN, ""),
    "bad-rows": (N_("シート「{sheet}」の行の指定が正しくありません。"), _NOT_WRITTEN, _CHECK_CELL),
    "bad-address": (N_("セルの指定「{cell}」が正しくありません。"), _NOT_WRITTEN, _CHECK_CELL),
    "bad-row-height": (
        N_("シート「{sheet}」の{row}行目の高さが限度を超えています（{height}）。"),
        _NOT_WRITTEN,
        N_("文字を減らしてください。"),
    ),
    "bad-put-argument": (
        N_("「{argument}」の書き方が正しくありません。"),
        _NOT_WRITTEN,
        N_("'シート!B4=文字' のように書いてください。"),
    ),
    "out-is-template": (
        N_("書き出し先が様式ファイルそのものです。"),
        _NOT_WRITTEN,
        N_("別の名前を指定してください。"),
    ),
    "too-many-page-breaks": (
        N_("改ページが多すぎます（{count}、{limit}まで）。"),
        _NOT_WRITTEN,
        N_("内容を分けてください。"),
    ),
    "sheet-name-empty": (N_("シート名が空です。"), _NOT_WRITTEN, N_("シート名を付けてください。")),
    "sheet-name-illegal": (
        N_("シート名「{name}」に使えない文字があります。"),
        _NOT_WRITTEN,
        N_("名前を直してください。"),
    ),
    "sheet-name-taken": (
        N_("シート名「{name}」は既に使われています。"),
        _NOT_WRITTEN,
        N_("別の名前にしてください。"),
    ),
    "sheet-name-too-long": (
        N_("シート名「{name}」が長すぎます（{length}文字、{limit}文字まで）。"),
        _NOT_WRITTEN,
        N_("短くしてください。"),
    ),
    "sheet-too-long": (
        N_("シート「{sheet}」の行が多すぎます。"),
        _NOT_WRITTEN,
        N_("内容を減らすか、分けてください。"),
    ),
}
