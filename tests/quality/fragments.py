"""Find a labelled fragment in a text, whatever happened to quotes, case, white space and invisible characters."""

from __future__ import annotations

_QUOTES = str.maketrans("“”„«»‟‘’‚‛`´", "\"\"\"\"\"\"''''''")
_INVISIBLE = frozenset("\u200b\u200c\u200d\u2060\ufeff\u00ad")


def locate(text: str, fragment: str) -> list[tuple[int, int]]:
    """Half-open spans of `text`, in its own code points, where `fragment` stands."""
    folded, places = _folded(text)
    wanted, _ = _folded(fragment)
    wanted = wanted.strip() or fragment
    spans = []
    start = folded.find(wanted)
    while start >= 0:
        spans.append((places[start], places[start + len(wanted) - 1] + 1))
        start = folded.find(wanted, start + 1)
    return spans or _exact(text, fragment)


def _exact(text: str, fragment: str) -> list[tuple[int, int]]:
    """Spans of a fragment as it is, for those that folding would erase."""
    start = text.find(fragment)
    return [(start, start + len(fragment))] if start >= 0 else []


def _folded(text: str) -> tuple[str, list[int]]:
    """The text in lower case with plain quotes and single spaces, and where each of its characters stood."""
    characters: list[str] = []
    places: list[int] = []
    for place, character in enumerate(text.translate(_QUOTES)):
        plain = " " if character.isspace() else _lower(character)
        if character in _INVISIBLE or (plain == " " and characters and characters[-1] == " "):
            continue
        characters.append(plain)
        places.append(place)
    return "".join(characters), places


def _lower(character: str) -> str:
    """Lower case where that is one character, too."""
    lower = character.lower()
    return lower if len(lower) == 1 else character
