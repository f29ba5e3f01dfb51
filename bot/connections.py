"""How connections to Slack and Gameball are kept open, so that an agent does not wait for a new one."""

import socket

import aiohttp

_KEPT_FOR = 300
"""Seconds. The services close idle ones sooner or later, and the operating system tells of it."""
# What comes in between, such as a NAT or a load balancer, forgets idle connections without a word, after some minutes.
# The operating system's own packets, the first after so many seconds of quiet, keep it from that, and find out.
_QUIET = {"TCP_KEEPIDLE": 30, "TCP_KEEPALIVE": 30, "TCP_KEEPINTVL": 10, "TCP_KEEPCNT": 3}


def connector() -> aiohttp.TCPConnector:
    """A pool of as many connections as are needed at once. Made inside the event loop; the session closes it."""
    return aiohttp.TCPConnector(limit=0, keepalive_timeout=_KEPT_FOR, socket_factory=_socket)


def _socket(address: aiohttp.AddrInfoType) -> socket.socket:
    family, kind, protocol, *_ = address
    made = socket.socket(family, kind, protocol)
    made.setsockopt(socket.SOL_SOCKET, socket.SO_KEEPALIVE, 1)
    for name, number in _QUIET.items():
        # Not every platform has each of them; macOS calls the first by the second name.
        if hasattr(socket, name):
            made.setsockopt(socket.IPPROTO_TCP, getattr(socket, name), number)
    return made
