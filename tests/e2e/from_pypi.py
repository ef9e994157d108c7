"""What the tests take from PyPI: packages of the virtual environment that ATHANOR_TEST_PYTHON names."""
import json
import os
import pathlib
import subprocess
import sys

from harness import Skipped, clean_environment, equal


def python_with(*modules):
    """A Python that has the modules: the environment's, or the one that runs the tests."""
    given = os.environ.get("ATHANOR_TEST_PYTHON")
    script = "import " + ", ".join(modules)
    for python in filter(None, (given, sys.executable)):
        if subprocess.run([python, "-c", script], capture_output=True).returncode == 0:
            return python
    raise Skipped(f"no Python with {' and '.join(modules)}: name one in ATHANOR_TEST_PYTHON")


def program_beside_python(name):
    """A program that a package of the virtual environment brings."""
    given = os.environ.get("ATHANOR_TEST_PYTHON")
    if given and (pathlib.Path(given).parent / name).exists():
        return str(pathlib.Path(given).parent / name)
    raise Skipped(f"no {name} beside ATHANOR_TEST_PYTHON")


VALIDATE = """
import json, sys
from jsonschema import Draft7Validator
schema, documents = json.load(sys.stdin)
Draft7Validator.check_schema(schema)
validator = Draft7Validator(schema)
def first(document):
    for error in validator.iter_errors(document):
        return "/".join(map(str, error.absolute_path)) + ": " + error.message
json.dump([first(document) for document in documents], sys.stdout)
"""


def first_errors(schema, documents):
    """What is wrong with each document by a JSON Schema; None where nothing is."""
    done = subprocess.run([python_with("jsonschema"), "-c", VALIDATE], capture_output=True, text=True,
                          input=json.dumps([schema, documents]), env=clean_environment())
    equal(done.returncode, 0, done.stderr)
    return json.loads(done.stdout)


def parse_yaml(text):
    """What a YAML text holds."""
    script = "import json, sys, yaml; json.dump(yaml.load(sys.stdin, yaml.BaseLoader), sys.stdout)"
    done = subprocess.run([python_with("yaml"), "-c", script], capture_output=True, text=True,
                          input=text, env=clean_environment())
    equal(done.returncode, 0, done.stderr)
    return json.loads(done.stdout)
