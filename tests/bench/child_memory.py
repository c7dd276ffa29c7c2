"""Opens a vault, pages, searches, verifies; prints its peak memory in MB."""

import re
import sys
from collections import deque
from pathlib import Path

from secretdesk.desk import checks
from tests.bench.vaults import opened

desk = opened(Path(sys.argv[1]))
key = None
for _ in range(50):
    page = desk.page("copies", ("number", "copy_number", "mark", "place", "document"), after=key, limit=200)
    key = (page[-1][0],)
desk.page("documents", ("number", "title"), text="教育", limit=200)
deque(checks.verify(desk), maxlen=0)
status = Path("/proc/self/status").read_text(encoding="ascii")  # getrusage would count the parent before exec
print(int(re.search(r"VmHWM:\s+(\d+)", status)[1]) / 1024)
