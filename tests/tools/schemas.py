"""Loads SQL scripts into real databases, and compares what they then hold with what `crm-diagram import sql` makes of them.
Then loads the SQL that `crm-diagram render -f sql` writes: of documents, and of what imports make of foreign files.

usage: schemas.py BINARY FILE...     FILE names its dialect: crm.postgres.sql, helpdesk.sqlite.sql; or is a document: erd.yaml;
                                     or any other file or folder that can be imported
"""

import os
import re
import shutil
import sqlite3
import subprocess
import sys
import tempfile


def imported(binary, path):
    """Tables with columns, keys and required columns, and the number of relations, of the document."""
    text = subprocess.run([binary, "import", "sql", path, "-q"], check=True, capture_output=True, text=True).stdout
    tables, relations, section, table = {}, 0, None, None
    for line in filter(str.strip, text.splitlines()):
        indent = len(line) - len(line.lstrip())
        if indent == 0:
            section = line.rstrip(":")
        elif section == "relations":
            relations += 1
        elif section == "entities" and indent == 2:
            table = tables.setdefault(line.strip().split(":")[0].strip('"'), {"columns": [], "primary": set()})
            bare = True
        elif section == "entities" and indent == 4 and line.strip() == "fields:":
            bare = False
            table["columns"], table["primary"] = [], set()
        elif section == "entities" and indent >= 4:
            name, _, rest = line.strip().partition(":")
            name = name.strip('"')
            table["columns"].append(name)
            relations += "-> " in rest
            if re.search(r"\bpk\b", rest.split("note:")[0]):
                table["primary"].add(name)
    return tables, relations


def of_sqlite(path):
    database = sqlite3.connect(":memory:")
    database.executescript(open(path, encoding="utf-8").read())
    tables, relations = {}, 0
    names = database.execute("select name from sqlite_master where type = 'table' and name not like 'sqlite_%'")
    for (name,) in names.fetchall():
        columns = database.execute(f'pragma table_xinfo("{name}")').fetchall()
        tables[name] = {"columns": [row[1] for row in columns], "primary": {row[1] for row in columns if row[5]}}
        relations += len({row[0] for row in database.execute(f'pragma foreign_key_list("{name}")')})
    return tables, relations


class Postgres:
    """A cluster of its own in a folder that is thrown away, reached by a socket in it."""

    def __init__(self):
        self.folder = tempfile.mkdtemp(prefix="crm-diagram-pg-")
        self.user = []
        if os.geteuid() == 0:  # The server refuses to run as root.
            shutil.chown(self.folder, "postgres")
            self.user = ["runuser", "-u", "postgres", "--"]
        tools = subprocess.run(["pg_config", "--bindir"], capture_output=True, text=True).stdout.strip() if shutil.which("pg_config") else ""
        found = [tools] + sorted(
            (os.path.join("/usr/lib/postgresql", version, "bin") for version in os.listdir("/usr/lib/postgresql")), reverse=True
        ) if os.path.isdir("/usr/lib/postgresql") else [tools]
        self.tools = next(folder for folder in found if folder and os.path.exists(os.path.join(folder, "initdb")))
        self.data = os.path.join(self.folder, "data")
        self.call("initdb", "-D", self.data, "-U", "postgres", "-A", "trust", "-E", "UTF8", "--no-sync")
        options = f"-k {self.folder} -c listen_addresses= -c fsync=off"
        self.call("pg_ctl", "-D", self.data, "-w", "-l", os.path.join(self.folder, "log"), "-o", options, "start")

    def call(self, tool, *arguments):
        subprocess.run([*self.user, os.path.join(self.tools, tool), *arguments], check=True, stdout=subprocess.DEVNULL, cwd="/")

    def sql(self, text, database, stops=True):
        command = ["psql", "-h", self.folder, "-U", "postgres", "-d", database, "-X", "-q", "-A", "-t", "-F", "\t", "-v", f"ON_ERROR_STOP={int(stops)}"]
        done = subprocess.run(command, input=text, capture_output=True, text=True)
        if stops and done.returncode:
            raise SystemExit(done.stderr)
        return [line.split("\t") for line in done.stdout.splitlines()], done.stderr

    def read(self, path):
        name = "check_" + re.sub(r"\W", "_", os.path.basename(path)).lower()
        self.sql(f"drop database if exists {name}; ", "postgres")
        self.sql(f"create database {name};", "postgres")
        script = open(path, encoding="utf-8").read()
        # What other products bring along: named by the scripts, made by nobody in them.
        self.sql("create schema sales; create schema service; create schema extensions; create role crm; create schema auth; create table auth.users (id uuid primary key); create domain extensions.citext as text; create domain public.citext as text;", name, stops=False)
        script = re.sub(r"(?im)^\\c .*$|^(create|drop) database .*;$|^create extension .*;$", "", script)
        _, faults = self.sql(script, name, stops=False)
        faults = [line for line in faults.splitlines() if "ERROR" in line and "does not exist" not in line and "already exists" not in line]
        if faults:
            print(f"  {os.path.basename(path)}: PostgreSQL says {faults[:3]}")
        own = "n.nspname not in ('pg_catalog', 'information_schema', 'pg_toast', 'auth') and not c.relispartition"
        rows, _ = self.sql(
            "select c.relname, a.attname, coalesce(a.attnum = any (k.conkey), false) from pg_class c "
            "join pg_namespace n on n.oid = c.relnamespace join pg_attribute a on a.attrelid = c.oid and a.attnum > 0 and not a.attisdropped "
            "left join pg_constraint k on k.conrelid = c.oid and k.contype = 'p' "
            f"where c.relkind in ('r', 'p') and {own} order by c.relname, a.attnum;", name)
        tables = {}
        for table, column, is_primary in rows:
            known = tables.setdefault(table, {"columns": [], "primary": set()})
            known["columns"].append(column)
            if is_primary == "t":
                known["primary"].add(column)
        rows, _ = self.sql(
            "select count(*) from pg_constraint k join pg_class c on c.oid = k.conrelid join pg_namespace n on n.oid = c.relnamespace "
            f"where k.contype = 'f' and k.conparentid = 0 and {own};", name)
        return tables, int(rows[0][0])

    def refused(self, script):
        """What the server says against a script, which leaves nothing behind."""
        begin = "drop schema if exists emitted cascade; create schema emitted; set search_path to emitted; begin;"
        _, faults = self.sql(f"{begin}\n{script}\nrollback;", "postgres", stops=False)
        return [line for line in faults.splitlines() if "ERROR" in line]

    def stop(self):
        self.call("pg_ctl", "-D", self.data, "-m", "immediate", "stop")
        shutil.rmtree(self.folder, ignore_errors=True)


def process(path):
    """Files with several pipelines or processes have one of this name."""
    return [] if path.endswith("crm.hubspot") else ["--process", "Direct sales"]


def written(binary, path, folder):
    """The SQL of all data models of a document, or of what an import makes of a file; nothing where there is none."""
    document = path
    if not path.endswith(".yaml"):
        document = os.path.join(folder, os.path.basename(path) + ".yaml")
        kind = next((part for part in os.path.basename(path).split(".") if part in ("sql", "salesforce", "hubspot", "dbml", "dot")), "mermaid")
        subprocess.run([binary, "import", kind, path, "-q", "-o", document, *process(path)], check=True, capture_output=True)
    out = os.path.join(folder, os.path.basename(path))
    os.makedirs(out + ".d")
    subprocess.run([binary, "render", document, "--all", "-f", "sql", "-q", "-o", out + ".d/"], capture_output=True)
    names = sorted(os.listdir(out + ".d"))
    return {name: open(os.path.join(out + ".d", name), encoding="utf-8").read() for name in names}


def check_written(binary, paths, postgres):
    found, count = [], 0
    with tempfile.TemporaryDirectory() as folder:
        # Exports of records become numbers, not tables.
        for place, path in enumerate(path for path in paths if not path.endswith((".csv", ".tsv"))):
            own = os.path.join(folder, str(place))
            os.mkdir(own)
            for name, script in written(binary, path, own).items():
                count += 1
                found += [f"{path} {name}: {fault}" for fault in postgres.refused(script)]
    print(f"{count} scripts written, {'all accepted by PostgreSQL' if not found else 'not accepted:'}")
    for fault in found:
        print(f"  {fault}")
    return bool(found) or count == 0


def differences(ours, real):
    (tables, relations), (real_tables, real_relations) = ours, real
    found = [f"table {name}: {'only in the document' if name in tables else 'missing'}" for name in sorted(set(tables) ^ set(real_tables))]
    for name in sorted(set(tables) & set(real_tables)):
        for part in ("columns", "primary"):
            if tables[name][part] != real_tables[name][part]:
                found.append(f"{name} {part}: {tables[name][part]}, the database has {real_tables[name][part]}")
    if relations != real_relations:
        found.append(f"{relations} relations, the database has {real_relations}")
    return found


def main(binary, paths):
    postgres, failed = None, False
    try:
        for path in paths:
            if ".sqlite." in path:
                real = of_sqlite(path)
            elif ".postgres." in path:
                postgres = postgres or Postgres()
                real = postgres.read(path)
            else:
                continue
            ours = imported(binary, path)
            found = differences(ours, real)
            columns = sum(len(table["columns"]) for table in real[0].values())
            print(f"{os.path.basename(path)}: {len(real[0])} tables, {columns} columns, {real[1]} relations{': ' if found else ', as the database says'}{'; '.join(found)}")
            failed = failed or bool(found) or not real[0]
        postgres = postgres or Postgres()
        if not postgres.refused('CREATE TABLE "a" ("b" nonsense);'):
            print("a check that finds nothing: PostgreSQL accepts what is wrong")
            failed = True
        failed = check_written(binary, paths, postgres) or failed
    finally:
        if postgres:
            postgres.stop()
    return failed


if __name__ == "__main__":
    sys.exit(main(sys.argv[1], sys.argv[2:]))
