"""The floor under a new passphrase: what people here would write is refused, what is good goes through."""

import random
import string
import subprocess
import sys

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from secretdesk.domain.terms import PASSPHRASE_SENTENCES
from secretdesk.store.passphrase import CODES, judge

NAMES = ("王保密", "李建国", "欧阳晓燕", "岩温", "Anna Smith")

_WEAK = """
123456
1234567890 0123456789 123456789012 9876543210 1111111111 8888888888 88888888888888 0000000000 1231231231
112233445566 5201314520 13987654321 13800138000 532801199003071234 19990101 1999-01-01 20261123 2026.11.23
20081008 19880808888 199001011990 11262026 01011990 1990010120261126 2026年11月23日
password password123 Password123! passw0rd2026 P@ssw0rd2026 iloveyou1314 admin@2026 administrator adminadmin
letmein123 welcome2026 qwertyuiop welcome123! sunshine2026 monkeymonkey dragon12345 trustno1trustno1
qwerty123456 1qaz2wsx3edc 1qaz2wsx3edc4rfv !QAZ2wsx#EDC zaq1xsw2cde3 qazwsxedcrfv asdfghjkl; asdfghjkl123
zxcvbnm,./ zxcvbnm123456 qweasdzxc123 1q2w3e4r5t6y poiuytrewq lkjhgfdsa mnbvcxz12345 0okm9ijn8uhb qwer1234asdf
qwertyqwerty 147258369147 !@#$%^&*() asdf1234zxcv q1w2e3r4t5y6 6yhn7ujm8ik,
aaaaaaaaaaaa abcabcabcabc abcdefghijkl zyxwvutsrqpo abcd1234abcd a1a1a1a1a1a1 aabbccddeeff xyxyxyxyxyxy
baomi baomitqzv26 baomi123456 baomi20261123 baomibaomi BaoMi@2026 baomiyuan2026 baomigongzuo baomibangongshi
b@omi1234567 mima123456 womende-mima mimamimamima wodemima2026 kouling2026 jiyao12345 jimi20262026
juemi888888 mimi12345678 baoshouguojiamimi renrenyouze2026 baomiyouze123
xishuangbanna xishuangbanna2026 XiShuangBanna! xishuangbannazhiyejishuxueyuan xsbnzyjsxy xsbnzyjsxy2026
xizhiyuan123 xizhiyuan2026! xizhiyuanbaomi xsbn12345678 xsbnbaomi2026 baomi2026xsbn123 bannazhiyuan1
jinghong2026 yunnankunming zhiyejishuxueyuan menghai12345 yunnanxueyuan
西双版纳 西双版纳职业技术学院 西双版纳2026年 保密工作保密工作 保密办公室123 版纳职院保密办 云南西双版纳景洪
woaini1314 woaini5201314 wo-ai-ni-1314 woainizhongguo woaizhongguo2026 zhongguo888888 zhonghua1949
wangbaomi2026 lijianguo1988 wbm19880307 lijianguo.lijianguo jianguoli1975 ljg123456789 ouyangxiaoyan
oyxy19990101 yanwen123456 annasmith2026 anna.smith.1990 王保密王保密王保密 李建国20261123 wangxiaoming1988
一帆风顺万事如意 我爱你中国我爱你 好好学习天天向上 为人民服务为人民服务 新年快乐2026恭喜发财 不忘初心牢记使命
青蛙火车 tK9#vQ2 zai-jian a b c 山水
"""

_GOOD = """
青蛙火车砚台苹果 橘子-轮渡-铁匠-月食 窗台上的鲸在修伞 石榴灯塔算盘鹦鹉 冬瓜骑车追雷阵雨 蓝墨水浇灌仙人掌
驴子把钟表挂在树梢 七只锅盖演奏海风 芝麻轮胎和隧道里的鹤 水井旁边有一台缝纫机
qiaoliang-mogu-feiji-bingdu-shanhe luotuo-yaoshi-heiban-putao-dianti shizi.gangqin.xuehua.maojin.huojian
juzi-lundu-tiejiang-yueshi-boli kongque-tudou-maoyi-haidao-lazhu dengta-suanpan-yingwu-shiliu-qiaomai
wugui-yusan-miantiao-jiandao-honglvdeng fengche-nangua-diaochuan-wazi-muqin
correct-horse-battery-staple lagoon-tripod-mustard-velvet-acorn glacier-oboe-turnip-hinge-cobalt
kR7$wq2ZpL9x vT3m8QdYw5Ke tqzvmxkwbnpd Hf!92kqPz&6m gX4uN7sBr2Wc zw8-Lq3-Tn6-Vk y7Rk2mWq9Zt4 MqvXzTbkWdRp
w9fKzt3Vq7Lm pZ6tY8kQ3wNd u4Xr9BnTq7Ks
"""
WEAK, GOOD = _WEAK.split(), _GOOD.split()


@pytest.mark.parametrize("passphrase", WEAK)
def test_a_weak_one_is_refused_with_a_sentence(passphrase: str) -> None:
    codes = judge(passphrase, NAMES)
    assert codes
    assert all(PASSPHRASE_SENTENCES[code] for code in codes)


@pytest.mark.parametrize("passphrase", GOOD)
def test_a_good_one_goes_through(passphrase: str) -> None:
    assert judge(passphrase, NAMES) == []


def test_the_tables_are_long_enough() -> None:
    assert len(set(WEAK)) >= 100
    assert len(set(GOOD)) >= 25


@pytest.mark.parametrize(
    ("passphrase", "code"),
    [
        ("tK9#vQ2", "short"),
        ("西双版纳职业技术学院", "college"),
        ("xsbnzyjsxy2026", "college"),
        ("lijianguo1988", "name"),
        ("woaini1314woaini", "common"),
        ("1999年1月1日", "date"),
        ("!QAZ2wsx#EDC", "keyboard"),
        ("18649302751", "number"),
        ("aaaaaaaaaaaaaaa", "repeat"),
    ],
)
def test_the_reason_names_what_is_wrong(passphrase: str, code: str) -> None:
    assert code in judge(passphrase, NAMES)


def test_every_code_has_its_sentence() -> None:
    assert set(CODES) == set(PASSPHRASE_SENTENCES)


def test_a_name_is_weak_only_where_it_is_somebody_s() -> None:
    assert judge("shangguanxuefeng7k") == []
    assert "name" in judge("shangguanxuefeng7k", ["上官雪峰"])


def test_names_do_not_stay_behind() -> None:
    """zxcvbn itself keeps its user's words in a global table; ours must not."""
    from zxcvbn.matching import RANKED_DICTIONARIES

    judge("shangguanxuefeng7k", ["上官雪峰"])
    assert not any("shangguanxuefeng" in words for words in RANKED_DICTIONARIES.values())


def test_digits_at_the_end_do_not_save_a_weak_one() -> None:
    for word in ("baomi", "xishuangbanna", "xizhiyuan", "woaini", "zhongguo", "mima", "qwerty", "lijianguo"):
        for tail in ("1", "12", "123", "1234", "2026", "666", "1126", "20261126", "!", "@2026", "520"):
            assert judge(word + tail, NAMES), word + tail
            assert judge(tail + word, NAMES), tail + word


def test_case_width_and_separators_do_not_save_a_weak_one() -> None:
    for same in (
        "ｂａｏｍｉ２０２６ｘｓｂｎ",
        "BAOMI2026XSBN",
        "bao mi 2026 xs bn",
        "b.a.o.m.i.2.0.2.6",
        "bao-mi_2026/xsbn",
    ):
        assert judge(same), same


def test_random_strings_of_twelve_go_through() -> None:
    picked = random.Random(11)
    for letters, most in ((string.ascii_lowercase, 6), (string.ascii_letters + string.digits, 2)):
        refused = [judge("".join(picked.choices(letters, k=12))) for _ in range(200)]
        assert sum(map(bool, refused)) <= most


@given(st.text(max_size=200))
@settings(deadline=None, max_examples=60)
def test_any_text_is_judged(passphrase: str) -> None:
    codes = judge(passphrase)
    assert [code for code in CODES if code in codes] == codes


def test_a_very_long_one_is_judged_by_its_beginning() -> None:
    """The search is quadratic. What good comes after a weak beginning of 32 characters is not seen."""
    assert judge("aaaa" * 8 + "kR7$wq2ZpL9x") == ["repeat"]
    assert judge("lagoon-tripod-mustard-velvet-acorn-" * 2000) == []
    assert judge("a" * 100_000) == ["repeat"]


def test_the_judge_brings_no_socket() -> None:
    code = (
        "import sys; from secretdesk.store.passphrase import judge; judge('baomi 保密', ['王保密']); "
        "bad = {'socket', '_socket', 'ssl', 'select', 'http', 'urllib.request', 'email', 'asyncio'}; "
        "print(sorted(bad & set(sys.modules)))"
    )
    made = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert made.stdout == "[]\n"
