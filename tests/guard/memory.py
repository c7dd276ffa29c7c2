"""Another process's memory, read as a debugger reads it."""

from __future__ import annotations

import re


def regions(pid):
    """(first byte, content) of all that may be read of a process."""
    with open(f"/proc/{pid}/maps") as maps:
        lines = maps.read().splitlines()
    with open(f"/proc/{pid}/mem", "rb", 0) as memory:
        for line in lines:
            place, rights = line.split()[:2]
            if "r" not in rights or line.endswith(("[vvar]", "[vsyscall]", "[vvar_vclock]")):
                continue
            low, high = (int(end, 16) for end in place.split("-"))
            try:
                memory.seek(low)
                yield low, memory.read(high - low)
            except OSError:
                continue


def hits(pid, needles):
    """How often each of these (name → bytes) stands in the memory of a process."""
    found = dict.fromkeys(needles, 0)
    for _, content in regions(pid):
        for name, needle in needles.items():
            found[name] += len(re.findall(re.escape(needle), content))
    return found
