"""A real Odoo 19 on a database and a port of its own, for scripts that try or measure it.

Its folder is the one that scripts/odoo/prepare.sh made.
"""

import json
import os
import pathlib
import shutil
import signal
import subprocess
import sys
import time
import urllib.error
import urllib.request

from outside import Process, free_port, psql

# What every program gets that is to run in the Odoo of this folder.
PACKAGES = "root/usr/lib/python3/dist-packages"


class Odoo(Process):
    """Makes a database with some modules, and starts, stops and kills a server on it."""

    def __init__(self, home, postgres, database, modules, workers=0):
        self.home, self.database, self.workers = pathlib.Path(home), database, workers
        self.postgres = postgres
        self.url = postgres.rsplit("/", 1)[0] + "/" + database
        super().__init__("towpath-odoo.", "odoo.log")
        address, port = postgres.split("@")[1].split("/")[0].split(":")
        settings = {
            "db_host": address, "db_port": port, "db_user": postgres.split("//")[1].split("@")[0], "db_password": "none",
            "data_dir": self.folder, "http_interface": "127.0.0.1", "http_port": self.port, "gevent_port": free_port(),
            "list_db": False, "max_cron_threads": 0, "workers": workers,
        }  # fmt: skip
        self.settings, self.said = os.path.join(self.folder, "odoo.conf"), settings
        self.configure()
        self.environment = {**os.environ, "PYTHONPATH": str(self.home / PACKAGES)}
        self.made = [database]
        self.drop(database)
        self.install(modules)

    def configure(self):
        self.said["db_name"] = self.database
        pathlib.Path(self.settings).write_text("[options]\n" + "".join(f"{k} = {v}\n" for k, v in self.said.items()))

    def drop(self, database):
        psql(self.postgres, "-c", "set client_min_messages = warning", "-c", f'drop database if exists "{database}" with (force)')

    def use(self, database):
        """Goes on with a copy of the first database."""
        self.drop(database)
        psql(self.postgres, "-c", f'create database "{database}" template "{self.made[0]}"')
        files = pathlib.Path(self.folder, "filestore")
        if (files / self.made[0]).exists():
            shutil.copytree(files / self.made[0], files / database)
        self.made.append(database)
        self.database, self.url = database, self.postgres.rsplit("/", 1)[0] + "/" + database
        self.configure()

    def command(self, *args):
        return [str(self.home / "venv/bin/python"), str(self.home / "root/usr/bin/odoo"), *args]

    def once(self, *args, text=None):
        """Runs a command of Odoo to its end; what it printed."""
        done = subprocess.run(self.command(*args), env=self.environment, input=text, text=True, capture_output=True)
        if done.returncode != 0 or "Traceback" in done.stderr:
            sys.exit(f"odoo {args[0]} failed:\n{done.stdout[-1000:]}\n{done.stderr[-4000:]}")
        return done.stdout

    def install(self, modules):
        self.once("server", "-c", self.settings, "-i", modules, "--without-demo=all", "--stop-after-init", "--log-level=error")

    def shell(self, script):
        """Runs lines of Python inside of Odoo, where `env` is the superuser's; what they printed last, as JSON."""
        out = self.once("shell", "-c", self.settings, "--log-level=error", text="import json\n" + script + "\nenv.cr.commit()\n")
        return json.loads(out.strip().splitlines()[-1])

    def start(self):
        with open(self.log, "a") as log:
            command = self.command("server", "-c", self.settings, "--log-level=warn")
            self.server = subprocess.Popen(command, env=self.environment, stdout=log, stderr=log, start_new_session=True)
        for _ in range(600):
            if self.server.poll() is not None:
                break
            try:
                with urllib.request.urlopen(f"http://127.0.0.1:{self.port}/web/version", timeout=20):
                    return
            except OSError:
                time.sleep(0.1)
        sys.exit(f"Odoo was not ready within a minute:\n{self.tail()}")

    def kill(self):
        """Ends it and its workers at once."""
        os.killpg(self.server.pid, signal.SIGKILL)
        self.server.wait()

    def remove(self):
        self.stop()
        for database in self.made:
            self.drop(database)
        super().remove()

    def sql(self, query):
        """The rows of a query, each a list of texts."""
        return [line.split("\t") for line in psql(self.url, "-F", "\t", "-c", query).splitlines()]

    def call(self, path, body, headers=None):
        """The status and the JSON that it answers."""
        headers = {"Content-Type": "application/json", **(headers or {})}
        request = urllib.request.Request(f"http://127.0.0.1:{self.port}{path}", json.dumps(body).encode(), headers)
        try:
            with urllib.request.urlopen(request, timeout=60) as answer:
                return answer.status, json.loads(answer.read())
        except urllib.error.HTTPError as e:
            return e.code, json.loads(e.read() or b"null")
