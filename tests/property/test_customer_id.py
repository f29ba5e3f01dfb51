import unicodedata
from urllib.parse import unquote

import httpx
import yarl
from hypothesis import example, given
from hypothesis import strategies as st

from bot.gameball.customer_id import MAX_LENGTH, path_segment
from bot.gameball.errors import InvalidCustomerIdError

_CLIENT = httpx.Client(
    base_url="http://127.0.0.1", transport=httpx.MockTransport(lambda _: httpx.Response(200))
)
_PATH = "/api/v4.0/integrations/customers/{}/coupons"
# All of Unicode, and much of what means something in a URL.
_IDS = st.text(
    st.one_of(st.characters(exclude_categories=()), st.sampled_from("./\\%?#&;:@+2eEfF ")), max_size=12
)


def _segment(customer_id: str) -> str | None:
    try:
        return path_segment(customer_id)
    except InvalidCustomerIdError:
        return None


@given(_IDS)
@example("%2e%2e")
@example("..")
@example("../..")
def test_an_id_arrives_as_it_was_and_as_one_segment(customer_id: str) -> None:
    segment = _segment(customer_id)
    if segment is None:
        return
    # A URL goes through two libraries, and each normalises it in its own way.
    url = str(_CLIENT.build_request("GET", _PATH.format(segment)).url)
    sent = yarl.URL(url).raw_path.split("/")

    assert [*sent[:5], unquote(sent[5]), *sent[6:]] == [*_PATH.split("/")[:5], customer_id, "coupons"]


@given(_IDS)
def test_only_what_cannot_be_an_id_is_refused(customer_id: str) -> None:
    fit = (
        customer_id not in {"", ".", ".."}
        and len(customer_id) <= MAX_LENGTH
        and not any(unicodedata.category(character) in {"Cc", "Cs"} for character in customer_id)
    )

    assert (_segment(customer_id) is not None) == fit
