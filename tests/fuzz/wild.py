"""What nobody would type: texts, values of every type, and the loop that tries them from a seed that can be told again.

``FUZZ_SEED=7 make torture`` goes another way than the usual seed 1; what it finds becomes a named example.
"""

import os

from hypothesis import HealthCheck, Phase, given, seed, settings
from hypothesis import strategies as st

HOSTILE = [
    "", " ", "\0", "\ud800", "\udfff", "\u202e机密", "\u200b", "\ufeff", "\u2028", "\U0001f512", "㐀", "𠮷", "é", "ﷺ",
    "²", "٣", "Ⅷ", "①", "１２", "１２-１４", "-0", "1e999", "NaN", "inf", "9" * 30, "9" * 5000, "0" * 20, "=1+1", "@x", "'", '"', "\\",
    "%s", "{}", "{0}", "{x.__class__}", "../../etc/passwd", "a/b", "CON", "..", "a\nb", "\r", "\t", "\x1b[31m", "<b>", "&lt;",
    "SELECT 1; --", "'; DROP TABLE ledger; --", "*", "NEAR(", '"', "^", "OR", "机", "密", "★", "机密★10年", "绝密", "工作秘密",
    "000123-000125、000130", "1-1", "3-1", "1-99999999999999999", "1至", "至", "、", "2026-02-30", "0000", "0229", "9999-12-31",
    "0001-01-01", "昨天", "明天", "2026-11-23T25:00", "2026-11-23T09:30:00.5+08:00", "e1", "e0", "e-1", "e" + "9" * 30, "1-3",
    "密收〔2026〕0001号", "7F3K-Q2MX-RV0D-8TNA",
]  # fmt: skip
LONG = ["x" * 1_000_000, "密" * 400_000, "[" * 100_000, "1-2、" * 100_000]

any_char = st.characters()  # surrogates, controls and private ones too
near = st.text(
    st.sampled_from(
        "0123456789机密秘绝工作内部★☆*年月日个半长期〇零一二两三十-–~至到、,. /:()〔〕号TeESDL昨今天"
    ),
    max_size=24,
)
texts = st.one_of(st.sampled_from(HOSTILE), near, st.text(any_char, max_size=40))
scalars = st.one_of(
    st.none(),
    st.booleans(),
    st.integers(-5, 50),
    st.sampled_from([2**31, 2**63, -(2**63) - 1, 10**30, 10**400]),
    st.floats(),
    texts,
)
values = st.recursive(
    scalars,
    lambda inner: st.one_of(st.lists(inner, max_size=4), st.dictionaries(texts, inner, max_size=3)),
    max_leaves=8,
)


def run(tries, check, *strategies):
    """Try *check* that often; the same seed finds the same again, and the smallest case of it is told."""
    settled = settings(
        max_examples=tries,
        deadline=None,
        database=None,
        suppress_health_check=list(HealthCheck),
        phases=[Phase.explicit, Phase.generate, Phase.shrink],
    )
    seed(int(os.environ.get("FUZZ_SEED", "1")))(settled(given(*strategies)(check)))()
