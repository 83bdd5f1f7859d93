"""Read TOML files into frozen, validated objects; say plainly what is wrong and what is allowed."""

from __future__ import annotations

import tomllib
from pathlib import Path
from typing import Any, TypeVar

from pydantic import BaseModel, ConfigDict, ValidationError
from pydantic_core import ErrorDetails

Model = TypeVar("Model", bound="Frozen")


class Frozen(BaseModel):
    """Base of every config object: immutable, and an unknown key is an error."""

    model_config = ConfigDict(frozen=True, extra="forbid", populate_by_name=True)


class ConfigError(ValueError):
    """A config file cannot be used. The message is one line: file, key, what is wrong, what is allowed."""


def read_toml(path: Path) -> dict[str, Any]:
    """Parse one TOML file.

    Raises ConfigError naming the file, and the line where the syntax breaks.
    """
    try:
        return tomllib.loads(path.read_text(encoding="utf-8"))
    except FileNotFoundError as error:
        raise ConfigError(f"{path}: no such config file") from error
    except (OSError, UnicodeDecodeError) as error:
        raise ConfigError(f"{path}: cannot be read as UTF-8 text: {error}") from error
    except tomllib.TOMLDecodeError as error:
        raise ConfigError(f"{path}: not valid TOML: {error}") from error


def validate(model: type[Model], content: dict[str, Any], path: Path) -> Model:
    """Validate parsed content against `model`; the first problem becomes a one-line ConfigError."""
    try:
        return model.model_validate(content)
    except ValidationError as error:
        raise ConfigError(f"{path}: {_explain(error.errors()[0], model)}") from error


def load(model: type[Model], path: Path) -> Model:
    """Read and validate one TOML file."""
    return validate(model, read_toml(path), path)


def _explain(problem: ErrorDetails, model: type[BaseModel]) -> str:
    """Say which key is wrong and what it allows, from one pydantic error."""
    location = [part for part in problem["loc"] if not (isinstance(part, str) and part.startswith("function-"))]
    key = ".".join(str(part) for part in location) or "(top level)"
    if problem["type"] == "extra_forbidden":
        parent = _model_at(model, location[:-1])
        allowed = ", ".join(sorted(parent.model_fields)) if parent else "see the docs"
        return f"unknown key {key!r}; allowed here: {allowed}"
    return f"key {key!r}: {problem['msg']} (got {problem['input']!r})"[:400]


def _model_at(model: type[BaseModel], location: list[int | str]) -> type[BaseModel] | None:
    """The model that sits at a location inside `model`, or None where it is not a model."""
    current: type[BaseModel] | None = model
    for part in location:
        if isinstance(part, int):
            continue
        field = current.model_fields.get(part) if current else None
        if field is None:
            return None
        current = _model_in(field.annotation)
    return current


def _model_in(annotation: Any) -> type[BaseModel] | None:
    """The first pydantic model inside an annotation such as tuple[Model, ...] or Model | None."""
    if isinstance(annotation, type) and issubclass(annotation, BaseModel):
        return annotation
    for inner in getattr(annotation, "__args__", ()):
        found = _model_in(inner)
        if found:
            return found
    return None
