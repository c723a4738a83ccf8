from dataclasses import replace

import pytest
from configs import a_config


@pytest.mark.parametrize(
    ("share", "standing", "allowed"),
    [
        (0.3, 0, 5),
        (0.3, 16, 5),
        (0.3, 20, 6),
        (0.3, 99, 29),
        (0.07, 100, 7),
        (0.29, 100, 29),
        (0, 1000, 5),
        (1, 40, 40),
    ],
)
def test_a_day_may_bring_its_share_of_changes_and_always_five(tmp_path, share, standing, allowed):
    policy = replace(a_config(tmp_path).policy, max_changes=share)
    assert policy.changes_allowed(standing) == allowed
