"""Programs that mean no good: what schemathesis makes up from the description meets no fault and no surprise."""

import pathlib
import re
import subprocess
import sys

import pytest

from support.kantora import Kantora
from support.web import Web

SETTINGS = pathlib.Path(__file__).with_name("schemathesis.toml")
# Of each operation.
EXAMPLES = {"short": 5, "long": 80}


@pytest.fixture
def open_house(tmp_path):
    """An installation that does not count what programs ask."""
    plenty = {"KANTORA_API__REQUESTS": "1000000", "KANTORA_API__REFUSALS": "1000000"}
    server = Kantora(tmp_path / "data", environment=plenty)
    server.data.mkdir(mode=0o700)
    try:
        yield server.start()
        assert server.stop() == 0
        assert not server.errors(), "faults in the log:\n" + "\n".join(server.errors()[:20])
    finally:
        server.kill()


def make_token(kantora):
    """A token of the owner that may do everything, made on the page."""
    web = Web(kantora)
    web.set_up()
    page = web.get(web.path("/settings/tokens/new"))
    form = page.form("grant")
    fields = [(name, value) for name, value in form.fields if name not in ("grant", "name")]
    grants = re.findall(r'name="grant" value="([^"]+)"', page.html)
    assert "billing:write" in grants
    made = web.post(form.action, [*fields, ("name", "Fuzz"), *(("grant", grant) for grant in grants)])
    return re.search(r"kantora_[0-9A-Za-z]{36}", made.text)[0]


@pytest.mark.timeout(1800)
def test_every_answer_is_one_that_the_description_names(open_house, pace, tmp_path):
    token = make_token(open_house)
    command = [
        pathlib.Path(sys.executable).with_name("st"), "--config-file", SETTINGS,
        "run", f"{open_house.url}/api/v1/openapi.json", "--url", open_house.url,
        "--header", f"Authorization: Bearer {token}", "--include-path-regex", "^/api/v1",
        "--checks", "all", "--max-examples", str(EXAMPLES[pace]), "--seed", "20261122", "--no-color",
    ]

    done = subprocess.run([str(word) for word in command], capture_output=True, text=True, cwd=tmp_path)

    assert done.returncode == 0, done.stdout[-8000:] + done.stderr[-2000:]
