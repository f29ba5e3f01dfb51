"""The tutorials' way: Bolt without async, in Flask; acknowledge, fetch with a new client, respond.

With the bot's own reading and cards, so that only the way differs. gunicorn serves `create_app()`; with `kept`, the client
is made once, as who has met the cost of a new one would do it."""

import os
from datetime import UTC, datetime
from typing import Any

import httpx
from flask import Flask, Response, request
from slack_bolt import Ack, App, Respond
from slack_bolt.adapter.flask import SlackRequestHandler
from slack_sdk import WebClient

from bot.blocks.results import View, results
from bot.blocks.state import State
from bot.coupons.lookup import Snapshot
from bot.gameball.customer_id import path_segment
from bot.gameball.models import parse_coupons

KEYS = {"apikey": "GAMEBALL_API_KEY", "secretkey": "GAMEBALL_SECRET_KEY"}


def create_app(*, kept: bool = False) -> Flask:
    app = App(
        client=WebClient(os.environ["SLACK_BOT_TOKEN"], base_url=os.environ["SLACK_API_URL"]),
        signing_secret=os.environ["SLACK_SIGNING_SECRET"],
    )
    url = f"{os.environ['GAMEBALL_API_URL']}/api/v4.0/integrations/customers/{{}}/coupons"
    get = httpx.Client().get if kept else httpx.get
    keys = {header: os.environ[name] for header, name in KEYS.items()}

    @app.command("/coupons")
    def coupons(ack: Ack, command: dict[str, Any], respond: Respond) -> None:
        ack()
        customer_id = command["text"]
        response = get(url.format(path_segment(customer_id)), headers=keys)
        now = datetime.now(UTC)
        snapshot = Snapshot(customer_id, parse_coupons(response.content), now)
        message = results(snapshot, State(customer_id=customer_id), View(now=now, data="test"))
        respond(text=message.text, blocks=message.blocks, response_type="ephemeral")

    handler = SlackRequestHandler(app)
    flask = Flask(__name__)

    @flask.post("/slack/events")
    def events() -> Response:
        return handler.handle(request)

    @flask.get("/readyz")
    def readyz() -> str:
        return "ready\n"

    return flask
