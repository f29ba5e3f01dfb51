from typing import Any

import pytest


async def test_the_page_runs_no_script_but_its_own(http: Any) -> None:
    async with http.get("/") as response:
        assert response.status == 200
        assert response.headers["Content-Security-Policy"].startswith("default-src 'self'")


async def test_the_pages_files_are_served(http: Any) -> None:
    async with http.get("/page/main.js") as response:
        assert response.status == 200
        assert response.content_type in ("text/javascript", "application/javascript")


@pytest.mark.parametrize("path", ["/page/none.js", "/page/%2e%2e/slack.py", "/page/..%2fslack.py", "/page/"])
async def test_nothing_else_is_served(http: Any, path: str) -> None:
    async with http.get(path) as response:
        assert response.status == 404


async def test_another_sites_form_is_refused(http: Any) -> None:
    async with http.post("/playground/reset", data={"a": "b"}) as response:
        assert response.status == 415
