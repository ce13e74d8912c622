"""The style sheets, pictures and scripts."""

from http import HTTPStatus

from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from kommunesvar.web.assets import load_assets

FOR_EVER = "public, max-age=31536000, immutable"


def serve(request: Request) -> Response:
    """Return a file of ours; one of another version than the page asks for is not kept by the browser."""
    asset = load_assets().get(request.path_params["name"])
    if asset is None:
        raise HTTPException(HTTPStatus.NOT_FOUND)
    kept = FOR_EVER if request.path_params["digest"] == asset.digest else "no-cache"
    headers = {
        "Content-Type": asset.media_type,
        "Cache-Control": kept,
        # A mail stands in a frame that belongs to no site, not even to ours; there is nothing secret in a style sheet.
        "Cross-Origin-Resource-Policy": "cross-origin",
    }
    return Response(asset.content, headers=headers)


ROUTES = (Route("/static/{digest}/{name}", serve, name="static"),)
