"""The pages that explain diagnostics: of the language, of manifests, and of lint rules, whose code holds them."""

from pathlib import Path

import duly_dsl

FOLDERS = (Path(duly_dsl.__file__).parent / "pages", Path(__file__).parent / "facts" / "pages")


def page(code: str) -> str | None:
    """The page of a code such as `E0101` or `L101`; None where there is none."""
    if code.startswith("L"):
        from duly_dsl.lint import lint_rules  # noqa: PLC0415 - many small modules, read only for this

        return next(
            (f"# {rule.code}: {rule.name}\n\n{rule.page}\n" for rule in lint_rules() if rule.code == code), None
        )
    path = page_path(code)
    return None if path is None else path.read_text(encoding="utf-8")


def page_path(code: str) -> Path | None:
    """Where that page lies."""
    return next((p for p in _pages() if p.stem == code), None)


def codes() -> list[str]:
    """Every code that has a page, sorted."""
    return sorted(p.stem for p in _pages())


def _pages() -> list[Path]:
    return [path for folder in FOLDERS for path in sorted(folder.glob("[EW][0-9][0-9][0-9][0-9].md"))]
