"""Qt speaks Chinese here, and Chinese can be typed."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QCoreApplication, QLibraryInfo, QLocale, QTranslator

if TYPE_CHECKING:
    from collections.abc import MutableMapping

WORDS = {
    "OK": "确定", "Cancel": "取消", "&Cancel": "取消", "&OK": "确定", "Close": "关闭", "&Close": "关闭",
    "&Yes": "是(&Y)", "&No": "否(&N)", "Save": "保存", "&Save": "保存", "Open": "打开", "&Open": "打开",
    "Show Details...": "位置", "Hide Details...": "收起", "&Choose": "选定", "Directory:": "文件夹：",
    "&Undo": "撤消(&U)", "&Redo": "重做(&R)", "Cu&t": "剪切(&T)", "&Copy": "复制(&C)", "&Paste": "粘贴(&P)",
    "Delete": "删除", "Select All": "全选",
}  # fmt: skip

IBUS = "ibus"


class FewWords(QTranslator):
    """Stands in where the bundle brings no translation of Qt."""

    def translate(self, _context: str, source: str, _note: str | None = None, _n: int = -1) -> str:
        """The Chinese for a text of Qt's own controls; "" leaves it."""
        return WORDS.get(source, "")

    def isEmpty(self) -> bool:
        """It has some."""
        return False


def speak_chinese(application: QCoreApplication) -> None:
    """Qt's own buttons, menus and dialogs in Chinese."""
    QLocale.setDefault(QLocale(QLocale.Language.Chinese, QLocale.Country.China))
    translator: QTranslator = QTranslator(application)
    if not translator.load("qtbase_zh_CN", QLibraryInfo.path(QLibraryInfo.LibraryPath.TranslationsPath)):
        translator = FewWords(application)
    application.installTranslator(translator)


def choose_input_method(environment: MutableMapping[str, str]) -> None:
    """Fall back to ibus where fcitx is set: the wheel brings no fcitx module, and fcitx answers to ibus as well.

    Before the application is made. Otherwise a desk with fcitx could type no Chinese at all.
    """
    keys = ("QT_IM_MODULES", "QT_IM_MODULE", "XMODIFIERS")
    plugins = Path(QLibraryInfo.path(QLibraryInfo.LibraryPath.PluginsPath)) / "platforminputcontexts"
    if not any("fcitx" in environment.get(key, "") for key in keys) or any(plugins.glob("*fcitx*")):
        return
    if modules := environment.get("QT_IM_MODULES"):  # goes before QT_IM_MODULE, the first that works is taken
        able = [one for one in modules.split(";") if one and "fcitx" not in one]
        environment["QT_IM_MODULES"] = ";".join(dict.fromkeys([*able, IBUS]))
    if not modules or "QT_IM_MODULE" in environment:
        environment["QT_IM_MODULE"] = IBUS
