"""The process itself: no core dump, no debugger of the same user, files for their user alone (peers R12)."""

from __future__ import annotations

import os
import sys

NOT_DUMPABLE = 4  # PR_SET_DUMPABLE
# SEM_FAILCRITICALERRORS | SEM_NOGPFAULTERRORBOX | SEM_NOOPENFILEERRORBOX; WER_FAULT_REPORTING_FLAG_NOHEAP
NO_BOXES, NO_HEAP = 0x0001 | 0x0002 | 0x8000, 0x1
# SetProcessMitigationPolicy: ProcessExtensionPointDisablePolicy; ProcessImageLoadPolicy (no remote images,
# none of low integrity). Each takes a DWORD of bits; what a version of Windows doesn't know it refuses.
MITIGATIONS = ((6, 0x1), (10, 0x3))


def harden() -> tuple[str, ...]:
    """Before a passphrase is asked for; gives what the system did not let be: ``core``, ``trace``."""
    os.umask(0o077)
    if sys.platform == "win32":
        return _on_windows()
    missing = [] if _no_core() else ["core"]
    if sys.platform == "linux" and not _untraceable():
        missing.append("trace")
    return tuple(missing)


def _no_core() -> bool:
    import resource

    try:
        resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    except (OSError, ValueError):
        return False
    return True


def _untraceable() -> bool:
    """Then /proc/PID belongs to root too: others of the same user can't read our memory or environment."""
    import ctypes

    word = ctypes.c_ulong
    return not ctypes.CDLL(None).prctl(NOT_DUMPABLE, word(0), word(0), word(0), word(0))


def _on_windows() -> tuple[str, ...]:
    """No box and no memory for Windows Error Reporting, no code that others would put into us."""
    import ctypes

    kernel = ctypes.WinDLL("kernel32", use_last_error=True)  # type: ignore[attr-defined,unused-ignore]
    kernel.SetErrorMode(NO_BOXES)
    told = []
    try:
        if kernel.WerSetFlags(NO_HEAP):
            told.append("core")
    except AttributeError:
        told.append("core")
    for policy, bits in MITIGATIONS:
        wanted = ctypes.c_uint32(bits)
        try:
            kernel.SetProcessMitigationPolicy(policy, ctypes.byref(wanted), ctypes.sizeof(wanted))
        except AttributeError:  # before Windows 8
            break
    return tuple(told)
