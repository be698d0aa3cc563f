"""Every address of the server, asked as a browser and as a program ask it."""

import io
import json
import zipfile
from typing import Any

import numpy as np
import pytest
from starlette.testclient import TestClient

import detente
from detente.assessment.reproduce import command_line, python_lines
from detente.interfaces.web.frames import unpacked
from detente.interfaces.web.models import State
from detente.messages import catalogue
from detente.reading.changes import Changes
from tests.interfaces.web.conftest import NAME, Served

Json = dict[str, Any]
SOCKET = {"host": "127.0.0.1:8000"}


@pytest.fixture(scope="module")
def client(served: Served) -> TestClient:
    return served.client


def query(state: Json, **more: str) -> Json:
    return {
        key: state[key] for key in ("a", "b", "phase", "threat", "deterrent", "site") if state[key] is not None
    } | more


def problems(reply: Any) -> list[Json]:
    found: list[Json] = reply.json()["error"]
    assert all(set(one) == {"where", "message"} and one["message"] for one in found)
    return found


# The page


@pytest.mark.parametrize(
    "address", ["/", f"/{NAME}", f"/{NAME}/crux?phase=1", "/no-such-talks/crux", f"/{NAME}/no-such-panel"]
)
def test_the_page_stands_at_every_address_of_a_state(client: TestClient, address: str) -> None:
    reply = client.get(address)
    assert (reply.status_code, reply.headers["content-type"]) == (200, "text/html; charset=utf-8")
    assert reply.headers["cache-control"] == "no-cache"
    assert "'sha256-AAAA='" in reply.headers["content-security-policy"]
    assert client.get(address, headers={"if-none-match": reply.headers["etag"]}).status_code == 304


def test_parts_with_a_hash_in_their_name_are_kept_for_good_and_travel_packed(client: TestClient) -> None:
    reply = client.get("/assets/main-1a2b.js")
    assert "immutable" in reply.headers["cache-control"]
    assert reply.headers["content-encoding"] == "gzip"
    assert client.get("/assets/main-1a2b.js", headers={"accept-encoding": "identity"}).text == reply.text
    assert client.head("/assets/main-1a2b.js").status_code == 200


@pytest.mark.parametrize(
    "address",
    [
        "/assets/../index.html", "/assets/..%2f..%2fapp.py", "/assets/%2e%2e/csp.json", "/..%2f..%2fpyproject.toml",
        "/a.txt", "/a/b/c", "/api/nothing",
    ],
)  # fmt: skip
def test_nothing_else_of_the_disk_is_there(client: TestClient, address: str) -> None:
    reply = client.get(address)
    assert reply.status_code == 404 or reply.text.startswith("<!doctype html>")
    if reply.status_code == 404:
        assert problems(reply)


def test_a_method_an_address_does_not_have_is_refused(client: TestClient) -> None:
    assert client.put("/api/dossiers").status_code == 405


# What can be opened


def test_what_can_be_opened(client: TestClient) -> None:
    found = client.get("/api/dossiers").json()
    assert (found["default"], found["joint"]) == (NAME, False)
    assert {row.name for row in detente.dossiers()} <= {line["id"] for line in found["dossiers"]}


def test_the_head_of_a_dossier(client: TestClient, state: Json) -> None:
    found = client.get(f"/api/dossiers/{NAME}").json()
    assert found["pair"] == [state["a"], state["b"]]
    assert client.get("/api/dossiers/no-such-talks").status_code == 404


def test_the_messages_of_a_language_are_those_of_the_catalogue(client: TestClient) -> None:
    found = client.get("/api/messages/ru.json").json()
    assert (found["messages"], found["plurals"]) == catalogue("ru")
    assert client.get("/api/messages/xx.json").status_code == 422


def test_the_page_about_the_addresses_needs_nothing_from_elsewhere(client: TestClient) -> None:
    page = client.get("/api/").text
    assert "/api/live" in page
    assert "http" not in page.replace("/api/openapi.json", "")
    assert client.get("/api/?lang=ru").status_code == 200


# The picture


def test_the_picture_on_the_socket_is_that_of_the_post(client: TestClient, state: Json) -> None:
    request = {"seq": 5, "state": state, "step": 1, "layers": ["defended", "sites"], "lang": "en"}
    header, payload = unpacked(client.post("/api/live", json=request).content)
    with client.websocket_connect("/api/live", headers=SOCKET) as socket:
        socket.send_text(json.dumps(request))
        assert unpacked(socket.receive_bytes()) == (header, payload)
    assert header["seq"] == 5
    assert {field["side"] for field in header["fields"]} == {"A", "B"}
    for field in header["fields"]:
        count = field["rows"] * field["columns"] * 4
        cells = np.frombuffer(payload, "<f2", count, field["offset"]).reshape(field["rows"], field["columns"], 4)
        assert np.abs(cells[..., 0]).max() <= 600.0
        assert set(np.unique(cells[..., 3])) <= {0.0, 1.0}
    plain = client.post("/api/live", json=request, headers={"accept": "application/json"}).json()
    assert plain["sides"] == header["sides"]
    assert client.get(f"/{NAME}/picture.json", params=query(state)).json()["sentence"] == header["sentence"]


def test_a_bad_message_is_answered_and_the_socket_stays(client: TestClient, state: Json) -> None:
    good = {"seq": 9, "state": state, "step": 1, "layers": ["sites"]}
    wrong = [
        ("{", 0),
        ('{"seq": 3}', 3),
        (json.dumps(good | {"seq": 4, "step": 0.3}), 4),
        (json.dumps(good | {"seq": 5, "state": state | {"phase": 77}}), 5),
        (json.dumps(good | {"seq": 6, "state": state | {"values": {state["a"]: {"defence.commit_delay": "5 km"}}}}), 6),
        (json.dumps(good | {"seq": 7, "state": state | {"dossier": "no-such-talks"}}), 7),
        (json.dumps(good | {"seq": 8, "state": state | {"colour": "red"}}), 8),
    ]
    with client.websocket_connect("/api/live", headers=SOCKET) as socket:
        for message, seq in wrong:
            socket.send_text(message)
            told = json.loads(socket.receive_text())
            assert told["seq"] == seq
            assert told["error"]
        socket.send_text(json.dumps(good))
        assert unpacked(socket.receive_bytes())[0]["seq"] == 9


def test_a_socket_that_goes_away_in_the_middle_leaves_the_server_alive(client: TestClient, state: Json) -> None:
    for _ in range(3):
        with client.websocket_connect("/api/live", headers=SOCKET) as socket:
            socket.send_text(json.dumps({"seq": 1, "state": state, "layers": ["defended"]}))
    assert client.get("/api/dossiers").status_code == 200


def test_what_separates_the_views(client: TestClient, state: Json) -> None:
    rows = client.post("/api/differences", json=state).json()["rows"]
    assert rows
    assert {"key", "label", "holders", "questions"} <= rows[0].keys()


# Panels and jobs


def followed(client: TestClient, name: str) -> list[tuple[str, Json]]:
    """The events of a job, until it is over."""
    lines = client.get(f"/api/jobs/{name}/events").text.split("\n\n")
    said = [dict(line.split(": ", 1) for line in event.split("\n")) for event in lines if event.startswith("event")]
    return [(one["event"], json.loads(one["data"])) for one in said]


def test_a_panel_is_begun_followed_and_read_where_the_job_says(client: TestClient, state: Json) -> None:
    begun = client.post("/api/jobs", json={"panel": "treaties", "state": state, "lang": "en"}).json()
    events = followed(client, begun["id"])
    assert events[-1][0] == "done"
    found = client.get(events[-1][1]["href"]).json()
    assert found == json.loads(json.dumps(detente.treaty_check(detente.load(NAME)).as_dict()))
    again = client.post("/api/jobs", json={"panel": "treaties", "state": state, "lang": "en"}).json()
    assert again["id"] == begun["id"]
    assert again["cached"]
    assert client.get(f"/api/jobs/{begun['id']}").json()["status"] == "done"
    assert client.get(f"/{NAME}/treaties.json").json() == found


def test_a_changed_state_is_another_answer(client: TestClient, state: Json) -> None:
    changed = state | {"values": {state["a"]: {"defence.commit_delay": "45 s"}}}
    names = [
        client.post("/api/jobs", json={"panel": "treaties", "state": one}).json()["id"] for one in (state, changed)
    ]
    assert len(set(names)) == 2


def test_forces_of_the_day_and_of_the_years(client: TestClient) -> None:
    found = client.get(f"/{NAME}/forces.json").json()
    assert found["on"] == detente.load(NAME).approach.as_of.isoformat()
    assert found["history"] == json.loads(json.dumps(detente.forces_history().as_dict()))


def test_a_job_that_nobody_waits_for_is_stopped(client: TestClient, state: Json) -> None:
    begun = client.post("/api/jobs", json={"panel": "search", "state": state | {"dossier": NAME}}).json()
    left = client.delete(f"/api/jobs/{begun['id']}").json()
    assert left["id"] == begun["id"]
    assert followed(client, begun["id"])[-1][0] == "failed"
    assert client.get("/api/jobs/" + 24 * "0").status_code == 404


def test_what_a_job_must_say(client: TestClient, state: Json) -> None:
    assert client.post("/api/jobs", json={"state": state}).status_code == 422
    assert client.post("/api/jobs", json={"panel": "crux", "export": "kml", "state": state}).status_code == 422
    assert client.post("/api/jobs", json={"panel": "picture", "state": state}).status_code == 404
    unknown = client.post("/api/jobs", json={"panel": "crux", "state": state | {"a": "nobody"}})
    assert [one["where"] for one in problems(unknown)] == ["a"]


# Refusals


def test_every_problem_of_an_address_is_said_at_once_and_in_its_language(client: TestClient) -> None:
    english = client.get(f"/{NAME}/treaties.json?phase=x&colour=red&move.hill=a")
    assert english.status_code == 422
    assert [one["where"] for one in problems(english)] == ["phase", "colour", "move.hill"]
    russian = problems(client.get(f"/{NAME}/treaties.json?phase=x&lang=ru"))
    assert russian[0]["message"] != problems(english)[0]["message"]


def test_numbers_out_of_range_are_refused_with_what_is_possible(client: TestClient, state: Json) -> None:
    reply = client.get(f"/{NAME}/treaties.json", params={"A.defence.commit_delay": "-5 s", "B.nothing.here": "1"})
    assert reply.status_code == 422
    assert len(problems(reply)) == 2


def test_a_refused_body_is_not_repeated(client: TestClient, state: Json) -> None:
    reply = client.post("/api/live", json={"state": state | {"dossier": "secret" * 40}})
    assert reply.status_code == 422
    assert "secret" not in reply.text


def test_a_huge_body_is_refused(client: TestClient) -> None:
    assert client.post("/api/live", content=b"x" * 300_000).status_code == 413


# Keeping


def test_what_reproduces_the_screen(client: TestClient, state: Json) -> None:
    changes = Changes({state["a"]: {"defence.commit_delay": "45 s"}}, {}, {"redzikowo": (53.0, 18.0)})
    params = query(state) | {"A.defence.commit_delay": "45 s", "move.redzikowo": "53,18"}
    command = client.get(f"/{NAME}/export/command", params=params)
    assert command.text.strip() == command_line(NAME, changes).strip()
    assert client.get(f"/{NAME}/export/python", params=params).text.strip() == python_lines(NAME, changes).strip()
    assert "attachment" in command.headers["content-disposition"]
    assert client.get(f"/{NAME}/export/exe").status_code == 422


def test_a_state_is_kept_as_a_dossier_that_opens_again(served: Served, state: Json) -> None:
    client = served.client
    changed = state | {"values": {state["a"]: {"defence.commit_delay": "45 s"}}}
    assert client.post("/api/save", json={"state": changed, "name": "kept-talks"}).json() == {"folder": "kept-talks"}
    assert "kept-talks" in {line["id"] for line in client.get("/api/dossiers").json()["dossiers"]}
    kept = client.get("/api/dossiers/kept-talks").json()
    assert kept["pair"] == [state["a"], state["b"]]
    said = served.desk.dossier(State.model_validate(state | {"dossier": "kept-talks"}))
    assert said.lookup(state["a"], "defence.commit_delay").value == 45.0
    for name, status in (("kept-talks", 409), (NAME, 409), ("../up", 422), ("Not an id", 422), ("", 422)):
        reply = client.post("/api/save", json={"state": changed, "name": name})
        assert (name, reply.status_code) == (name, status)
        assert problems(reply)
    assert sorted(path.name for path in served.folder.iterdir()) == ["kept-talks"]
    assert sorted(path.name for path in served.folder.parent.iterdir()) == ["own", "static"]


def test_the_folder_itself_as_a_zip(client: TestClient, state: Json) -> None:
    reply = client.get(f"/{NAME}/export/dossier", params=query(state) | {"A.defence.commit_delay": "45 s"})
    with zipfile.ZipFile(io.BytesIO(reply.content)) as pack:
        assert any(name.endswith("/approach.toml") for name in pack.namelist())
        assert any(b"45 s" in pack.read(name) for name in pack.namelist())
