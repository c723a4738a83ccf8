"""The whole config as it is written: the root, the office, the policy, the store and the calendars.

You need this when a key is added: describe it here, show it in the annotated `zaaikalender.toml`, and print
the schema again (`python -m zaaikalender.config.schema`). What holds between keys is in `relations`.
"""

from typing import Literal

from pydantic import Field

from zaaikalender.config.fields import (
    Address,
    ClosedDays,
    Count,
    Country,
    Delay,
    Domain,
    Interval,
    Label,
    Name,
    Owner,
    PathText,
    Share,
    Slack,
    SomeDays,
    StoreUrl,
    Variable,
    Week,
    Zone,
)
from zaaikalender.config.people_tables import Budget, Contacts, Form, Report, Session
from zaaikalender.config.rule_tables import (
    FollowUp,
    InviteWord,
    Leave,
    PlanningBlock,
    ProjectEnd,
    default_follow_ups,
    default_leave,
    default_planning_blocks,
    default_project_ends,
)
from zaaikalender.config.service_tables import Google, Http, Mail, Microsoft, Web
from zaaikalender.config.table import Table


class Store(Table):
    """Where what must survive a restart is kept."""

    url: StoreUrl = Field(
        default="sqlite:///zaaikalender.db",
        repr=False,
        description="sqlite:///FILE or postgresql+psycopg://HOST/DATABASE. With a password in it: set"
        " ZAAI_STORE__URL in the environment instead.",
    )
    key_file: PathText | None = Field(
        default=None,
        description="The office's key. Without it: zaaikalender.key beside the database, or beside this file"
        " for PostgreSQL.",
    )


class OfficeTable(Table):
    """What holds for everybody in the office."""

    domains: tuple[Domain, ...] = Field(
        min_length=1, description="An address here is a colleague's; any other is outside."
    )
    hours: Week = Field(
        "ma-vr 09:00-17:30",
        validate_default=True,
        description="Working hours, or a table per day; a day that is not named is not worked.",
    )
    holidays: Country = Field(
        default="NL", description="Country, or country and part (DE-BY), whose public holidays are kept."
    )
    closed: tuple[ClosedDays, ...] = Field(
        default=(), description="Days on which the whole office is away; both ends included."
    )
    margin: Slack = Field(
        "15 min", validate_default=True, description="Kept free before and after every appointment."
    )


class PolicyTable(Table):
    """How boldly a pass may act."""

    start: Literal["watch", "write"] = Field(
        default="watch",
        description="watch: nothing is written until a calendar's owner said yes once. write: at once.",
    )
    invite: InviteWord = Field(
        default="propose", description="For rules that say nothing of their own: propose, direct or self."
    )
    delay: Delay = Field(
        "10 min",
        validate_default=True,
        description="Between a gesture of approval and the invitation, within office hours.",
    )
    notice: SomeDays = Field(
        "5 werkdagen", validate_default=True, description="Nobody is ever invited at shorter notice."
    )
    max_new: Count = Field(default=10, description="Creations per calendar and 24 hours.")
    max_changes: Share = Field(
        "30%",
        validate_default=True,
        description="Updates and cancellations per calendar and 24 hours, of what stands of ours there; five"
        " are always allowed.",
    )
    every: Interval = Field("15 min", validate_default=True, description="Between two passes of a calendar.")


class Texts(Table):
    """Titles and descriptions of your own."""

    file: PathText | None = Field(
        default=None, description="A TOML file with templates that take the place of ours, one by one."
    )


class Calendar(Table):
    """One person's calendar. Some keys belong to one kind of calendar; their descriptions say which."""

    name: Name = Field(description="A short name: commands and file names use it.")
    owner: Owner = Field(description="Whose calendar it is: 'Marieke de Wit <marieke@bureau.example>'.")
    provider: Literal["folder", "caldav", "google", "outlook"] = Field(
        description="What kind of calendar: folder, caldav, google or outlook."
    )
    path: PathText | None = Field(
        default=None, description="folder: all *.ics in it are read; own events get files of their own."
    )
    url: Address | None = Field(default=None, description="caldav: the server, or the calendar itself.")
    username: Label | None = Field(default=None, description="caldav: the name to log in with.")
    password_env: Variable | None = Field(
        default=None, description="caldav: the environment variable that holds the password."
    )
    password_file: PathText | None = Field(
        default=None, description="caldav: a file that holds the password, and nothing else."
    )
    account: Label | None = Field(default=None, description="google, outlook: whose account it is.")
    calendar_id: Label | None = Field(
        default=None, description="google, outlook: another calendar than the account's own."
    )
    endpoint: Address | None = Field(
        default=None, description="Another address of the provider, for tests and gateways."
    )
    bearer_env: Variable | None = Field(
        default=None,
        description="The environment variable that holds a token which somebody else keeps fresh; sent only"
        " to this machine or a host in [http] allow.",
    )
    bearer_file: PathText | None = Field(
        default=None, description="As bearer_env, in a file that is read again for each pass."
    )
    hours: Week | None = Field(default=None, description="Own working hours, where they differ.")
    goal: Count | None = Field(default=None, description="Own number of contacts, where it differs.")
    busy: tuple[PathText, ...] = Field(
        default=(), description="More calendars (*.ics files or folders) that are read for busy time only."
    )


class Settings(Table):
    """The whole of it, as one frozen value."""

    language: Literal["nl", "en"] = Field(default="nl", description="What stands in calendars: nl or en.")
    timezone: Zone = Field(default="Europe/Amsterdam", description="The wall clock by which all live.")
    store: Store = Field(default_factory=Store.defaults, description="Where what must be remembered is kept.")
    office: OfficeTable = Field(description="What holds for everybody in the office.")
    policy: PolicyTable = Field(
        default_factory=PolicyTable.defaults, description="How boldly a pass may act."
    )
    texts: Texts = Field(default_factory=Texts.defaults, description="Titles and descriptions of your own.")
    calendar: tuple[Calendar, ...] = Field(min_length=1, description="The calendars, one table each.")
    project_end: tuple[ProjectEnd, ...] = Field(
        default_factory=default_project_ends, description="Which events mean that a project ends."
    )
    leave: tuple[Leave, ...] = Field(
        default_factory=default_leave, description="Titles that block however they are shown."
    )
    planning_block: tuple[PlanningBlock, ...] = Field(
        default_factory=default_planning_blocks, description="Titles that do not block."
    )
    follow_up: tuple[FollowUp, ...] = Field(
        default_factory=default_follow_ups, description="What to plan after a project's end."
    )
    contacts: Contacts = Field(
        default_factory=Contacts.defaults, description="Lists of people to see every year."
    )
    form: tuple[Form, ...] = Field(default=(), description="Forms of meeting, besides those built in.")
    session: tuple[Session, ...] = Field(default=(), description="Just-Do-It afternoons.")
    mail: Mail | None = Field(default=None, description="Who mails where no server does.")
    http: Http = Field(default_factory=Http.defaults, description="What may be reached over the network.")
    google: Google = Field(
        default_factory=Google.defaults, description="The office's OAuth client at Google."
    )
    microsoft: Microsoft = Field(
        default_factory=Microsoft.defaults, description="The office's app registration at Microsoft."
    )
    budget: Budget = Field(default_factory=Budget.defaults, description="Time meant for keeping contact.")
    report: Report = Field(default_factory=Report.defaults, description="The office's figures.")
    web: Web = Field(default_factory=Web.defaults, description="The office's own page.")
