"""JSON on stdout, sentences on stderr, and nothing else on either."""

from __future__ import annotations

import json
import sys
from typing import Any


def say(sentence: str) -> None:
    """One line for the person."""
    sys.stderr.write(f"{sentence}\n")


def put(document: Any) -> None:
    """One JSON document for the next program."""
    sys.stdout.write(json.dumps(document, ensure_ascii=False, indent=1) + "\n")
