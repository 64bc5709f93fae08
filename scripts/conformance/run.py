"""Starts a demo in a temporary folder, signs in, and lets schemathesis loose on the API.

    run.py BINARY [schemathesis options]

Two people call it: a partner admin and an owner of the vendor. Each has a token with every permission
that they may lend. Operations that end the caller's own token or session are left out, since nothing
after them would say anything.
"""

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

ROOT = pathlib.Path(__file__).resolve().parents[2]
EXAMPLES = os.environ.get("EXAMPLES", "6")
SECONDS = int(os.environ.get("CONFORMANCE_SECONDS", "600"))
LEFT_OUT = r"^/api/v1/(tokens|sessions)"
ROLES = ("partner_admin", "owner")


def free_port():
    with socket.socket() as s:
        s.bind(("127.0.0.1", 0))
        return s.getsockname()[1]


def call(port, method, path, body=None, headers=None):
    connection = http.client.HTTPConnection("127.0.0.1", port, timeout=30)
    connection.request(method, path, body, headers or {})
    answer = connection.getresponse()
    return answer.status, answer.headers, answer.read().decode()


def wait_until_ready(port, server):
    for _ in range(300):
        if server.poll() is not None:
            sys.exit("the server ended before it was ready")
        try:
            if call(port, "GET", "/readyz")[0] == 200:
                return
        except OSError:
            pass
        time.sleep(0.2)
    sys.exit("the server was not ready within a minute")


def permissions():
    """Every permission's code, as the source lists them."""
    text = (ROOT / "platform/access/src/permission.rs").read_text()
    return re.findall(r'= "([a-z_]+\.[a-z_]+)", (?:read|write);', text)


def token(port, email, password):
    form = urllib.parse.urlencode({"email": email, "password": password})
    headers = {"Content-Type": "application/x-www-form-urlencoded", "Sec-Fetch-Site": "same-origin"}
    status, answer, _ = call(port, "POST", "/sign-in", form, headers)
    cookies = [c.split(";")[0] for c in answer.get_all("Set-Cookie") or [] if c.startswith("session=")]
    if status != 303 or not cookies:
        sys.exit(f"{email} could not sign in: status {status}")
    headers = {"Content-Type": "application/json", "Sec-Fetch-Site": "same-origin", "Cookie": cookies[0]}
    # A person lends only what they have; what is too much is named by the answer and left out.
    scopes = permissions()
    for _ in range(len(scopes)):
        body = json.dumps({"name": "Conformance", "scopes": scopes})
        status, _, text = call(port, "POST", "/api/v1/tokens", body, headers)
        if status == 201:
            return json.loads(text)["secret"]
        mine = [s for s in scopes if call(port, "POST", "/api/v1/tokens", json.dumps({"name": "Probe", "scopes": [s]}), headers)[0] == 201]
        if mine == scopes or not mine:
            sys.exit(f"no token for {email}: {status} {text}")
        scopes = mine
    sys.exit(f"no token for {email}")


def main():
    binary, options = sys.argv[1], sys.argv[2:]
    schemathesis = pathlib.Path(sys.executable).parent / "schemathesis"
    folder = tempfile.mkdtemp(prefix="towpath-conformance.")
    port = free_port()
    environment = {**os.environ, "TOWPATH_API_PER_MINUTE": "0", "TOWPATH_LOG": "warn"}
    base = [binary, "--data", folder]
    made = subprocess.run([*base, "--json", "demo", "--prepare-only"], env=environment, check=True, stdout=subprocess.PIPE, text=True)
    world = json.loads(made.stdout.strip().splitlines()[-1])
    log = open(os.path.join(folder, "server.log"), "w+")
    server = subprocess.Popen([*base, "demo", "--listen", f"127.0.0.1:{port}"], env=environment, stdout=log, stderr=log)
    failed = []
    try:
        wait_until_ready(port, server)
        for role in ROLES:
            person = next((p for p in world["personas"] if p["role"] == role), None)
            if person is None:
                sys.exit(f"the demo has no persona with the role {role}")
            print(f"\n==> As {role}: {person['email']}", flush=True)
            secret = token(port, person["email"], world["password"])
            command = [
                schemathesis, "run", f"http://127.0.0.1:{port}/api/v1/openapi.json",
                "--header", f"Authorization: Bearer {secret}",
                "--phases", "examples,coverage,fuzzing", "--max-examples", EXAMPLES, "--seed", "7", "--workers", "2",
                "--checks", "not_a_server_error,status_code_conformance,content_type_conformance,response_headers_conformance,"
                "response_schema_conformance,negative_data_rejection,missing_required_header,unsupported_method,ignored_auth",
                "--exclude-path-regex", LEFT_OUT, "--request-timeout", "20", "--no-color", *options,
            ]
            try:
                code = subprocess.run(command, timeout=SECONDS, cwd=folder).returncode
            except subprocess.TimeoutExpired:
                code = f"not done within {SECONDS} s"
            if code != 0:
                failed.append(f"{role} ({code})")
            if server.poll() is not None:
                failed.append("the server ended")
                break
    finally:
        server.send_signal(signal.SIGTERM)
        try:
            server.wait(20)
        except subprocess.TimeoutExpired:
            server.kill()
        log.seek(0)
        faults = [line for line in log if " ERROR " in line]
    print("".join(faults[:20]), end="")
    verified = subprocess.run([*base, "audit", "verify"], env=environment)
    if verified.returncode != 0:
        failed.append("the audit record does not verify")
    if faults:
        failed.append(f"{len(faults)} fault(s) in the log")
    shutil.rmtree(folder, ignore_errors=True)
    print(f"\nconformance: {'FAILED: ' + ', '.join(failed) if failed else 'passed'}")
    sys.exit(1 if failed else 0)


if __name__ == "__main__":
    main()
