"""What a person did, in words: the names of undo steps and of entries in the history."""

from __future__ import annotations

from kxdesk.words.language import N_, _

LABELS = {
    "fields-edited": N_("入力"),
    "desk-created": N_("作業ファイルの作成"),
    "sample-made": N_("見本の作成"),
    "policy-added": N_("方針の追加"),
    "workbook-imported": N_("ブックの取込"),
    "issue-added": N_("課題の追加"),
    "issue-duplicated": N_("課題の複製"),
    "issue-moved": N_("課題の移動"),
    "issues-renumbered": N_("課題番号の付け直し"),
    "issue-retired": N_("課題の取りやめ"),
    "issue-restored": N_("課題の復活"),
    "activity-added": N_("取組の追加"),
    "activity-moved": N_("取組の移動"),
    "activity-retired": N_("取組の取りやめ"),
    "activity-restored": N_("取組の復活"),
    "track-added": N_("項目の追加"),
    "track-moved": N_("項目の移動"),
    "track-named": N_("項目名の入力"),
    "track-retired": N_("項目の取りやめ"),
    "track-restored": N_("項目の復活"),
    "milestone-added": N_("工程の追加"),
    "milestone-written": N_("工程の入力"),
    "milestone-moved": N_("工程の移動"),
    "milestone-stretched": N_("工程の期間の変更"),
    "milestone-retired": N_("工程の取りやめ"),
    "milestone-restored": N_("工程の復活"),
    "cells-pasted": N_("表の貼り付け"),
    "cells-cleared": N_("表の消去"),
    "facility-added": N_("公共施設の追加"),
    "facility-moved": N_("公共施設の移動"),
    "facility-retired": N_("公共施設の取りやめ"),
    "facility-restored": N_("公共施設の復活"),
    "progress-recorded": N_("進捗の記入"),
    "progress-moved": N_("進捗の移動"),
    "progress-retired": N_("進捗の取りやめ"),
    "progress-restored": N_("進捗の復活"),
    "finding-closed": N_("食い違いの了解"),
    "finding-reopened": N_("食い違いの了解の取消"),
    "indicators-loaded": N_("指標の資料の読み込み"),
    "workbook-exported": N_("ブックの書き出し"),
    "organisations-loaded": N_("組織の一覧の取込"),
    "organisation-added": N_("組織の追加"),
    "organisations-retired": N_("組織の削除"),
    "round-begun": N_("回の開始"),
    "round-changed": N_("回の変更"),
    "expected-changed": N_("提出の依頼の変更"),
    "expected-added": N_("提出する組織の追加"),
    "workbook-distributed": N_("様式の配布"),
    "desk-distributed": N_("作業ファイルの配布"),
    "reminded": N_("催促"),
    "edition-frozen": N_("版の固定"),
    "value-put-back": N_("以前の値に戻す"),
    "drafts-recovered": N_("下書きの復元"),
    "undone": N_("元に戻す"),
    "redone": N_("やり直し"),
}


def label_name(label: str) -> str:
    """課題の追加; a label without words is a plain 変更."""
    return _(LABELS.get(label, N_("変更")))
