"""The static site: a lake's reports as pages that need no server, no network and no script to be read.

`build_site` asks the views in one snapshot, makes page models (`pages/`), renders them with Jinja2 (`render.py`) and
puts the folder in place at once (`folder.py`). `article_alone` gives one article as a single file.
"""

from flows.site.build import Built, article_alone, build_site, write_alone
from flows.site.folder import SiteError

__all__ = ["Built", "SiteError", "article_alone", "build_site", "write_alone"]
