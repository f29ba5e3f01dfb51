"""What both stand-ins do to a connection in order to fail."""

import os
import socket
import struct

from aiohttp import web


def reset(request: web.BaseRequest) -> web.Response:
    """Reset the TCP connection: the other side sees RST, no orderly end. The returned response is not sent."""
    transport = request.transport
    if transport is not None:  # the other side may have gone first
        # uvloop's socket object refuses setsockopt. An option that is set on a duplicate holds for both.
        with socket.socket(fileno=os.dup(transport.get_extra_info("socket").fileno())) as connection:
            connection.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, struct.pack("ii", 1, 0))
        transport.abort()
    return web.Response()
