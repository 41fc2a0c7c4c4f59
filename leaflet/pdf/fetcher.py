"""The locked fetcher: a page gets what it carries with it, and nothing else."""

from __future__ import annotations

import mimetypes
from collections.abc import Mapping

from weasyprint.urls import FatalURLFetchingError, URLFetcher, URLFetcherResponse

from leaflet.errors import Problem
from leaflet.html import BASE_URL, HtmlPage


class RefusedError(FatalURLFetchingError):  # type: ignore[misc]
    """A page referred to something that it may not have; its argument is the address."""


class Fetcher(URLFetcher):  # type: ignore[misc]
    """Serves `data:` addresses and the resources of one page; refuses files and the network."""

    def __init__(self, resources: Mapping[str, bytes]) -> None:
        super().__init__(allowed_protocols=("data",), allow_redirects=False)
        self._resources = resources

    def fetch(self, url: str, headers: Mapping[str, str] | None = None) -> URLFetcherResponse:
        """
        Return the bytes behind an address.

        Raises:
            RefusedError: It is none of the page's. WeasyPrint logs other exceptions, and leaves
                the picture out; a handout that silently lacks one must not come into being.
        """
        if url[:5].lower() == "data:":
            return super().fetch(url, headers)
        if url not in self._resources:
            raise RefusedError(url)
        kind = mimetypes.guess_type(url)[0] or "application/octet-stream"
        return URLFetcherResponse(url, self._resources[url], {"Content-Type": kind})


def refused(page: HtmlPage, error: RefusedError) -> Problem:
    """Return what is said of a resource that was refused to a page."""
    return Problem(
        code="resource",
        message=f"{page.name}: a file or an address is refused",
        evidence=(("address", str(error.args[0]).removeprefix(BASE_URL)),),
        hint="a handout may use pictures in `articles/pictures/` and files in `templates/`; "
        "nothing else of the disc, and nothing of the network",
    )
