"""Close a finding with a reason; save the findings as a table."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from PySide6.QtWidgets import QFileDialog, QInputDialog

from kxdesk.domain.checks import Finding
from kxdesk.system.atomic_file import replace_file
from kxdesk.system.clock import SystemClock
from kxdesk.ui.desk_view import DeskView
from kxdesk.ui.notices import Notices, Tone
from kxdesk.ui.text import _
from kxdesk.usecases import check_policies, close_finding
from kxdesk.words.findings import told_finding
from kxdesk.words.findings_book import findings_book


def settle_finding(view: DeskView, finding: Finding) -> None:
    """It stays closed until what it is about changes."""
    facts = view.session.facts
    assert facts
    told = told_finding(finding, facts.form)
    reason, yes = QInputDialog.getText(
        view, _("理由を添えて閉じる"), _("{finding}\n\n理由:").format(finding=told)
    )
    if yes and reason.strip():
        view.session.submit(close_finding.close_findings, facts.policy_id, [finding], reason.strip())


def save_findings(view: DeskView, notices: Notices) -> None:
    """Of the policy that is shown."""
    facts = view.session.facts
    assert facts
    proposed = Path(facts.home or facts.path).with_name(f"{facts.bureau}_{_('点検')}.xlsx")
    name, _kind = QFileDialog.getSaveFileName(
        view, _("指摘を表に保存"), str(proposed), _("Excelブック (*.xlsx)")
    )
    if not name:
        return

    def on_saved(path: Path) -> None:
        notices.tell(Tone.GOOD, _("指摘の表を保存しました: {path}").format(path=path), key="findings-saved")

    view.session.read(
        _save, facts.policy_id, Path(name), owner=view, done=on_saved, title=_("指摘を表にしています…")
    )


def _save(desk: Any, policy_id: str, path: Path) -> Path:
    checked = check_policies.check_policy(desk, policy_id)
    return replace_file(path, findings_book([checked], SystemClock().now()))
