"""Load from wrk, CPU from /proc: what a request costs, and how many there can be."""

import dataclasses
import re
import statistics
import subprocess
import tempfile
import time


@dataclasses.dataclass
class Run:
    """One burst of load."""

    requests: int
    seconds: float
    p50: float
    p95: float
    p99: float
    errors: int
    cpu: float

    @property
    def rate(self):
        return self.requests / self.seconds

    @property
    def cpu_each(self):
        """Microseconds of CPU per request."""
        return self.cpu / self.requests * 1e6


# What `--latency` leaves out.
PERCENTILE = """
done = function(summary, latency)
  io.write(("95%% %dus\\n"):format(latency:percentile(95)))
end
"""


def burst(server, path, seconds, connections=8, cookie="", script=""):
    """Lets wrk ask for that path; `script` is Lua that makes other requests than GET."""
    words = ["wrk", "-t1", f"-c{connections}", f"-d{seconds}s", "--latency", "--timeout", "10s"]
    if cookie:
        words += ["-H", f"Cookie: {cookie}"]
    with tempfile.NamedTemporaryFile("w", suffix=".lua") as lua:
        lua.write(script + PERCENTILE)
        lua.flush()
        words += ["-s", lua.name]
        before, begun = server.cpu(), time.monotonic()
        done = subprocess.run([*words, server.url.replace("localhost", "127.0.0.1") + path], capture_output=True, text=True, check=True)
        return read(done.stdout, server.cpu() - before, time.monotonic() - begun)


def read(report, cpu, seconds):
    requests, spent = re.search(r"(\d+) requests in ([\d.]+)(ms|s|m)", report).group(1, 2)
    failed = sum(int(number) for number in re.findall(r"(?:connect|read|write|timeout|Non-2xx or 3xx responses:) (\d+)", report))
    at = {place: milliseconds(value, unit) for place, value, unit in re.findall(r"(50|95|99)%\s+([\d.]+)(us|ms|s)", report)}
    return Run(int(requests), float(spent) or seconds, at["50"], at["95"], at["99"], failed, cpu)


def milliseconds(value, unit):
    return float(value) * {"us": 0.001, "ms": 1, "s": 1000}[unit]


def median(runs, what):
    return statistics.median(what(run) for run in runs)


def post(cookie_origin, fields):
    """Lua that posts a form again and again: COUNT is another number each time, NAME another name of three syllables."""
    body = "&".join(f"{name}={value}" for name, value in fields.items())
    return f"""
math.randomseed(os.time())
local salt, count = math.random(1e9), 0
local parts = {{"ba", "cho", "de", "fo", "gi", "ha", "kra", "lu", "mi", "ne", "po", "ru", "sta", "te", "vo", "zi"}}
local function name()
  return parts[math.random(#parts)] .. parts[math.random(#parts)] .. parts[math.random(#parts)]
end
wrk.method = "POST"
wrk.headers["Content-Type"] = "application/x-www-form-urlencoded"
wrk.headers["Origin"] = "{cookie_origin}"
wrk.headers["Sec-Fetch-Site"] = "same-origin"
request = function()
  count = count + 1
  local body = ("{body}"):gsub("COUNT", salt .. "x" .. count):gsub("NAME", name)
  return wrk.format(nil, nil, nil, body)
end
"""


def sign_in(origin):
    """Lua that tries to sign in again and again, each time as somebody else from another address."""
    return f"""
local count = 0
wrk.method = "POST"
wrk.headers["Content-Type"] = "application/x-www-form-urlencoded"
wrk.headers["Origin"] = "{origin}"
wrk.headers["Sec-Fetch-Site"] = "same-origin"
request = function()
  count = count + 1
  wrk.headers["X-Forwarded-For"] = ("10.%d.%d.%d"):format(count / 65536 % 256, count / 256 % 256, count % 256)
  return wrk.format(nil, nil, nil, ("email=somebody%d%%40example.org&password=wrong+horse"):format(count))
end
"""
