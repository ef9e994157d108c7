"""The page that `--format html` writes, as headless Chromium shows it."""
import base64
import hashlib
import json
import re
import shutil
import subprocess
import tempfile

import shop
from harness import Project, Skipped, clean_environment, equal, expect

# Runs in the page and leaves what it saw in the page's own text, for --dump-dom to print.
PROBE = """
addEventListener("load", () => {
  const closed = () => document.querySelectorAll("details:not([open])").length;
  const seen = { width: innerWidth, scrolls: document.documentElement.scrollWidth > innerWidth };
  seen.closed = closed();
  dispatchEvent(new Event("beforeprint"));
  seen.closed_on_paper = closed();
  dispatchEvent(new Event("afterprint"));
  seen.closed_after = closed();
  seen.ground = getComputedStyle(document.body).backgroundColor;
  seen.ink = getComputedStyle(document.body).color;
  seen.images = document.images.length;
  seen.scripts = document.scripts.length;
  seen.pictures = document.querySelectorAll(".picture svg").length;
  seen.dangling = [...document.querySelectorAll("a[href^='#']")]
    .filter((link) => !document.getElementById(link.hash.slice(1))).length;
  const ids = [...document.querySelectorAll("[id]")].map((part) => part.id);
  seen.twice = ids.length - new Set(ids).size;
  document.querySelectorAll("details").forEach((part) => { part.open = true; });
  const unreachable = [];
  for (const part of document.querySelectorAll("a[href], summary, pre, .picture")) {
    part.focus();
    if (document.activeElement !== part) unreachable.push(part.outerHTML.slice(0, 80));
  }
  seen.unreachable = unreachable;
  document.body.textContent = "SEEN" + JSON.stringify(seen) + "SEEN";
});
"""


def chromium():
    found = shutil.which("chromium") or shutil.which("chromium-browser")
    if not found:
        raise Skipped("no Chromium")
    return found


def browse(page, *options):
    """What Chromium prints of a page, with no network and no profile."""
    with tempfile.TemporaryDirectory() as profile:
        done = subprocess.run(
            [chromium(), "--headless", "--no-sandbox", "--disable-gpu", "--disable-quic",
             "--no-first-run", "--disable-background-networking", "--disable-component-update",
             "--disable-sync", "--disable-dev-shm-usage", f"--user-data-dir={profile}", *options,
             page.as_uri()],
            capture_output=True, text=True, timeout=120, env=clean_environment())
    equal(done.returncode, 0, done.stderr)
    return done.stdout


def probed(page, *options):
    """What the probe saw. The page's policy would keep it out, so a copy without it is shown."""
    text = page.read_text()
    text, policies = re.subn(r'<meta http-equiv="Content-Security-Policy"[^>]*>', "", text)
    equal(policies, 1)
    copy = page.with_name("probed.html")
    copy.write_text(text.replace("</body>", f"<script>{PROBE}</script></body>"))
    seen = re.search(r"SEEN(\{.*\})SEEN", browse(copy, "--dump-dom", *options))
    expect(seen, "the probe did not run")
    return json.loads(seen[1].replace("&lt;", "<").replace("&gt;", ">").replace("&amp;", "&"))


TOML = """
[project]
models = "models"
migrations = "migrations"
dialects = ["sqlite"]

[protect]
legacy = ["results"]
"""

OLD = """
CREATE TABLE results (id INTEGER PRIMARY KEY);
CREATE TABLE users (id INTEGER PRIMARY KEY, name VARCHAR(20) NOT NULL, nickname TEXT);
CREATE TABLE badges (id INTEGER PRIMARY KEY);
CREATE TABLE attempts (id INTEGER PRIMARY KEY, user_id INTEGER REFERENCES users(id),
                       result_id INTEGER REFERENCES results(id));
"""

NEW = """
CREATE TABLE results (id INTEGER PRIMARY KEY);
CREATE TABLE users (id INTEGER PRIMARY KEY, name VARCHAR(90) NOT NULL,
  "<img src=x onerror=alert(1)>" TEXT DEFAULT '</pre><script>alert(2)</script>');
CREATE TABLE teams (id INTEGER PRIMARY KEY, owner INTEGER REFERENCES users(id));
CREATE TABLE attempts (id INTEGER PRIMARY KEY, user_id INTEGER REFERENCES users(id),
                       result_id INTEGER REFERENCES results(id),
                       team_id INTEGER REFERENCES teams(id));
"""


def diff_page(project, old=OLD, new=NEW):
    project.write("athanor.toml", TOML)
    project.write("old.sql", old)
    project.write("new.sql", new)
    out = project.ok("diff", "--from", "old.sql", "--to", "new.sql", "--dialect", "sqlite",
                     "--format", "html")
    return project.write("review.html", out)


def test_the_review_of_a_change_says_what_a_reviewer_asks():
    with Project() as project:
        text = diff_page(project).read_text()
        for part in ["Refused: this touches what is protected.", "--allow DAT102:badges",
                     "loses the rows of badges", "after <a href=\"#step-", "ALTER TABLE",
                     "undone by", "the way back", "results"]:
            expect(part in text, part)
        expect("<img" not in text and "<script>alert" not in text, text)
        expect("&lt;img src=x onerror=alert(1)&gt;" in text, text)
        expect("http" not in text.replace("http-equiv", "").replace("http://www.w3.org/", ""),
               "the page asks for something of the network")


def test_the_review_of_no_change_says_so():
    with Project() as project:
        text = diff_page(project, OLD, OLD).read_text()
        expect("Nothing to do: both sides are equal." in text, text)


def test_the_tables_are_drawn_before_and_after():
    if not shutil.which("dot"):
        raise Skipped("no graphviz")
    with Project() as project:
        text = diff_page(project).read_text()
        before, after = (part.split("</figure>")[0] for part in text.split("<figure>")[1:])
        for picture, drawn, missing in [(before, ["badges", "nickname", "#f5b5b5", "#ffdf9e"],
                                         ["teams", "#b7e4c7"]),
                                        (after, ["teams", "#b7e4c7", "#ffdf9e", "#d0d0d0"],
                                         ["badges", "#f5b5b5"])]:
            for part in drawn:
                expect(part in picture, part, picture)
            for part in missing:
                expect(part not in picture, part, picture)


def test_without_graphviz_the_page_says_that_there_is_no_picture():
    with Project() as project:
        diff_page(project)
        done = project.athanor("diff", "--from", "old.sql", "--to", "new.sql", "--dialect",
                               "sqlite", "--format", "html", env={"PATH": "/nowhere"})
        equal(done.code, 0, done)
        expect("No picture:" in done.out, done)


def test_a_browser_shows_the_page_on_a_desk_on_a_phone_and_on_paper():
    with Project() as project:
        page = diff_page(project)
        for width in (1280, 400):
            seen = probed(page, f"--window-size={width},900")
            equal(seen["scrolls"], False, seen)
            equal((seen["images"], seen["dangling"], seen["twice"], seen["unreachable"]),
                  (0, 0, 0, []), seen)
            equal(seen["scripts"], 2, seen)
            expect(seen["closed"] > 0 and seen["closed_after"] == seen["closed"], seen)
            equal(seen["closed_on_paper"], 0, seen)
            if shutil.which("dot"):
                equal(seen["pictures"], 2, seen)
        light, dark = (probed(page, f"--blink-settings=preferredColorScheme={scheme}")
                       for scheme in (1, 0))
        equal((light["ground"], dark["ground"]), ("rgb(255, 255, 255)", "rgb(20, 24, 29)"))
        expect(light["ink"] != dark["ink"], light, dark)


def test_the_policy_of_the_page_lets_its_own_script_run_and_no_other():
    with Project() as project:
        page = diff_page(project)
        text = page.read_text()
        script = re.search(r"<script>(.*?)</script>", text, re.S)[1]
        digest = base64.b64encode(hashlib.sha256(script.encode()).digest()).decode()
        expect(f"'sha256-{digest}'" in text, digest)
        foreign = project.write("foreign.html", text.replace(
            "</body>", "<script>document.body.textContent = 'foreign'</script></body>"))
        expect("Refused: this touches" in browse(foreign, "--dump-dom"))


def test_lint_and_check_are_pages_too():
    with Project() as project:
        diff_page(project)
        out = project.athanor("lint", "new.sql", "--from", "old.sql", "--dialect", "sqlite",
                              "--format", "html").out
        expect("<h1>athanor lint</h1>" in out and "<script>alert" not in out, out)
        shop.history(project)
        page = project.write("check.html", project.athanor("check", "--format", "html").out)
        expect("What holds" in page.read_text(), page.read_text())
        equal(probed(page, "--window-size=400,900")["scrolls"], False)
