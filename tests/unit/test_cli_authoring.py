from __future__ import annotations

from pathlib import Path

import pytest

from skills.cli.main import main
from skills.matrix.starter import table_template


@pytest.mark.parametrize("name", ["folder", "a/folder", "one.yaml", "one.yml"])
def test_init_writes_a_valid_matrix_and_its_schema(tmp_path: Path, name: str) -> None:
    path = tmp_path / name
    assert main(["init", str(path)]) == 0
    assert main(["validate", str(path)]) == 0
    file = path / "matrix.yaml" if path.is_dir() else path
    assert file.read_text(encoding="utf-8").startswith("# yaml-language-server: $schema=matrix")
    assert (file.parent / "matrix.schema.json").is_file()


def test_init_and_convert_overwrite_only_with_force(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    table, file = tmp_path / "table.csv", tmp_path / "matrix.yaml"
    assert main(["init", str(table)]) == 0
    assert main(["init", str(table)]) == 0  # nothing would change
    file.write_text("mine", encoding="utf-8")
    for command in (["init", str(file)], ["convert", str(table), "-o", str(file)]):
        assert main(command) == 2
        assert "exists already: use --force" in capsys.readouterr().err
        assert file.read_text(encoding="utf-8") == "mine"
        assert not (tmp_path / "matrix.schema.json").exists()
    for command in (["init", str(file)], ["convert", str(table), "-o", str(file)]):
        assert main([*command, "--force"]) == 0
        assert main(["validate", str(file)]) == 0


def test_convert_writes_to_standard_output_with_notes_beside_it(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    table = tmp_path / "our_skills.csv"
    table.write_text(table_template().replace("area", "x"), encoding="utf-8")
    assert main(["convert", str(table)]) == 0
    output = capsys.readouterr()
    assert output.out.startswith("# Made from a table.")
    assert "title: Our skills" in output.out
    assert 'no column "area"' in output.err
    assert main(["convert", "--title", "Ours: all", str(table)]) == 0
    assert 'title: "Ours: all"' in capsys.readouterr().out


def test_a_table_that_cannot_be_read_or_converted_is_reported(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["convert", str(tmp_path / "none.csv")]) == 2
    assert "cannot be read" in capsys.readouterr().err
    (tmp_path / "bad.csv").write_text("skill,statement\na,b\n", encoding="utf-8")
    assert main(["convert", str(tmp_path / "bad.csv")]) == 2
    assert 'bad.csv has no column "level"' in capsys.readouterr().err
    assert main(["init", str(tmp_path / "bad.csv" / "x")]) == 2
