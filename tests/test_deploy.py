"""What the operations manual tells an administrator to type and to lay down is there, and does what it says."""

import re
import subprocess
from pathlib import Path

import pytest
import yaml

from commands.main import COMMANDS
from config.settings import CHECKOUT

DEPLOY = CHECKOUT / "deploy"
MANUAL = (CHECKOUT / "docs" / "operations.md").read_text(encoding="utf-8")
UNITS = sorted((DEPLOY / "systemd").glob("*.service"))


def test_every_command_of_the_manual_is_one() -> None:
    named = set(re.findall(r"(?:^|[`/ ])duban ([a-z][a-z-]*)\b(?!/)", MANUAL, re.MULTILINE))
    assert {"found", "backup", "restore", "doctor", "status"} <= named
    # What stands behind the user of that name: his shell, his group, and what cron runs as him.
    assert named - {"bash", "duban", "find"} <= set(COMMANDS)


def test_every_file_that_the_manual_lays_down_is_there() -> None:
    named = set(re.findall(r"deploy/[A-Za-z0-9@./_-]+[A-Za-z]", MANUAL))
    assert len(named) > 6
    assert [name for name in named if not (CHECKOUT / name).exists()] == []


def test_every_target_of_make_in_the_manual_is_one() -> None:
    targets = re.findall(r"^([a-z-]+):", (CHECKOUT / "Makefile").read_text(encoding="utf-8"), re.MULTILINE)
    assert set(re.findall(r"`make ([a-z-]+)`", MANUAL)) <= set(targets)


@pytest.mark.parametrize("unit", UNITS, ids=lambda unit: unit.name)
def test_a_service_comes_back_by_itself_and_may_do_no_more_than_it_must(unit: Path) -> None:
    said = dict(line.split("=", 1) for line in unit.read_text(encoding="utf-8").splitlines() if "=" in line)
    assert (said["User"], said["Restart"]) == ("duban", "always")
    assert said["CapabilityBoundingSet"] == ""
    assert said["ProtectSystem"] == "strict"
    assert said["ProtectHome"] == said["NoNewPrivileges"] == said["PrivateDevices"] == "true"
    assert said["UMask"] == "0077"


def test_the_command_of_the_administrator_is_a_shell_script_that_may_be_run() -> None:
    subprocess.run(["sh", "-n", str(DEPLOY / "duban")], check=True)
    assert (DEPLOY / "duban").stat().st_mode & 0o111


def test_the_nightly_backup_finds_what_it_calls_although_cron_names_few_places() -> None:
    # Nobody is called duban where this is tried, or may become him; but who would do it must be found.
    said = subprocess.run(
        ["/bin/sh", str(DEPLOY / "duban"), "--help"],
        env={"PATH": "/usr/bin:/bin"},
        capture_output=True,
        text=True,
        check=False,
    )
    assert "not found" not in said.stderr


def test_containers_are_made_here_and_nothing_of_ours_is_fetched() -> None:
    services = yaml.safe_load((DEPLOY / "compose.yaml").read_text(encoding="utf-8"))["services"]
    ours = [service for service in services.values() if service["image"] == "duban"]
    assert len(ours) == 3
    for service in ours:
        assert "build" in service or service["pull_policy"] == "never"
        assert service["restart"] == "always"
    made = (DEPLOY / "Containerfile").read_text(encoding="utf-8").split("RUN", 1)[1]
    # A slim base image has no make, and a closed network no index.
    assert not re.search(r"\bmake\b", made)
    assert made.count("--no-index") == made.count("pip install") == 2


def test_containers_open_the_board_alone_and_to_this_machine_alone() -> None:
    services = yaml.safe_load((DEPLOY / "compose.yaml").read_text(encoding="utf-8"))["services"]
    opened = {name: service["ports"] for name, service in services.items() if "ports" in service}
    assert opened == {"board": ["127.0.0.1:8630:8630"]}


def test_three_workers_start_with_the_fonts_that_the_image_lacks() -> None:
    services = yaml.safe_load((DEPLOY / "compose.yaml").read_text(encoding="utf-8"))["services"]
    # Kept in the file: a later `up` that does not repeat the number would take two away.
    assert services["worker"]["scale"] == 3
    for name in ("board", "worker"):
        assert services[name]["volumes"] == ["data:/var/lib/duban", "/usr/share/fonts:/usr/share/fonts:ro"]


def test_the_engine_waits_until_the_database_has_been_made() -> None:
    services = yaml.safe_load((DEPLOY / "compose.yaml").read_text(encoding="utf-8"))["services"]
    assert services["engine"]["depends_on"]["database"]["condition"] == "service_healthy"
    # While a new database is being made it answers on its socket already, and on the network not yet.
    assert "-h 127.0.0.1" in services["database"]["healthcheck"]["test"][1]


def test_the_engine_has_its_pages_where_it_may_write() -> None:
    said = (DEPLOY / "engine.env.example").read_text(encoding="utf-8").splitlines()
    pages = dict(line.split("=", 1) for line in said if "=" in line)["PREFECT_UI_STATIC_DIRECTORY"]
    assert Path(pages).is_relative_to("/var/lib/duban-engine")
    unit = (DEPLOY / "systemd" / "duban-engine.service").read_text(encoding="utf-8")
    assert "StateDirectory=duban-engine" in unit.splitlines()


def test_nothing_of_an_office_gets_into_an_image() -> None:
    left_out = (CHECKOUT / ".dockerignore").read_text(encoding="utf-8").split()
    assert {"var", ".git", ".venv", "deploy/*.env", "deploy/database_password"} <= set(left_out)
