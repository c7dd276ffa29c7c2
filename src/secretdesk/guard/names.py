"""What the running program never loads, calls or raises: the network, and other programs."""

from __future__ import annotations

from typing import Final

# Modules that open a socket or start a process, and those that exist only to use them.
MODULES: Final = frozenset({
    "_socket", "socket", "_ssl", "ssl", "select", "selectors", "socketserver", "asyncio", "_asyncio",
    "_overlapped", "http", "urllib.request", "urllib.robotparser", "xmlrpc", "ftplib", "smtplib", "smtpd",
    "poplib", "imaplib", "nntplib", "telnetlib", "webbrowser", "email", "mailbox", "wsgiref", "cgi",
    "pydoc", "requests", "urllib3", "subprocess", "_posixsubprocess", "multiprocessing",
    "_multiprocessing", "pty", "ensurepip", "pip", "venv", "logging.handlers", "logging.config",
    "importlib.metadata", "sqlite3", "_sqlite3", "idlelib", "turtledemo",
})  # fmt: skip
# Parts of Qt that link QtNetwork (measured on 6.8 and 6.11), by the beginning of their names.
QT_PARTS: Final = (
    "QtNetwork", "QtQml", "QtQuick", "QtPdf", "QtWebEngine", "QtMultimedia", "QtWebSockets",
    "QtRemoteObjects", "QtHttpServer", "QtWebChannel", "QtBluetooth", "QtNfc", "QtPositioning",
    "QtLocation", "QtWebView", "QtGrpc", "QtSerialPort", "QtSerialBus",
)  # fmt: skip
# Events of CPython's audit (docs.python.org, "Audit events table"); all that begin with "socket." besides.
EVENTS: Final = frozenset({
    "subprocess.Popen", "os.system", "os.exec", "os.posix_spawn", "os.spawn", "os.fork", "os.forkpty",
    "os.startfile", "os.startfile/2", "pty.spawn", "_winapi.CreateProcess", "_posixsubprocess.fork_exec",
    "urllib.Request", "http.client.connect", "http.client.send", "ftplib.connect", "ftplib.sendcmd",
    "smtplib.connect", "smtplib.send", "imaplib.open", "imaplib.send", "poplib.connect", "poplib.putline",
    "nntplib.connect", "nntplib.putline", "telnetlib.Telnet.open", "telnetlib.Telnet.write",
    "webbrowser.open", "ensurepip.bootstrap", "sqlite3.enable_load_extension", "sqlite3.load_extension",
})  # fmt: skip
# Shared libraries by a part of their names, and functions of any library, that ctypes is not let have.
LIBRARIES: Final = (
    "network", "ssl", "curl", "winhttp", "wininet", "ws2_32", "wsock32", "mswsock", "urlmon", "libnss",
    "libresolv", "libanl",
)  # fmt: skip
FUNCTIONS: Final = frozenset({
    "socket", "socketpair", "connect", "bind", "listen", "accept", "accept4", "sendto", "sendmsg",
    "getaddrinfo", "gethostbyname", "res_query", "system", "popen", "fork", "vfork", "execl", "execle",
    "execlp", "execv", "execve", "execveat", "execvp", "execvpe", "fexecve", "posix_spawn",
    "posix_spawnp", "clone", "syscall", "WSAStartup", "WSASocketA", "WSASocketW", "CreateProcessA",
    "CreateProcessW", "ShellExecuteA", "ShellExecuteW", "ShellExecuteExW", "WinExec", "InternetOpenA",
    "InternetOpenW", "WinHttpOpen", "URLDownloadToFileW",
})  # fmt: skip


def forbidden(module: str) -> bool:
    """Whether a module, or a package that it lies in, is one of these."""
    if module.startswith("PySide6.") and module[8:].startswith(QT_PARTS):
        return True
    if module in MODULES:
        return True
    return "." in module and any(module[:n] in MODULES for n, sign in enumerate(module) if sign == ".")
