"""Compiles the rooms whose time goes into plain Python: `make compiled`, or `python setup.py build_ext --inplace`.

mypyc makes C extensions of their typed modules beside the sources; without a C compiler, or after `make interpreted`,
the same sources run as they are, with the same rows (docs/decisions/0010). A plain `pip install` compiles nothing.
"""

import sys
from pathlib import Path

from setuptools import Extension, setup

# Whole rooms; of those that also compare articles across the lake, the modules that read each article.
ROOMS: dict[str, tuple[str, ...]] = {
    **dict.fromkeys(("actors", "attribution", "language", "normalize", "sanctions"), ("*",)),
    "statements": ("signing",),
    "stories": ("signatures", "words"),
}
# Nothing outside calls a room's C functions: they need no detour through the linker's tables, and may be inlined.
OF_ITS_OWN = [] if sys.platform == "win32" else ["-fvisibility=hidden", "-fno-semantic-interposition", "-fno-plt"]


def compiled_rooms() -> list[Extension]:
    """One group of extensions a room: rooms never import each other, so they compile side by side."""
    from mypyc.build import mypycify  # noqa: PLC0415 (only where it is asked for)

    groups = [(_sources(Path("tasks", room), modules), f"tasks.{room}") for room, modules in ROOMS.items()]
    files = [path for paths, _ in groups for path in paths]
    # a cache of its own: `make test` lets mypy check the whole project meanwhile
    extensions = mypycify(["--cache-dir=build/mypyc", *files], opt_level="2", debug_level="0", separate=groups)
    for extension in extensions:
        extension.optional = True  # no compiler: a warning, and interpreted rooms
        extension.extra_compile_args += OF_ITS_OWN
    return extensions


def _sources(room: Path, modules: tuple[str, ...]) -> list[str]:
    """Modules of a room but its `__init__`, which only names what others may import."""
    found = [path for module in modules for path in sorted(room.glob(f"{module}.py"))]
    return [str(path) for path in found if path.name != "__init__.py"]


setup(ext_modules=compiled_rooms() if "build_ext" in sys.argv else [])
