"""What `report --html` and `show --html` do: write pages, and say what was written."""

from __future__ import annotations

from pathlib import Path

from config.configuration import config_directory, load_settings
from flows.options import chosen_lake
from flows.terminal import EXIT_USAGE, Bars, fail, out


def write_site(folder: Path) -> None:
    """Write the static site of the lake in force; what cannot be written ends the call in one line."""
    from flows.site import SiteError, build_site  # noqa: PLC0415 (charts and templates are slow to import)

    with Bars() as bars:

        def progress(what: str, pages: int) -> None:
            bars.begin(what, pages, "pages")

        try:
            built = build_site(chosen_lake(), folder, load_settings(config_directory()).site, progress, bars.advance)
        except SiteError as error:
            fail(str(error), EXIT_USAGE)
    said = f"{built.pages:,} pages, {built.articles:,} of them articles: open {folder / 'index.html'}"
    out.print(said, highlight=False, markup=False, soft_wrap=True)


def write_article(doc_id: str, file: Path) -> None:
    """Write the page of one document as a file that stands by itself."""
    from flows.site import SiteError, article_alone, write_alone  # noqa: PLC0415 (as above)

    try:
        write_alone(article_alone(chosen_lake(), doc_id), file)
    except SiteError as error:
        fail(str(error), EXIT_USAGE)
    out.print(f"open {file}", highlight=False, markup=False, soft_wrap=True)
