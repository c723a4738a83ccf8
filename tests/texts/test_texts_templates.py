"""Both languages say the same things, and no template lets a stranger speak."""

import re

import pytest

from zaaikalender.core.reasons import Reason
from zaaikalender.texts import LANGUAGES, codes
from zaaikalender.texts.templates import PLACE, built_in

NL, EN = (built_in(language) for language in LANGUAGES)
EVERY = [(code, template) for language in LANGUAGES for code, template in built_in(language).items()]
PROMISED = (
    "new_follow_up",
    "end_moved",
    "end_renamed",
    "end_gone",
    "rule_gone",
    "moved_by_owner",
    "edited_by_owner",
    "deleted_by_owner",
    "skipped_by_word",
    "undone",
    "declined_by_owner",
    "begun",
    "approved_by_owner",
    "invited",
    "held",
    "lapsed",
    "adopted",
    "not_ours_to_remove",
    "collision",
    "closed_window",
    "no_room",
    "online_meeting",
    "made_a_series",
    "too_late_to_invite",
    "waits_for_consent",
    "paused",
    "limit_new",
    "limit_changes",
    "unreadable_source",
    "unknown_outcome",
    "other_calendar",
    "copy_of_ours",
    "again",
    "withdrawn",
    "renamed_by_owner",
    "guests_unread",
    "lost_store",
    "rule_renamed",
    "same_project",
    "series_end",
    "contact_first",
    "contact_due",
    "contact_agreed",
    "contact_skipped",
    "contact_moved",
    "contact_fulfilled",
    "contact_gone",
    "contact_reminder",
    "action_said",
    "list_short",
    "tells",
    "list_short_with",
    "join_list",
    "next_unclear",
    "next_which",
    "stands_elsewhere",
    "waits_delay",
    "waits_office_hours",
    "mail_waits",
    "mailed",
    "mail_series",
    "mail_stuck",
)
ASKED = {
    "unknown_outcome": ["plan_again", "leave"],
    "invite_renamed": ["invite", "leave"],
    "online_meeting": ["leave"],
    "made_a_series": ["leave"],
    "guests_unread": ["without", "leave"],
    "new_moment": ["new_moment", "leave"],
    "end_moved": ["new_moment", "leave"],
    "end_gone": ["cancel", "leave"],
    "rule_gone": ["cancel", "leave"],
    "collision": ["new_moment", "leave"],
    "same_project": ["one", "two"],
    "rule_renamed": ["same", "new"],
    "lost_store": ["plan", "leave"],
    "limit": ["go_on", "stop"],
    "all_declined": ["new_moment", "let_go"],
    "cancel_guests": ["cancel", "leave"],
    "uninvite": ["cancel", "leave"],
    "invite_again": ["invite", "leave"],
    "mail_unsure": ["send_again", "leave"],
    "mail_refused": ["send_again", "leave"],
    "mail_late": ["send_again", "leave"],
    "lapsed_twice": ["plan", "leave"],
    "series_end": ["plan", "leave"],
    "next_unclear": ["interval"],
    "join_list": ["join", "leave"],
    "next_which": ["one", "other"],
}


def test_both_languages_have_the_same_texts_with_the_same_places():
    assert codes("nl") == codes("en")


@pytest.mark.parametrize("code", PROMISED)
def test_every_reason_that_the_engine_gives_is_a_sentence_in_both_languages(code, texts):
    for language in LANGUAGES:
        said = texts(language).reason(Reason(code, {"count": 2}))
        assert re.fullmatch(r"[A-Z“].*[.]", said)
        assert "_" not in said


@pytest.mark.parametrize(("question", "choices"), ASKED.items())
def test_every_question_has_its_choices_in_both_languages(question, choices):
    assert f"question.{question}" in NL
    found = {code.rpartition(".")[2] for code in NL if code.startswith(f"choice.{question}.")}
    assert found == set(choices)


def test_there_is_no_question_beside_these():
    assert {code.removeprefix("question.") for code in NL if code.startswith("question.")} == set(ASKED)


def test_no_line_of_a_template_begins_with_what_somebody_else_wrote():
    # What is carried was a text of ours, and its owner's; the lines of a call list are made by us.
    lines = [(code, line) for code, template in EVERY for line in template.splitlines()]
    assert not [each for each in lines if re.match(r"\s*\{(?!(?:carried|lines)\}$)", each[1])]


def test_templates_hold_plain_places_and_no_other_braces():
    rest = [(code, PLACE.sub("", template)) for code, template in EVERY]
    assert not [each for each in rest if re.search("[{}]", each[1])]


def test_no_text_calls_it_an_evaluation_or_sells():
    banned = r"evalu|aanbod|offerte|korting|commerci|sales|verkoop|omzet|klanttevreden|upsell|special offer"
    assert not [each for each in EVERY if re.search(banned, each[1], re.IGNORECASE)]


def test_what_guests_read_holds_nothing_private():
    for language in LANGUAGES:
        text = built_in(language)["text.guests"]
        assert PLACE.findall(text) == ["project"]
        for private in (
            "volgende",
            "actie",
            "gasten",
            "Zaaikalender",
            "Voorstel",
            "next:",
            "action:",
            "houden we",
        ):
            assert private not in text


def test_a_proposal_lists_its_guests_on_a_line_of_their_own():
    for templates in (NL, EN):
        assert "gasten: {guests}" in templates["text.proposal"].splitlines()
        assert "gasten:" in templates["text.proposal_pick"].splitlines()
        assert "gasten" not in templates["text.proposal_alone"]


def test_the_quarter_of_an_hour_after_asks_for_the_next_time_and_the_action():
    assert {"volgende:", "actie:"} <= set(NL["text.note"].splitlines())
    assert {"next:", "action:"} <= set(EN["text.note"].splitlines())
    assert "hoe houden we contact?" in NL["text.note"]


def test_no_text_of_ours_holds_an_answer_or_an_agreement_that_could_be_read_back():
    for language in LANGUAGES:
        for text in built_in(language).values():
            for line in text.splitlines():
                assert not re.match(r"(antwoord \d+:|volgende:|actie:|next:|action:) *[^ ]", line)


def test_a_proposals_prefix_is_the_one_that_the_product_promises():
    assert NL["title.proposal_prefix"] == "Voorstel: "
    assert EN["title.proposal_prefix"] == "Proposal: "
