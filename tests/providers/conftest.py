"""Failures inside the contract show their values as those of any other test do."""

import pytest

pytest.register_assert_rewrite(
    "providers.contract_failing",
    "providers.contract_guests",
    "providers.contract_reading",
    "providers.contract_setting",
    "providers.contract_texts",
    "providers.contract_writing",
)
