"""The floor: aiohttp alone does the work of a lookup by hand, with the bot's own reading and cards.

It has no Bolt, no other command, no retries, no shared requests, no limits and no log: what is left is what
nobody can do without. `python -m benchmarks.floor` serves it, with the bot's environment."""

import hashlib
import hmac
import json
import os
import time
from urllib.parse import parse_qs, quote

import aiohttp
import uvloop
from aiohttp import web

from benchmarks.cards import draw, read


async def create_app() -> web.Application:
    secret = os.environ["SLACK_SIGNING_SECRET"].encode()
    customers = f"{os.environ['GAMEBALL_API_URL']}/api/v4.0/integrations/customers"
    session = aiohttp.ClientSession(
        connector=aiohttp.TCPConnector(limit=0, keepalive_timeout=300),
        headers={
            "apikey": os.environ["GAMEBALL_API_KEY"],
            "secretkey": os.environ["GAMEBALL_SECRET_KEY"],
        },
        timeout=aiohttp.ClientTimeout(total=10),
    )

    async def command(request: web.Request) -> web.Response:
        body = await request.read()
        timestamp = request.headers.get("X-Slack-Request-Timestamp", "0")
        digest = hmac.new(secret, b"v0:" + timestamp.encode() + b":" + body, hashlib.sha256).hexdigest()
        signature = request.headers.get("X-Slack-Signature", "")
        if abs(time.time() - int(timestamp)) > 300 or not hmac.compare_digest(f"v0={digest}", signature):
            return web.Response(status=401)
        customer_id = parse_qs(body.decode())["text"][0]
        async with session.get(f"{customers}/{quote(customer_id, safe='')}/coupons") as response:
            coupons = read(await response.read())
        return web.Response(text=json.dumps(draw(customer_id, coupons)), content_type="application/json")

    async def close(_app: web.Application) -> None:
        await session.close()

    app = web.Application()
    app.router.add_post("/slack/events", command)
    app.on_cleanup.append(close)
    return app


if __name__ == "__main__":
    web.run_app(
        create_app(),
        host=os.environ["HOST"],
        port=int(os.environ["PORT"]),
        access_log=None,
        print=None,
        loop=uvloop.new_event_loop(),
    )
