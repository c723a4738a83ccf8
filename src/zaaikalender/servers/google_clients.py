"""By what the office lets itself in at Google: its OAuth clients, or its service account.

You need this when [google] gets a key. Who logs in on his own machine and who does so on the office's page
come with two OAuth clients, and only the one that asked for a login may renew it.
"""

from zaaikalender.errors import ConfigurationError
from zaaikalender.providers.google_login import Registration, registration
from zaaikalender.providers.google_login_office import Office, office
from zaaikalender.providers.google_login_saved import Saved
from zaaikalender.servers.logins import office_file
from zaaikalender.servers.means import Means


def way_in(means: Means) -> Registration | Office:
    """By what `zaai connect` logs in. Raises `ConfigurationError` where the config does not say."""
    table = means.config.settings.google
    if table.service_account_file:
        return office(office_file(means, "google", table.service_account_file), token_uri=table.token_uri)
    if table.client_file:
        text = office_file(means, "google", table.client_file)
        return registration(text, auth_uri=table.auth_uri, token_uri=table.token_uri)
    raise ConfigurationError(
        "[google] needs `client_file`: config/google.md says how the administrator gets it."
    )


def page_client(means: Means) -> Registration | None:
    """With what people log in on the office's page; None where they do not. Raises `ConfigurationError`."""
    table = means.config.settings.google
    if table.page_client_file is None:
        return None
    text = office_file(means, "google", table.page_client_file)
    return registration(text, auth_uri=table.auth_uri, token_uri=table.token_uri, on_page=True)


def way_of(saved: Saved, means: Means) -> Registration | Office:
    """By what a login that was kept is renewed: the client that asked for it, where it is still there."""
    page = page_client(means)
    if page is not None and saved.client == page.client_id:
        return page
    return way_in(means)


def is_for_office(means: Means) -> bool:
    """Whether a service account acts for everybody."""
    return means.config.settings.google.service_account_file is not None
