"""Words for Streamlit's Markdown: shown as they are, whatever stands in them."""

import pytest

from components.controls.as_text import as_text

J = "\N{WORD JOINER}"


@pytest.mark.parametrize(
    ("words", "marked"),
    [
        ("Smoking at 15, per 1,000 (boys)", "Smoking at 15, per 1,000 (boys)"),
        ("![x](http://127.0.0.1:9/x.png)", rf"!\[x\](http:{J}//127.0.0.1:{J}9/x.png)"),
        ("<img src=x onerror=y>", r"\<img src=x onerror=y\>"),
        ("[a](javascript:alert(1))", rf"\[a\](javascript:{J}alert(1))"),
        (":material/home: :red[x]", rf":{J}material/home: :{J}red\[x\]"),
        ("$x^2$ *a* _b_ `c` ~~d~~ a|b", r"\$x^2\$ \*a\* \_b\_ \`c\` \~\~d\~\~ a\|b"),
        ("A&amp;E", r"A\&amp;E"),
        ("www.example.org m@example.org", f"www{J}.example.org m@{J}example.org"),
        ("# one\n- two\n\n    three", r"\# one - two three"),
        ("- item", r"\- item"),
        ("1. one", f"1{J}. one"),
        ("a -> b -- c", rf"a -{J}\> b -{J}- c"),
        (r"a\*b", r"a\\\*b"),
        ("At 9: then", "At 9: then"),
        ("", ""),
    ],
)
def test_what_markdown_would_read_is_marked(words, marked):
    assert as_text(words) == marked
