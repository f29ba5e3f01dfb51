"""The floor: nothing but aiohttp, doing the bot's work by hand, with the bot's own reading and cards.

No retries, no coalescing, no record, no other command: what is left when all of that is taken away."""

import asyncio
import hashlib
import hmac
import json
import os
import time
from datetime import UTC, datetime
from urllib.parse import parse_qs

import aiohttp
import uvloop
from aiohttp import web

from bot.blocks.results import View, results
from bot.blocks.state import State
from bot.coupons.lookup import Snapshot
from bot.gameball.customer_id import path_segment
from bot.gameball.models import parse_coupons


def main() -> None:
    uvloop.install()
    web.run_app(
        create_app(), host=os.environ["HOST"], port=int(os.environ["PORT"]), access_log=None, print=None
    )


async def create_app() -> web.Application:
    secret = os.environ["SLACK_SIGNING_SECRET"].encode()
    url = f"{os.environ['GAMEBALL_API_URL']}/api/v4.0/integrations/customers/{{}}/coupons"
    session = aiohttp.ClientSession(
        connector=aiohttp.TCPConnector(limit=0, keepalive_timeout=300),
        headers={
            "apikey": os.environ["GAMEBALL_API_KEY"],
            "secretkey": os.environ["GAMEBALL_SECRET_KEY"],
        },
        timeout=aiohttp.ClientTimeout(total=10),
    )

    async def events(request: web.Request) -> web.Response:
        body = await request.read()
        timestamp = request.headers.get("X-Slack-Request-Timestamp", "0")
        digest = hmac.new(secret, b"v0:" + timestamp.encode() + b":" + body, hashlib.sha256).hexdigest()
        signature = request.headers.get("X-Slack-Signature", "")
        if abs(time.time() - int(timestamp)) > 300 or not hmac.compare_digest(f"v0={digest}", signature):
            return web.Response(status=401)
        customer_id = parse_qs(body.decode())["text"][0]
        async with session.get(url.format(path_segment(customer_id))) as response:
            coupons = parse_coupons(await response.read())
        now = datetime.now(UTC)
        snapshot = Snapshot(customer_id, coupons, now)
        message = results(snapshot, State(customer_id=customer_id), View(now=now, data="test"))
        answer = {"response_type": "ephemeral", "text": message.text, "blocks": message.blocks}
        return web.Response(text=json.dumps(answer), content_type="application/json")

    async def readyz(_request: web.Request) -> web.Response:
        return web.Response(text="ready\n")

    async def close(_app: web.Application) -> None:
        await session.close()

    app = web.Application()
    app.router.add_post("/slack/events", events)
    app.router.add_get("/readyz", readyz)
    app.on_cleanup.append(close)
    return app


if __name__ == "__main__":
    asyncio.set_event_loop_policy(uvloop.EventLoopPolicy())
    main()
