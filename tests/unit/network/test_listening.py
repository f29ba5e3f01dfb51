import pytest

from bot.network.listening import base_url


@pytest.mark.parametrize(
    ("host", "url"),
    [
        ("0.0.0.0", "http://127.0.0.1:80"),
        ("::", "http://[::1]:80"),
        ("::1", "http://[::1]:80"),
        ("10.1.2.3", "http://10.1.2.3:80"),
    ],
)
def test_a_server_is_reached_on_this_machine_where_it_listens(host: str, url: str) -> None:
    assert base_url(host, 80) == url
