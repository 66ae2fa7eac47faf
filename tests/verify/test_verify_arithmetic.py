"""Expressions: what is read, what is refused, and that reading agrees with an independent evaluation."""

from __future__ import annotations

import copy
from fractions import Fraction
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tracekit.errors import TracekitError
from tracekit.verify.arithmetic import (
    MAX_DIGITS,
    MAX_LENGTH,
    MAX_NUMBERS,
    Expression,
    ExpressionError,
    Node,
    Number,
    Operation,
    normalise,
    read_expression,
)

RIGHT = [
    ("7", 7, (7,)),
    ("0", 0, (0,)),
    ("70+69", 139, (70, 69)),
    (" ( 70 + 69 ) ", 139, (70, 69)),
    ("2+3*4", 14, (2, 3, 4)),
    ("(2+3)*4", 20, (2, 3, 4)),
    ("10-3-2", 5, (10, 3, 2)),
    ("24/4/2", 3, (24, 4, 2)),
    ("24/(4/2)", 12, (24, 4, 2)),
    ("1/3*3", 1, (1, 3, 3)),
    ("7/2", Fraction(7, 2), (7, 2)),
    ("((((5))))", 5, (5,)),
    ("[2+3]*(4-[1+1])", 10, (2, 3, 4, 1, 1)),
    ("-5+8", 3, (5, 8)),
    ("(-3)*(-4)", 12, (3, 4)),
    ("5 - -3", 8, (5, 3)),
    ("5*-3", -15, (5, 3)),
    ("-(2-5)", 3, (2, 5)),
    ("70 + 69 = 139", 139, (70, 69)),
    ("7/2 = 7/2", Fraction(7, 2), (7, 2)),
    ("2-5=-3", -3, (2, 5)),
    ("$70 + 69 = 139$.", 139, (70, 69)),
    ("$$70 + 69$$", 139, (70, 69)),
    (r"\(70 + 69.\)", 139, (70, 69)),
    (r"\[70 + 69\]", 139, (70, 69)),
    ("`70 + 69`", 139, (70, 69)),
    ("```\n70 + 69\n```", 139, (70, 69)),
    (r"2 \times 3\cdot4\div 6", 4, (2, 3, 4, 6)),
    (r"\left(2+3\right)\times\left[4\right]", 20, (2, 3, 4)),
    ("2×3⋅4·5∗6", 720, (2, 3, 4, 5, 6)),
    ("8÷4∕2", 1, (8, 4, 2)),
    ("8\u22123\u20132", 3, (8, 3, 2)),
    ("70\u00a0+\u00a069", 139, (70, 69)),
    ("70\n+ 69\r\n= 139", 139, (70, 69)),
    ("999999999999*1", 999_999_999_999, (999_999_999_999, 1)),
]


@pytest.mark.parametrize(("text", "value", "numbers"), RIGHT)
def test_right_spellings(text: str, value: Fraction | int, numbers: tuple[int, ...]) -> None:
    expression = read_expression(text)
    assert expression.value == value
    assert expression.numbers == numbers
    assert tree_value(expression.tree) == value
    assert read_expression(text).tree == expression.tree


WRONG = [
    "",
    " \n",
    ".",
    "()",
    "0x8b + 0x0*(70+69)",
    "2**5",
    "2 * * 5",
    "2∗∗5",
    "2^5",
    "2²",
    "5!",
    "7//2",
    "7/ /2",
    "17%5",
    "2.5*4",
    ".5*8",
    "5.+3",
    "5+3..",
    "1_000+5-5",
    "1,000+5",
    "1e3",
    "0b11",
    "5+3 # a comment",
    "5+3 // a comment",
    "5+3, 4",
    "9**9**9",
    "__import__('os').system('true')",
    "lambda: 5",
    "5 if 5 else 5",
    "5 and 3",
    "007",
    "00",
    "12 3",
    "1\u00a02",
    "2(3+4)",
    "(3+4)2",
    "(1)(2)",
    "2 x 3",
    "+5",
    "5++3",
    "--5",
    "5 - --3",
    "5+",
    "*5",
    "5-",
    "-",
    "(5+3",
    "5+3)",
    "[5+3)",
    "(5+3]",
    ")(",
    "(5+)3",
    "5/0",
    "5/(3-3)",
    "-5/-(0)",
    "1/(1/(1-1))",
    "70+69=138",
    "70+69=",
    "70+69==139",
    "70+69=139=139",
    "139=70+69",
    "70+69=139.0",
    "70+69=278/2/1",
    "70+69=1/0",
    "70+69=0139",
    "(70+69=139)",
    "=139",
    "70+69≈139",
    "$70+69",
    "$5$+3",
    r"\frac{7}{2}",
    r"7\timesx",
    "٣+٤",
    "5+٣",
    "5+3\x00",
    "\u202e5+3",
    "\ud8005+3",
    "5\u200b+3",
    "\uff15+\uff13",
    "1" * (MAX_DIGITS + 1),
    "+".join(["1"] * (MAX_NUMBERS + 1)),
    "(" * 400 + "1" + ")" * 399,
    "1" + " " * MAX_LENGTH,
]


@pytest.mark.parametrize("text", WRONG)
def test_wrong_spellings(text: str) -> None:
    with pytest.raises(ExpressionError) as caught:
        read_expression(text)
    assert isinstance(caught.value, TracekitError)
    assert isinstance(caught.value, ValueError)
    assert caught.value.reason
    assert 0 <= caught.value.position <= len(text)
    assert str(caught.value).isascii()
    assert copy.copy(caught.value).args == caught.value.args
    with pytest.raises(ExpressionError):
        read_expression(text)


@pytest.mark.parametrize(
    ("text", "position"),
    [
        ("2**5", 2),
        ("  5 ! ", 4),
        (r"$2 \times 3 ! $", 12),
        ("1/(1/(2-2))", 4),
        ("(5+(3)", 0),
        ("5+3)", 3),
        ("5+ ", 2),
        ("5 = 6", 3),
        ("5+3\x00", 3),
        ("9" * (MAX_LENGTH + 1), MAX_LENGTH),
    ],
)
def test_position_is_that_in_the_text_given(text: str, position: int) -> None:
    with pytest.raises(ExpressionError) as caught:
        read_expression(text)
    assert caught.value.position == position


@pytest.mark.parametrize("value", [None, 5, 5.0, b"5+3", ["5+3"]])
def test_no_text(value: Any) -> None:
    with pytest.raises(ExpressionError, match="not a text"):
        read_expression(value)


def test_limits_are_reached() -> None:
    assert read_expression("+".join(["9" * MAX_DIGITS] * MAX_NUMBERS)).value == 64 * (10**MAX_DIGITS - 1)
    assert read_expression("(" * 499 + "1" + ")" * 499).value == 1
    assert read_expression("*".join(["9" * MAX_DIGITS] * MAX_NUMBERS)).value == (10**MAX_DIGITS - 1) ** 64
    assert read_expression("-(" * 300 + "1" + ")" * 300).value == 1
    assert read_expression("1-(" * 63 + "1" + ")" * 63).value == 0


def test_normalise_keeps_the_length() -> None:
    assert normalise("`5 × 3`.") == " 5 * 3  "
    assert normalise(r"$2\times3$") == " 2*     3 "
    assert normalise("") == ""
    for text in [text for text, *_ in RIGHT] + WRONG:
        assert len(normalise(text)) == len(text)
        assert normalise(normalise(text)).split() == normalise(text).split() or text == "5+3.."


@pytest.mark.parametrize(
    ("text", "tree"),
    [
        ("1+2*3", Operation("+", Number(1), Operation("*", Number(2), Number(3)))),
        ("1-2-3", Operation("-", Operation("-", Number(1), Number(2)), Number(3))),
        ("(1+2)/3", Operation("/", Operation("+", Number(1), Number(2)), Number(3))),
        ("-5+8", Operation("-", Number(8), Number(5))),
        ("8+-5", Operation("-", Number(8), Number(5))),
        ("8--5", Operation("+", Number(8), Number(5))),
        ("-(2-5)*3", Operation("*", Operation("-", Number(5), Number(2)), Number(3))),
        ("-((2-5)+1)", Operation("-", Operation("-", Number(5), Number(2)), Number(1))),
        ("-5", Number(-5)),
        ("-0", Number(0)),
    ],
)
def test_trees(text: str, tree: Node) -> None:
    assert read_expression(text).tree == tree


# A written tree: a number, ("-", tree) or (operator, tree, tree).
Written = Any
written_trees: st.SearchStrategy[Written] = st.recursive(
    st.integers(0, 20) | st.integers(0, 10**MAX_DIGITS - 1),
    lambda trees: st.tuples(st.just("-"), trees) | st.tuples(st.sampled_from("+-*/"), trees, trees),
    max_leaves=12,
)


def written_value(tree: Written) -> Fraction:
    if isinstance(tree, int):
        return Fraction(tree)
    if len(tree) == 2:
        return -written_value(tree[1])
    left, right = written_value(tree[1]), written_value(tree[2])
    return {"+": left.__add__, "-": left.__sub__, "*": left.__mul__, "/": left.__truediv__}[tree[0]](right)


def written_numbers(tree: Written) -> list[int]:
    return [tree] if isinstance(tree, int) else [n for part in tree[1:] for n in written_numbers(part)]


def tree_value(tree: Node) -> Fraction:
    if isinstance(tree, Number):
        return Fraction(tree.value)
    left, right = tree_value(tree.left), tree_value(tree.right)
    return {"+": left.__add__, "-": left.__sub__, "*": left.__mul__, "/": left.__truediv__}[tree.op](right)


def tree_numbers(tree: Node) -> list[int]:
    return [tree.value] if isinstance(tree, Number) else tree_numbers(tree.left) + tree_numbers(tree.right)


@st.composite
def spelled(draw: st.DrawFn, tree: Written) -> tuple[str, int]:
    """The text of a tree with random spellings, and how tightly its outermost operator binds."""
    blank = st.sampled_from(["", "", " ", "  ", "\n", "\u00a0"])
    if isinstance(tree, int):
        text, level = str(tree), 3
    elif len(tree) == 2:
        text, level = draw(spelled(tree[1]))
        # A minus sign in front of a product binds to its first factor: the value is the same.
        if level < 2 or text.lstrip().startswith(("-", "\u2212")):
            text = f"({text})"
        text, level = draw(st.sampled_from(["-", "\u2212"])) + draw(blank) + text, 2
    else:
        op, left, right = tree
        level = 1 if op in "+-" else 2
        left_text, left_level = draw(spelled(left))
        right_text, right_level = draw(spelled(right))
        if left_level < level:
            left_text = f"({left_text})"
        # To the right of - and /, and of * (for a quotient is not moved), the same level needs brackets.
        if right_level <= level:
            right_text = f"[{right_text}]" if draw(st.booleans()) else f"({right_text})"
        signs = {"+": ["+"], "-": ["-", "–"], "*": ["*", "×", "·", r"\times "], "/": ["/", "÷", r"\div "]}[op]
        text = left_text + draw(blank) + draw(st.sampled_from(signs)) + draw(blank) + right_text
    for _ in range(draw(st.integers(0, 1))):
        text, level = "(" + draw(blank) + text + draw(blank) + ")", 3
    return text, level


@given(st.data(), written_trees)
def test_random_trees(data: st.DataObject, tree: Written) -> None:
    text, _ = data.draw(spelled(tree))
    if len(text) > MAX_LENGTH:
        return
    try:
        value = written_value(tree)
    except ZeroDivisionError:
        with pytest.raises(ExpressionError, match="division by zero"):
            read_expression(text)
        return
    expression = read_expression(text)
    assert expression.value == value
    assert list(expression.numbers) == written_numbers(tree)
    assert tree_value(expression.tree) == value
    read = tree_numbers(expression.tree)
    assert sorted(map(abs, read)) == sorted(expression.numbers)
    assert value < 0 or min(read) >= 0
    assert read_expression(f"${text} = {value}$").value == value
    with pytest.raises(ExpressionError):
        read_expression(f"{text} = {value + 1}")


@given(st.text(max_size=200) | st.text(alphabet="0123456789+-*/()[]=. $`\\×−²٣!%_,#\x00", max_size=60))
def test_junk_raises_nothing_else(text: str) -> None:
    assert len(normalise(text)) == len(text)
    result: Expression | ExpressionError
    try:
        result = read_expression(text)
    except ExpressionError as error:
        result = error
    if isinstance(result, Expression):
        assert result.numbers
    else:
        assert 0 <= result.position <= len(text)


HOSTILE = {
    "digits": "9" * 10**6,
    "brackets": "(" * 10**5,
    "closed brackets": "(" * 10**5 + "1" + ")" * 10**5,
    "minus signs": "-" * 10**6,
    "blanks": " " * 10**6 + "!",
    "dollars": "$" * 10**6,
    "periods": "." * 10**6,
    "NULs": "\x00" * 10**6,
    "surrogates": "\ud800" * 10**6,
    "times": r"\times" * 160_000,
    "sum": "1+" * 500_000,
    "tower": "9**" * 300_000 + "9",
}


@pytest.mark.parametrize("text", HOSTILE.values(), ids=HOSTILE.keys())
def test_large_inputs(text: str) -> None:
    assert len(normalise(text)) == len(text)
    with pytest.raises(ExpressionError):
        read_expression(text)
    with pytest.raises(ExpressionError):
        read_expression(text[:MAX_LENGTH])
