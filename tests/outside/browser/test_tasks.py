"""Every task in every mode and language."""

import itertools
import re

import pytest

from support import words

from . import offices, tasks
from .hand import MODES, Hand


_numbers = itertools.count()


def pytest_generate_tests(metafunc):
    """Every task in every mode; in other languages than English one mode by turns, and all in a long run and of a whole day."""
    if "task" not in metafunc.fixturenames:
        return
    is_long = metafunc.config.getoption("--pace") == "long"
    runs = [
        pytest.param(task, mode, language, id=re.sub(r"\W", "-", f"{task.name}-{mode.name}-{language}"))
        for number, task in enumerate(tasks.TASKS)
        for place, mode in enumerate(MODES)
        for language in words.LANGUAGES
        if language == "en" or is_long or task.name == "a day" or number % len(MODES) == place
    ]
    metafunc.parametrize("task, mode, language", runs)


def test_task(visit, offices_of, tmp_path, task, mode, language):
    begins_alone = task.who == "nobody yet"
    office = offices.unopened(tmp_path, language) if begins_alone else offices_of("busy", language)
    try:
        number = next(_numbers)
        headers = {"X-Forwarded-For": f"198.51.{number // 250}.{number % 250 + 1}"}
        context = visit(office.url, *office.elsewhere(), extra_http_headers=headers, **mode.context(language))
        if task.who not in ("guest", "nobody yet"):
            context.add_cookies(office.cookies(own_session=task.name == "sign out"))
        hand = Hand(context.new_page(), language, mode, office.url, office.slug, tmp_path)

        task.steps(hand, office)

        hand.used_no_mouse()
    finally:
        if begins_alone:
            office.kantora.kill()
