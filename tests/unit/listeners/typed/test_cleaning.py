import pytest

from bot.listeners.typed.cleaning import Pasted, mentioned, pasted


@pytest.mark.parametrize(
    ("text", "plain"),
    [
        (" “one”\n`two`\u200b ", '"one"\n`two`'),
        ("« un »", '" un "'),
        ("HEART❤\ufe0f10", "HEART❤10"),
        ("A\u00a0B\u3000C", "A B C"),
        ("R&amp;D &lt;b&gt; &amp;lt;", "R&D <b> &lt;"),
        ("<mailto:o%27brien@example.com?subject=x|Mail>", "o'brien@example.com"),
        ("<tel:+966500001234|0500001234>", "+966500001234"),
        ("<http://example.com|example.com>", "example.com"),
        ("<https://example.com>", "https://example.com"),
        ("<https://example.com/a|https://example.c…>", "https://example.com/a"),
        ("<https://example.com/a|example.com/a>", "https://example.com/a"),
        ("&lt;mailto:a@b.co|a@b.co&gt; &lt;!here&gt;", "a@b.co"),
        ("a<@U0AGENT0001|jane>b<#C0SUPPORT01>c<!here>d<!subteam^S0TEAM00001>e", "a b c d e"),
        ("<!date^1795423950^{date_short}|today> <cust_1001> < 5 >", "<cust_1001> < 5 >"),
    ],
)
def test_what_slack_and_pasting_make_of_a_text_is_undone(text: str, plain: str) -> None:
    assert pasted(text).text == plain


def test_the_address_behind_a_label_is_kept_beside_the_text() -> None:
    text = "<https://a.example/1?b&amp;c|Layla> and <https://b.example/2>"

    assert pasted(text) == Pasted("Layla and https://b.example/2", ("https://a.example/1?b&c",))


def test_only_a_text_that_is_a_mention_alone_is_one() -> None:
    assert (mentioned(" <@U0AGENT0001|jane> "), mentioned("<!here>")) == ("jane", "")
    assert [mentioned(text) for text in ("<@U0AGENT0001> x", "@jane", "<cust_1001>", "<@jane>")] == [None] * 4
