"""The daily report: the lake's reports as a static site and as artifacts in the Prefect UI."""

from __future__ import annotations

from pathlib import Path

from prefect import flow, get_run_logger, task
from prefect.artifacts import create_link_artifact
from prefect.cache_policies import NO_CACHE

from config.configuration import config_directory, load_settings
from config.settings import SiteSettings
from flows.artifacts import publish_checks, publish_reports
from flows.site import build_site
from warehouse.checks import run_checks
from warehouse.lake import Lake, open_lake


@flow(name="report", flow_run_name="report")
def report(lake: str | None = None, config: str | None = None, site: str | None = None) -> list[str]:
    """Write the static site, and leave a link to it, all reports and data checks as artifacts; gives their keys.

    The site goes to the folder `site`; by default to `site` in the lake's directory. Raises LakeError and SiteError.
    """
    settings = load_settings(config_directory(config))
    found = open_lake(settings.lake, lake)
    with found.connect(read_only=True) as connection:
        publish_checks(run_checks(connection))
        keys = ["checks", *publish_reports(connection)]
    return [*keys, publish_site(found, Path(site) if site else found.directory / "site", settings.site)]


@task(task_run_name="write site", cache_policy=NO_CACHE)
def publish_site(lake: Lake, folder: Path, settings: SiteSettings) -> str:
    """Write the static site and leave a link to it as an artifact; gives the artifact's key."""
    built = build_site(lake, folder, settings)
    get_run_logger().info("%d pages in %s, %d of them articles", built.pages, folder, built.articles)
    link = settings.url or (folder.absolute() / "index.html").as_uri()
    description = f"The reports as pages, {built.pages:,} of them, in `{folder}`"
    create_link_artifact(link, link_text="Overview", key="site", description=description)
    return "site"
