"""A policy book as one self-contained HTML file. Its search is a script of its own; without it all is there to read."""

import base64
import hashlib
from functools import cache
from pathlib import Path

from jinja2 import Environment
from markupsafe import Markup

from duly_dsl.render.document import Book, Link, anchor, target
from duly_engine.reports.environment import environment

_FOLDER = Path(__file__).parent / "templates"


@cache
def _templates() -> Environment:
    templates = environment()
    templates.tests["link"] = lambda piece: isinstance(piece, Link)
    return templates


@cache
def _own(name: str) -> str:
    """A style or script of ours, as it stands in its file."""
    return (_FOLDER / name).read_text(encoding="utf-8")


def book_html(book: Book, engine: str) -> str:
    """The book as text; `engine` is the version that made it."""
    styles, script = Markup(_own("style.css") + _own("book.css")), Markup(_own("book.js"))  # noqa: S704 - our own files
    template = _templates().get_template("book.html.j2")
    return template.render(
        book=book,
        engine=engine,
        styles=styles,
        script=script,
        script_hash=_hash(script),
        style_hash=_hash(styles),
        anchor=lambda of: anchor(of, book.pack),
        target=lambda link: target(link, book.pack),
    )


def _hash(text: str) -> str:
    """What the policy of the page lets run: this text and no other."""
    return "sha256-" + base64.b64encode(hashlib.sha256(text.encode()).digest()).decode()
