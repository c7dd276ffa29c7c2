"""What ``verify`` and 关于 say of the guard (:mod:`secretdesk.guard`), which itself has no words."""

from __future__ import annotations

NOT_BEGUN = "not begun"
SILENT = "联网：系统内核、程序自身两道都已关上，本程序和它的任何部分都打不开网络。"
KERNEL_MISSING = (
    "联网：程序自身的一道已关上；系统内核没有替本程序关上网络（{why}）。"
    "本程序没有联网代码，照常可用；请在审批单上注明。"
)
UNGUARDED = "联网：这次运行没有上锁（从测试或别的程序里调用）。"
WHY = {
    "elsewhere": "这个系统没有这种过滤",
    "machine": "这种处理器还没有写过滤",
    "thread": "有一个线程没有跟上",
}
OTHER_WHY = "内核不接受，错误号 {errno}"
HARDENED = "内存：不留转储文件，同一用户的其他程序不能读取。"
SOFT = "内存：系统没有答应{missing}，其余照常。"
MISSING = {"core": "不留转储文件", "trace": "不让同一用户的其他程序读取"}


def guard_told(*, begun: bool, kernel: str, missing: tuple[str, ...]) -> tuple[str, ...]:
    """What stands and what doesn't; ``kernel`` and ``missing`` as the guard tells them."""
    if not begun:
        return (UNGUARDED,)
    why = WHY.get(kernel) or OTHER_WHY.format(errno=kernel.removeprefix("errno "))
    silent = KERNEL_MISSING.format(why=why) if kernel else SILENT
    return silent, SOFT.format(missing="、".join(MISSING[one] for one in missing)) if missing else HARDENED
