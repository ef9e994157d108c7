"""Random edits of a model tree, each of a kind whose meaning is known: it changes the schema, asks for
what protection refuses, breaks the models, or does nothing."""
import copy

SAME, BROKEN, DIFFERENT, REFUSED = 0, 1, 2, 3

BASE = {
    "enums": {"userrole": ["PADAWAN", "MAITRE", "GARDIEN"], "state": ["new", "done"]},
    "tables": {
        "users": {
            "columns": {
                "id": {"type": '"integer"', "primary_key": "true", "identity": "true"},
                "username": {"type": '"varchar(50)"', "nullable": "false", "unique": "true"},
                "role": {"type": '"userrole"', "default": '"PADAWAN"'},
                "is_active": {"type": '"boolean"', "default": "true", "nullable": "false"},
                "created_at": {"type": '"timestamp"', "default": '{ sql = "current_timestamp" }'},
                "email": {"type": '"varchar(100)"'},
            },
        },
        "rooms": {
            "comment": '"Where it happens"',
            "columns": {
                "id": {"type": '"integer"', "primary_key": "true"},
                "code": {"type": '"varchar(20)"', "nullable": "false"},
                "floor": {"type": '"smallint"'},
                "area": {"type": '"numeric(10,2)"', "check": '"area > 0"'},
                "label": {"type": '"text"', "default": '"a room"'},
            },
            "indexes": [{"name": '"ix_rooms_code"', "columns": '["code"]', "unique": "true"},
                        {"name": '"ix_rooms_floor"', "columns": '["floor", "code desc"]'}],
        },
        "attempts": {
            "columns": {
                "id": {"type": '"bigint"', "primary_key": "true"},
                "user_id": {"type": '"integer"', "nullable": "false", "references": '"users(id)"',
                            "on_delete": '"cascade"', "index": "true"},
                "room_id": {"type": '"integer"', "references": '"rooms(id)"',
                            "on_delete": '"set null"', "index": "true"},
                "points": {"type": '"integer"', "nullable": "false", "default": "0",
                           "check": '"points >= 0"'},
                "state": {"type": '"state"', "nullable": "false", "default": '"new"'},
                "note": {"type": '"text"'},
                "taken_at": {"type": '"timestamptz"'},
            },
            "indexes": [{"name": '"ix_attempts_open"', "columns": '["taken_at"]',
                         "where": '"points > 0"'}],
            "checks": [{"name": '"attempts_few"', "expression": '"points < 1000"'}],
        },
        "tags": {
            "primary_key": '["attempt_id", "label"]',
            "columns": {
                "attempt_id": {"type": '"bigint"'},
                "label": {"type": '"varchar(30)"'},
                "weight": {"type": '"real"', "nullable": "false", "default": "1.5"},
            },
            "foreign_keys": [{"columns": '["attempt_id"]', "references": '"attempts(id)"',
                              "on_delete": '"cascade"'}],
        },
        "preferences": {
            "columns": {
                "key": {"type": '"varchar(40)"', "primary_key": "true"},
                "value": {"type": '"jsonb"', "sqlite.type": '"text"'},
                "size": {"type": '"double"'},
                "blob": {"type": '"bytes"'},
                "day": {"type": '"date"', "nullable": "false"},
            },
            "uniques": [{"name": '"preferences_once"', "columns": '["day", "size"]'}],
        },
    },
    "views": {"ranking": '"SELECT user_id, sum(points) AS points FROM attempts GROUP BY user_id"'},
}

LISTS = ("indexes", "checks", "foreign_keys", "uniques")


class Style:
    """How a model is written: nothing of it changes what it says."""

    def __init__(self, random=None):
        self.random = random

    def often(self):
        return self.random is not None and self.random.random() < 0.4

    def shuffled(self, items):
        items = list(items)
        if self.often():
            self.random.shuffle(items)
        return items

    def key(self, name):
        return f'"{name}"' if "." not in name and self.often() else name

    def gap(self):
        return self.random.choice([" ", "  ", "\t"]) if self.often() else " "

    def line(self):
        if not self.often():
            return ""
        return self.random.choice(["\n", "# type = \"nothing\"\n", "\n\n# [tables.gone]\n", "  \n"])

    def inline(self, keys):
        written = [f"{self.key(k)}{self.gap()}={self.gap()}{v}" for k, v in self.shuffled(keys.items())]
        return "{" + self.gap() + ("," + self.gap()).join(written) + self.gap() + "}"


def table_text(name, table, style):
    out = ""
    options = {k: v for k, v in table.items() if k != "columns" and k not in LISTS}
    if options:
        out += f"[tables.{style.key(name)}]\n"
        for key, value in style.shuffled(options.items()):
            out += f"{style.key(key)}{style.gap()}={style.gap()}{value}\n{style.line()}"
    out += f"[tables.{style.key(name)}.columns]\n"
    for column, keys in table["columns"].items():
        out += f"{style.line()}{style.key(column)} = {style.inline(keys)}"
        out += " # x\n" if style.often() else "\n"
    for kind in style.shuffled(LISTS):
        for item in table.get(kind, []):
            out += f"\n[[tables.{name}.{kind}]]\n"
            for key, value in style.shuffled(item.items()):
                out += f"{key} = {value}\n{style.line()}"
    return out


def written(model, style=Style()):
    """The model as files: {name: text}."""
    parts = [table_text(name, table, style) for name, table in style.shuffled(model["tables"].items())]
    for name, values in model["enums"].items():
        listed = ", ".join(f'"{value}"' for value in values)
        parts.append(f"[enums.{name}]\nvalues = [{listed}]\n")
    for name, sql in model["views"].items():
        parts.append(f'[views.{name}]\ndialects = ["sqlite"]\nsql = {sql}\n')
    if not style.often():
        return {"all.toml": "\n".join(parts)}
    return {f"part_{number}.toml": style.line() + text for number, text in enumerate(parts)}


def drop_references(model, table, column=None):
    """Takes out what would point at nothing."""
    for other in model["tables"].values():
        for keys in other["columns"].values():
            target = keys.get("references", "").strip('"')
            if target.split("(")[0] != table or column not in (None, target.split("(")[1:][0].rstrip(")")):
                continue
            for key in ("references", "on_delete", "on_update"):
                keys.pop(key, None)
        other["foreign_keys"] = [key for key in other.get("foreign_keys", [])
                                 if not key["references"].startswith(f'"{table}(')]


def is_free(model, name, column):
    """Whether nothing else of the model names the column."""
    table = model["tables"][name]
    if "primary_key" in table["columns"][column] or column in table.get("primary_key", ""):
        return False
    for kind in LISTS:
        if any(column in text for item in table.get(kind, []) for text in item.values()):
            return False
    return not any(column in sql for sql in model["views"].values() if name in sql)


def drop_view(model, table):
    model["views"] = {name: sql for name, sql in model["views"].items() if table not in sql}


class Edits:
    """Each method edits the model and returns what `check` must exit with, or None where it found
    nothing to edit."""

    def __init__(self, random):
        self.random = random

    def table(self, model):
        return self.random.choice(list(model["tables"]))

    def columns_with(self, model, key):
        return [(name, column) for name, table in model["tables"].items()
                for column, keys in table["columns"].items() if key in keys]

    def some(self, found):
        return self.random.choice(found) if found else None

    # What changes the schema.

    def drop_a_table(self, model):
        name = self.table(model)
        drop_references(model, name)
        drop_view(model, name)
        del model["tables"][name]
        return REFUSED if name == "users" else DIFFERENT

    def drop_a_column(self, model):
        name = self.table(model)
        free = [column for column in model["tables"][name]["columns"] if is_free(model, name, column)]
        if not free:
            return None
        del model["tables"][name]["columns"][self.random.choice(free)]
        return REFUSED if name == "users" else DIFFERENT

    def rename_a_column(self, model, keep=False):
        name = self.table(model)
        free = [column for column in model["tables"][name]["columns"] if is_free(model, name, column)]
        column = self.some(free)
        if not column:
            return None
        columns = {}
        for each, keys in model["tables"][name]["columns"].items():
            columns[each + "_new" if each == column else each] = keys
            if each == column:
                if keep:
                    keys["renamed_from"] = f'"{column}"'
                if "check" in keys:
                    keys["check"] = keys["check"].replace(column, column + "_new")
        model["tables"][name]["columns"] = columns
        return REFUSED if name == "users" and not keep else DIFFERENT

    def rename_a_column_and_say_so(self, model):
        return self.rename_a_column(model, keep=True)

    def rename_a_table(self, model, keep=False):
        name = self.random.choice(["tags", "preferences", "users"])
        table = model["tables"].pop(name)
        if keep:
            table["renamed_from"] = f'"{name}"'
        model["tables"][name + "_new"] = table
        for other in model["tables"].values():
            for keys in other["columns"].values():
                if keys.get("references", "").startswith(f'"{name}('):
                    keys["references"] = keys["references"].replace(name, name + "_new")
        return REFUSED if name == "users" else DIFFERENT

    def rename_a_table_and_say_so(self, model):
        return self.rename_a_table(model, keep=True)

    def change_a_type(self, model):
        others = {'"varchar(50)"': '"varchar(20)"', '"varchar(100)"': '"varchar(200)"',
                  '"varchar(20)"': '"text"', '"smallint"': '"bigint"', '"varchar(40)"': '"varchar(41)"',
                  '"numeric(10,2)"': '"numeric(6,2)"', '"text"': '"varchar(10)"', '"real"': '"double"',
                  '"timestamptz"': '"timestamp"', '"date"': '"timestamp"', '"bytes"': '"text"'}
        found = [(name, column) for name, column in self.columns_with(model, "type")
                 if model["tables"][name]["columns"][column]["type"] in others
                 and is_free(model, name, column)]
        name, column = self.some(found)
        keys = model["tables"][name]["columns"][column]
        keys["type"] = others[keys["type"]]
        if keys.get("default") and "text" not in keys["type"] and "varchar" not in keys["type"]:
            keys.pop("default")
        return DIFFERENT

    def change_a_type_for_one_dialect(self, model):
        model["tables"]["attempts"]["columns"]["note"][
            self.random.choice(["sqlite.type", "postgresql.type"])] = '"varchar(99)"'
        return DIFFERENT

    def change_a_default(self, model):
        others = {"0": "1", '"a room"': '"a hall"', "true": "false", '"PADAWAN"': '"MAITRE"',
                  '"new"': '"done"', "1.5": "2.5"}
        name, column = self.some([(name, column) for name, column in self.columns_with(model, "default")
                                  if model["tables"][name]["columns"][column]["default"] in others])
        keys = model["tables"][name]["columns"][column]
        keys["default"] = others[keys["default"]]
        return DIFFERENT

    def lose_a_default(self, model):
        name, column = self.some(self.columns_with(model, "default"))
        del model["tables"][name]["columns"][column]["default"]
        return DIFFERENT

    def gain_a_default(self, model):
        model["tables"]["attempts"]["columns"]["note"]["default"] = '"nothing"'
        return DIFFERENT

    def lose_not_null(self, model):
        name, column = self.some(self.columns_with(model, "nullable"))
        del model["tables"][name]["columns"][column]["nullable"]
        return DIFFERENT

    def gain_not_null(self, model):
        name = self.table(model)
        columns = model["tables"][name]["columns"]
        free = [c for c in columns if is_free(model, name, c) and "nullable" not in columns[c]
                and columns[c].get("on_delete") != '"set null"']
        column = self.some(free)
        if not column:
            return None
        columns[column]["nullable"] = "false"
        return DIFFERENT

    def lose_a_part(self, model, key):
        found = self.columns_with(model, key)
        name, column = self.some(found)
        del model["tables"][name]["columns"][column][key]
        if key == "references":
            model["tables"][name]["columns"][column].pop("on_delete", None)
        return DIFFERENT

    def lose_an_index(self, model):
        return self.lose_a_part(model, "index")

    def lose_a_unique(self, model):
        return self.lose_a_part(model, "unique")

    def lose_a_check(self, model):
        return self.lose_a_part(model, "check")

    def lose_a_reference(self, model):
        return self.lose_a_part(model, "references")

    def lose_an_action(self, model):
        return self.lose_a_part(model, "on_delete")

    def change_an_action(self, model):
        name, column = self.some(self.columns_with(model, "on_delete"))
        model["tables"][name]["columns"][column]["on_delete"] = '"restrict"'
        return DIFFERENT

    def lose_an_item(self, model):
        name, kind = self.some([(name, kind) for name, table in model["tables"].items()
                                for kind in LISTS if table.get(kind)])
        items = model["tables"][name][kind]
        del items[self.random.randrange(len(items))]
        return DIFFERENT

    def change_an_item(self, model):
        table = model["tables"]["attempts"]
        edit = self.random.randrange(4)
        if edit == 0:
            table["indexes"][0]["where"] = '"points > 1"'
        elif edit == 1:
            table["indexes"][0]["columns"] = '["taken_at desc"]'
        elif edit == 2:
            table["checks"][0]["expression"] = '"points <= 1000"'
        else:
            model["tables"]["rooms"]["indexes"][0].pop("unique")
        return DIFFERENT

    def gain_an_index(self, model):
        model["tables"]["rooms"].setdefault("indexes", []).append(
            {"name": '"ix_rooms_label"', "columns": '["label"]'})
        return DIFFERENT

    def gain_a_column(self, model):
        name = self.table(model)
        model["tables"][name]["columns"][f"extra_{self.random.randrange(9)}"] = {
            "type": self.random.choice(['"integer"', '"text"', '"varchar(9)"', '"boolean"'])}
        return DIFFERENT

    def gain_a_table(self, model):
        model["tables"][f"made_{self.random.randrange(9)}"] = {
            "columns": {"id": {"type": '"integer"', "primary_key": "true"}}}
        return DIFFERENT

    def gain_a_reference_to_a_legacy_table(self, model):
        model["tables"]["attempts"]["columns"]["result_id"] = {
            "type": '"integer"', "references": '"results(id)"', "on_delete": '"cascade"'}
        return DIFFERENT

    def change_an_enum(self, model):
        values = model["enums"]["state"]
        edit = self.random.randrange(3)
        if edit == 0:
            values.append("lost")
        elif edit == 1:
            values[1] = "over"
        else:
            values.insert(0, "first")
        return DIFFERENT

    def change_the_key_of_a_table(self, model):
        model["tables"]["tags"]["primary_key"] = '["attempt_id"]'
        return DIFFERENT

    def change_a_view(self, model):
        model["views"]["ranking"] = model["views"]["ranking"].replace("sum(", "max(")
        return DIFFERENT

    def drop_a_view(self, model):
        model["views"] = {}
        return DIFFERENT

    def change_a_comment_on_a_table(self, model):
        model["tables"]["rooms"]["comment"] = '"Elsewhere"'
        return DIFFERENT

    def keep_a_table_to_one_dialect(self, model):
        model["tables"]["preferences"]["dialects"] = self.random.choice(
            ['["sqlite"]', '["postgresql"]'])
        return DIFFERENT

    # What breaks the models.

    def mistype_a_key(self, model):
        name = self.table(model)
        columns = model["tables"][name]["columns"]
        column = self.random.choice(list(columns))
        key = self.random.choice([k for k in columns[column] if "." not in k])
        at = self.random.randrange(len(key))
        typo = key[:at] + key[at] + key[at:] if self.random.random() < 0.5 else key[:at] + key[at + 1:]
        columns[column][typo] = columns[column].pop(key)
        return BROKEN

    def mistype_a_reference(self, model):
        name, column = self.some(self.columns_with(model, "references"))
        model["tables"][name]["columns"][column]["references"] = self.random.choice(
            ['"user(id)"', '"rooms(idd)"', '"nowhere"'])
        return BROKEN

    def mistype_a_type(self, model):
        name = self.table(model)
        column = self.random.choice(list(model["tables"][name]["columns"]))
        keys = model["tables"][name]["columns"][column]
        keys.pop("sqlite.type", None)
        keys["type"] = self.random.choice(['"intger"', '"varchr(5)"', '""', '"userroles"'])
        return BROKEN

    def mistype_a_column_of_an_index(self, model):
        model["tables"]["rooms"]["indexes"][1]["columns"] = '["floors", "code"]'
        return BROKEN

    def give_a_wrong_value(self, model):
        name = self.table(model)
        column = self.random.choice(list(model["tables"][name]["columns"]))
        model["tables"][name]["columns"][column]["nullable"] = self.random.choice(['"no"', "7", "[]"])
        return BROKEN

    def break_the_file(self, model):
        name = self.table(model)
        column = self.random.choice(list(model["tables"][name]["columns"]))
        model["tables"][name]["columns"][column]["default"] = self.random.choice(
            ['"open', "{ sql = ", "truee", "01"])
        return BROKEN

    def lose_a_type(self, model):
        name, column = self.some(self.columns_with(model, "type"))
        del model["tables"][name]["columns"][column]["type"]
        return BROKEN

    # What says the same.

    def reorder_columns(self, model):
        name = self.table(model)
        items = list(model["tables"][name]["columns"].items())
        self.random.shuffle(items)
        model["tables"][name]["columns"] = dict(items)
        return SAME

    def say_the_default(self, model):
        name = self.table(model)
        columns = model["tables"][name]["columns"]
        for column, keys in columns.items():
            key = "primary_key" in keys or column in model["tables"][name].get("primary_key", "")
            if not key and "nullable" not in keys:
                keys["nullable"] = "true"
        return SAME

    def write_a_type_otherwise(self, model):
        others = {'"integer"': ['"INTEGER"'], '"bigint"': ['"BigInt"'],
                  '"varchar(50)"': ['"character varying(50)"', '"VARCHAR (50)"', '"varchar( 50 )"'],
                  '"boolean"': ['"BOOLEAN"'], '"numeric(10,2)"': ['"decimal(10, 2)"'],
                  '"smallint"': ['"SmallInt"'], '"text"': ['"TEXT"'],
                  '"timestamptz"': ['"timestamp with time zone"']}
        name, column = self.some([(name, column) for name, column in self.columns_with(model, "type")
                                  if model["tables"][name]["columns"][column]["type"] in others])
        keys = model["tables"][name]["columns"][column]
        keys["type"] = self.random.choice(others[keys["type"]])
        return SAME

    def write_an_expression_otherwise(self, model):
        attempts, rooms = model["tables"]["attempts"], model["tables"]["rooms"]
        attempts["columns"]["points"]["check"] = self.random.choice(
            ['"points>=0"', '"(points >= 0)"', '"POINTS >= 0"', '"( ( points ) >= 0 )"'])
        attempts["checks"][0]["expression"] = self.random.choice(['"points<1000"', '"((points < 1000))"'])
        attempts["indexes"][0]["where"] = self.random.choice(['"points>0"', '"(Points > 0)"'])
        rooms["columns"]["area"]["check"] = self.random.choice(['"area>0"', '"(area > 0)"'])
        return SAME

    def write_a_shorthand_out(self, model):
        attempts = model["tables"]["attempts"]
        edit = self.random.randrange(4)
        if edit == 0:
            del attempts["columns"]["user_id"]["index"]
            attempts["indexes"].append({"columns": '["user_id"]'})
        elif edit == 1:
            del attempts["columns"]["points"]["check"]
            attempts["checks"].append({"expression": '"points >= 0"'})
        elif edit == 2:
            del model["tables"]["users"]["columns"]["username"]["unique"]
            model["tables"]["users"]["uniques"] = [{"columns": '["username"]'}]
        else:
            for key in ("references", "on_delete"):
                del attempts["columns"]["room_id"][key]
            attempts["foreign_keys"] = [{"columns": '["room_id"]', "references": '"rooms(id)"',
                                         "on_delete": '"set null"'}]
        return SAME

    def reference_the_key_without_its_name(self, model):
        model["tables"]["attempts"]["columns"]["room_id"]["references"] = '"rooms"'
        return SAME

    def leave_an_old_rename_standing(self, model):
        name = self.table(model)
        model["tables"][name]["renamed_from"] = '"long_ago"'
        column = self.random.choice(list(model["tables"][name]["columns"]))
        model["tables"][name]["columns"][column]["renamed_from"] = '"former"'
        return SAME

    def describe_the_legacy_table(self, model):
        model["tables"]["results"] = {"columns": {"id": {"type": '"text"', "primary_key": "true"}}}
        return SAME

    def change_nothing(self, _):
        return SAME


def kinds():
    return [name for name, value in vars(Edits).items()
            if callable(value) and not name.startswith("_")
            and name not in ("table", "columns_with", "some", "lose_a_part")]


def edited(random, kind):
    """A model after one edit of that kind, and what `check` must exit with; None where the kind has
    nothing to edit."""
    model = copy.deepcopy(BASE)
    expected = getattr(Edits(random), kind)(model)
    return None if expected is None else (model, expected)
