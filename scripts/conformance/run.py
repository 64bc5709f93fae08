"""Lets schemathesis loose on the API of a demo: run.py BINARY [schemathesis options]

Two people call it, a partner admin and an owner of the vendor, with the demo's tokens. Operations on tokens and sessions are left out, since they could end the caller's
own.
"""

import os
import pathlib
import subprocess
import sys

sys.path.insert(0, str(pathlib.Path(__file__).resolve().parents[1]))
from outside import Demo  # noqa: E402

EXAMPLES = os.environ.get("EXAMPLES", "6")
SECONDS = int(os.environ.get("CONFORMANCE_SECONDS", "420"))
LEFT_OUT = r"^/api/v1/(tokens|sessions)"
CHECKS = (
    "not_a_server_error,status_code_conformance,content_type_conformance,response_headers_conformance,"
    "response_schema_conformance,unsupported_method,ignored_auth"
)
# Also asks that all is refused that the description does not allow; it is not everywhere yet.
if os.environ.get("STRICT") == "1":
    CHECKS += ",negative_data_rejection,missing_required_header"


def main():
    binary, options = sys.argv[1], sys.argv[2:]
    schemathesis = pathlib.Path(sys.executable).parent / "schemathesis"
    demo = Demo(binary)
    failed = []
    try:
        demo.start()
        for role in ("partner_admin", "owner"):
            person = demo.persona(role)
            print(f"\n==> As {role}: {person['email']}", flush=True)
            # One worker: with more, Python 3.11 now and then fails inside the generator ("recursion depth mismatch").
            command = [
                schemathesis, "run", f"http://127.0.0.1:{demo.port}/api/v1/openapi.json",
                "--header", f"Authorization: Bearer {person['token']}", "--checks", CHECKS,
                "--phases", "examples,coverage,fuzzing", "--max-examples", EXAMPLES, "--seed", "7", "--workers", "1",
                "--exclude-path-regex", LEFT_OUT, "--request-timeout", "20", "--no-color", *options,
            ]  # fmt: skip
            try:
                code = subprocess.run(command, timeout=SECONDS, cwd=demo.folder).returncode
            except subprocess.TimeoutExpired:
                code = f"not done within {SECONDS} s"
            if code != 0:
                failed.append(f"{role} ({code})")
            if not demo.running():
                failed.append("the server ended")
                break
        demo.stop()
        faults = demo.faults()
        print("".join(faults[:20]), end="")
        if faults:
            failed.append(f"{len(faults)} fault(s) in the log")
        if demo.run("audit", "verify") != 0:
            failed.append("the audit record does not verify")
    finally:
        demo.remove()
    print(f"\nconformance: {'FAILED: ' + ', '.join(failed) if failed else 'passed'}")
    sys.exit(1 if failed else 0)


if __name__ == "__main__":
    main()
