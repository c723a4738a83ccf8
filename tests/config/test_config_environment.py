from datetime import timedelta

import pytest
from configs import MARIEKE, OFFICE, a_config

from zaaikalender.errors import ConfigurationError


def test_a_variable_overrides_what_the_file_says(tmp_path):
    office = a_config(
        tmp_path,
        "[policy]\nmax_new = 3",
        environ={
            "ZAAI_POLICY__MAX_NEW": "4",
            "ZAAI_POLICY__DELAY": "5 min",
            "ZAAI_LANGUAGE": "en",
            "ZAAI_OFFICE__DOMAINS": '["a.example", "b.example"]',
            "ZAAI_HTTP__ALLOW": "nas.local, 10.0.0.0/8",
            "ZAAI_REPORT__PER_PERSON": "true",
        },
    )
    assert office.policy.max_new == 4
    assert office.policy.delay == timedelta(minutes=5)
    assert office.language == "en"
    assert office.office.domains == {"a.example", "b.example"}
    assert office.settings.http.allow == ("nas.local", "10.0.0.0/8")
    assert office.settings.report.per_person is True


def test_a_password_of_the_database_may_come_from_the_environment_and_shows_nowhere(tmp_path):
    url = "postgresql+psycopg://zaai:hunter2@db.bureau.example/zaai"
    office = a_config(tmp_path, environ={"ZAAI_STORE__URL": url})
    assert office.store_url == url
    assert "hunter2" not in repr((office, office.settings, office.settings.store))


def test_other_programs_variables_and_the_name_of_the_config_are_left_alone(tmp_path):
    environ = {"ZAAI_CONFIG": "x", "ZAAI_HOME": "x", "PATH": "/bin", "OFFICE__HOURS": "x", "ZAAI_OFFICE": "x"}
    assert a_config(tmp_path, environ=environ).language == "nl"


@pytest.mark.parametrize(
    ("variable", "said"),
    [
        ("ZAAI_OFFICE__HOUR", r"ZAAI_OFFICE__HOUR: is not a setting. Did you mean 'ZAAI_OFFICE__HOURS'\?"),
        ("ZAAI_STORE_URL", r"Did you mean 'ZAAI_STORE__URL'\?"),
        ("ZAAI_QWERTY__ZXCVB", "Name it ZAAI_SECTION__KEY"),
        ("ZAAI_CALENDAR__0__PATH", "a list of tables is set in the file alone"),
        ("ZAAI_FOLLOW_UP__AFTER", "a list of tables is set in the file alone"),
        ("ZAAI_OFFICE__HOURS__MA", "is not a setting"),
    ],
)
def test_a_variable_that_looks_like_a_setting_and_is_none_is_refused_unseen(tmp_path, variable, said):
    with pytest.raises(ConfigurationError, match=said) as refused:
        a_config(tmp_path, environ={variable: "hunter2"})
    assert "hunter2" not in str(refused.value)


def test_a_variable_that_the_file_names_as_a_secret_may_be_called_anything(tmp_path):
    jan = MARIEKE.replace("marieke", "jan").replace("folder", "caldav").replace('path = "jan/"', "")
    jan += 'url = "https://cloud.example/"\npassword_env = "ZAAI_JAN__PASSWORD"\n'
    assert a_config(tmp_path, calendars=jan, environ={"ZAAI_JAN__PASSWORD": "hunter2"}).calendars


@pytest.mark.parametrize(
    ("variable", "value", "said"),
    [
        (
            "ZAAI_OFFICE__HOURS",
            "ma-vr 17-9",
            "environment, ZAAI_OFFICE__HOURS: office.hours must end after it starts",
        ),
        ("ZAAI_POLICY__MAX_NEW", "many", "environment, ZAAI_POLICY__MAX_NEW: policy.max_new must be a whole"),
        ("ZAAI_POLICY__MAX_NEW", "1\ny = 2", None),
        ("ZAAI_REPORT__PER_PERSON", "ja", "must be true or false"),
        (
            "ZAAI_STORE__URL",
            "hunter2://x",
            "environment, ZAAI_STORE__URL: store.url must be 'sqlite:///FILE'",
        ),
    ],
)
def test_a_wrong_value_from_the_environment_names_its_variable(tmp_path, variable, value, said):
    if said is None:
        assert a_config(tmp_path, environ={variable: value}).policy.max_new == 1
        return
    with pytest.raises(ConfigurationError, match=said) as refused:
        a_config(tmp_path, environ={variable: value})
    assert "hunter2" not in str(refused.value)


def test_a_table_that_is_no_table_is_told_also_where_the_environment_would_fill_it(tmp_path):
    with pytest.raises(ConfigurationError, match=r":1: policy must be a table: write \[policy\]"):
        a_config(tmp_path, top="policy = 3", office=OFFICE, environ={"ZAAI_POLICY__MAX_NEW": "3"})
