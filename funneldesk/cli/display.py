"""Whether there is a screen to open a window on."""

import os
import sys
from collections.abc import Mapping


def has_display(environment: Mapping[str, str] | None = None, platform: str = sys.platform) -> bool:
    """Whether a window can be shown; QT_QPA_PLATFORM set to offscreen or minimal counts as no display."""
    env = os.environ if environment is None else environment
    wanted = env.get("QT_QPA_PLATFORM", "").split(":")[0].split(";")[0].strip().lower()
    if wanted in {"offscreen", "minimal"}:
        return False
    if platform in {"win32", "darwin"}:
        return True
    return bool(env.get("DISPLAY") or env.get("WAYLAND_DISPLAY")) or wanted in {"linuxfb", "eglfs", "vnc"}
