"""What a caller passes on from elsewhere: ids, addresses, names. It reaches its place, whole, or nothing is sent."""

import re
from urllib.parse import unquote

from hypothesis import given
from hypothesis import strategies as st
from yarl import URL

from tests.fuzz.strategies import fuzzed, texts
from zendesk_async import OAuthToken, Zendesk, errors
from zendesk_async._operation import JSONObject, Operation
from zendesk_async._transport import check_base_url

SHOW = Operation("Show", "GET /api/v2/things/{thing_id}/parts", JSONObject)

any_text = st.text(st.characters(exclude_categories=[]), max_size=20) | texts
pieces = st.lists(
    st.sampled_from(
        ["evil.com", "acme", ".zendesk.com", "/", "\\", "@", ":", "#", "?", "%2f", "..", "\r\n", "\t", " ", "\x00", "443",
         "[", "]", "::1", "https://", "http://", "127.0.0.1", "localhost", "\u3002", "\uff0e", "\u2100", "\xad", "\ud800", "x" * 70]
    ),
    max_size=6,
).map("".join)  # fmt: skip


@fuzzed
@given(any_text | pieces)
def test_an_id_stays_in_its_segment_or_is_refused(text):
    try:
        request = SHOW.request({"thing_id": text})
    except errors.InvalidArgument:
        return
    head, segment, tail = request.path.rpartition("/")[0].rpartition("/")[0], request.path.split("/")[-2], "parts"
    assert head == "/api/v2/things"
    assert request.path.endswith(f"/{tail}")
    assert unquote(segment) == text
    assert segment.isascii()


@fuzzed
@given(any_text | pieces, any_text | pieces)
def test_a_parameter_stays_in_its_place_or_is_refused(name, value):
    try:
        request = SHOW.request({"thing_id": 1, "filter_x": value, name or "a": value})
    except errors.InvalidArgument:
        return
    url = URL("https://acme.zendesk.com" + request.target, encoded=True)
    assert (url.host, url.raw_path, url.raw_fragment) == ("acme.zendesk.com", "/api/v2/things/1/parts", "")
    assert request.target.count("?") <= 1
    assert request.target.isascii()
    assert not any(character.isspace() for character in request.target)


@fuzzed
@given(any_text | pieces)
def test_a_subdomain_makes_an_address_of_zendesk_or_is_refused(text):
    try:
        client = Zendesk(text, auth=OAuthToken("token"))
    except errors.ConfigurationError:
        return
    url = URL(client.base_url)
    assert url.host is not None
    assert url.host.endswith(".zendesk.com")
    assert url.host.count(".") == 2
    assert (url.scheme, url.explicit_port, url.user) == ("https", None, None)


@fuzzed
@given(any_text | pieces)
def test_a_base_url_is_the_origin_that_it_shows_or_is_refused(text):
    for given_url in (text, f"https://{text}", f"https://acme.zendesk.com{text}", f"http://{text}"):
        try:
            origin = check_base_url(given_url)
        except errors.ConfigurationError:
            continue
        assert origin.isascii()
        assert origin.isprintable()
        scheme, _, rest = given_url.lower().partition("://")
        shown = re.split("[/?#]", rest)[0].rstrip(":")
        assert origin in {f"{scheme}://{shown}", f"{scheme}://{shown}".removesuffix(":443").removesuffix(":80")}
        if origin.startswith("http://"):
            assert URL(origin).host in {"127.0.0.1", "localhost", "::1"}
