"""Problems of a desk on a server, each with its three sentences; see `problem_table`."""

from __future__ import annotations

from kxdesk.words.language import N_
from kxdesk.words.workbook_problems import NOTHING_CHANGED, Three

STILL_ON_SCREEN = N_("入力した内容は画面に残っています。")
_AGAIN_BY_ITSELF = N_("つながりしだい、自動でもう一度保存します。")

SERVERS: dict[str, Three] = {
    "server-unreachable": (
        N_("サーバー（{path}）につながりません。"),
        STILL_ON_SCREEN,
        N_("ネットワークと、接続先・利用者名・パスワードを確かめてください（{system}）。"),
    ),
    "server-wants-password": (
        N_("サーバー（{path}）がパスワードを求めています。"),
        NOTHING_CHANGED,
        N_("パスワードを pgpass ファイルか環境変数 PGPASSWORD に設定してから、開き直してください。"),
    ),
    "server-address-wrong": (
        N_("サーバーの接続先「{path}」が正しくありません。"),
        NOTHING_CHANGED,
        N_("postgresql+psycopg://利用者@サーバー/データベース の形で指定してください。"),
    ),
    "server-lost": (
        N_("サーバーとの接続が切れました。この内容は、まだ保存されていません。"),
        STILL_ON_SCREEN,
        _AGAIN_BY_ITSELF,
    ),
    "commit-unknown": (
        N_("保存の途中でサーバーとの接続が切れ、保存できたか分かりません。"),
        STILL_ON_SCREEN,
        N_("つながりしだい確かめます。二重に書くことはありません。"),
    ),
    "commit-went-through": (
        N_("接続が切れる前の操作は、保存されていました。"),
        N_("今の操作は、まだ書いていません。"),
        N_("いまの内容を見て、要るときだけ、もう一度行ってください。"),
    ),
    "changed-by-others": (
        N_("ほかの人も変えた項目が、まだ決まっていません。"),
        STILL_ON_SCREEN,
        N_("「見比べて決める」で、どうするかを決めてください。"),
    ),
    "server-no-right": (
        N_("サーバー（{path}）のこの利用者には、書き込む権限がありません。"),
        STILL_ON_SCREEN,
        N_("サーバーの管理者に、この利用者の権限を確かめてもらってください。"),
    ),
    "server-not-empty": (
        N_("サーバーのデータベース（{path}）は空ではありません。上書きしません。"),
        NOTHING_CHANGED,
        N_("空のデータベースを新しく作ってもらい、それを指定してください。"),
    ),
    "move-needs-server": (
        N_("移す元か移す先の、どちらか一方はサーバーにしてください。"),
        NOTHING_CHANGED,
        N_("サーバーは postgresql+psycopg://利用者@サーバー/データベース の形で指定します。"),
    ),
    "move-differs": (
        N_("移した内容が元と一致しませんでした。"),
        N_("元は変わっていません。移した先には何も残していません。"),
        N_("もう一度行ってください。続くときは担当者に知らせてください。"),
    ),
    "desk-moved": (
        N_("この作業ファイルは {place} へ移されました。ここでは閲覧のみです。"),
        NOTHING_CHANGED,
        N_("移した先を開いてください。"),
    ),
}
