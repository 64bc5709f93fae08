"""A demo in a temporary folder, for scripts that look at Towpath from outside."""

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


def free_port():
    with socket.socket() as s:
        s.bind(("127.0.0.1", 0))
        return s.getsockname()[1]


def permissions():
    """Every permission's code, as the source lists them."""
    text = (ROOT / "platform/access/src/permission.rs").read_text()
    return re.findall(r'= "([a-z_]+\.[a-z_]+)", (?:read|write);', text)


class Demo:
    """Fills a folder; starts, kills and asks the server on it."""

    def __init__(self, binary, **environment):
        self.folder = tempfile.mkdtemp(prefix="towpath-demo.")
        self.base = [binary, "--data", os.path.join(self.folder, "data")]
        self.environment = {**os.environ, "TOWPATH_API_PER_MINUTE": "0", "TOWPATH_LOG": "warn", **environment}
        self.port = free_port()
        self.log = os.path.join(self.folder, "server.log")
        self.server = None
        made = subprocess.run(
            [*self.base, "--json", "demo", "--prepare-only"], env=self.environment, stdout=subprocess.PIPE, text=True
        )
        if made.returncode != 0:
            sys.exit("the demo could not be made; what it said is above")
        self.world = json.loads(made.stdout.strip().splitlines()[-1])

    def start(self):
        with open(self.log, "a") as log:
            command = [*self.base, "demo", "--listen", f"127.0.0.1:{self.port}"]
            self.server = subprocess.Popen(command, env=self.environment, stdout=log, stderr=log)
        for _ in range(300):
            if self.server.poll() is not None:
                sys.exit(f"the server ended before it was ready:\n{self.tail()}")
            try:
                if self.call("GET", "/readyz")[0] == 200:
                    return
            except OSError:
                pass
            time.sleep(0.1)
        sys.exit(f"the server was not ready within 30 seconds:\n{self.tail()}")

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

    def call(self, method, path, body=None, headers=None):
        connection = http.client.HTTPConnection("127.0.0.1", self.port, timeout=20)
        try:
            connection.request(method, path, body, headers or {})
            answer = connection.getresponse()
            return answer.status, answer.headers, answer.read().decode()
        except http.client.HTTPException as e:
            raise OSError(str(e)) from e
        finally:
            connection.close()

    def tail(self):
        with open(self.log) as log:
            return "".join(log.readlines()[-20:])

    def faults(self):
        with open(self.log) as log:
            return [line for line in log if " ERROR " in line]

    def run(self, *command):
        return subprocess.run([*self.base, *command], env=self.environment).returncode

    def persona(self, role):
        person = next((p for p in self.world["personas"] if p["role"] == role), None)
        if person is None:
            sys.exit(f"the demo has no persona with the role {role}")
        return person["email"]

    def token(self, role):
        """A token of a persona, with every permission that the persona may lend."""
        email = self.persona(role)
        form = urllib.parse.urlencode({"email": email, "password": self.world["password"]})
        headers = {"Content-Type": "application/x-www-form-urlencoded", "Sec-Fetch-Site": "same-origin"}
        status, answer, _ = self.call("POST", "/sign-in", form, headers)
        cookies = [c.split(";")[0] for c in answer.get_all("Set-Cookie") or [] if c.startswith("session=")]
        if status != 303 or not cookies:
            sys.exit(f"{email} could not sign in: status {status}")
        headers = {"Content-Type": "application/json", "Sec-Fetch-Site": "same-origin", "Cookie": cookies[0]}

        def make(scopes):
            return self.call("POST", "/api/v1/tokens", json.dumps({"name": "Script", "scopes": scopes}), headers)

        scopes = [s for s in permissions() if make([s])[0] == 201]
        status, _, text = make(scopes)
        if status != 201:
            sys.exit(f"no token for {email}: {status} {text}")
        return json.loads(text)["secret"]
