"""The page in a real browser: no error, no request, it sorts, filters, opens, prints."""

import json
import re
import threading
from collections.abc import Iterator
from dataclasses import replace
from functools import partial
from html import unescape
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any

import made
import pytest

from plut_audit import i18n
from plut_audit.report.formats import html as export
from plut_audit.report.formats.html.axes import rank_axis
from plut_audit.report.formats.html.shades import Shades
from plut_audit.report.formats.html.tiles import COLUMNS, LAYOUT
from plut_audit.result import Result
from plut_audit.result.extras import (
    AssumptionEffect,
    CentreSeries,
    LeaveOut,
    RankInterval,
    Robustness,
    Trend,
    YearSummary,
)

CHROMIUM = Path("/usr/bin/chromium")
ARGUMENTS = ["--no-sandbox", "--disable-gpu", "--disable-background-networking", "--no-first-run"]


@pytest.fixture(scope="module")
def page_file(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("page") / "report.html"
    export.write(result(), path, "en")
    return path


def result() -> Result:
    """The made result with a trend and rank intervals."""
    base = made.result()
    return replace(base, trend=_trend(base), robustness=_robustness(base))


def _trend(base: Result) -> Trend:
    summary = base.summary
    years = tuple(
        YearSummary(
            year=year,
            centres=summary.centres,
            responded=summary.responded,
            visited=summary.visited,
            ranked=summary.ranked,
            mean_estimate=summary.mean_estimate,
            mean_estimate_interval=summary.mean_estimate_interval,
            mean_combined=summary.mean_combined,
            verification_factor=summary.verification_factor,
            by_class=summary.by_class,
            by_provisional_class=summary.by_provisional_class,
            by_dimension=summary.by_dimension,
            findings=dict.fromkeys(("critical", "high", "medium", "low"), 1),
        )
        for year in (2023, 2024)
    )
    centres = tuple(
        CentreSeries(
            centre.centre_id,
            centre.name,
            (True, True),
            (True, True),
            (50.0, centre.estimate),
            (None, centre.estimate_interval),
            (50.0, centre.combined),
            (50.0, centre.reported),
            (0.0, centre.seen_share),
            (1, centre.rank),
            ("D", centre.class_name),
            (True, centre.class_provisional),
        )
        for centre in base.ranking
    )
    return Trend((2023, 2024), (), years, centres, None)


def _robustness(base: Result) -> Robustness:
    intervals = tuple(
        RankInterval(
            centre.centre_id,
            rank := float(centre.rank or 0),
            rank,
            max(1.0, rank - 1),
            rank + 1,
            0.1,
            1,
            centre.combined or 0.0,
            centre.combined or 0.0,
            rank,
            rank,
        )
        for centre in base.ranking
    )
    return Robustness(
        draws=100,
        seed=1,
        ranked=len(intervals),
        weight_spread=0.25,
        goalpost_spread=0.1,
        donors=6,
        mean_width=2.0,
        bands=3,
        moves_most="weights",
        assumptions=(AssumptionEffect("weights", 0.5, 0.4, False),),
        leave_out=(LeaveOut("INF", 1.0, 2.0, "71.73"),),
        centres=intervals,
    )


CENTRES = list(made.result().centre_rows())
FINDINGS = list(made.result().finding_rows())


# --- without a browser ---------------------------------------------------------------------


def test_the_ranking_holds_the_numbers_of_the_result(page_file: Path) -> None:
    text = page_file.read_text(encoding="utf-8")
    for centre in CENTRES:
        row = re.search(rf'<tr data-id="{centre.centre_id}">(.*?)</tr>', text, re.DOTALL)
        assert row
        without_intervals = re.sub(r"<small.*?</small>", "", row[1])
        cells = [
            unescape(re.sub("<[^>]+>", "", cell))
            for cell in re.findall(r"<td.*?</td>", without_intervals)
        ]
        expected = [
            i18n.format_number(getattr(centre, key), 2, "en")
            for key in ("estimate", "combined", "reported")
        ]
        assert cells[3:6] == expected
        if centre.estimate_interval and centre.ranked:
            assert i18n.format_number(centre.estimate_interval[0], 2, "en") in row[1]


def test_the_embedded_data_is_the_result(page_file: Path) -> None:
    found = re.search(
        r'<script type="application/json" id="data">(.*?)</script>',
        page_file.read_text(encoding="utf-8"),
    )
    assert found
    data = json.loads(found[1])
    for embedded, centre in zip(data["centres"], CENTRES, strict=True):
        assert embedded["combined"] == centre.combined and embedded["name"] == centre.name
        assert [item[2] for item in embedded["items"]] == [
            item.score for item in centre.items.values()
        ]
    assert len(data["findings"]) == len(FINDINGS)


def test_indonesian_pages_are_indonesian(tmp_path: Path) -> None:
    export.write(made.result(), tmp_path / "id.html", "id")
    text = (tmp_path / "id.html").read_text(encoding="utf-8")
    best = next(one for one in CENTRES if one.rank == 1)
    assert '<html lang="id">' in text and i18n.format_number(best.combined, 2, "id") in text
    assert "Most severe findings" not in text and "Skip to the ranking" not in text


def test_every_province_has_a_tile_of_its_own() -> None:
    places = [(column, row) for _, column, row in LAYOUT.values()]
    assert len(LAYOUT) == 38 and len(set(places)) == 38
    assert len({letters for letters, _, _ in LAYOUT.values()}) == 38
    assert max(column for column, _ in places) == COLUMNS


def test_values_that_are_printed_alike_have_one_shade() -> None:
    shades = Shades.of([53.2, 64.0, 71.4, 76.6, 79.9, 80.3, None], 0)
    assert shades.shade(79.9) == shades.shade(80.3)
    assert [shade for shade, _ in shades.legend()] == sorted(
        {shade for shade, _ in shades.legend()}
    )
    assert shades.legend()[-1][1].endswith("80") and shades.shade(None) == 0


def test_ranks_on_an_axis_are_whole_and_begin_at_one() -> None:
    for last in (1, 2, 4, 9, 94, 1000):
        ticks = [float(tick.text) for tick in rank_axis("Rank", last, 10).ticks]
        assert ticks[0] == 1 and all(tick.is_integer() for tick in ticks), last


def test_the_heat_map_names_every_ranked_centre(page_file: Path) -> None:
    text = page_file.read_text(encoding="utf-8")
    table = re.search(r'<table class="heat">(.*?)</table>', text, re.DOTALL)
    assert table
    links = re.findall(r'href="#([^"]+)"', table[1])
    assert links == [one.centre_id for one in made.result().ranking]


def test_a_rubric_without_provinces_has_no_map(tmp_path: Path) -> None:
    base = made.result()
    bare = tuple(replace(centre, province="", level="") for centre in base.centres.centres)
    columns = replace(base.centres, centres=bare)
    export.write(replace(base, centres=columns), tmp_path / "bare.html", "en")
    assert 'class="map"' not in (tmp_path / "bare.html").read_text(encoding="utf-8")


# --- in Chromium ---------------------------------------------------------------------------


@pytest.fixture(scope="module")
def address(page_file: Path) -> Iterator[str]:
    handler = partial(SimpleHTTPRequestHandler, directory=str(page_file.parent))
    handler.func.log_message = lambda *_: None  # type: ignore[attr-defined]
    server = ThreadingHTTPServer(("127.0.0.1", 0), handler)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    yield f"http://127.0.0.1:{server.server_port}/{page_file.name}"
    server.shutdown()


@pytest.fixture(scope="module")
def browser() -> Iterator[Any]:
    playwright = pytest.importorskip("playwright.sync_api", reason="Playwright is not installed")
    if not CHROMIUM.exists():
        pytest.skip("Chromium is not installed")
    with playwright.sync_playwright() as running:
        opened = running.chromium.launch(executable_path=str(CHROMIUM), args=ARGUMENTS)
        yield opened
        opened.close()


@pytest.fixture
def page(browser: Any, address: str) -> Iterator[Any]:
    """The page, which at the end must have said nothing and asked for nothing."""
    opened = browser.new_page(viewport={"width": 1280, "height": 900})
    said: list[str] = []
    asked: list[str] = []
    opened.on("console", lambda message: said.append(message.text))
    opened.on("pageerror", lambda error: said.append(str(error)))
    opened.on("request", lambda request: asked.append(request.url))
    opened.goto(address)
    yield opened
    assert not said
    assert {url.split("#")[0] for url in asked if not url.startswith("data:")} == {address}
    assert opened.evaluate("window.hacked") is None
    opened.close()


def shown(page: Any) -> list[str]:
    return list(
        page.eval_on_selector_all(
            "#centres tbody tr:not([hidden])", "rows => rows.map(row => row.dataset.id)"
        )
    )


@pytest.mark.real
def test_it_sorts(page: Any) -> None:
    centres = [one for one in CENTRES if one.ranked]
    by_rank = sorted(centres, key=lambda one: (one.rank, one.centre_id))
    assert shown(page)[: len(centres)] == [one.centre_id for one in by_rank]
    page.click("th button[data-key=name]")
    assert page.get_attribute("th:has(button[data-key=name])", "aria-sort") == "ascending"
    names = [one.name for one in CENTRES if one.centre_id == shown(page)[-1]]
    page.click("th button[data-key=name]")
    assert page.get_attribute("th:has(button[data-key=name])", "aria-sort") == "descending"
    assert [one.name for one in CENTRES if one.centre_id == shown(page)[0]] == names
    page.focus("th button[data-key=reported]")
    page.keyboard.press("Enter")
    assert shown(page)[0] == max(centres, key=lambda one: one.reported or 0).centre_id
    assert shown(page)[-1] in {one.centre_id for one in CENTRES if not one.ranked}, (
        "the unranked stay last"
    )


@pytest.mark.real
@pytest.mark.parametrize(
    ("control", "value", "key"),
    [
        ("province", "Jawa Tengah", "province"),
        ("level", "kota", "level"),
        ("class", "D", "class_name"),
    ],
)
def test_it_filters(page: Any, control: str, value: str, key: str) -> None:
    page.select_option(f"#{control}", value)
    expected = {one.centre_id for one in CENTRES if getattr(one, key) == value}
    assert set(shown(page)) == expected
    assert page.inner_text("#count").startswith(f"{len(expected)} of ")
    page.click("#filters button[type=reset]")
    page.wait_for_function("document.querySelectorAll('#centres tbody tr[hidden]').length === 0")


@pytest.mark.real
def test_it_filters_by_severity_and_by_the_map(page: Any) -> None:
    page.select_option("#severity", "critical")
    critical = {one.centre_id for one in FINDINGS if one.severity.word == "critical"}
    assert set(shown(page)) == critical
    page.select_option("#severity", "")
    page.click(".map button[data-province='DKI Jakarta']")
    assert {code[:2] for code in shown(page)} == {"31"}
    page.click(".map button[data-province='DKI Jakarta']")
    assert len(shown(page)) == len(CENTRES)


@pytest.mark.real
def test_it_searches(page: Any) -> None:
    page.fill("#search", "KOTA 10 contoh")
    assert shown(page) == [CENTRES[2].centre_id]
    page.fill("#search", "96.73")
    assert shown(page) == ["96.73"]
    page.fill("#search", "nothing like it")
    assert shown(page) == [] and page.inner_text("#count").startswith("0 of ")


@pytest.mark.real
def test_it_opens_a_centre_at_its_address_and_closes_it(page: Any, address: str) -> None:
    centre = next(one for one in CENTRES if made.SCRIPT in one.name)
    page.goto(f"{address}#{centre.centre_id}")
    panel = page.locator("dialog[open]")
    assert made.SCRIPT in panel.inner_text()
    assert i18n.format_number(centre.combined, 2, "en") in panel.inner_text()
    findings = [one for one in FINDINGS if one.centre_id == centre.centre_id]
    assert panel.locator("details.finding").count() == len(findings)
    panel.locator("details.finding summary").first.click()
    assert "+SUM(1;2)" in panel.inner_text() and "survey.xlsx › Data!" in panel.inner_text()
    assert panel.locator("tbody tr:not(.group)").count() == 4 + len(centre.items)
    page.keyboard.press("Escape")
    assert page.locator("dialog[open]").count() == 0 and page.url.endswith("#ranking")


@pytest.mark.real
def test_a_link_opens_a_centre_and_focus_comes_back(page: Any) -> None:
    link = page.locator("#centres tbody a").nth(2)
    link.focus()
    page.keyboard.press("Enter")
    page.locator("dialog[open] #centre-title").wait_for()
    assert page.evaluate("document.activeElement.id") == "centre-title"
    page.click("#close")
    assert page.evaluate("document.activeElement.href") == link.evaluate("node => node.href")


@pytest.mark.real
def test_every_chart_is_drawn(page: Any) -> None:
    drawn = page.evaluate("""() => Object.fromEntries([...document.querySelectorAll('.chart')].map(
        chart => [chart.id, chart.querySelectorAll('svg circle').length]))""")
    ranked = [one for one in CENTRES if one.ranked]
    assert drawn == {
        "chart-ranking": 3 * len(ranked),
        "chart-reported": len(ranked),
        "chart-trend": 2,
        "chart-intervals": len(ranked),
    }
    page.locator("#chart-reported svg a").first.click()
    assert page.locator("dialog[open]").count() == 1


@pytest.mark.real
def test_choosing_a_province_shows_its_centres(page: Any) -> None:
    page.emulate_media(reduced_motion="reduce")
    page.reload()
    page.click(".map button[data-province='DKI Jakarta']")
    assert page.locator("#count").is_visible()
    box = page.locator("#centres tbody tr:not([hidden])").first.bounding_box()
    assert 0 < box["y"] < 900


@pytest.mark.real
def test_the_head_of_the_ranking_stays_in_sight(page: Any) -> None:
    page.locator("#centres tbody tr").last.scroll_into_view_if_needed()
    page.evaluate("document.querySelector('#centres tbody').lastElementChild.scrollIntoView(true)")
    head = page.locator("#centres thead th").first.bounding_box()
    last = page.locator("#centres tbody tr").last.bounding_box()
    assert head["y"] >= 0 and head["y"] <= last["y"] + last["height"]


@pytest.mark.real
def test_it_prints(page: Any) -> None:
    assert page.pdf(prefer_css_page_size=True).startswith(b"%PDF")


@pytest.mark.real
def test_it_fits_a_phone_and_works_from_a_file(browser: Any, page_file: Path) -> None:
    phone = browser.new_page(viewport={"width": 390, "height": 844})
    phone.goto(page_file.as_uri() + "#71.72")
    assert phone.locator("dialog[open]").count() == 1
    phone.click("#close")
    assert phone.evaluate("document.documentElement.scrollWidth") == 390
    phone.close()


@pytest.mark.real
def test_a_screen_reader_finds_names_for_everything(page: Any) -> None:
    unnamed = page.evaluate("""() =>
        [...document.querySelectorAll('button, input, select, a, [role=img], section')].filter(
            node => !(node.textContent.trim() || node.ariaLabel || node.labels?.length)
        ).length""")
    assert unnamed == 0
    levels = page.eval_on_selector_all("main h2, main h3", "all => all.map(one => one.tagName)")
    assert page.locator("h1").count() == 1 and levels[0] == "H2"
    assert page.locator("th:not([scope])").count() == 0
