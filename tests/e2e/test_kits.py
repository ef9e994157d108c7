"""The kits for CI, run as GitHub, GitLab and pre-commit run them."""
import os
import re
import shutil
import xml.etree.ElementTree as xml

from from_pypi import parse_yaml, program_beside_python
from harness import equal, expect, run
from repository import TREE, Repository, environment

KITS = TREE / "scripts/ci"
DROP = ("migrations/versions/tidy.py", "PRO103", "users.learning_style")
ALLOWED = "PRO103:users.learning_style", "DAT103:users.learning_style"


# GitHub.

def looked_up(expression, context):
    """The value of an expression of a workflow: names, `a || b` and `a != ''` are all there is."""
    if expression.endswith(" != ''"):
        return looked_up(expression[:-len(" != ''")], context) != ""
    values = [context.get(name.strip(), "") for name in expression.split("||")]
    return next((value for value in values if value), "")


def filled(text, context):
    whole = re.fullmatch(r"\$\{\{ (.*?) \}\}", text)
    if whole:
        return looked_up(whole[1], context)
    return re.sub(r"\$\{\{ (.*?) \}\}", lambda m: looked_up(m[1], context), text)


class Action:
    """Runs the steps of action.yml as a runner does."""

    def __init__(self, repository):
        self.repository, self.folder = repository, repository.root
        self.kit = parse_yaml((KITS / "github/action.yml").read_text())
        self.summary = repository.home / "summary.md"
        self.out = ""

    def run(self, base="main", action=KITS / "github", path=None, **inputs):
        context = {f"inputs.{k}": v["default"] for k, v in self.kit["inputs"].items()}
        context |= {f"inputs.{k}": v for k, v in inputs.items()}
        context["runner.temp"] = str(self.repository.home)
        self.summary.write_text("")
        given = {"GITHUB_ACTION_PATH": str(action), "GITHUB_STEP_SUMMARY": str(self.summary),
                 "RUNNER_TEMP": str(self.repository.home)}
        if base:
            given["GITHUB_BASE_REF"] = base
        if path:
            given["PATH"] = path
        for step in self.kit["runs"]["steps"]:
            code = self.step(step, context, given)
            if code:
                return code
        return 0

    def step(self, step, context, given):
        if "uses" in step or not filled(step.get("if", "yes"), context):
            return 0
        output = self.repository.home / "output"
        output.write_text("")
        env = {k: filled(v, context) for k, v in step.get("env", {}).items()}
        result = self.repository.run("/bin/bash", "-e", "-o", "pipefail", "-c", step["run"],
                                     folder=self.folder, GITHUB_OUTPUT=str(output), **(given | env))
        for line in output.read_text().splitlines():
            name, value = line.split("=", 1)
            context[f"steps.{step['id']}.outputs.{name}"] = value
        self.out, self.err = result.out, result.err
        return result.code

    def annotations(self):
        """What the runner takes for commands: nothing between `stop-commands` and its token."""
        open_text = re.sub(r"^::stop-commands::(\w+)$.*?^::\1::$", "", self.out, flags=re.S | re.M)
        return [line for line in open_text.splitlines() if line.startswith("::")]


def test_github_action_is_of_one_piece():
    kit = parse_yaml((KITS / "github/action.yml").read_text())
    equal(kit["runs"]["using"], "composite")
    text = (KITS / "github/action.yml").read_text()
    equal(set(re.findall(r"inputs\.(\w+)", text)), set(kit["inputs"]))
    ids = {step.get("id") for step in kit["runs"]["steps"]}
    expect(set(re.findall(r"steps\.(\w+)", text)) <= ids, ids)
    for step in kit["runs"]["steps"]:
        if "uses" in step:
            equal(step["uses"], "actions/cache@v4")
            continue
        equal(step["shell"], "bash")
        script = re.search(r'sh "\$GITHUB_ACTION_PATH/(\S+)"', step["run"])[1]
        expect((KITS / "github" / script).is_file(), script)
    for given in kit["inputs"].values():
        equal(set(given), {"description", "default"})


def test_github_stops_an_unexpected_drop():
    with Repository() as repository:
        repository.drop_a_column()
        action = Action(repository)
        equal(action.run(), 3, action.out, action.err)
        file, code, name = DROP
        found = [line for line in action.annotations() if f"title={code}::" in line]
        equal(len(found), 1, action.out)
        expect(found[0].startswith(f"::error file={file},line=14,col="), found)
        expect(f"title={code}::{name}: " in found[0], found)
        summary = action.summary.read_text()
        expect(f"| {code} | {name.replace('_', chr(92) + '_')} |" in summary, summary)
        expect("to look at before this is merged" in summary, summary)
        equal(action.run(allow="\n".join(ALLOWED)), 0, action.out)
        equal([line for line in action.annotations() if line.startswith("::error")], [])


def test_github_lets_an_innocent_change_pass():
    with Repository() as repository:
        repository.add_a_column()
        action = Action(repository)
        equal(action.run(), 0, action.out, action.err)
        equal([line for line in action.annotations() if line.startswith("::error")], [])
        expect("nothing stops this" in action.summary.read_text())
        equal(action.run(base=""), 0, action.out, action.err)


def test_github_tells_of_models_without_a_revision():
    with Repository() as repository:
        repository.change_models()
        action = Action(repository)
        equal(action.run(), 2, action.out, action.err)
        expect(any(line.startswith("::error title=check::") and "add column users.avatar_url" in line
                   for line in action.annotations()), action.out)


def test_github_points_at_what_cannot_be_read():
    with Repository() as repository:
        repository.break_a_model()
        action = Action(repository)
        equal(action.run(), 1, action.out, action.err)
        line, = action.annotations()
        expect(re.fullmatch(r"::error file=models/users.toml,line=\d+,col=\d+::unknown key \"nulable\".*",
                            line), line)
        expect("something cannot be read" in action.summary.read_text())


def test_github_points_at_a_revision_that_cannot_be_read():
    with Repository() as repository:
        repository.write("migrations/versions/tidy.py", "revision = 'tidy'\ndown_revision = 'nobody'\n")
        action = Action(repository)
        equal(action.run(), 1, action.out, action.err)
        line, = action.annotations()
        expect(line.startswith("::error file=migrations/versions/tidy.py,line=2,col=17::"), line)


def test_github_names_files_from_the_repository_of_a_project_in_a_folder():
    with Repository(below="backend/db") as repository:
        repository.drop_a_column()
        action = Action(repository)
        equal(action.run(project="backend/db"), 3, action.out, action.err)
        expect(any(f"file=backend/db/{DROP[0]}," in line for line in action.annotations()), action.out)


def test_github_needs_no_deep_clone():
    with Repository() as repository:
        repository.add_a_column()
        repository.git("push", "-q", "origin", "change")
        repository.git("clone", "-q", "--depth=1", "-b", "change",
                       f"file://{repository.home}/origin.git", "../shallow")
        action = Action(repository)
        action.folder = repository.home / "shallow"
        equal(action.run(), 0, action.out, action.err)
        expect("are still there" in action.out, action.out)


def test_what_the_target_got_since_is_no_edit_of_the_branch():
    with Repository() as repository:
        repository.add_a_column()
        repository.git("checkout", "-q", "main")
        repository.drop_a_column()
        repository.git("push", "-q", "origin", "main")
        repository.git("checkout", "-q", "change")
        action = Action(repository)
        equal(action.run(), 0, action.out, action.err)


def test_a_report_cannot_give_the_workflow_commands():
    with Repository() as repository:
        repository.write("models/evil.toml", '[tables."a\\n::error::got you".columns]\nx = { typ = "text" }\n')
        action = Action(repository)
        equal(action.run(), 1, action.out, action.err)
        expect("::error::got you" not in action.annotations(), action.out)


def test_github_without_a_program_builds_one_from_its_sources():
    """With a meson and a ninja that only say what they were asked for."""
    with Repository() as repository:
        repository.add_a_column()
        sources = repository.home / "sources"
        for part in "schema", "grammar", "engine", "migrations", "cli":
            (sources / part).mkdir(parents=True)
            (sources / part / "x.cpp").write_text("")
        for name in "meson.build", "meson_options.txt":
            (sources / name).write_text("")
        shutil.copytree(TREE / "scripts", sources / "scripts")
        programs = repository.home / "programs"
        programs.mkdir()
        for name in ("sh", "bash", "env", "find", "sort", "xargs", "sha256sum", "cut", "uname", "mkdir", "cp",
                     "rm", "cat", "sed", "git", "mktemp", "od", "tr", "dirname", "grep", "getconf", "awk",
                     "head", "tail", "chmod"):
            (programs / name).symlink_to(shutil.which(name))
        athanor = (repository.bin / "athanor").resolve()
        for name, script in {
            "meson": 'mkdir -p "$2"; : >"$2/build.ninja"; shift 2; echo "$@" >"%s/asked"' % repository.home,
            "ninja": f'mkdir -p "$2/cli"; cp {athanor} "$2/cli/athanor"; echo >>{repository.home}/built',
        }.items():
            (programs / name).write_text(f"#!/bin/sh\n{script}\n")
            (programs / name).chmod(0o755)
        action = Action(repository)
        for _ in range(2):
            equal(action.run(action=sources / "scripts/ci/github", path=str(programs)), 0,
                  action.out, action.err)
        equal((repository.home / "built").read_text(), "\n", "built once")
        expect("-Dbuildtype=release" in (repository.home / "asked").read_text())
        equal(action.run(program="/nowhere/athanor"), 1)
        equal(action.out, "::error::there is no program /nowhere/athanor\n")


# GitLab.

def gitlab(repository, target="main", **variables):
    """Runs the job of the template as a runner does; returns what it said and its JUnit report."""
    job = parse_yaml((KITS / "gitlab/athanor.gitlab-ci.yml").read_text())["athanor-check"]
    given = dict(job["variables"])
    if target:
        given["CI_MERGE_REQUEST_TARGET_BRANCH_NAME"] = target
    result = repository.run("/bin/sh", "-ec", "\n".join(job["script"]), **(given | variables))
    report = repository.root / job["artifacts"]["reports"]["junit"]
    return result, xml.parse(report).getroot()[0]


def test_gitlab_template_is_of_one_piece():
    template = parse_yaml((KITS / "gitlab/athanor.gitlab-ci.yml").read_text())
    equal(list(template), ["athanor-check"])
    job = template["athanor-check"]
    equal(job["artifacts"]["when"], "always")
    equal([job["artifacts"]["reports"]["junit"]], job["artifacts"]["paths"])
    equal([rule["if"].split()[0] for rule in job["rules"]], ["$CI_PIPELINE_SOURCE", "$CI_COMMIT_BRANCH"])
    expect((KITS / re.search(r"share/athanor/ci/(\S+)\"", job["script"][0])[1]).is_file())


def test_gitlab_stops_an_unexpected_drop_and_reports_it():
    with Repository() as repository:
        repository.drop_a_column()
        result, suite = gitlab(repository)
        equal(result.code, 3, result)
        expect("refuse PRO103 users.learning_style" in result.out, result)
        failed = [case.get("classname") for case in suite if case.find("failure") is not None]
        expect(DROP[1] in failed and len(failed) == int(suite.get("failures")), failed)
        result, suite = gitlab(repository, ATHANOR_ALLOW=" ".join(ALLOWED))
        equal((result.code, suite.get("failures")), (0, "0"), result)


def test_gitlab_lets_an_innocent_change_pass():
    with Repository() as repository:
        repository.add_a_column()
        for target in "main", "":
            result, suite = gitlab(repository, target)
            equal((result.code, suite.get("failures")), (0, "0"), result)


def test_gitlab_reports_what_cannot_be_read():
    with Repository() as repository:
        repository.break_a_model()
        result, suite = gitlab(repository)
        equal((result.code, suite.get("failures")), (1, "1"), result)
        expect('unknown key "nulable"' in suite.find(".//failure").text, suite.find(".//failure").text)


# The documentation.

def test_the_examples_of_the_documentation_use_what_there_is():
    page = (TREE / "docs/ci.md").read_text()
    github, gitlab_job, pre_commit = map(parse_yaml, re.findall(r"^```yaml\n(.*?)^```$", page, re.S | re.M))
    step = github["jobs"]["schema"]["steps"][-1]
    folder = re.fullmatch(r"OWNER/athanor/(.*)@v0.1", step["uses"])[1]
    kit = parse_yaml((TREE / folder / "action.yml").read_text())
    expect(set(step["with"]) <= set(kit["inputs"]), step)
    equal(set(re.findall(r"^\| `(\w+)` \|", page, re.M)), set(kit["inputs"]))
    template = parse_yaml((KITS / "gitlab/athanor.gitlab-ci.yml").read_text())
    expect(gitlab_job["include"][0]["remote"].endswith("/scripts/ci/gitlab/athanor.gitlab-ci.yml"))
    expect(set(gitlab_job["athanor-check"]["variables"]) <= set(template["athanor-check"]["variables"]))
    equal([hook["id"] for hook in pre_commit["repos"][0]["hooks"]], [hook["id"] for hook in hooks()])
    workflow = re.search(r"^on: pull_request\n.*?^END$", (TREE / "docs/tutorial.md").read_text(), re.S | re.M)
    expect(f"uses: OWNER/athanor/{folder}@v0.1" in workflow[0], workflow[0])


# pre-commit.

def hooks():
    return parse_yaml((TREE / ".pre-commit-hooks.yaml").read_text())


def test_pre_commit_hooks_refer_to_scripts_that_are_there():
    hook, = hooks()
    equal(hook["language"], "script")
    expect(os.access(TREE / hook["entry"], os.X_OK), hook["entry"])
    wanted = ["athanor.toml", "models/users.toml", "db/models/a/b.toml", "migrations/versions/a.py",
              "migrations/baseline/a.sqlite.sql", "alembic.ini"]
    for name in wanted:
        expect(re.search(hook["files"], name), name)
    for name in "README.md", "src/models/user.py", "migrations/env.py":
        expect(not re.search(hook["files"], name), name)


def hook_repository(home):
    """A repository with the hooks and what they run, as pre-commit clones it; its path and revision."""
    root = home / "hooks"
    (root / "scripts").mkdir(parents=True)
    shutil.copy(TREE / ".pre-commit-hooks.yaml", root)
    shutil.copytree(KITS, root / "scripts/ci")
    for words in ("init", "-q"), ("add", "-A"), ("commit", "-qm", "hooks"):
        equal(run(["git", *words], root, env=environment()).code, 0, words)
    return root, run(["git", "rev-parse", "HEAD"], root, env=environment()).out.strip()


CONFIG = '''repos:
  - repo: {repo}
    rev: {rev}
    hooks:
      - id: athanor-check
        args: [{args}]
'''


def with_pre_commit(repository, below="."):
    program = program_beside_python("pre-commit")
    repo, rev = hook_repository(repository.home)
    args = "" if below == "." else f"-C, {below}"
    (repository.root / ".pre-commit-config.yaml").write_text(CONFIG.format(repo=repo, rev=rev, args=args))
    repository.commit("hooks")
    more = {"PRE_COMMIT_HOME": str(repository.home / "pre-commit"), "HOME": str(repository.home)}

    def commit():
        repository.git("add", "-A")
        return repository.run(program, "run", **more)

    return commit


def test_pre_commit_stops_an_unexpected_drop():
    for below in ".", "backend":
        with Repository(below) as repository:
            commit = with_pre_commit(repository, below)
            (repository.root / "README.md").write_text("changed\n")
            result = commit()
            equal(result.code, 0, result)
            expect("Skipped" in result.out, result)
            repository.drop_a_column()
            repository.git("reset", "-q", "--soft", "HEAD~1")
            result = commit()
            equal(result.code, 1, result)
            expect("exit code: 3" in result.out and "PRO103 users.learning_style" in result.out, result)


def test_pre_commit_lets_an_innocent_change_pass():
    with Repository() as repository:
        commit = with_pre_commit(repository)
        repository.add_a_column()
        repository.git("reset", "-q", "--soft", "HEAD~2")
        result = commit()
        equal(result.code, 0, result)
        expect("Passed" in result.out, result)


def test_pre_commit_script_compares_with_what_others_have():
    with Repository() as repository:
        repository.add_a_column()
        hook = str(KITS / "pre-commit/check.sh")
        revision = next(path for path in repository.project.glob("migrations/versions/*.py")
                        if "avatars" in path.name)
        revision.write_text(revision.read_text().replace("avatars", "pictures"))
        result = repository.run(hook)
        equal(result.code, 0, "a revision that nobody has may be edited", result)
        result = repository.run(hook, "--against", "git:HEAD")
        expect(result.code == 3 and "refuse HIS101" in result.out, result)
        result = repository.run(hook, PATH="/usr/bin:/bin") if not shutil.which(
            "athanor", path="/usr/bin:/bin") else None
        expect(result is None or (result.code == 1 and "is not on PATH" in result.err), result)
