"""Where things are kept on this machine unless somebody says otherwise."""

from pathlib import Path

import platformdirs

APPLICATION = "FunnelDesk"
#: How the name of a data file may end that is opened by a double click; the program's own is called funneldesk.db.
STORE_ENDING = ".fdesk"


def default_store_path() -> Path:
    """Return the file the data is kept in: on a local disk, in the user's own folder for application data."""
    # Windows: AppData/Local, never the roaming profile, which is copied over the network.
    return Path(platformdirs.user_data_dir(APPLICATION, appauthor=False, roaming=False)) / "funneldesk.db"


def team_folder() -> Path:
    """Return the folder of what this computer keeps of shared folders: copies of publications, answers not yet sent."""
    return default_store_path().parent / "team"
