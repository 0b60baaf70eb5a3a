import ipaddress

import httpcore2
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from communique.clock import PlayedClock
from communique.errors import FetchFailed, FetchRefused
from communique.sources.guard import forbidden
from communique.sources.http import HttpFetch

CLOSED_ALWAYS = [
    "169.254.169.254", "169.254.0.1", "fe80::1", "fe80::1%eth0", "224.0.0.1", "ff02::1", "0.0.0.0", "::", "0.1.2.3",
    "255.255.255.255", "240.0.0.1", "100.100.100.200", "100.64.0.1", "fd00:ec2::254", "::ffff:169.254.169.254",
    "64:ff9b::169.254.169.254", "2002:a9fe:a9fe::", "192.0.0.192", "no address",
]  # fmt: skip
PRIVATE = ["127.0.0.1", "127.8.8.8", "::1", "10.0.0.1", "172.16.0.1", "192.168.1.1", "fd12::1", "::ffff:127.0.0.1",
           "::ffff:10.0.0.1", "::127.0.0.1", "64:ff9b::10.0.0.1", "2002:7f00:1::"]  # fmt: skip
OPEN = ["93.184.216.34", "8.8.8.8", "2606:2800:220:1::1", "::ffff:8.8.8.8", "64:ff9b::8.8.8.8"]


@pytest.mark.parametrize("address", CLOSED_ALWAYS)
def test_some_addresses_are_closed_whatever_is_allowed(address: str) -> None:
    assert forbidden(address, allow_private=False)
    assert forbidden(address, allow_private=True)


@pytest.mark.parametrize("address", PRIVATE)
def test_private_addresses_open_only_by_setting(address: str) -> None:
    assert forbidden(address, allow_private=False)
    assert forbidden(address, allow_private=True) is None


@pytest.mark.parametrize("address", OPEN)
def test_public_addresses_are_open(address: str) -> None:
    assert forbidden(address, allow_private=False) is None


@given(st.ip_addresses(v=4))
@settings(max_examples=200, deadline=None)
def test_what_is_not_global_is_closed_in_mapped_form_too(address: ipaddress.IPv4Address) -> None:
    for text in (str(address), f"::ffff:{address}"):
        assert (forbidden(text, allow_private=False) is None) == (address.is_global and not address.is_multicast)


@pytest.mark.parametrize(
    "url",
    [
        "http://127.0.0.1/", "http://127.1/", "http://2130706433/", "http://0x7f000001/", "http://0177.0.0.1/",
        "http://[::1]/", "http://[::ffff:127.0.0.1]/", "http://localhost/", "http://0/", "http://169.254.169.254/latest",
        "http://[::ffff:a9fe:a9fe]/",
    ],
)  # fmt: skip
def test_every_spelling_of_a_local_address_is_refused(url: str, clock: PlayedClock) -> None:
    fetch = HttpFetch("", clock, pace=0.0)
    with pytest.raises((FetchRefused, FetchFailed)) as refused:
        fetch.get(url)
    assert refused.value.name == url
    assert "address" in refused.value.why


def test_a_name_that_answers_with_a_private_address_among_others_is_refused(clock: PlayedClock) -> None:
    fetch = HttpFetch("", clock, pace=0.0, resolve=lambda host, port: ["93.184.216.34", "10.0.0.7"])
    with pytest.raises(FetchRefused, match=r"10\.0\.0\.7 is a private address"):
        fetch.get("http://rebinding.example/")


def test_a_name_that_cannot_be_resolved_is_a_failure_with_its_reason(clock: PlayedClock) -> None:
    def nowhere(host: str, port: int) -> list[str]:
        raise httpcore2.ConnectError(f"cannot resolve {host}")

    fetch = HttpFetch("", clock, pace=0.0, resolve=nowhere)
    with pytest.raises(FetchRefused, match=r"cannot resolve nowhere\.example") as refused:
        fetch.get("http://nowhere.example/a")
    assert refused.value.name == "http://nowhere.example/a"


@pytest.mark.parametrize(
    "url", ["ftp://a.example/", "file:///etc/passwd", "gopher://a/", "a.example", "http://", "http://u:p@a.example/",
            "http://a.example:99999/", "javascript:alert(1)", "http://[::1", ""],
)  # fmt: skip
def test_only_whole_web_addresses_are_asked(url: str, clock: PlayedClock) -> None:
    with pytest.raises(FetchRefused) as refused:
        HttpFetch("", clock).get(url)
    assert refused.value.name == url
