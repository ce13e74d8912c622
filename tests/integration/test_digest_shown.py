"""The digest as a browser shows it: no reader has to scroll sideways, and in the dark all is legible."""

import html
import json
import re
import subprocess
from pathlib import Path
from typing import Any

import pytest

from notifier.digest import describe_digest
from notifier.digest_map import draw_map
from notifier.rendering import render_parts
from tests.contrast import measure_contrast
from tests.digests import build_digest, build_open_mail

pytestmark = pytest.mark.needs("chromium")

LIGHT, DARK = 1, 0
"""As Chromium's setting ``preferredColorScheme`` numbers them."""

MEASURE = """
<iframe id="shown" style="border:0;width:{width}px;height:4000px" srcdoc="{page}"></iframe>
<script>
const frame = document.getElementById("shown");
function effective(element) {{
  for (let e = element; e; e = e.parentElement) {{
    const colour = frame.contentWindow.getComputedStyle(e).backgroundColor;
    if (colour !== "rgba(0, 0, 0, 0)") return colour;
  }}
  return "rgb(255, 255, 255)";
}}
frame.onload = () => {{
  const shown = frame.contentDocument;
  const texts = [...shown.querySelectorAll("p, h1, h2, th, td, a, strong")]
    .filter(e => [...e.childNodes].some(n => n.nodeType === 3 && n.textContent.trim().replace("\\u00a0", "")))
    .map(e => [frame.contentWindow.getComputedStyle(e).color, effective(e), e.textContent.trim().slice(0, 60)]);
  const told = document.createElement("pre");
  told.textContent = JSON.stringify({{
    scrolled: shown.documentElement.scrollWidth,
    card: shown.querySelector(".card").getBoundingClientRect().width,
    picture: shown.querySelector("img").getBoundingClientRect().width,
    bars: shown.querySelector("td.bar").offsetWidth,
    texts: texts,
  }});
  document.body.appendChild(told);
}};
</script>
"""


def show(folder: Path, width: int, scheme: int) -> Any:
    """Show the digest in a browser of this width, and return what was measured."""
    long = build_open_mail(subject="Høringssvar" * 9, sender="a" * 60 + "@" + "b" * 50 + ".example")
    digest = build_digest(unjudged=1, open_mails=(long, build_open_mail()))
    picture, _ = draw_map(digest.standings)
    page = render_parts("digest", describe_digest(digest, "https://hoering.kl.dk", picture)).html
    file = folder / "digest.html"
    file.write_text(f"<!DOCTYPE html>{MEASURE.format(width=width, page=html.escape(page))}", encoding="utf-8")
    command = [
        *(
            "chromium",
            "--headless=new",
            "--no-sandbox",
            "--disable-gpu",
            "--hide-scrollbars",
            f"--user-data-dir={folder / 'profile'}",
        ),
        *(f"--blink-settings=preferredColorScheme={scheme}", "--virtual-time-budget=5000", "--window-size=800,4000"),
        *("--dump-dom", file.as_uri()),
    ]
    done = subprocess.run(command, capture_output=True, text=True, check=True, timeout=60)
    told = re.search(r"<pre>(.*)</pre>", done.stdout, re.DOTALL)
    assert told is not None, done.stderr
    return json.loads(html.unescape(told[1]))


@pytest.mark.parametrize(("width", "card"), [(720, 640), (390, 390), (320, 320)])
def test_nobody_has_to_scroll_sideways(tmp_path: Path, width: int, card: int) -> None:
    shown = show(tmp_path, width, LIGHT)

    assert shown["scrolled"] == width
    assert shown["card"] == card
    assert shown["picture"] <= card
    assert (shown["bars"] > 0) is (width == 720)


@pytest.mark.parametrize("scheme", [LIGHT, DARK])
def test_every_word_can_be_read_by_day_and_by_night(tmp_path: Path, scheme: int) -> None:
    shown = show(tmp_path, 720, scheme)

    faint = [text for text in shown["texts"] if measure_contrast(text[0], text[1]) < 4.5]
    assert len(shown["texts"]) > 60
    assert faint == []


def test_the_night_is_dark(tmp_path: Path) -> None:
    shown = show(tmp_path, 720, DARK)

    papers = {paper for _, paper, _ in shown["texts"]}
    assert "rgb(255, 255, 255)" not in papers
