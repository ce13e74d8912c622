"""Puts the pages together: every view that is found, behind the guard."""

import importlib
import pkgutil
from collections.abc import Sequence
from types import ModuleType

from starlette.applications import Starlette
from starlette.routing import BaseRoute
from starlette.types import ASGIApp

from domain.errors import KommunesvarError
from kommunesvar.bootstrap import Program
from kommunesvar.web import views
from kommunesvar.web.accounts.provider import Provider
from kommunesvar.web.faults import HANDLERS
from kommunesvar.web.guard import Guard
from kommunesvar.web.navigation import Entry
from kommunesvar.web.rendering import load_environment
from kommunesvar.web.site import Site


class ViewRefused(KommunesvarError):
    """A file among the views names no routes, or one whose name is taken."""


def make_app(program: Program) -> ASGIApp:
    """Return the page of a program."""
    modules = find_views()
    routes = collect_routes(modules)
    app = Starlette(routes=routes, exception_handlers=HANDLERS)
    oidc = program.config.web.oidc
    app.state.site = Site(
        program=program,
        environment=load_environment(program.config.zone),
        entries=tuple(sorted(_collect_entries(modules), key=lambda entry: entry.place)),
        provider=Provider(oidc) if oidc else None,
        routes={getattr(route, "name", ""): route for route in routes},
    )
    return Guard(app, host=program.config.web.host, base_url=program.config.web.base_url)


def find_views() -> Sequence[ModuleType]:
    """Import every module of the folder ``views``."""
    names = sorted(info.name for info in pkgutil.iter_modules(views.__path__, f"{views.__name__}."))
    return [importlib.import_module(name) for name in names]


def collect_routes(modules: Sequence[ModuleType]) -> list[BaseRoute]:
    """Return the routes of all views. Raises ViewRefused when two have one name: a link would lead to either."""
    routes: list[BaseRoute] = []
    for module in modules:
        if not (found := getattr(module, "ROUTES", ())):
            raise ViewRefused(f"{module.__name__} exports no ROUTES.")
        routes.extend(found)
    names = [getattr(route, "name", "") for route in routes]
    if twice := sorted({name for name in names if names.count(name) > 1}):
        raise ViewRefused(f"Two routes are called {', '.join(twice)}.")
    return routes


def _collect_entries(modules: Sequence[ModuleType]) -> list[Entry]:
    found: list[Entry | None] = [getattr(module, "ENTRY", None) for module in modules]
    return [entry for entry in found if entry is not None]
