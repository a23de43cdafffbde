"""A whole auditor's session under strace, in four places: nothing is opened to be written, none is made."""

from __future__ import annotations

import json
import os
import re
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from kxdesk.domain.things import Kind
from kxdesk.store.audit_copy import IssuedCopy, make_audit_copy
from kxdesk.store.desk import Desk
from kxdesk.store.editions import freeze
from kxdesk.store.signing import load_key, make_key
from kxdesk.usecases.sample_desk import sample_desk
from tests.store.attacks import attack, edited
from tests.store.desks import TickingClock, first, open_again

ROOT = Path(__file__).resolve().parents[2]
TRACED = (
    "open,openat,openat2,creat,rename,renameat,renameat2,unlink,unlinkat,mkdir,mkdirat,rmdir,link,linkat,symlink,"
    "symlinkat,truncate,ftruncate,chmod,fchmod,fchmodat,chown,fchown,fchownat,utimensat,mknod,mknodat,setxattr"
)
# What no file system keeps: devices, what the kernel shows of itself, memory between processes.
NO_FILE = re.compile(r'"(/dev/|/proc/|/sys/|/memfd:|anon_inode:)|= -1 ')
OPENS_TO_WRITE = re.compile(r"O_WRONLY|O_RDWR|O_CREAT|O_TRUNC|O_APPEND|O_TMPFILE")

pytestmark = pytest.mark.skipif(
    not sys.platform.startswith("linux") or shutil.which("strace") is None,
    reason="not run here, it needs strace",
)


@pytest.fixture(scope="module")
def issued(tmp_path_factory: pytest.TempPathFactory) -> IssuedCopy:
    folder = tmp_path_factory.mktemp("office")
    make_key(folder / "key.pem", "himitsu-123")
    sample_desk(folder / "desk.kxdesk")
    with open_again(folder / "desk.kxdesk") as desk:
        write(desk, "八月")
        write(desk, "十二月")
        return make_audit_copy(desk, folder / "copy.kxdesk", load_key(folder / "key.pem", "himitsu-123"))


def write(desk: Desk, name: str) -> None:
    with desk.write("fields-edited") as writing:
        writing.set(first(desk, Kind.ISSUE), "title", name)
    freeze(desk, name, name, TickingClock().now())


def watched(copy: Path, code: str, folder: Path, wrapped: list[str]) -> tuple[dict[str, object], list[str]]:
    """What she saw, and every call that opened something to write it or changed a name."""
    log, home = folder / "trace.txt", folder / "home"
    (home / "run").mkdir(parents=True, mode=0o700)
    environment = {
        "PATH": os.environ["PATH"],
        "HOME": str(home),
        "XDG_RUNTIME_DIR": str(home / "run"),
        "QT_QPA_PLATFORM": "offscreen",
        "PYTHONPATH": str(ROOT),
        "PYTHONDONTWRITEBYTECODE": "1",  # of the interpreter before our first line
        "LANG": "C.UTF-8",
    }
    strace = ["strace", "-f", "-qq", "--seccomp-bpf", "-s", "4096", "-e", f"trace={TRACED}", "-o", str(log)]
    command = [
        *wrapped,
        *strace,
        sys.executable,
        str(Path(__file__).with_name("auditor.py")),
        str(copy),
        code,
    ]
    done = subprocess.run(
        command, env=environment, cwd=folder, capture_output=True, text=True, timeout=240, check=False
    )
    assert done.returncode == 0, done.stderr[-3000:]
    assert sorted(path.name for path in home.rglob("*")) == ["run"]
    return json.loads(done.stdout.splitlines()[-1]), [
        line for line in log.read_text().splitlines() if writes(line)
    ]


def writes(line: str) -> bool:
    """Whether a traced call opened a file to write it, or made, changed or removed one."""
    call = line.split(maxsplit=1)[1].replace("AT_FDCWD, ", "")
    if "(" not in call or call.startswith(("+++", "---", "<...")) or NO_FILE.search(call):
        return False
    return not call.startswith("open") or bool(OPENS_TO_WRITE.search(call))


def names(folder: Path) -> list[str]:
    return sorted(path.name for path in folder.iterdir())


def in_place(name: str, issued: IssuedCopy, folder: Path) -> tuple[Path, list[str]]:
    """The copy in one of the four settings, and what the session has to be started through."""
    if name == "long path":
        parent = folder.joinpath(*(["とても長い名前のフォルダー" * 5] * 6))
    elif name == "Japanese path":
        parent = folder / "監査　令和7年度 #1%20" / "写し（正）"
    else:
        parent = folder / "medium"
    parent.mkdir(parents=True)
    copy = Path(shutil.copy(issued.path, parent / "写し.kxdesk"))
    if name == "read-only mount":
        mount = f'mount --bind "{parent}" "{parent}" && mount -o remount,bind,ro "{parent}" && exec "$@"'
        return copy, ["unshare", *([] if os.geteuid() == 0 else ["-r"]), "-m", "sh", "-c", mount, "sh"]
    if name == "folder without rights":
        copy.chmod(0o444)
        parent.chmod(0o555)
        return copy, ["setpriv", "--bounding-set=-dac_override"] if os.geteuid() == 0 else []
    return copy, []


@pytest.mark.parametrize("name", ["read-only mount", "folder without rights", "long path", "Japanese path"])
def test_session_leaves_no_trace(issued: IssuedCopy, tmp_path: Path, name: str) -> None:
    """She verifies, types the code, reads and compares; no file is made, changed or opened to be written."""
    copy, wrapped = in_place(name, issued, tmp_path)
    if wrapped and subprocess.run([*wrapped, "true"], capture_output=True, check=False).returncode:
        pytest.skip("not run here, it needs the right to make such a place")
    before = (copy.read_bytes(), copy.stat().st_mtime_ns, names(copy.parent))
    saw, written = watched(copy, issued.manifest.head_code, tmp_path, wrapped)
    assert written == []
    assert (copy.read_bytes(), copy.stat().st_mtime_ns, names(copy.parent)) == before
    assert saw == {
        "open_before": False,
        "verdict": "改変なし",
        "with_code": "改変なし",
        "changes": 1,
        "can_freeze": False,
        "timeline": 2,
        "found": [[False, ["八月"]]],
        "writing": [],
    }
    copy.parent.chmod(0o755)


def test_altered_copy_is_not_browsed(issued: IssuedCopy, tmp_path: Path) -> None:
    """What was altered is said in one red word, and no page opens as if it were sound."""
    copy, _ = in_place("Japanese path", issued, tmp_path)
    attack(copy, edited)
    saw, written = watched(copy, "", tmp_path, [])
    assert saw == {"open_before": False, "verdict": "改変あり", "open_after": False, "writing": []}
    assert written == []
