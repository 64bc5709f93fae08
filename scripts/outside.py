"""A Towpath server in a temporary folder, for scripts that look at it from outside."""

import hashlib
import http.client
import json
import os
import pathlib
import re
import shutil
import signal
import socket
import subprocess
import sys
import tempfile
import time
import urllib.parse

ROOT = pathlib.Path(__file__).resolve().parents[1]
OWNER, PASSWORD = "owner@kestrel.example", "a long enough password"


def free_port():
    with socket.socket() as s:
        s.bind(("127.0.0.1", 0))
        return s.getsockname()[1]


def postgres_bin():
    """The folder of PostgreSQL's programs."""
    return pathlib.Path(subprocess.check_output(["bash", "-c", ". scripts/lib.sh; postgres_bin"], cwd=ROOT, text=True).strip())


def psql(url, *args, text=None):
    """What psql prints, rows without a frame."""
    command = [postgres_bin() / "psql", "-qAtX", "-v", "ON_ERROR_STOP=1", url, *args]
    return subprocess.run(command, input=text, stdout=subprocess.PIPE, text=True, check=True).stdout


def permissions():
    """Every permission's code, as the source lists them."""
    text = (ROOT / "platform/access/src/permission.rs").read_text()
    return re.findall(r'= "([a-z_]+\.[a-z_]+)", (?:read|write);', text)


class Process:
    """A server of whatever kind, with a folder, a port and a log of its own."""

    def __init__(self, prefix, log):
        self.folder = tempfile.mkdtemp(prefix=prefix)
        self.port, self.log, self.server = free_port(), os.path.join(self.folder, log), None

    def running(self):
        return self.server is not None and self.server.poll() is None

    def kill(self):
        self.server.kill()
        self.server.wait()

    def stop(self):
        if self.running():
            self.server.send_signal(signal.SIGTERM)
            try:
                self.server.wait(20)
            except subprocess.TimeoutExpired:
                self.kill()

    def remove(self):
        self.stop()
        shutil.rmtree(self.folder, ignore_errors=True)

    def tail(self):
        with open(self.log) as log:
            return "".join(log.readlines()[-30:])


class Server(Process):
    """Starts, kills and asks Towpath on a folder of its own; without users but one owner."""

    command = "serve"

    def __init__(self, binary, **environment):
        super().__init__("towpath-script.", "server.log")
        self.data = os.path.join(self.folder, "data")
        self.binary, self.base = binary, [binary, "--data", self.data]
        self.environment = {**os.environ, "TOWPATH_API_PER_MINUTE": "0", "TOWPATH_LOG": "warn", **environment}
        self.prepare()

    def prepare(self):
        os.makedirs(self.data)
        command = [*self.base, "user", "add", OWNER, "--name", "Olga Owner", "--role", "owner"]
        made = subprocess.run(command, env=self.environment, input=PASSWORD + "\n", text=True, stdout=subprocess.DEVNULL)
        if made.returncode != 0:
            sys.exit("the owner could not be added; what was said is above")

    def start(self):
        with open(self.log, "a") as log:
            command = [*self.base, self.command, "--listen", f"127.0.0.1:{self.port}"]
            self.server = subprocess.Popen(command, env=self.environment, stdout=log, stderr=log)
        for _ in range(600):
            if self.server.poll() is not None:
                sys.exit(f"the server ended before it was ready:\n{self.tail()}")
            try:
                if self.call("GET", "/readyz")[0] == 200:
                    return
            except OSError:
                pass
            time.sleep(0.1)
        sys.exit(f"the server was not ready within a minute:\n{self.tail()}")

    def call(self, method, path, body=None, headers=None):
        connection = http.client.HTTPConnection("127.0.0.1", self.port, timeout=60)
        try:
            connection.request(method, path, body, headers or {})
            answer = connection.getresponse()
            return answer.status, answer.headers, answer.read().decode()
        except http.client.HTTPException as e:
            raise OSError(str(e)) from e
        finally:
            connection.close()

    def faults(self):
        with open(self.log) as log:
            return [line for line in log if "ERROR" in line]

    def run(self, *command):
        return subprocess.run([*self.base, *command], env=self.environment).returncode

    def owner_token(self):
        """A token of the owner, with every permission that they may lend."""
        form = urllib.parse.urlencode({"email": OWNER, "password": PASSWORD})
        headers = {"Content-Type": "application/x-www-form-urlencoded", "Sec-Fetch-Site": "same-origin"}
        status, answer, text = self.call("POST", "/sign-in", form, headers)
        cookies = [c.split(";")[0] for c in answer.get_all("Set-Cookie") or [] if c.startswith("session=")]
        if status != 303 or not cookies:
            sys.exit(f"the owner could not sign in: status {status}\n{text[:2000]}")
        headers = {"Content-Type": "application/json", "Sec-Fetch-Site": "same-origin", "Cookie": cookies[0]}

        def make(scopes):
            return self.call("POST", "/api/v1/tokens", json.dumps({"name": "Script", "scopes": scopes}), headers)

        status, _, text = make(permissions())
        if status != 201:
            status, _, text = make([s for s in permissions() if make([s])[0] == 201])
        if status != 201:
            sys.exit(f"no token for the owner: {status} {text}")
        return json.loads(text)["secret"]


class Demo(Server):
    """The demo with its personas. Filling it takes a while, so a binary's demo is kept and copied."""

    command = "demo"

    def prepare(self):
        with open(self.binary, "rb") as f:
            digest = hashlib.file_digest(f, "sha256").hexdigest()[:16]
        kept = pathlib.Path(self.binary).resolve().parent.parent / "tools" / f"demo-{digest}"
        if not (kept / "demo.json").exists():
            for old in kept.parent.glob("demo-*"):
                shutil.rmtree(old, ignore_errors=True)
            print("Filling a demo (kept for the next script)", flush=True)
            fresh = kept.with_name(f"{kept.name}.{os.getpid()}")
            command = [self.binary, "--data", str(fresh), "demo", "--prepare-only"]
            environment = {k: v for k, v in self.environment.items() if k != "DATABASE_URL"}
            if subprocess.run(command, env=environment, stdout=subprocess.DEVNULL).returncode != 0:
                sys.exit("the demo could not be made; what was said is above")
            try:
                fresh.rename(kept)
            except OSError:
                # Another script was faster, with the same program: its demo will do.
                shutil.rmtree(fresh)
        shutil.copytree(kept, self.data)
        self.world = json.loads((kept / "demo.json").read_text())

    def persona(self, role):
        person = next((p for p in self.world["personas"] if p["role"] == role), None)
        if person is None:
            sys.exit(f"the demo has no persona with the role {role}")
        return person
