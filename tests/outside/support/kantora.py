"""The built file as a process: started in a data folder of its own, watched, stopped."""

import atexit
import os
import pathlib
import re
import signal
import socket
import subprocess
import time

import httpx

from . import dns

ROOT = pathlib.Path(__file__).resolve().parents[3]

# The person that `set_up` makes.
NAME = "Mira Koleva"
COMPANY = "Lantern Ltd"
EMAIL = "mira@example.org"
PASSWORD = "quiet harbour of seven lanterns"


def binary(flavour=""):
    """The file under test: KANTORA_BINARY, else what `packaging/build` made."""
    path = os.environ.get("KANTORA_BINARY" if not flavour else "KANTORA_BINARY_" + flavour.upper())
    path = pathlib.Path(path) if path else ROOT / "target/static" / f"kantora{'-' + flavour if flavour else ''}"
    assert path.exists(), f"{path} is missing: run packaging/build"
    return path


def free_port():
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]


class Kantora:
    """One installation. The data folder outlives the process, so that it can be killed and started again."""

    def __init__(self, data, command="serve", flavour="", environment=None, arguments=()):
        self.data = pathlib.Path(data)
        self.port = free_port()
        self.url = f"http://localhost:{self.port}"
        self.command = command
        self.arguments = list(arguments)
        self.file = binary(flavour)
        self.log_path = pathlib.Path(f"{self.data}.log")
        self.environment = {
            "PATH": os.environ["PATH"],
            "HOME": str(self.data),
            "KANTORA_LISTEN": f"127.0.0.1:{self.port}",
            "KANTORA_PUBLIC_URL": self.url,
            "KANTORA_DNS__SERVER": dns.server(),
            "TMPDIR": str(self.data.parent),
            **(environment or {}),
        }
        self.process = None
        self.started_in = None

    def start(self, wait=10.0):
        begun = time.monotonic()
        with open(self.log_path, "ab") as log:
            self.process = subprocess.Popen(
                [str(self.file), self.command, *self.data_argument(), *self.arguments],
                env=self.environment, stdout=log, stderr=log, stdin=subprocess.DEVNULL, cwd="/",
            )
        atexit.register(self.kill)
        while time.monotonic() < begun + wait:
            if self.process.poll() is not None:
                raise AssertionError(f"ended with {self.process.returncode} at its start:\n{self.log()}")
            if self.is_ready():
                self.started_in = time.monotonic() - begun
                return self
            time.sleep(0.01)
        raise AssertionError(f"not ready after {wait} s:\n{self.log()}")

    def data_argument(self):
        return [] if self.command == "demo" else ["--data", str(self.data)]

    def is_ready(self):
        try:
            return httpx.get(f"{self.url}/readyz", timeout=2).status_code == 200
        except httpx.HTTPError:
            return False

    def run(self, *words, given=None, check=True, environment=None):
        """A subcommand beside the server."""
        done = subprocess.run(
            [str(self.file), *words, "--data", str(self.data)],
            env={**self.environment, **(environment or {})}, input=given, capture_output=True, text=True, timeout=600, cwd="/",
        )
        assert not check or done.returncode == 0, f"{words} gave {done.returncode}:\n{done.stdout}{done.stderr}"
        return done

    def stop(self, wait=20):
        """The orderly stop; gives the exit code."""
        if self.process and self.process.poll() is None:
            self.process.send_signal(signal.SIGTERM)
            try:
                self.process.wait(wait)
            except subprocess.TimeoutExpired:
                self.kill()
                raise AssertionError(f"did not stop within {wait} s:\n{self.log()}") from None
        return self.process and self.process.returncode

    def kill(self):
        if self.process and self.process.poll() is None:
            self.process.kill()
            self.process.wait()

    def log(self):
        return self.log_path.read_text(errors="replace") if self.log_path.exists() else ""

    def errors(self):
        """Lines of the log that speak of a fault."""
        return [line for line in self.log().splitlines() if re.search(r"\b(ERROR|panicked)\b", line)]

    def setup_path(self):
        """The path of the set-up address, which a server without a terminal leaves in its data folder."""
        address = self.data / "setup.txt"
        return address.read_text().strip().removeprefix(self.url)

    def resident(self):
        """RssAnon in bytes."""
        status = pathlib.Path(f"/proc/{self.process.pid}/status").read_text()
        return int(re.search(r"RssAnon:\s+(\d+)", status)[1]) * 1024

    def cpu(self):
        """Seconds of CPU that all threads have used."""
        fields = pathlib.Path(f"/proc/{self.process.pid}/stat").read_text().rsplit(")", 1)[1].split()
        return (int(fields[11]) + int(fields[12])) / os.sysconf("SC_CLK_TCK")


def demo_sign_in(printed):
    """The owner's address and the password, as the demo prints them."""
    found = re.search(r"(\S+@\S+)\s+owner.*password\s+(.+?)\n", printed, re.DOTALL)
    assert found, f"the demo does not say how to sign in:\n{printed}"
    return found[1], found[2].strip()
