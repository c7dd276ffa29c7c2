"""Code 128 (ISO/IEC 15417), code set B: letters, digits and signs of ASCII as bars."""

from __future__ import annotations

# Widths in modules of three bars and three spaces, for the values 0 to 105; the stop sign has a bar more.
_WIDTHS = (
    "212222222122222221121223121322131222122213122312132212221213221312231212112232122132122231"
    "113222123122123221223211221132221231213212223112312131311222321122321221312212322112322211"
    "212123212321232121111323131123131321112313132113132311211313231113231311112133112331132131"
    "113123113321133121313121211331231131213113213311213131311123311321331121312113312311332111"
    "314111221411431111111224111422121124121421141122141221112214112412122114122411142112142211"
    "241211221114413111241112134111111242121142121241114212124112124211411212421112421211212141"
    "214121412121111143111341131141114113114311411113411311113141114131311141411131211412211214"
    "211232"
)
_SIGNS = tuple(_WIDTHS[n : n + 6] for n in range(0, len(_WIDTHS), 6))
_START_B, _STOP = 104, "2331112"
QUIET = 10  # modules of white at each end


def modules(text: str) -> list[int]:
    """The widths of bars and spaces in turn, a bar first; quiet zones are left to whoever draws.

    Raises:
        ValueError: a character is not printable ASCII.
    """
    values = [ord(char) - 32 for char in text]
    if not all(0 <= value < 95 for value in values):
        raise ValueError(text)
    check = (_START_B + sum(place * value for place, value in enumerate(values, start=1))) % 103
    signs = [_SIGNS[_START_B], *(_SIGNS[value] for value in values), _SIGNS[check], _STOP]
    return [int(width) for sign in signs for width in sign]
