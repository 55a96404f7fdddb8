"""Where things are kept on this machine unless somebody says otherwise."""

import os
from pathlib import Path

import platformdirs

APPLICATION = "FunnelDesk"
#: How the name of a data file may end that is opened by a double click; the program's own is called funneldesk.db.
STORE_ENDING = ".fdesk"
#: A folder for all data in the place of the user's own, handed on to children: the self-test leaves that alone.
DATA_VARIABLE = "FUNNELDESK_DATA"


def default_store_path() -> Path:
    """Return the file the data is kept in: on a local disk, in the user's own folder for application data."""
    if other := os.environ.get(DATA_VARIABLE):
        return Path(other) / "funneldesk.db"
    # Windows: AppData/Local, never the roaming profile, which is copied over the network.
    return Path(platformdirs.user_data_dir(APPLICATION, appauthor=False, roaming=False)) / "funneldesk.db"


def team_folder() -> Path:
    """Return the folder of what this computer keeps of shared folders: copies of publications, answers not yet sent."""
    return default_store_path().parent / "team"
