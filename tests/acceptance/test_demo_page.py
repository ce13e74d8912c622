"""The demo's page as a newcomer comes in: by a link that works once, until Ctrl-C."""

import re
import signal
import subprocess
import sys
import threading
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

import httpx2
import pytest

LINK = re.compile(r"http://127\.0\.0\.1:\d+/demo/\S+")
SECONDS = 60


@dataclass
class Demo:
    """The running demo; ``said`` is what it told so far."""

    process: subprocess.Popen[str]
    said: list[str] = field(default_factory=list)
    served: threading.Event = field(default_factory=threading.Event)
    link: str = ""

    def listen(self) -> None:
        assert self.process.stderr is not None
        for line in self.process.stderr:
            self.said.append(line)
            if found := LINK.search(line):
                self.link = found[0]
            if "Ctrl-C" in line:
                self.served.set()


@pytest.fixture
def demo(tmp_path: Path) -> Iterator[Demo]:
    command = [sys.executable, "-W", "error", "-m", "kommunesvar", "demo", "--page", "--folder", str(tmp_path / "out")]
    process = subprocess.Popen(
        command, stdin=subprocess.DEVNULL, stdout=subprocess.DEVNULL, stderr=subprocess.PIPE, text=True
    )
    running = Demo(process)
    ear = threading.Thread(target=running.listen)
    ear.start()
    try:
        assert running.served.wait(SECONDS), running.said
        yield running
    finally:
        process.terminate()
        process.wait(timeout=SECONDS)
        ear.join()
        assert process.stderr is not None
        process.stderr.close()


def test_whoever_has_the_link_is_in_and_nobody_after(demo: Demo) -> None:
    with httpx2.Client(follow_redirects=True) as newcomer, httpx2.Client() as other:
        inside, late = newcomer.get(demo.link), other.get(demo.link)
        once_more = newcomer.get(demo.link)

    assert inside.status_code == 200
    assert "28 af 98" in inside.text or "27 af 98" in inside.text or "26 af 98" in inside.text
    assert "Demo (administrator)" in inside.text
    assert late.status_code == 404
    assert once_more.status_code == 200


def test_reminders_are_sent_to_nobody_outside_and_ctrl_c_ends_it_all(demo: Demo) -> None:
    with httpx2.Client(follow_redirects=True) as newcomer:
        front = newcomer.get(demo.link)
        listed = newcomer.get(f"{front.url}/rykkere?trods=ja")
        (token,) = set(re.findall(r'name="token" value="([0-9a-f]+)"', listed.text))
        origin = str(front.url).partition("/hoeringer")[0]
        form = {"token": token, "kommune": "0320", "trods": "ja"}
        sent = newcomer.post(f"{front.url}/rykkere", data=form, headers={"Origin": origin})
    demo.process.send_signal(signal.SIGINT)
    status = demo.process.wait(timeout=SECONDS)

    assert "1 kommune er rykket." in sent.text
    assert status == 0
    assert "Traceback" not in "".join(demo.said)
