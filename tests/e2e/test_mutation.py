"""`check` catches every edit of the models that changes the schema, and no other."""
import copy
import os
import random
import time

import mutation
from harness import Project, equal, expect

EDITS = 500

TOML = '''[project]
dialects = ["sqlite", "postgresql"]
[protect]
legacy = ["results"]
critical = ["users"]
[policy]
drops = "{drops}"
'''


def store(project, files):
    for path in (project.root / "models").glob("*.toml"):
        path.unlink()
    for name, text in files.items():
        project.write("models/" + name, text)


def with_history(drops="allow"):
    """A project of three revisions, the models at its head."""
    project = Project(toml=TOML.format(drops=drops))
    first = copy.deepcopy(mutation.BASE)
    for name in ("tags", "preferences"):
        del first["tables"][name]
    second = copy.deepcopy(mutation.BASE)
    del second["tables"]["preferences"]
    for number, model in enumerate((first, second, mutation.BASE)):
        store(project, mutation.written(model))
        project.ok("revision", "-m", f"step {number}")
    project.ok("check")
    return project


def test_of_random_edits_check_catches_what_changes_the_schema_and_nothing_else():
    seed = int(os.environ.get("ATHANOR_SEED", "20261121"))
    print(f"ATHANOR_SEED={seed}", flush=True)
    dice = random.Random(seed)
    kinds = mutation.kinds()
    wrong, counts, done = [], {}, 0
    started = time.monotonic()
    with with_history() as project:
        while done < EDITS:
            kind = kinds[done % len(kinds)] if done < 2 * len(kinds) else dice.choice(kinds)
            edit = mutation.edited(dice, kind)
            if edit is None:
                kinds = [other for other in kinds if other != kind] + [kind]
                continue
            model, expected = edit
            store(project, mutation.written(model, mutation.Style(dice)))
            result = project.athanor("check")
            counts[expected] = counts.get(expected, 0) + 1
            done += 1
            if result.code != expected:
                wrong.append(f"{kind}: expected {expected}\n{result}\n{model}")
    print(f"{done} edits in {time.monotonic() - started:.0f} s, by exit code: {counts}", flush=True)
    expect(not wrong, f"{len(wrong)} of {done}", *wrong[:12])
    equal(sorted(counts), [0, 1, 2, 3])


def test_what_a_change_of_the_models_is_refused_for_is_told_and_may_be_allowed():
    with with_history() as project:
        model = copy.deepcopy(mutation.BASE)
        del model["tables"]["users"]["columns"]["email"]
        store(project, mutation.written(model))
        failed = project.athanor("check")
        equal(failed.code, 3, failed)
        expect("FAIL  the models drop nothing that is protected on sqlite" in failed.out, failed)
        expect("PRO103" in failed.out, failed)
        allowed = project.athanor("check", "--allow", "PRO103:users.email")
        equal(allowed.code, 2, allowed)


def test_what_policy_does_not_let_go_is_refused_as_well():
    with with_history(drops="refuse") as project:
        model = copy.deepcopy(mutation.BASE)
        del model["tables"]["preferences"]
        store(project, mutation.written(model))
        failed = project.athanor("check")
        equal(failed.code, 3, failed)
        expect("DAT102" in failed.out, failed)
        equal(project.athanor("check", "--allow", "DAT102:preferences").code, 2)
