"""Kills a server under load again and again: run.py BINARY

Clients add accounts, each with a key of its own. After every kill the server must start by itself. In
the end: what was acknowledged is there, once; what was not is sent again with the same key, and is
there once too; nothing is there that nobody sent; and the audit record verifies.
"""

import json
import os
import pathlib
import random
import sys
import threading
import time

sys.path.insert(0, str(pathlib.Path(__file__).resolve().parents[1]))
from outside import Server  # noqa: E402

ROUNDS = int(os.environ.get("ROUNDS", "8"))
CLIENTS = 4
SEED = int(os.environ.get("SEED", "0")) or random.SystemRandom().randrange(1, 1 << 32)


def name(round_, client, n):
    return f"Crash {round_:03}x{client}x{n:05}"


class Load:
    """What the clients sent, and what they were told."""

    def __init__(self, server, token):
        self.server, self.token = server, token
        self.lock = threading.Lock()
        self.acknowledged, self.open, self.odd = {}, set(), []

    def send(self, what):
        headers = {"Authorization": f"Bearer {self.token}", "Content-Type": "application/json", "Idempotency-Key": what}
        return self.server.call("POST", "/api/v1/accounts", json.dumps({"name": what}), headers)

    def client(self, round_, number, stop):
        n = 0
        while not stop.is_set():
            n += 1
            what = name(round_, number, n)
            with self.lock:
                self.open.add(what)
            try:
                status, _, text = self.send(what)
            except OSError:
                return
            with self.lock:
                if status == 201:
                    self.acknowledged[what] = json.loads(text)["id"]
                    self.open.discard(what)
                else:
                    self.odd.append(f"{what}: {status} {text[:200]}")
                    return

    def found(self, what):
        headers = {"Authorization": f"Bearer {self.token}"}
        status, _, text = self.server.call("GET", f"/api/v1/accounts?limit=200&q={what.replace(' ', '%20')}", None, headers)
        if status != 200:
            sys.exit(f"looking for {what}: {status} {text}")
        return [a["id"] for a in json.loads(text)["data"] if a["name"] == what]


def main():
    print(f"seed {SEED}, {ROUNDS} rounds")
    dice = random.Random(SEED)
    server = Server(sys.argv[1])
    wrong = []
    try:
        server.start()
        load = Load(server, server.owner_token())
        for round_ in range(ROUNDS):
            stop = threading.Event()
            clients = [threading.Thread(target=load.client, args=(round_, c, stop)) for c in range(CLIENTS)]
            for client in clients:
                client.start()
            time.sleep(dice.uniform(0.05, 1.5))
            server.kill()
            stop.set()
            for client in clients:
                client.join()
            started = time.monotonic()
            server.start()
            print(f"round {round_ + 1}: {len(load.acknowledged)} acknowledged, {len(load.open)} unanswered, up again after {time.monotonic() - started:.1f} s")
        wrong += load.odd
        for what, known in load.acknowledged.items():
            if load.found(what) != [known]:
                wrong.append(f"{what} was acknowledged as {known} and is there as {load.found(what)}")
        for what in sorted(load.open):
            before = load.found(what)
            status, _, text = load.send(what)
            code = json.loads(text).get("code") if status == 409 else None
            after = load.found(what)
            if not (status == 201 or code == "idempotency.effect") or len(after) != 1 or (before and before != after):
                wrong.append(f"{what}: sent again {status} {code}, there before {before}, after {after}")
        if not load.acknowledged:
            wrong.append("nothing was acknowledged, so nothing was shown")
        faults = server.faults()
        wrong += [f"fault: {line.strip()[:300]}" for line in faults[:5]]
        server.stop()
        if server.run("audit", "verify") != 0:
            wrong.append("the audit record does not verify")
    finally:
        server.remove()
    for line in wrong[:20]:
        print(line)
    print(f"crash: {'FAILED, ' + str(len(wrong)) + ' thing(s) wrong' if wrong else 'passed'} (seed {SEED})")
    sys.exit(1 if wrong else 0)


if __name__ == "__main__":
    main()
