"""The project's pages, and the parts of them that tests look at."""

from __future__ import annotations

import re
import subprocess
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

ROOT = Path(__file__).resolve().parents[2]
README = ROOT / "README.md"
PAGES = (README, *sorted((ROOT / "docs").rglob("*.md")))


class Example(NamedTuple):
    """One fenced block of a page, and the columns that an arrow below it promises (empty where there is none)."""

    where: str
    text: str
    columns: tuple[str, ...]


def examples(page: Path, language: str) -> Iterator[Example]:
    """Fenced blocks of a language, in order."""
    pattern = re.compile(rf"^```{language}\n(.*?)^```\n(?:\n→ `([^`]*)`)?", re.MULTILINE | re.DOTALL)
    text = page.read_text(encoding="utf-8")
    for match in pattern.finditer(text):
        line = text[: match.start()].count("\n") + 1
        columns = tuple(name.strip() for name in (match[2] or "").split(",") if name.strip())
        yield Example(f"{page.relative_to(ROOT)}:{line}", match[1], columns)


def links(page: Path) -> list[str]:
    """Targets of a page's relative links, without their anchors."""
    found = re.findall(r"\]\(([^)\s]+)\)", page.read_text(encoding="utf-8"))
    return [target.split("#")[0] for target in found if "://" not in target and not target.startswith("#")]


def project_files() -> list[Path]:
    """Text files of the project: what git tracks, or would."""
    listed = subprocess.run(
        ["git", "ls-files", "--cached", "--others", "--exclude-standard"],
        cwd=ROOT, capture_output=True, text=True, check=False,
    )  # fmt: skip
    names = listed.stdout.splitlines()
    return [ROOT / name for name in names if (ROOT / name).is_file()]
