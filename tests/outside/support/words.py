"""The product's own texts, read from its catalogues, so that one test speaks every language."""

import functools
import pathlib
import re

LOCALES = pathlib.Path(__file__).resolve().parents[3] / "assets/locales"
LANGUAGES = sorted(path.name for path in LOCALES.iterdir()) if LOCALES.exists() else []


@functools.cache
def catalogue(language):
    texts, key = {}, None
    for path in sorted((LOCALES / language).glob("*.ftl")):
        for line in path.read_text().splitlines():
            head = re.match(r"([a-z][a-z0-9-]*) *= ?(.*)", line)
            if head:
                key = head[1]
                texts[key] = head[2]
            elif line.startswith((" ", "}")) and key:
                texts[key] += "\n" + line.strip()
    return texts


def text(language, key):
    """The message of that key; it must take no argument."""
    message = catalogue(language)[key]
    assert "{" not in message, f"{key} takes arguments; use pattern()"
    return message


def pattern(language, key):
    """The message of that key as a regular expression that accepts any argument and every plural."""
    message = catalogue(language)[key]
    plurals = re.findall(r"^\*?\[\w+\] *(.*)$", message, re.MULTILINE)
    return re.compile("|".join(f"(?:{loose(one)})" for one in plurals or [message]), re.DOTALL)


def loose(message):
    """Anything where an argument stands."""
    return ".*".join(re.escape(part.strip()) for part in re.split(r"\{[^{}]*\}", message))
