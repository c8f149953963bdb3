"""Every test from outside has the built file as a process, and fails when its log tells of a fault."""

import os

import pytest

from support.kantora import Kantora


def pytest_addoption(parser):
    parser.addoption("--pace", default=os.environ.get("KANTORA_PACE", "short"), choices=["short", "long"])


@pytest.fixture(scope="session")
def pace(pytestconfig):
    """Whether this is the short run or the long one."""
    return pytestconfig.getoption("pace")


@pytest.fixture
def kantora(tmp_path):
    """A fresh installation, started; the test may kill and start it again."""
    yield from running(Kantora(tmp_path / "data"))


@pytest.fixture(scope="module")
def demo(tmp_path_factory):
    """The seeded company, shared by the tests of a file."""
    yield from running(Kantora(tmp_path_factory.mktemp("demo") / "data", command="demo"), wait=60)


def running(server, wait=10):
    server.data.mkdir(mode=0o700, parents=True)
    try:
        yield server.start(wait)
        assert server.stop() == 0, f"did not end well:\n{server.log()[-4000:]}"
        assert not server.errors(), "faults in the log:\n" + "\n".join(server.errors()[:20])
    finally:
        server.kill()
