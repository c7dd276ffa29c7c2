"""Rules of the keys of the vault (design section 3)."""

from __future__ import annotations

from secretdesk.domain.review import Reason

ORIGIN = "第28条（一）专人管理"


def name_taken(name: str) -> Reason:
    """Each person has one key."""
    return Reason("bad_value", f"“{name}”已有钥匙；换口令请用“换口令”，同名的请加部门区别。", "name", ORIGIN)


def no_such_slot(name: str) -> Reason:
    """Nobody of that name has a key."""
    return Reason("unknown_reference", f"没有“{name}”的钥匙，请用 list 查看。", "name", ORIGIN)


def not_yours() -> Reason:
    """Nobody takes the key away that has opened the vault."""
    return Reason("not_permitted", "不能移除自己正在用的钥匙，请由另一人登录后移除。", "name", ORIGIN)


def past_until() -> Reason:
    """A substitute's key holds good to a day to come."""
    return Reason("bad_value", "有效期已经过了，请写今天或以后的日期。", "until", ORIGIN)


def last_supervisor() -> Reason:
    """Somebody must be able to work."""
    return Reason("not_permitted", "移除后就没有保密员和主任的钥匙了，请先添加接替的人。", "name", ORIGIN)


def not_to_change(name: str) -> Reason:
    """One's own passphrase, or any person's by the recovery key; never the recovery key's own."""
    return Reason(
        "not_permitted",
        f"“{name}”的口令不能在这里换：各人换自己的；用恢复码打开时写明给谁换；恢复码请重新生成。",
        "name",
        ORIGIN,
    )
