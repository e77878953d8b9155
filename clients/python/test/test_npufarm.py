"""Tests of npufarm.py against a farm played by a local server: python3 -m unittest discover clients/python/test"""

import io
import json
import sys
import tempfile
import threading
import unittest
import zipfile
from http.server import BaseHTTPRequestHandler, HTTPServer
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))
import npufarm  # noqa: E402

SUBMISSION = {
    "id": "019a0000-0000-7000-8000-000000000001",
    "fileName": "m.tflite",
    "state": "RECEIVED",
    "issues": [],
    "psnr": None,
    "ssim": None,
    "npuMs": None,
    "score": None,
    "fidelity": None,
    "timing": None,
    "check": None,
    "pictures": [],
}
LAYERS = [
    {"type": "TensorAdd", "inferenceUs": 10, "engine": "ppu", "operators": [1]},
    {"type": "ConvolutionReluPoolingLayer2", "inferenceUs": 90, "engine": "nn", "operators": [0]},
]


class PlayedFarm:
    """Answers each route by its function; keeps the requests."""

    def __init__(self, routes):
        self.requests = []
        played = self

        class Handler(BaseHTTPRequestHandler):
            def handle_any(self):
                body = self.rfile.read(int(self.headers.get("content-length", 0)))
                path = self.path.split("?")[0]
                played.requests.append((self.command, self.path, dict(self.headers), body))
                answer = routes[(self.command, path)]
                status, content = answer(body) if callable(answer) else answer
                if status == 0:
                    self.close_connection = True
                    return
                raw = content if isinstance(content, bytes) else json.dumps(content).encode()
                self.send_response(status)
                self.send_header("content-length", str(len(raw)))
                self.end_headers()
                self.wfile.write(raw)

            do_GET = do_POST = do_PUT = handle_any

            def log_message(self, *_):
                pass

        self.server = HTTPServer(("127.0.0.1", 0), Handler)
        self.url = f"http://127.0.0.1:{self.server.server_port}"
        threading.Thread(target=self.server.serve_forever, daemon=True).start()

    def close(self):
        self.server.shutdown()
        self.server.server_close()


class FarmTest(unittest.TestCase):
    def play(self, routes):
        played = PlayedFarm(routes)
        self.addCleanup(played.close)
        return played, npufarm.Farm(played.url, token="nf_test")

    def test_submits_a_file_and_waits_for_its_verdict(self):
        states = iter(["CHECKING", "EVALUATING", "SCORED"])
        path = f"/api/v1/submissions/{SUBMISSION['id']}"
        scored = {"psnr": 30.5, "npuMs": 36.5, "timing": {"byLayer": LAYERS, "log": ["ok"]}}
        played, farm = self.play(
            {
                ("POST", "/api/v1/submissions"): (201, SUBMISSION),
                ("GET", path): lambda _: (200, {**SUBMISSION, **scored, "state": next(states)}),
            }
        )
        with tempfile.TemporaryDirectory() as folder:
            model = Path(folder) / "m.tflite"
            model.write_bytes(b"model")
            seen = []
            result = farm.submit(model, "mai2021", "open").wait(every_s=0, on_change=lambda s: seen.append(s.state))
        method, url, headers, body = played.requests[0]
        self.assertEqual((method, body), ("POST", b"model"))
        self.assertIn("competition=mai2021&phase=open&fileName=m.tflite", url)
        self.assertEqual(headers["authorization"], "Bearer nf_test")
        self.assertTrue(headers["idempotency-key"])
        self.assertEqual(seen, ["CHECKING", "EVALUATING", "SCORED"])
        self.assertEqual((result.psnr, result.npu_ms), (30.5, 36.5))
        self.assertEqual(result.slowest(1)[0]["inferenceUs"], 90)
        self.assertEqual(result.log(), ["ok"])

    def test_repeats_a_broken_upload_under_the_same_key(self):
        answers = iter([(0, b""), (201, SUBMISSION)])
        played, farm = self.play({("POST", "/api/v1/submissions"): lambda _: next(answers)})
        farm.submit(b"model", "c", "p")
        keys = {headers["idempotency-key"] for _, _, headers, _ in played.requests}
        self.assertEqual((len(played.requests), len(keys)), (2, 1))

    def test_tells_a_refusal_with_code_and_hint(self):
        problem = {"code": "quota.exceeded", "detail": "3 of 3 today", "hint": "Wait.", "fault": "participant"}
        _, farm = self.play({("POST", "/api/v1/submissions"): (429, problem)})
        with self.assertRaises(npufarm.FarmError) as raised:
            farm.submit(b"model", "c", "p")
        self.assertEqual((raised.exception.code, raised.exception.hint), ("quota.exceeded", "Wait."))
        self.assertEqual(raised.exception.status, 429)

    def test_stops_waiting_without_ending_the_evaluation(self):
        _, farm = self.play({("GET", f"/api/v1/submissions/{SUBMISSION['id']}"): (200, SUBMISSION)})
        with self.assertRaises(npufarm.FarmError) as raised:
            farm.submission(SUBMISSION["id"]).wait(timeout_s=0, every_s=0)
        self.assertEqual(raised.exception.code, "wait.ran-out")

    def test_downloads_the_pictures_of_a_phase_with_their_licence(self):
        base = "/api/v1/competitions/c/phases/p/data"
        _, farm = self.play(
            {
                ("GET", base): (200, {"dataset": "d", "licenceText": "CC0", "pictures": [{"name": "one"}]}),
                ("GET", f"{base}/one/hr"): (200, b"high"),
                ("GET", f"{base}/one/lr"): (200, b"low"),
            }
        )
        with tempfile.TemporaryDirectory() as folder:
            self.assertEqual(farm.download_data(folder, "c", "p"), ["one"])
            self.assertEqual((Path(folder) / "one.hr.png").read_bytes(), b"high")
            self.assertEqual((Path(folder) / "LICENCE.txt").read_text(), "CC0")

    def test_says_who_made_the_entries_and_saves_and_deletes_what_the_farm_keeps(self):
        base = f"/api/v1/submissions/{SUBMISSION['id']}"
        said = {"authors": ["Ada"], "framework": "Keras"}
        played, farm = self.play(
            {
                ("PUT", "/api/v1/competitions/c/factsheet"): (200, said),
                ("GET", base): (200, {**SUBMISSION, "deltaPsnr": 0.2, "deltaSsim": 0.01}),
                ("GET", f"{base}/outputs"): (200, {"items": [{"name": "one", "width": 9, "height": 9}]}),
                ("GET", f"{base}/outputs/one"): (200, b"picture"),
                ("POST", f"{base}/delete-files"): (200, {"submissionId": SUBMISSION["id"], "filesDeleted": True}),
            }
        )
        self.assertEqual(farm.set_factsheet(said, "c"), said)
        submission = farm.submission(SUBMISSION["id"])
        self.assertEqual(submission.drop, (0.2, 0.01))
        with tempfile.TemporaryDirectory() as folder:
            self.assertEqual(submission.download_outputs(folder), ["one"])
            self.assertEqual((Path(folder) / "one.png").read_bytes(), b"picture")
        submission.delete_files()
        self.assertIn(("POST", f"{base}/delete-files"), [request[:2] for request in played.requests])
        self.assertEqual(json.loads(played.requests[0][3]), said)

    def test_packs_the_archive_of_the_challenge(self):
        with tempfile.TemporaryDirectory() as folder:
            for name in ("a", "b"):
                (Path(folder) / name).write_bytes(name.encode())
            packed = npufarm.pack_archive(Path(folder) / "a", Path(folder) / "b", factsheet={"authors": ["A"]})
        with zipfile.ZipFile(io.BytesIO(packed)) as archive:
            names = ["TFLite/model.tflite", "TFLite/model_none.tflite", "factsheet.json"]
            self.assertEqual(archive.namelist(), names)

    def test_reads_what_the_command_says_about_a_refused_model(self):
        said = 'import sys; print(\'{"accepted": false, "issues": [{"id": "x"}]}\'); sys.exit(10)'
        report = npufarm.check("m.tflite", cli=(sys.executable, "-c", said))
        self.assertFalse(report["accepted"])

    def test_raises_when_the_command_fails(self):
        said = 'import sys; print(\'{"error": {"code": "cli.file-not-found", "message": "m"}}\'); sys.exit(2)'
        with self.assertRaises(npufarm.FarmError) as raised:
            npufarm.estimate("m.tflite", cli=(sys.executable, "-c", said))
        self.assertEqual(raised.exception.code, "cli.file-not-found")


if __name__ == "__main__":
    unittest.main()
