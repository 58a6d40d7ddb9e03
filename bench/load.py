"""Load on one server by wrk, a load tool in C: one in Python would take more of the machine than
what it measures."""

import re
import shutil
import subprocess
import tempfile
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from bench.servers import HEADERS, HOST, Server

CONNECTIONS = 8

# Each request another address, in an order that is the same in every round.
_SCRIPT = """
local addresses, place = {}, 0
for line in io.lines("%(file)s") do addresses[#addresses + 1] = line end
request = function()
  place = place %% #addresses + 1
  return wrk.format("GET", addresses[place])
end
done = function(summary, latency, requests)
  local errors = summary.errors
  io.write(string.format("measured %%.2f %%.0f %%.0f %%d\\n",
    summary.requests / (summary.duration / 1e6), latency:percentile(50), latency:percentile(99),
    errors.status + errors.connect + errors.read + errors.write + errors.timeout))
end
"""


@dataclass(frozen=True)
class Measured:
    """Requests a second, and latencies in milliseconds."""

    rate: float
    median: float
    p99: float


def is_there() -> bool:
    return shutil.which("wrk") is not None


def measure(
    server: Server, paths: Sequence[str], *, seconds: int, headers: dict[str, str] | None = None
) -> Measured:
    """Raises RuntimeError where anything but the answer came back."""
    with tempfile.TemporaryDirectory() as folder:
        file, script = Path(folder, "paths"), Path(folder, "script.lua")
        file.write_text("\n".join(paths) + "\n", encoding="utf-8")
        script.write_text(_SCRIPT % {"file": file}, encoding="utf-8")
        command = ["wrk", "--threads", "1", "--connections", str(CONNECTIONS),
                   "--duration", f"{seconds}s", "--script", str(script)]  # fmt: skip
        for name, value in {**HEADERS, **(headers or {})}.items():
            command += ["--header", f"{name}: {value}"]
        done = subprocess.run(
            [*command, f"http://{HOST}:{server.port}"], capture_output=True, text=True, check=True
        )
    found = re.search(r"measured (\S+) (\S+) (\S+) (\S+)", done.stdout)
    if found is None or int(found[4]):
        raise RuntimeError(f"{server.name}, {paths[0]}: {done.stdout}{done.stderr}")
    return Measured(float(found[1]), float(found[2]) / 1000, float(found[3]) / 1000)
