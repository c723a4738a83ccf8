"""Whatever stands in a title, a text or a name: no header, no guest and no property comes out of it."""

from hypothesis import given
from hypothesis import strategies as st

from builders import a_draft, when
from providers.mail_reading import HEADERS, OWNER, SENDER, read
from store import examples as the
from zaaikalender.core.letters import Purpose
from zaaikalender.core.people import Person
from zaaikalender.providers.ics_lines import body, one_line

MOMENT = when("2027-02-11 10:00", minutes=45)
nasty = st.sampled_from(
    [
        "\r\nBcc: bob@evil.example",
        "\nATTENDEE:mailto:bob@evil.example",
        "\r\n\r\n.\r\nMAIL FROM:<x@evil.example>\r\n",
        "\u2028Bcc: bob@evil.example\x85X: y",
        "=?utf-8?q?=0D=0ABcc:_bob@evil.example?=",
        "Vrienden: eva@client.example, bob@evil.example;",
        '"Eva" <bob@evil.example>',
        "a, b@evil.example",
        "\\n\\, \\; END:VEVENT",
        "^n^'\";:,=",
        "<script>alert(1)</script><a href='https://evil.example'>klik</a>&amp;",
        "👩🏽‍💻 Zoë Łukasz 田中 ﷽",
        "\u202egnirts\u202c\x00\x1b[31m\ud800",
        "x" * 10_000,
        "é" * 10_000,
        "--===============1==\r\n",
        ".",
        " ",
        "",
    ]
)
words = st.lists(nasty | st.text(max_size=20), max_size=3).map("".join)
names = st.builds(lambda name: Person(address="eva@client.example", name=name), words)
owners = st.builds(lambda name: Person(address=OWNER.address, name=name), words)
purposes = st.sampled_from([Purpose.INVITE, Purpose.MOVE, Purpose.CANCEL, Purpose.UNINVITE])
drafts = st.builds(lambda title, text: a_draft(title, MOMENT, text=text), words, words)


@st.composite
def letters(draw):
    guest = draw(names)
    return the.a_letter(
        purpose=draw(purposes),
        draft=draw(drafts),
        subject=draw(words),
        body=draw(words),
        to=guest,
        guests=(guest,),
    )


@given(letters(), owners)
def test_a_letter_says_what_it_says_and_nothing_more(letter, owner):
    guest = letter.to
    got = read(letter, owner=owner)
    assert str(got.message["Subject"]).split() == one_line(letter.subject).split()
    for line in got.octets.split(b"\r\n"):
        assert len(line) <= 998  # RFC 5322, 2.1.1
        assert line.isascii()
        assert not {b"\r"[0], b"\n"[0], 0} & set(line)
    message = got.message
    assert sorted(message.keys()) == sorted(HEADERS)
    for header, address in {"From": SENDER.address, "To": guest.address, "Reply-To": OWNER.address}.items():
        assert [each.addr_spec for each in message[header].addresses] == [address]
    assert len(got.leaves) == 4
    event = got.event
    assert [str(each) for each in got.guests] == [f"mailto:{guest.address}"]
    assert str(event["ORGANIZER"]) == f"mailto:{OWNER.address}"
    assert str(event["SUMMARY"]).strip() == one_line(letter.draft.title)
    assert set(event) <= {
        *("UID", "DTSTAMP", "SEQUENCE", "DTSTART", "DTEND", "SUMMARY", "DESCRIPTION", "STATUS", "TRANSP"),
        *("ORGANIZER", "ATTENDEE"),
    }
    assert all(len(line) <= 75 for line in got.ics.split(b"\r\n"))
    plain, html, *_ = got.leaves
    assert plain.get_content().replace("\r\n", "\n").rstrip("\n") == body(letter.body)
    assert "<script" not in html.get_content()
    assert "<a " not in html.get_content()
