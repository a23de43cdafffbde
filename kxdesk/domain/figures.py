"""Numbers as officers write them: ３０万枚, 超30, 約1,450名, ▲1,204, 30%程度, 1億2,000万円, -0.5ポイント.

One parser for cells, fields and prose. A figure remembers how exactly it was written, because 約30 and 30.4
say the same, and 30万枚 and 304,321枚 too.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from decimal import Decimal

from kxdesk.domain.keys import folded

_SCALES = {
    "": 1, "十": 10, "百": 100, "千": 10**3, "万": 10**4, "十万": 10**5, "百万": 10**6, "千万": 10**7,
    "億": 10**8,
    "十億": 10**9,
    "百億": 10**10, "千億": 10**11, "兆": 10**12,
}  # fmt: skip
_SCALE = "|".join(sorted(filter(None, _SCALES), key=len, reverse=True))
_DIGITS = r"\d{1,3}(?:,\d{3})+(?!\d)|\d+"
NUMERAL = rf"(?:{_DIGITS})(?:\.\d+)?(?:\s*(?:{_SCALE}))?(?:(?:{_DIGITS})(?:{_SCALE}))*"
_PIECE = re.compile(rf"({_DIGITS})(\.\d+)?\s*({_SCALE})?")
_LONGEST = 60  # characters of what can be one number
_PLAIN = re.compile(r"([▲△-]?)(\d{1,3}(?:,\d{3})+|\d+)(\.\d+)?")
_ENCLOSED = re.compile(r"[(<\[]?(.*?)[)>\].]?", re.DOTALL)
SIGNS = "-▲△+±"
_MINUS = "-▲△"

ABOUT, OVER, UNDER = "about", "over", "under"
_WORDS = {
    "約": ABOUT, "およそ": ABOUT, "おおよそ": ABOUT, "概ね": ABOUT, "おおむね": ABOUT, "ほぼ": ABOUT,
    "程度": ABOUT, "前後": ABOUT, "ほど": ABOUT, "くらい": ABOUT, "ぐらい": ABOUT, "内外": ABOUT,
    "余り": OVER, "余": OVER,
    "超": OVER, "以上": OVER, "強": OVER, "を超える": OVER, "を超え": OVER, "を上回る": OVER, "弱": UNDER,
    "未満": UNDER, "以下": UNDER, "以内": UNDER, "を下回る": UNDER,
}  # fmt: skip
_BOUND = "|".join(sorted(_WORDS, key=len, reverse=True))
_BEFORE = r"約|およそ|おおよそ|概ね|おおむね|ほぼ|超|延べ|のべ|計"
_TYPED = re.compile(
    rf"(?P<sign>[{SIGNS}])?\s*(?P<before>{_BEFORE})?\s*(?P<sign2>[{SIGNS}])?\s*(?P<numeral>{NUMERAL})"
    rf"\s*(?P<mid>超|余り|余|強|弱)?\s*(?P<unit>[^{SIGNS}\d()]*?)\s*(?P<after>{_BOUND})?"
)


@dataclass(frozen=True, slots=True)
class Figure:
    """A number as it was written.

    Attributes:
        value: with its sign, 万 and 億 multiplied out.
        unit: what is written behind it, "" where nothing is.
        bound: ABOUT (約), OVER (超, 以上), UNDER (未満, 以下) or "".
        step: the worth of its last written digit; `round_step` of its last digit that is not 0.
        sign: "+", "-", "±" or "" as written.
    """

    value: Decimal
    unit: str = ""
    bound: str = ""
    step: Decimal = Decimal(1)
    round_step: Decimal = Decimal(1)
    sign: str = ""


def figure(text: str | None) -> Figure | None:
    """The number that the whole text is, with its unit; None where it is anything else, or several."""
    plain = folded(text or "").strip()
    match = _TYPED.fullmatch(plain) or _TYPED.fullmatch(_ENCLOSED.fullmatch(plain)[1])  # type: ignore[index]
    return None if match is None else _figure(match)


def bound_of(word: str | None) -> str:
    """約 → ABOUT, 超 → OVER, 未満 → UNDER; "" for anything else."""
    return _WORDS.get(folded(word or "").strip(), "")


def number_typed(text: str, unit: str = "") -> str | None:
    """`１，２９０億円` as 1290 where 億円 is the unit, `▲3` as -3, `(2)` as 2; None for anything else."""
    if len(text) > _LONGEST:
        return None
    plain = re.sub(r"\s", "", folded(text))
    if unit:
        plain = plain.removesuffix(folded(unit))
    match = _PLAIN.fullmatch(plain) or _PLAIN.fullmatch(_ENCLOSED.fullmatch(plain)[1])  # type: ignore[index]
    if match is None:
        return None
    return ("-" if match[1] else "") + match[2].replace(",", "") + (match[3] or "")


def worth(numeral: str) -> tuple[Decimal, Decimal, Decimal]:
    """Value, worth of the last written digit, worth of the last digit that is not 0, of `1億2,000万`."""
    total, step, round_step = Decimal(0), Decimal(1), Decimal(1)
    for digits, decimals, scale in _PIECE.findall(numeral):
        plain = Decimal(digits.replace(",", "") + decimals)
        factor = Decimal(_SCALES[scale])
        exponent = plain.as_tuple().exponent
        assert isinstance(exponent, int)
        total += plain * factor
        step = Decimal(1).scaleb(exponent) * factor
        round_step = _last_place(plain, exponent) * factor
    return total, step, round_step


def plain(value: Decimal) -> str:
    """1204, 12.5: no exponent, no zeros behind the point."""
    text = f"{value:f}"
    return (text.rstrip("0").rstrip(".") if "." in text else text) or "0"


def grouped(value: Decimal, places: int | None = None) -> str:
    """1,204.5 for reading; `places` behind the point at most, halves away from zero."""
    if places is not None:
        value = value.quantize(Decimal(1).scaleb(-places), rounding="ROUND_HALF_UP")
    whole, _, rest = plain(value).partition(".")
    sign, whole = ("-", whole[1:]) if whole.startswith("-") else ("", whole)
    return f"{sign}{int(whole):,}" + (f".{rest}" if rest else "")


def _last_place(value: Decimal, exponent: int) -> Decimal:
    digits = "".join(map(str, value.as_tuple().digits))
    zeros = len(digits) - len(digits.rstrip("0"))
    return Decimal(1).scaleb(exponent + (zeros if value else 0))


def _figure(match: re.Match[str]) -> Figure:
    value, step, round_step = worth(match["numeral"])
    sign = match["sign"] or match["sign2"] or ""
    words = (match["before"], match["mid"], match["after"])
    bound = next((_WORDS[word] for word in words if word in _WORDS), "")
    sign = "-" if sign and sign in _MINUS else sign
    unit = match["unit"].strip()
    return Figure(-value if sign == "-" else value, unit, bound, step, round_step, sign)
