"""What must be known before a vault is open: the last folder, the look, the size of text. Nothing else."""

from __future__ import annotations

import json
from contextlib import suppress
from dataclasses import asdict, dataclass, fields, replace
from pathlib import Path

from PySide6.QtCore import QSettings, QStandardPaths

LEAST, USUAL, MOST = 9, 10, 16  # points
USUAL_FOLDER = "保密工作台输出"
LOOKS = {"system": "跟随系统", "light": "浅色", "dark": "深色"}


@dataclass(frozen=True)
class Settings:
    """Kept in a small file of this user, outside the vault."""

    vault: str = ""
    look: str = "system"
    points: int = USUAL
    folder: str = ""  # where files are saved; the usual one where it is empty


NOWHERE = "/dev/null/none"  # a path that can neither be read nor made


def no_history() -> None:
    """Qt's file dialog keeps the folders it has seen in a file of this user's, QtProject.conf: it may not.

    Windows keeps them in its registry, where Qt takes no other place: folders, no names of files.
    """
    for form in (QSettings.Format.NativeFormat, QSettings.Format.IniFormat):
        QSettings.setPath(form, QSettings.Scope.UserScope, NOWHERE)


def settings_file() -> Path:
    """Where it is kept."""
    return (
        Path(QStandardPaths.writableLocation(QStandardPaths.StandardLocation.AppConfigLocation))
        / "settings.json"
    )


def usual_folder() -> Path:
    """The one folder on this PC that PDFs and tables are saved to unless another was chosen last."""
    return Path(read_settings().folder or Path.home() / USUAL_FOLDER)


def keep_folder(folder: Path) -> None:
    """The next file is offered there."""
    settings = read_settings()
    if folder != usual_folder():
        write_settings(replace(settings, folder=str(folder)))


def read_settings() -> Settings:
    """What was kept; the usual where the file is missing or makes no sense."""
    try:
        found = json.loads(settings_file().read_text(encoding="utf-8"))
        known = {f.name: found[f.name] for f in fields(Settings) if f.name in found}
        kept = Settings(**known)
        sound = (
            isinstance(kept.vault, str)
            and isinstance(kept.folder, str)
            and kept.look in LOOKS
            and LEAST <= int(kept.points) <= MOST
        )
    except (OSError, ValueError, TypeError):
        return Settings()
    return kept if sound else Settings()


def write_settings(settings: Settings) -> None:
    """Keep it; a disk that refuses costs a click next time, no more."""
    with suppress(OSError):
        settings_file().parent.mkdir(parents=True, exist_ok=True)
        settings_file().write_text(json.dumps(asdict(settings), ensure_ascii=False), encoding="utf-8")
