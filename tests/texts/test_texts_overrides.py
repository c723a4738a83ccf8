import pytest

from zaaikalender.errors import ConfigurationError
from zaaikalender.texts import read_overrides

PROPOSAL = "Kijk eens: {because}\\n\\ngasten: {guests}"


def overrides(tmp_path, text):
    file = tmp_path / "eigen-teksten.toml"
    file.write_bytes(text if isinstance(text, bytes) else text.encode())
    return read_overrides(file, language="nl")


def test_templates_of_ones_own_take_the_place_of_ours_one_by_one(tmp_path):
    own = overrides(tmp_path, f'[text]\nguests = "Tot na {{project}}!"\nproposal = "{PROPOSAL}"\n')
    assert own == {
        "text.guests": "Tot na {project}!",
        "text.proposal": "Kijk eens: {because}\n\ngasten: {guests}",
    }


def test_a_place_may_be_left_out_and_a_mark_at_the_beginning_is_no_mistake(tmp_path):
    text = b'\xef\xbb\xbf[text]\nguests = "Tot gauw!"\n'
    assert overrides(tmp_path, text) == {"text.guests": "Tot gauw!"}


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ('[text]\nguest = "x"', r"text\.guest is not a text of ours\. Did you mean 'text\.guests'\?"),
        (
            '[text]\nguests = "Na {projct}"',
            r"unknown place \{projct\}; .*\{project\}\. Did you mean 'project'\?",
        ),
        ('[text]\nguests = "Na {project.name}"', "a brace that is not part of a place"),
        ('[text]\nguests = "Na {project!r}"', "a brace that is not part of a place"),
        ('[text]\nguests = "{project}: hoe gaat het?"', "a line that begins with a place"),
        ('[text]\nguests = "Na\\n  {project}"', "a line that begins with a place"),
        ('[text]\nproposal = "Kijk eens: {because}"', r"must keep the line 'gasten: \{guests\}'"),
        ('[text]\nnote = "Na {title}: {carried}\\nvolgende:"', "must keep the line 'actie:'"),
        ('[title]\nproposal_prefix = "Idee: "', r"title\.proposal_prefix cannot be changed"),
        ('[title]\nnote = "Na\\nafloop"', r"title\.note must be one line"),
        ("[text]\nguests = 3", r"text\.guests must be a text"),
        ('text = "x"', "text is not a text of ours"),
        ("[text", "is not TOML"),
        (b'[text]\nguests = "caf\xe9"', "is not UTF-8"),
    ],
)
def test_a_template_that_cannot_take_the_place_of_ours_is_refused(tmp_path, text, said):
    with pytest.raises(ConfigurationError, match=said) as refused:
        overrides(tmp_path, text)
    assert str(tmp_path / "eigen-teksten.toml") in str(refused.value)


def test_all_mistakes_are_told_at_once(tmp_path):
    with pytest.raises(ConfigurationError) as refused:
        overrides(tmp_path, '[text]\nguest = "x"\nguests = "{x}"')
    assert len(str(refused.value).splitlines()) == 3


def test_a_file_that_is_not_there_is_named(tmp_path):
    with pytest.raises(ConfigurationError, match=r"own\.toml: cannot be read"):
        read_overrides(tmp_path / "own.toml", language="nl")
