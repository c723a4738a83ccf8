"""Every bad config in tests/corpus_config gets exactly the sentences that stand beside it."""

from datetime import date
from pathlib import Path

import pytest

from zaaikalender import config
from zaaikalender.errors import ConfigurationError

CORPUS = Path(__file__).parents[1] / "corpus_config"
FILES = sorted(CORPUS.glob("*.toml"))


@pytest.mark.parametrize("file", FILES, ids=[file.stem for file in FILES])
def test_a_bad_config_is_refused_with_its_file_line_key_and_cure(file):
    with pytest.raises(ConfigurationError) as refused:
        config.load(file, {}, today=date(2026, 11, 24))
    said = str(refused.value).replace(str(file), file.name)
    assert said == file.with_suffix(".txt").read_text(encoding="utf-8").rstrip("\n")


@pytest.mark.parametrize("file", FILES, ids=[file.stem for file in FILES])
def test_what_is_said_about_a_bad_config_shows_no_secret_and_no_address(file):
    said = file.with_suffix(".txt").read_text(encoding="utf-8")
    assert "hunter2" not in said
    assert "db.bureau.example" not in said
    assert "jan@" not in said
    assert all(line.startswith(file.name) for line in said.splitlines())


def test_no_sentence_lies_about_in_the_corpus_without_its_config():
    assert {file.stem for file in CORPUS.glob("*.txt")} == {file.stem for file in FILES}
