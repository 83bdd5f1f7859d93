"""README and docs say what is so: generated pages are current, names exist, links resolve, examples run."""

from __future__ import annotations

import importlib
import inspect
import re
import shutil
import tomllib
from pathlib import Path
from typing import Any

import duckdb
import pytest
import typer.main

from config.configuration import DEFAULT_DIRECTORY, fingerprint, load_config
from config.settings import Settings
from flows.cli import app
from flows.cookbook import answered
from flows.documents import PAGES as GENERATED
from flows.documents import all_commands
from tests.docs.pages import PAGES, README, ROOT, Example, examples, links, project_files
from warehouse.blank import view_columns
from warehouse.query import column_names, run_query
from warehouse.reports import reports
from warehouse.schema import views
from warehouse.tables import TABLES

QUESTIONS = list(examples(README, "sql"))
OTHER_SQL = [example for page in PAGES if page != README for example in examples(page, "sql")]
flow = pytest.mark.xdist_group("prefect")

# Put together here, so that this file does not hold what it forbids.
FORBIDDEN = tuple(
    word.replace("~", "")
    for word in (
        "pypi~.org",
        "pythonhosted~.org",
        "index~-url =",
        "artifact~ory",
        "/wo~rk/",
        "/ro~ot/",
        "/tmp~/lab",
        "/ho~me/",
    )
)


def place(example: Example) -> str:
    return example.where


@pytest.mark.parametrize("name", GENERATED)
def test_generated_pages_are_current(name: str) -> None:
    written = (ROOT / "docs" / name).read_text(encoding="utf-8")
    assert written == GENERATED[name](), f"docs/{name} is not up to date: run `make docs`"


def test_every_table_view_and_column_is_documented() -> None:
    page = (ROOT / "docs" / "tables.md").read_text(encoding="utf-8")
    for table in TABLES:
        section = page.split(f"\n## {table.name}\n")[1].split("\n## ")[0]
        assert table.description in section
        for column, text in table.columns.items():
            assert text.strip(), f"{table.name}.{column} says nothing"
            assert f"| `{column}` |" in section
    for view in views():
        section = page.split(f"\n## {view.name}\n")[1].split("\n## ")[0]
        assert view.description and view.description in section
        assert all(f"`{column}`" in section for column in view_columns(view.name))


def test_every_command_flag_and_report_is_documented() -> None:
    page = (ROOT / "docs" / "commands.md").read_text(encoding="utf-8")
    for name, command in all_commands():
        section = page.split(f"\n## {name}\n")[1].split("\n## ")[0]
        assert command.help and " ".join(command.help.split()) in section
        for parameter in command.params:
            assert parameter.help, f"{name}: {parameter.name} has no help"
            assert all(flag in section for flag in parameter.opts if flag.startswith("-"))
    for report in reports():
        assert f"| `{report.name}` | {report.description} |" in page


def test_every_setting_is_documented_with_a_comment() -> None:
    page = (ROOT / "docs" / "settings.md").read_text(encoding="utf-8")
    shipped = tomllib.loads((DEFAULT_DIRECTORY / "pipeline.toml").read_text(encoding="utf-8"))
    sections = {
        "run": shipped["run"],
        "lake": shipped["lake"],
        "read": shipped["read"],
        "read.fields": shipped["read"]["fields"],
        "site": shipped["site"],
    }
    for section, values in sections.items():
        model: Any = Settings
        for part in section.split("."):
            model = model.model_fields[part].annotation
        assert set(model.model_fields) == set(values), f"[{section}] of pipeline.toml is not complete"
        rows = page.split(f"\n## [{section}]\n")[1].split("\n## ")[0]
        for key in set(values) - {"fields"}:
            row = next(line for line in rows.splitlines() if line.startswith(f"| `{key}` |"))
            assert all(cell.strip() for cell in row.strip("|").split("|")), f"{section}.{key} is not explained"


def test_commands_and_options_in_the_readme_exist() -> None:
    group: Any = typer.main.get_command(app)
    for page in PAGES:
        quoted = re.findall(r"`[^`\n]+`|^\.venv.*$", page.read_text(encoding="utf-8"), re.MULTILINE)
        for name in re.findall(r"(?:^|[`/ ])demarche ([a-z]+)\b", "\n".join(quoted)):
            assert name in group.commands, f"{page.name}: demarche {name}"
    targets = set(re.findall(r"^([a-z]+):", (ROOT / "Makefile").read_text(encoding="utf-8"), re.M))
    assert set(re.findall(r"`make ([a-z]+)", README.read_text(encoding="utf-8"))) <= targets


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.name)
def test_links_resolve(page: Path) -> None:
    missing = [target for target in links(page) if not (page.parent / target).exists()]
    assert not missing


def test_no_file_names_a_registry_or_a_machine() -> None:
    found = []
    for path in project_files():
        content = path.read_bytes()
        found += [f"{path.relative_to(ROOT)}: {word}" for word in FORBIDDEN if word.encode() in content]
    assert not found


def test_functions_of_the_architecture_exist() -> None:
    page = (ROOT / "docs" / "architecture.md").read_text(encoding="utf-8")
    calls = re.findall(r"`((?:tasks|config|flows|warehouse)(?:\.\w+)+)\(([^)]*)\)`", page)
    assert len(calls) >= 10
    for dotted, arguments in calls:
        module, name = dotted.rsplit(".", 1)
        function = getattr(importlib.import_module(module), name)
        taken = inspect.signature(function).parameters.values()
        needed = [item.name for item in taken if item.default is inspect.Parameter.empty]
        named = [part.strip() for part in arguments.split(",")]
        assert named in (needed, [item.name for item in taken]), f"{dotted} takes {[item.name for item in taken]}"


def test_files_that_pages_name_exist() -> None:
    pattern = re.compile(r"`((?:flows|tasks|warehouse|config|tests|docs|samples)/[\w./-]*)`")
    for page in PAGES:
        for name in pattern.findall(page.read_text(encoding="utf-8")):
            assert (ROOT / name).exists(), f"{page.name}: {name}"


def test_examples_of_config_are_valid(tmp_path: Path) -> None:
    directory = tmp_path / "config"
    shutil.copytree(DEFAULT_DIRECTORY, directory, ignore=shutil.ignore_patterns("*.py", "__pycache__"))
    homes = {"actor": "actors/companies.toml", "line": "lexicons/en/text.toml"}
    blocks = [(example, tomllib.loads(example.text)) for example in examples(README, "toml")]
    assert {key for _, block in blocks for key in block} == {"actor", "line", "lake"}
    for example, block in blocks:
        if "lake" in block:
            Settings.model_validate(block)
            continue
        with (directory / homes[next(iter(block))]).open("a", encoding="utf-8") as file:
            file.write(f"\n{example.text}")
    load_config(directory)
    assert fingerprint(directory) != fingerprint(DEFAULT_DIRECTORY)


def test_the_readme_asks_ten_questions() -> None:
    assert len(QUESTIONS) == 10
    assert all(question.columns for question in QUESTIONS)


@flow
@pytest.mark.parametrize("question", QUESTIONS, ids=place)
def test_questions_of_the_readme_have_answers(question: Example, demo: duckdb.DuckDBPyConnection) -> None:
    result = run_query(demo, question.text)
    assert tuple(column_names(result)) == question.columns
    assert result.fetchone() is not None


@flow
@pytest.mark.parametrize("example", OTHER_SQL, ids=place)
def test_queries_of_the_docs_run(
    example: Example, demo: duckdb.DuckDBPyConnection, copied: duckdb.DuckDBPyConnection
) -> None:
    of_the_past = "AT (VERSION" in example.text
    assert run_query(demo if of_the_past else copied, example.text).fetchone() is not None


def test_the_cookbook_asks_25_questions() -> None:
    page = (ROOT / "docs" / "cookbook.md").read_text(encoding="utf-8")
    assert [int(number) for number in re.findall(r"^### (\d+)\. ", page, re.MULTILINE)] == list(range(1, 26))
    assert page.count("```sql") == 25


@flow
def test_the_cookbook_answers_as_the_demo_does(demo: duckdb.DuckDBPyConnection) -> None:
    page = (ROOT / "docs" / "cookbook.md").read_text(encoding="utf-8")
    assert answered(page, demo) == page, "docs/cookbook.md is not up to date: run `make docs`"


@flow
def test_the_readme_shows_lines_of_the_demo(demo: duckdb.DuckDBPyConnection) -> None:
    shown = next(examples(README, "text")).text
    rows = [line.split() for line in shown.splitlines() if re.search(r"\d\s+\d+\s+\d+$", line)]
    assert rows
    query = "SELECT sender, target, status, documents, outlets, independent_sources FROM report_sanctions"
    printed = {" ".join(map(str, row)) for row in run_query(demo, query).fetchall()}
    assert {" ".join(row) for row in rows} <= printed, "README's excerpt of the demo is not what the demo prints"
