"""The files in `deploy/` agree with the code and with each other."""

from __future__ import annotations

import http.server
import re
import runpy
import shutil
import subprocess
import threading
import tomllib
from collections.abc import Iterator
from fnmatch import fnmatch
from pathlib import Path
from typing import Any, Final

import nginx_support
import pytest
import yaml
from streamlit import config

import skills.settings
from components.web import counters, server
from components.web.addresses import PROBES

pytestmark = pytest.mark.slow

ROOT: Final = Path(__file__).parents[2]
DEPLOY: Final = ROOT / "deploy"
NGINX: Final = (DEPLOY / "nginx.conf").read_text(encoding="utf-8")
DOCKERFILE: Final = (DEPLOY / "Dockerfile").read_text(encoding="utf-8")
UNIT: Final = (DEPLOY / "readiness-radar@.service").read_text(encoding="utf-8")
COMPOSE: Final[dict[str, Any]] = yaml.safe_load((DEPLOY / "compose.yaml").read_text())
SERVICES: Final[dict[str, Any]] = COMPOSE["services"]
REPLICAS: Final = ("radar-a", "radar-b")


def _address(service: str) -> str:
    return str(SERVICES[service]["networks"]["inside"]["ipv4_address"])


def _copied() -> list[str]:
    """Return what the Dockerfile copies from this folder."""
    lines = re.findall(r"^COPY (?!--from)(.+)$", DOCKERFILE, re.MULTILINE)
    return [each for line in lines for each in line.split()[:-1]]


def test_one_port_everywhere() -> None:
    (port,) = set(re.findall(r"STREAMLIT_SERVER_PORT=(\d+)", DOCKERFILE))
    assert re.findall(r"^EXPOSE (\d+)$", DOCKERFILE, re.MULTILINE) == [port]
    assert set(re.findall(r"server [\d.]+:(\d+)", NGINX)) == {port}
    assert f'"STREAMLIT_SERVER_PORT", "{port}"' in (DEPLOY / "is_live.py").read_text()


def test_the_proxy_sends_people_to_the_replicas_and_they_trust_it_alone() -> None:
    addresses = {_address(each) for each in REPLICAS}
    assert len(addresses) == 2
    assert set(re.findall(r"server ([\d.]+):", NGINX)) == addresses
    assert {each.replace("\\", "") for each in re.findall(r"~([\d.\\]+):", NGINX)} == addresses
    for each in REPLICAS:
        environment = SERVICES[each]["environment"]
        assert environment["FORWARDED_ALLOW_IPS"] == _address("proxy")
        assert {"127.0.0.1", *addresses} < set(
            environment["STREAMLIT_SERVER_ALLOWED_HOSTS"].split()
        )


def test_the_proxy_lets_the_largest_file_through() -> None:
    settings = tomllib.loads((ROOT / ".streamlit" / "config.toml").read_text(encoding="utf-8"))
    (most,) = re.findall(r"client_max_body_size (\d+)m;", NGINX)
    assert int(most) == settings["server"]["maxUploadSize"] + 1


@pytest.mark.parametrize("base", ["", "/radar"])
def test_the_proxy_hides_what_is_for_monitoring_below_any_base_path(base: str) -> None:
    hidden = [re.compile(each) for each in re.findall(r"location ~ (\S+) \{ return 404; \}", NGINX)]
    paths = (*server.HIDDEN_PATHS, counters.PATH, "/api/ready")
    assert [each for each in paths if not any(one.search(base + each) for one in hidden)] == []
    shown = ("/", "/result", "/api/live", "/api/health", "/api/files/pdf", "/_stcore/stream")
    assert [each for each in shown if any(one.search(base + each) for one in hidden)] == []
    assert "/api/ready" in PROBES


@pytest.mark.parametrize("text", [DOCKERFILE, UNIT, (DEPLOY / "compose.yaml").read_text()])
def test_every_setting_that_is_named_is_one(text: str) -> None:
    named = set(re.findall(r"\b(?:SKILLS|STREAMLIT)_[A-Z_]+\b", text))
    assert len(named) > 2
    known = {each.env_var for each in config._config_options_template.values()}
    known |= set(re.findall(r"SKILLS_\w+", skills.settings.__doc__ or ""))
    assert named - known == set()


def test_the_files_that_are_named_are_there() -> None:
    volumes = [each for one in SERVICES.values() for each in one.get("volumes", [])]
    named = [each.split(":")[0] for each in volumes if each.startswith("./")]
    assert {"./nginx.conf", "./backup.sh"} <= set(named)
    # Whoever deploys makes these; they are in no commit.
    own = {"./tls", "./backups"}
    assert [each for each in named if not (DEPLOY / each).exists() and each not in own] == []
    ignored = (ROOT / ".gitignore").read_text().split()
    assert {"/deploy/secrets/", "/deploy/tls/", "/deploy/backups/"} <= set(ignored)


def test_the_image_has_what_runs_the_app_and_nothing_else() -> None:
    copied = _copied()
    assert [each for each in copied if not (ROOT / each).exists()] == []
    assert {"app.py", "components", "skills", ".streamlit/config.toml"} <= set(copied)
    lines = (DEPLOY / "Dockerfile.dockerignore").read_text().splitlines()
    let_in = [each[1:] for each in lines if each.startswith("!")]
    assert [each for each in copied if not any(fnmatch(each, one) for one in let_in)] == []
    assert "*" in lines


def test_packages_of_the_image_are_pinned_as_tested() -> None:
    serve = (DEPLOY / "requirements-serve.txt").read_text()
    files = re.findall(r"^-r (\S+)$", serve, re.MULTILINE)
    assert files
    assert [each for each in files if not (DEPLOY / each).exists()] == []
    pins = re.findall(r"^[\w\[\]]+==\S+$", serve, re.MULTILINE)
    assert len(pins) == 1
    assert set(pins) <= set((ROOT / "requirements-dev.txt").read_text().splitlines())
    needed = {Path(each).name for each in files} | {
        "requirements.txt",
        "deploy/requirements-serve.txt",
    }
    assert needed <= set(_copied())


def test_a_password_stands_in_one_file_and_nowhere_else() -> None:
    secret = "/run/secrets/database_password"  # noqa: S105 - a path
    for each in REPLICAS:
        environment = SERVICES[each]["environment"]
        assert environment["SKILLS_DATABASE_PASSWORD_FILE"] == secret
        assert environment["SKILLS_DATABASE_URL"] == "postgresql://radar@db/radar"
    assert SERVICES["db"]["environment"]["POSTGRES_PASSWORD_FILE"] == secret
    assert SERVICES["backup"]["environment"]["PASSWORD_FILE"] == secret
    assert SERVICES["db"]["image"] == SERVICES["backup"]["image"], "pg_dump is the server's own"


@pytest.mark.skipif(not nginx_support.IS_HERE, reason="nginx or openssl is not installed here")
def test_nginx_understands_its_configuration(tmp_path: Path) -> None:
    assert nginx_support.find_faults(nginx_support.prepare(tmp_path, {})) == ""


@pytest.mark.skipif(not shutil.which("systemd-analyze"), reason="systemd is not installed here")
def test_systemd_understands_its_unit(tmp_path: Path) -> None:
    unit = tmp_path / "readiness-radar@.service"
    unit.write_text(re.sub(r"ExecStart=\S+", "ExecStart=/bin/true", UNIT))
    done = subprocess.run(
        ["systemd-analyze", "verify", str(unit)],  # noqa: S607 - wherever it is
        check=False,
        capture_output=True,
        text=True,
    )
    assert [each for each in done.stderr.splitlines() if unit.name.split("@")[0] in each] == []


class _Replica(http.server.BaseHTTPRequestHandler):
    def do_GET(self) -> None:
        """Answer as a server below a base path that is live."""
        self.send_response(200 if self.path == "/radar/api/live" else 404)
        self.end_headers()

    def log_message(self, *_what: object) -> None:
        pass


@pytest.fixture
def port() -> Iterator[int]:
    """Run something that answers like a replica below /radar."""
    with http.server.HTTPServer(("127.0.0.1", 0), _Replica) as replica:
        threading.Thread(target=replica.serve_forever, daemon=True).start()
        yield replica.server_address[1]
        replica.shutdown()


def test_a_container_knows_whether_its_server_is_live(port: int) -> None:
    is_live = runpy.run_path(str(DEPLOY / "is_live.py"))["is_live"]
    assert is_live(port, "radar")
    assert not is_live(port, "")
    assert not is_live(1, "radar")
