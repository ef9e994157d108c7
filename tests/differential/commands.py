"""The commands that are given to both programs, with random arguments."""


class Command:
    """One command: athanor's words, and the name, arguments and options of Alembic's function."""

    def __init__(self, words, name, *arguments, url=None, **options):
        self.words, self.name, self.arguments = words, name, arguments
        self.url, self.options = url, options

    def __str__(self):
        return " ".join(word if word and " " not in word else repr(word) for word in self.words)


def flags(rng, *names):
    """Some of the switches: athanor's words, and Alembic's options."""
    chosen = [name for name in names if rng.random() < 0.4]
    return [f"--{name.replace('_', '-')}" for name in chosen], {name: True for name in chosen}


def listing(rng, arguments):
    kind = rng.choice(["history", "history", "range", "range", "range", "heads", "branches",
                       "current", "current", "show", "show"])
    if kind == "history":
        words, options = flags(rng, "verbose", "indicate_current")
        return Command(["history", *words], "history", **options)
    if kind == "range":
        words, options = flags(rng, "verbose", "indicate_current")
        chosen = arguments.range()
        return Command(["history", f"--rev-range={chosen}", *words], "history", rev_range=chosen,
                       **options)
    if kind == "heads":
        words, options = flags(rng, "verbose", "resolve_dependencies")
        return Command(["heads", *words], "heads", **options)
    if kind == "branches":
        words, options = flags(rng, "verbose")
        return Command(["branches", *words], "branches", **options)
    if kind == "current":
        words, options = flags(rng, "verbose", "check_heads")
        return Command(["current", *words], "current", **options)
    chosen = rng.choice(["current", arguments.absolute(), arguments.absolute(), arguments.any()])
    return Command(["show", chosen], "show", chosen)


def move(rng, arguments):
    kind = rng.random()
    if kind < 0.45:
        target = arguments.any() if rng.random() < 0.8 else rng.choice(["head", "heads"])
        return Command(["upgrade", target], "upgrade", target)
    if kind < 0.75:
        target = arguments.any()
        return Command(["downgrade", target], "downgrade", target)
    if kind < 0.78:
        return Command(["ensure_version"], "ensure_version")
    targets = [arguments.any() if rng.random() < 0.2 else arguments.absolute()
               for _ in range(rng.choice([1, 1, 1, 2, 3]))]
    purge = rng.random() < 0.3
    return Command(["stamp", *(["--purge"] if purge else []), *targets], "stamp", targets,
                   purge=purge)


def offline(rng, arguments, url):
    kind = rng.choice(["upgrade", "upgrade", "downgrade", "stamp", "ensure_version"])
    if kind == "ensure_version":
        return Command([kind, "--sql"], kind, sql=True, url=url)
    target = arguments.any() if rng.random() < 0.7 else rng.choice(["head", "heads", "base"])
    if kind == "downgrade" or rng.random() < 0.6:
        start = arguments.symbol() if rng.random() < 0.8 else rng.choice(["head", "base", "heads"])
        target = f"{start}:{target}"
    targets = [target]
    if kind == "stamp" and rng.random() < 0.3:
        targets.append(arguments.absolute())
    given = targets if kind == "stamp" else target
    return Command([kind, "--sql", *targets], kind, given, sql=True, url=url)


def writing(rng, arguments):
    """A new script: `merge`, or an empty `revision`."""
    words, options = ["--rev-id=new_one"], {"rev_id": "new_one"}
    for name, share, draw in [("message", 0.7, lambda: rng.choice(["a  New: one!", "é x", "w" * 60])),
                              ("branch_label", 0.3, lambda: "new_label")]:
        if rng.random() < share:
            options[name] = draw()
            words.append(f"--{name.replace('_', '-')}={options[name]}")
    if rng.random() < 0.4:
        options["splice"] = True
        words.append("--splice")
    if rng.random() < 0.5:
        heads = [arguments.absolute() for _ in range(rng.choice([1, 2, 2]))]
        heads = rng.choice([["heads"], heads])
        return Command(["merge", *words, *heads], "merge", heads, **options)
    if rng.random() < 0.7:
        options["head"] = arguments.absolute()
        words.append(f"--head={options['head']}")
    if rng.random() < 0.3:
        options["depends_on"] = [arguments.absolute() for _ in range(rng.choice([1, 2]))]
        words += [f"--depends-on={one}" for one in options["depends_on"]]
    return Command(["revision", "--empty", *words], "revision", **options)
