"""npufarm from Python: hand in quantized models, wait for the verdict, look at the board's profile.

One file, standard library only. Copy it next to your notebook, or put its folder on PYTHONPATH.

    from npufarm import Farm
    farm = Farm("http://127.0.0.1:8080", token="nf_...")
    result = farm.submit("model.tflite", competition="mai2021", phase="open").wait()
    print(result.state, result.psnr, result.npu_ms, result.score)

`check` and `estimate` need the `npufarm` command on this machine (the command is `npx npufarm` in a built
checkout; give another one with `cli=`); everything else speaks REST only. Every refusal is a `FarmError` with a
stable `code`, a sentence and a `hint`.
"""

import http.client
import io
import json
import os
import subprocess
import time
import uuid
import zipfile
from pathlib import Path
from urllib.parse import quote, urlencode, urlsplit

__all__ = ["Farm", "FarmError", "Submission", "check", "estimate", "pack_archive"]

FINAL_STATES = frozenset({"SCORED", "REJECTED", "FAILED", "WITHDRAWN"})
REQUEST_TIMEOUT_S = 60
CONNECTION_TRIES = 3


class FarmError(Exception):
    """A refusal or failure: `code` is stable, `fault` says who must act, `hint` what to do."""

    def __init__(self, code, message, hint=None, fault=None, status=None):
        super().__init__(message if not hint else f"{message} ({hint})")
        self.code = code
        self.message = message
        self.hint = hint
        self.fault = fault
        self.status = status


class Submission:
    """A submission as the farm saw it last; `view` holds every field of the REST interface."""

    def __init__(self, farm, view):
        self._farm = farm
        self.view = view

    def __repr__(self):
        return f"<Submission {self.id} {self.state} of {self.view['fileName']}>"

    @property
    def id(self):
        return self.view["id"]

    @property
    def state(self):
        return self.view["state"]

    @property
    def is_final(self):
        """Whether it has its verdict."""
        return self.state in FINAL_STATES

    @property
    def issues(self):
        """Why the delegate refused the model: dicts with id, rule, detail, hint, operator and tensor."""
        return self.view["issues"]

    @property
    def psnr(self):
        return self.view["psnr"]

    @property
    def ssim(self):
        return self.view["ssim"]

    @property
    def npu_ms(self):
        return self.view["npuMs"]

    @property
    def score(self):
        return self.view["score"]

    @property
    def drop(self):
        """What quantisation cost against the archive's float model: (PSNR in dB, SSIM), None where not available."""
        return self.view["deltaPsnr"], self.view["deltaSsim"]

    @property
    def fidelity(self):
        """What stands behind the runtime: "board", "emulated" or "fake"."""
        return self.view["fidelity"]

    def refresh(self):
        self.view = self._farm.request("GET", f"/submissions/{quote(self.id)}")
        return self

    def wait(self, timeout_s=None, every_s=1.0, on_change=None):
        """Returns itself once it has its verdict.

        `on_change` is called with the submission whenever its state changes.
        Raises FarmError `wait.ran-out` after `timeout_s`; the evaluation goes on then.
        """
        deadline = None if timeout_s is None else time.monotonic() + timeout_s
        seen = None
        while True:
            self.refresh()
            if self.state != seen:
                seen = self.state
                if on_change is not None:
                    on_change(self)
            if self.is_final:
                return self
            if deadline is not None and time.monotonic() >= deadline:
                raise FarmError("wait.ran-out", f"submission {self.id} is still {self.state}", "wait longer")
            time.sleep(every_s)

    def profile(self):
        """The board's time per fused layer: dicts with type, inferenceUs, engine and operators; [] without a run."""
        timing = self.view["timing"]
        return [] if timing is None else timing["byLayer"]

    def slowest(self, count=5):
        return sorted(self.profile(), key=lambda layer: -layer["inferenceUs"])[:count]

    def outputs(self):
        """Quality per picture: dicts with name, psnr, ssim and identical."""
        return self.view["pictures"]

    def download_outputs(self, folder):
        """Saves the super-resolved pictures that the phase keeps as <name>.png; returns their names."""
        base = f"/submissions/{quote(self.id)}/outputs"
        names = [sample["name"] for sample in self._farm.request("GET", base)["items"]]
        folder = Path(folder)
        folder.mkdir(parents=True, exist_ok=True)
        for name in names:
            picture = self._farm.request("GET", f"{base}/{quote(name, safe='')}", raw=True)
            (folder / f"{name}.png").write_bytes(picture)
        return names

    def delete_files(self):
        """Deletes its files for good, once it has ended; results and score stay."""
        self._farm.request("POST", f"/submissions/{quote(self.id)}/delete-files")
        return self.refresh()

    def log(self):
        """The delegate's log."""
        timing, report = self.view["timing"], self.view["check"]
        return (timing or report or {"log": []})["log"]

    def withdraw(self):
        self.view = self._farm.request("POST", f"/submissions/{quote(self.id)}/withdraw")
        return self

    def make_final(self):
        """Declares it the submission that counts for your team, in a phase that ranks finals."""
        self.view = self._farm.request("POST", f"/submissions/{quote(self.id)}/final")
        return self


class Farm:
    """One farm as one caller. Without arguments: NPUFARM_URL and NPUFARM_TOKEN, else `.npufarm/farm.json` of this folder or one above."""

    def __init__(self, url=None, token=None):
        known = {}
        if url is None and "NPUFARM_URL" not in os.environ:
            known = _find_farm_file()
        self.url = (url or os.environ.get("NPUFARM_URL") or known.get("url") or "").rstrip("/")
        if not self.url:
            raise FarmError("farm.unknown", "no farm is named", "pass url= or set NPUFARM_URL")
        self.token = token or os.environ.get("NPUFARM_TOKEN") or known.get("tokens", {}).get("team")
        self.competition = known.get("competition")
        self.phase = known.get("phase")

    def whoami(self):
        return self.request("GET", "/whoami")

    def competitions(self):
        return self.request("GET", "/competitions")["items"]

    def submit(self, model, competition=None, phase=None, file_name=None, key=None):
        """Hands in a .tflite file or an archive, given as a path or as bytes.

        A broken connection is tried again under the same key, so nothing is ever submitted twice.
        """
        if isinstance(model, (bytes, bytearray)):
            content, name = bytes(model), file_name or "model.tflite"
        else:
            content, name = Path(model).read_bytes(), file_name or Path(model).name
        query = {
            "competition": competition or self.competition or _missing("competition"),
            "phase": phase or self.phase or _missing("phase"),
            "fileName": name,
        }
        headers = {"content-type": "application/octet-stream", "idempotency-key": key or str(uuid.uuid4())}
        return Submission(self, self.request("POST", f"/submissions?{urlencode(query)}", content, headers))

    def submission(self, submission_id):
        return Submission(self, self.request("GET", f"/submissions/{quote(submission_id)}"))

    def submissions(self, limit=50):
        return [Submission(self, view) for view in self.request("GET", f"/submissions?limit={limit}")["items"]]

    def quota(self):
        return self.request("GET", "/quota")["items"]

    def set_factsheet(self, factsheet, competition=None):
        """Says who made your entries and with what: a dict with authors, affiliations, framework and more."""
        path = f"/competitions/{quote(competition or self.competition or _missing('competition'))}/factsheet"
        return self.request("PUT", path, json.dumps(factsheet).encode(), {"content-type": "application/json"})

    def leaderboard(self, competition=None, phase=None):
        return self.request("GET", f"{self._phase(competition, phase)}/leaderboard")

    def download_data(self, folder, competition=None, phase=None):
        """Saves the public pictures of a phase as <name>.hr.png and <name>.lr.png with LICENCE.txt; returns their names."""
        base = f"{self._phase(competition, phase)}/data"
        data = self.request("GET", base)
        folder = Path(folder)
        folder.mkdir(parents=True, exist_ok=True)
        (folder / "LICENCE.txt").write_text(data["licenceText"], encoding="utf-8")
        names = [picture["name"] for picture in data["pictures"]]
        for name in names:
            for size in ("hr", "lr"):
                picture = self.request("GET", f"{base}/{quote(name, safe='')}/{size}", raw=True)
                (folder / f"{name}.{size}.png").write_bytes(picture)
        return names

    def request(self, method, path, body=None, headers=None, raw=False):
        """One call of /api/v1; returns the parsed answer, or its bytes when `raw`."""
        base = urlsplit(self.url)
        connect = http.client.HTTPSConnection if base.scheme == "https" else http.client.HTTPConnection
        sent = {"accept": "application/json", **(headers or {})}
        if self.token:
            sent["authorization"] = f"Bearer {self.token}"
        repeatable = method == "GET" or "idempotency-key" in sent
        for attempt in range(CONNECTION_TRIES):
            connection = connect(base.netloc, timeout=REQUEST_TIMEOUT_S)
            try:
                connection.request(method, f"{base.path}/api/v1{path}", body=body, headers=sent)
                response = connection.getresponse()
                status, content = response.status, response.read()
                break
            except (OSError, http.client.HTTPException) as error:
                if not repeatable or attempt == CONNECTION_TRIES - 1:
                    raise FarmError("farm.unreachable", f"{self.url} does not answer: {error}") from error
                time.sleep(0.5 * (attempt + 1))
            finally:
                connection.close()
        if status >= 400:
            raise _problem(status, content)
        return content if raw else json.loads(content)

    def _phase(self, competition, phase):
        competition = competition or self.competition or _missing("competition")
        return f"/competitions/{quote(competition)}/phases/{quote(phase or self.phase or _missing('phase'))}"


def check(model, policy="challenge", cli=("npx", "npufarm")):
    """Whether the delegate takes a model, without a farm: the document of `npufarm check --json`."""
    return _run([*cli, "check", str(model), "--policy", str(policy), "--json"], (0, 10))


def estimate(model, layout="nhwc", cli=("npx", "npufarm")):
    """The predicted runtime on the board, without a farm and without running the model."""
    return _run([*cli, "estimate", str(model), "--layout", layout, "--json-lines"], (0, 10))


def pack_archive(model, model_none, model_none_float=None, factsheet=None):
    """The challenge's archive as bytes: the fixed file, the dynamic one, the float one, and what you say about them."""
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.write(model, "TFLite/model.tflite")
        archive.write(model_none, "TFLite/model_none.tflite")
        if model_none_float is not None:
            archive.write(model_none_float, "TFLite/model_none_float.tflite")
        if factsheet is not None:
            archive.writestr("factsheet.json", json.dumps(factsheet, ensure_ascii=False))
    return packed.getvalue()


def _run(command, accepted):
    ran = subprocess.run(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, check=False)
    try:
        document = json.loads(ran.stdout.decode("utf-8").strip().splitlines()[-1])
    except (ValueError, IndexError):
        raise FarmError("cli.failed", ran.stderr.decode("utf-8", "replace").strip() or f"exit {ran.returncode}") from None
    if ran.returncode in accepted:
        return document
    error = document.get("error", {})
    raise FarmError(error.get("code", "cli.failed"), error.get("message", f"exit {ran.returncode}"), error.get("hint"))


def _problem(status, content):
    try:
        problem = json.loads(content)
        return FarmError(problem["code"], problem["detail"], problem.get("hint"), problem.get("fault"), status)
    except (ValueError, KeyError, TypeError):
        return FarmError("farm.unknown-answer", f"status {status} without a problem document", status=status)


def _missing(what):
    raise FarmError(f"{what}.missing", f"no {what} is named", f"pass {what}=")


def _find_farm_file():
    for folder in (Path.cwd(), *Path.cwd().parents):
        path = folder / ".npufarm" / "farm.json"
        if path.is_file():
            return json.loads(path.read_text(encoding="utf-8"))
    return {}
