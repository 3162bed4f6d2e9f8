"""What must never get into the repository, and what must never be missing from it."""

import re
import subprocess
import tomllib

import pytest

from config.settings import CHECKOUT


def _tracked() -> list[str]:
    listed = subprocess.run(
        ["git", "ls-files", "-z"], cwd=CHECKOUT, capture_output=True, text=True, check=False
    )
    if listed.returncode:
        pytest.skip("not a git checkout")
    return [name for name in listed.stdout.split("\0") if name]


@pytest.mark.parametrize("name", ["run", "test"])
def test_the_lock_names_no_host_and_pins_everything_by_hash(name: str) -> None:
    text = (CHECKOUT / "requirements" / f"{name}.txt").read_text(encoding="utf-8")
    assert "://" not in text
    assert "--index" not in text
    entries = re.split(r"\n(?=[a-z])", text.strip())
    assert len(entries) > 90
    assert all(re.match(r"[a-z0-9._-]+(\[[a-z0-9,]+\])?==", entry) for entry in entries)
    assert all("--hash=sha256:" in entry for entry in entries)


def test_the_tests_run_on_the_versions_that_are_shipped() -> None:
    def pins(name: str) -> set[str]:
        text = (CHECKOUT / "requirements" / f"{name}.txt").read_text(encoding="utf-8")
        return set(re.findall(r"^[a-z].*?==\S+", text, re.MULTILINE))

    assert pins("run") <= pins("test")


def test_every_dependency_is_told_of_with_its_licence() -> None:
    project = tomllib.loads((CHECKOUT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    told = (CHECKOUT / "docs" / "依赖.md").read_text(encoding="utf-8")
    names = [re.split(r"[\[<>=]", entry)[0] for entry in project["dependencies"]]
    assert [name for name in names if name not in told] == []


def test_nothing_generated_is_kept() -> None:
    junk = re.compile(r"(^|/)(__pycache__|var|\.venv|\.hypothesis|.*_cache)(/|$)|\.(pyc|db|eml|log)$")
    assert [name for name in _tracked() if junk.search(name)] == []


def test_nothing_kept_leads_out_of_the_checkout() -> None:
    links = [name for name in _tracked() if (CHECKOUT / name).is_symlink()]
    assert links == []


def test_no_module_has_grown_into_an_attic() -> None:
    long = {
        name: lines
        for name in _tracked()
        if name.endswith(".py") and "migrations" not in name
        if (lines := len((CHECKOUT / name).read_text(encoding="utf-8").splitlines())) > 400
    }
    assert long == {}


def test_whatever_tries_less_on_every_run_tries_all_of_it_on_the_slow_one() -> None:
    sampled = {
        name
        for name in _tracked()
        if name.startswith("tests/") and name.endswith(".py")
        if re.search(r"tests[. ](import )?amounts\b", (CHECKOUT / name).read_text(encoding="utf-8"))
        if name != "tests/test_repository.py"
    }
    assert {name for name in sampled if not re.match(r"tests/test_\w+\.py$", name)} == set(), (
        "no test of its own"
    )
    would_run = subprocess.run(
        ["make", "-n", "test-slow"], cwd=CHECKOUT, capture_output=True, text=True, check=True
    ).stdout
    assert "DUBAN_SLOW=1" in would_run
    assert set(re.findall(r"tests/test_\w+\.py", would_run)) == sampled
