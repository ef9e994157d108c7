"""Alembic itself, driven in this process: what a command prints, logs, raises, and leaves behind.

Alembic holds some things in Python sets and shows them in whatever order these have in a run. It
is given sets that keep an order instead (sorted, or as declared): one of the orders that it may
have, and always the same one, so that its lines can be compared as they are.
"""
import contextlib
import io
import logging
import warnings

import alembic
from alembic import command
from alembic import util
from alembic.config import Config
from alembic.runtime.migration import RevisionStep
from alembic.script import ScriptDirectory
from alembic.script.revision import Revision, RevisionMap
from alembic.util import CommandError

VERSION = tuple(int(part) for part in alembic.__version__.split(".")[:2])


class Sorted(frozenset):
    """A set that is walked in the order of its elements."""

    def __iter__(self):
        return iter(sorted(frozenset.__iter__(self)))

    def union(self, *others):
        return Sorted(frozenset.union(self, *others))


def without_set_order():
    Revision.nextrev = Revision._all_nextrev = Sorted()
    comma, normalize, current = (util.format_as_comma, RevisionMap._normalize_depends_on,
                                 ScriptDirectory.get_all_current)
    merge, unmerge = RevisionStep.merge_branch_idents, RevisionStep._unmerge_to_revisions

    def format_as_comma(value):
        return comma(sorted(value) if isinstance(value, (set, frozenset)) else value)

    def normalize_depends_on(self, revisions, map_):
        normalize(self, revisions, map_)
        for one in revisions:
            one._normalized_resolved_dependencies = tuple(
                sorted(one._normalized_resolved_dependencies, key=one._resolved_dependencies.index))

    def get_all_current(self, rows):
        return sorted(current(self, rows), key=lambda script: script.revision)

    def merge_branch_idents(self, heads):
        *deleted, updated, to = [*merge(self, heads)[0], *merge(self, heads)[1:]]
        found = sorted([*deleted, updated], key=self.from_revisions.index)
        return found[:-1], found[-1], to

    def unmerge_to_revisions(self, heads):
        return tuple(sorted(unmerge(self, heads), key=self.to_revisions.index))

    util.format_as_comma = format_as_comma
    RevisionMap._normalize_depends_on = normalize_depends_on
    ScriptDirectory.get_all_current = get_all_current
    RevisionStep.merge_branch_idents = merge_branch_idents
    RevisionStep._unmerge_to_revisions = unmerge_to_revisions


class Log(logging.Handler):
    """Keeps the lines about what is run."""

    def __init__(self):
        super().__init__(logging.INFO)
        self.lines = []

    def emit(self, record):
        line = record.getMessage()
        if line.startswith("Running "):
            self.lines.append(line)


LOG = Log()


def set_up():
    without_set_order()
    warnings.simplefilter("ignore")
    logger = logging.getLogger("alembic.runtime.migration")
    logger.addHandler(LOG)
    logger.setLevel(logging.INFO)
    logger.propagate = False


class Output(io.StringIO):
    """Alembic writes what the stream's encoding can hold."""

    encoding = "utf-8"


class Answer:
    """What became of one command. `crash` names an exception that Alembic did not mean."""

    def __init__(self, out="", log=(), error=None, crash=None):
        self.out, self.log, self.error, self.crash = out, list(log), error, crash


class Oracle:
    """Alembic on one project, whose scripts are read once."""

    def __init__(self, ini, url):
        self.ini, self.url = ini, url
        self.scripts = None

    def config(self, out, url=None):
        config = Config(self.ini, stdout=out, output_buffer=out)
        config.set_main_option("sqlalchemy.url", (url or self.url).replace("%", "%%"))
        return config

    def forget(self):
        """The scripts are to be read anew."""
        self.scripts = None

    def directory(self, config):
        if self.scripts is None:
            self.scripts = READ_SCRIPTS(config)
            self.scripts.revision_map._revision_map
        for script in self.scripts.revision_map._revision_map.values():
            if script is not None:
                script._db_current_indicator = None
        return self.scripts

    def run(self, name, *arguments, url=None, **options):
        out = Output()
        LOG.lines = []
        ScriptDirectory.from_config = self.directory
        try:
            with contextlib.redirect_stdout(out):
                getattr(command, name)(self.config(out, url), *arguments, **options)
        except CommandError as error:
            return Answer(out.getvalue(), LOG.lines, error=str(error))
        except Exception as crash:
            return Answer(out.getvalue(), LOG.lines, crash=f"{type(crash).__name__}: {crash}")
        return Answer(out.getvalue(), LOG.lines)


READ_SCRIPTS = ScriptDirectory.from_config
