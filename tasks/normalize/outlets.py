"""Names and web addresses of outlets, to actor ids."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Iterator, Sequence
from functools import lru_cache
from urllib.parse import urlsplit

from config.knowledge import ActorEntry
from config.text import Outlets

_PUNCTUATION = re.compile(r"[^\w]+")
_ASIDE = re.compile(r"\s*[(\[][^)\]]*[)\]]\s*")
_SUFFIX = re.compile(r"\s+[-–—|:]\s+.*\Z")
_DOMAIN = re.compile(r"\A(?:https?://)?(?:www\.)?((?:[a-z0-9-]+\.)+[a-z]{2,})(?:/.*)?\Z")
_NAMES_APART = re.compile(
    r"[’']s?\s+|[,;|()]\s*|\s+[-–—]\s+|\s+(?:and|und|et|y|e|и|та|i|ve|with|avec|con|mit)\s+|\s*[/&]\s*"
)
_LONGEST_SLUG = 60
_LONGEST_NAME = 200
_LATELY = 4096  # the same few names come again and again


class OutletIndex:
    """Outlets of the knowledge base, by every name and domain."""

    def __init__(self, actors: Iterable[ActorEntry], rules: Outlets) -> None:
        self._generic = frozenset(word.casefold() for word in rules.generic)
        self._articles = frozenset(word.casefold() for word in rules.articles)
        self._names: dict[str, str] = {}
        self._domains: dict[str, str] = {}
        for actor in actors:
            if actor.kind == "outlet":
                for name in (actor.name, *actor.aliases, *actor.ambiguous, actor.id.replace("-", " ")):
                    self._names.setdefault(self._key(name), actor.id)
                for domain in actor.domains:
                    self._domains.setdefault(domain.casefold().removeprefix("www."), actor.id)
        self._lately_known = lru_cache(_LATELY)(self._known)

    def known(self, name: str) -> str | None:
        """The outlet a name stands for, or None where the knowledge base has none."""
        return self._lately_known(name) if len(name) <= _LONGEST_NAME else None

    def _known(self, name: str) -> str | None:
        """The same, looked up."""
        for form in self._forms(name):
            found = self._names.get(self._key(form))
            if found:
                return found
        domain = _DOMAIN.match(name.strip().casefold())
        return self._of_host(domain.group(1)) if domain else None

    def known_among(self, text: str) -> str | None:
        """The first known outlet among names joined by commas, 'and' or a possessive."""
        parts = (text, *_NAMES_APART.split(text))
        return next((found for part in parts if part and (found := self.known(part.strip()))), None)

    def named(self, name: str) -> str | None:
        """The outlet a name stands for; an unknown name becomes a slug of its own. None for no name at all."""
        return self.known(name) or self._slug(name)

    def of_url(self, url: str) -> str | None:
        """The outlet behind a web address; an unknown host becomes a slug. None where there is no public host."""
        try:
            parts = urlsplit(url.strip())
            host = (parts.hostname or "").removeprefix("www.")
        except ValueError:
            return None
        if parts.scheme not in ("http", "https") or not _DOMAIN.match(host):
            return None
        return self._of_host(host) or _slugged(host.replace(".", " "))

    def _of_host(self, host: str) -> str | None:
        """The outlet whose domain is the host or one of its parents."""
        labels = host.split(".")
        parents = (".".join(labels[index:]) for index in range(len(labels) - 1))
        return next((self._domains[parent] for parent in parents if parent in self._domains), None)

    def _forms(self, name: str) -> Iterator[str]:
        """A name, then shorter forms of it: without asides and suffixes, then without generic last words."""
        yield name
        plain = _SUFFIX.sub("", _ASIDE.sub(" ", name)).strip()
        yield plain
        words = plain.split()
        while len(words) > 1 and words[-1].strip(".,").casefold() in self._generic:
            words = words[:-1]
            yield " ".join(words)

    def _key(self, name: str) -> str:
        """Letters and digits of a name, case folded, without an article in front."""
        words = _PUNCTUATION.sub(" ", name.casefold().replace("’", "").replace("'", "")).split()
        return " ".join(words[1:] if len(words) > 1 and words[0] in self._articles else words)

    def _slug(self, name: str) -> str | None:
        """A slug for an unknown name: no aside, no article, no generic words after the first two."""
        words = self._key(_SUFFIX.sub("", _ASIDE.sub(" ", name))).split()
        while len(words) > 2 and words[-1] in self._generic:
            words = words[:-1]
        return _slugged(" ".join(words))


def _slugged(text: str) -> str | None:
    """Lower-case words joined by hyphens; other scripts keep their letters."""
    plain = unicodedata.normalize("NFKD", text.casefold())
    plain = "".join(character for character in plain if not unicodedata.combining(character))
    return "-".join(_words(plain))[:_LONGEST_SLUG].strip("-") or None


def _words(text: str) -> Sequence[str]:
    return [word for word in re.split(r"[\W_]+", text) if word]
