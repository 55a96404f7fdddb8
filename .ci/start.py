"""Set up everything FunnelDesk needs in a fresh checkout, then run it.

    python3 .ci/start.py demo [FOLDER]       the sample company, then the window
    python3 .ci/start.py test [PYTEST ...]   the whole test suite
    python3 .ci/start.py run [ARGUMENTS]     any funneldesk command
    python3 .ci/start.py bench [NAME ...]    every benchmark, or those named (import, scoring, funnel ...)

Needs Python 3.11 or newer and nothing else; on Debian and Ubuntu it also installs the system packages
that are missing. Packages go into `.venv` in the checkout, pinned and hashed. Standard library only, and
in words that older Pythons understand too, so that they can say what is wrong.
"""

import hashlib
import os
import shutil
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
VENV = ROOT / ".venv"
VENV_PYTHON = VENV / ("Scripts/python.exe" if os.name == "nt" else "bin/python")
OLDEST = (3, 11)
ORDERS = {"demo", "test", "run", "bench"}
#: What Qt loads, and the Debian package that brings it.
QT_LIBRARIES = {
    "libglib-2.0.so.0": "libglib2.0-0",
    "libEGL.so.1": "libegl1",
    "libGL.so.1": "libgl1",
    "libfontconfig.so.1": "libfontconfig1",
    "libdbus-1.so.3": "libdbus-1-3",
    "libxkbcommon.so.0": "libxkbcommon0",
    "libX11.so.6": "libx11-6",
}
#: The same for a window on an X server.
X_LIBRARIES = {
    "libxcb-cursor.so.0": "libxcb-cursor0",
    "libxcb-icccm.so.4": "libxcb-icccm4",
    "libxcb-image.so.0": "libxcb-image0",
    "libxcb-keysyms.so.1": "libxcb-keysyms1",
    "libxcb-randr.so.0": "libxcb-randr0",
    "libxcb-render-util.so.0": "libxcb-render-util0",
    "libxcb-shape.so.0": "libxcb-shape0",
    "libxcb-sync.so.1": "libxcb-sync1",
    "libxcb-xfixes.so.0": "libxcb-xfixes0",
    "libxcb-xkb.so.1": "libxcb-xkb1",
    "libxkbcommon-x11.so.0": "libxkbcommon-x11-0",
    "libX11-xcb.so.1": "libx11-xcb1",
}


def say(text):
    """Tell the person at the terminal what happens now."""
    print("FunnelDesk: " + text, file=sys.stderr, flush=True)


def fail(text):
    """Say what is wrong and what to do, and stop."""
    say(text)
    sys.exit(1)


def use_a_new_enough_python():
    """Go on in a newer Python where this one is too old, or say that there is none."""
    if sys.version_info >= OLDEST:
        return
    for minor in range(20, 10, -1):
        newer = shutil.which("python3." + str(minor))
        if newer:
            sys.exit(subprocess.call([newer, str(Path(__file__).resolve()), *sys.argv[1:]]))
    fail(
        "this is Python " + sys.version.split()[0] + "; 3.11 or newer is needed. Install it "
        "(python.org, or your package manager) and run the same command with it."
    )


def _lacks(module):
    try:
        __import__(module)
    except ImportError:
        return True
    return False


def _cannot_load(library):
    try:
        from ctypes import CDLL

        CDLL(library)
    except (ImportError, OSError):
        return True
    return False


def missing_packages():
    """Return the Debian packages that are missing on this Linux."""
    wanted = dict(QT_LIBRARIES)
    if os.environ.get("DISPLAY") or os.environ.get("WAYLAND_DISPLAY"):
        wanted.update(X_LIBRARIES)
    packages = [package for library, package in wanted.items() if _cannot_load(library)]
    if _lacks("ensurepip") or _lacks("venv"):
        packages += ["python3-venv", "python%d.%d-venv" % sys.version_info[:2]]
    if not Path("/etc/ssl/certs/ca-certificates.crt").exists() and Path("/etc/debian_version").exists():
        packages.append("ca-certificates")
    return packages


def install_system_packages():
    """Install what is missing with apt-get; elsewhere name it and go on, for much may work without."""
    if not sys.platform.startswith("linux"):
        return
    packages = missing_packages()
    if not packages:
        return
    apt = shutil.which("apt-get")
    command = ["apt-get", "install", "-y", "--no-install-recommends", *packages]
    if not apt:
        say("these Debian packages, by whatever name here, seem to be missing: " + " ".join(packages))
        return
    prefix = []
    if os.geteuid() != 0:
        if not shutil.which("sudo"):
            fail("system packages are missing. As root, run: " + " ".join(command))
        prefix = ["sudo", "DEBIAN_FRONTEND=noninteractive"]
        if not sys.stdin.isatty():
            prefix.insert(1, "-n")
    say("installing system packages: " + " ".join(packages))
    environment = dict(os.environ, DEBIAN_FRONTEND="noninteractive")
    wait = ["-o", "DPkg::Lock::Timeout=180", "-o", "Acquire::Retries=3"]
    # A failing update (one dead source among many) is no reason to give up: the install will tell.
    answers = None if sys.stdin.isatty() else subprocess.DEVNULL
    for order in (["update"], command[1:]):
        full = [*prefix, apt, *wait, "-q", *order]
        failed = subprocess.call(full, env=environment, stdin=answers, stdout=sys.stderr) != 0
    if failed:
        fail("apt-get could not install them. As root, run: apt-get update && " + " ".join(command))


def install_file_server():
    """For the tests on a real network drive, where tests run by themselves; without it they are skipped."""
    apt = shutil.which("apt-get")
    if not apt or os.geteuid() != 0 or shutil.which("smbd", path=os.environ.get("PATH", "") + ":/usr/sbin"):
        return
    say("installing a file server for the tests (samba)")
    environment = dict(os.environ, DEBIAN_FRONTEND="noninteractive")
    for order in (["update"], ["install", "-y", "--no-install-recommends", "samba"]):
        command = [apt, "-o", "DPkg::Lock::Timeout=180", "-q", *order]
        subprocess.call(command, env=environment, stdin=subprocess.DEVNULL, stdout=sys.stderr)


def _works(python):
    if not python.exists():
        return False
    check = "import pip, sys; sys.exit(sys.version_info < (3, 11))"
    return subprocess.call([str(python), "-c", check], stderr=subprocess.DEVNULL) == 0


def prepare_venv(requirements):
    """Bring `.venv` to exactly what `requirements` pins; nothing to do where it is so already."""
    digest = hashlib.sha256(requirements.read_bytes()).hexdigest()
    stamp = VENV / (requirements.stem + ".stamp")
    if _works(VENV_PYTHON):
        if stamp.exists() and stamp.read_text(encoding="ascii") == digest:
            return
    else:
        say("making .venv")
        if subprocess.call([sys.executable, "-m", "venv", "--clear", str(VENV)]) != 0:
            fail("the virtual environment could not be made; the lines above say why.")
    say("installing Python packages (about a minute, once)")
    install = ["-m", "pip", "install", "-q", "--no-input", "--disable-pip-version-check"]
    # The file names every package: resolving anew would only give older pips a chance to trip over extras
    # ("coverage[toml]>=7.10 is not pinned") whenever a newer release appears.
    install += ["--require-hashes", "--no-deps", "--no-compile", "-r", str(requirements)]
    if subprocess.call([str(VENV_PYTHON), *install]) != 0:
        fail("the packages could not be installed. Is the internet reachable (proxy)? Then run this again.")
    # pip compiles on one core (25 s), this on all. What cannot be compiled is examples of other Pythons.
    compile_all = ["-m", "compileall", "-q", "-j", "0", str(VENV), str(ROOT / "funneldesk")]
    subprocess.call([str(VENV_PYTHON), *compile_all], stdout=subprocess.DEVNULL)
    stamp.write_text(digest, encoding="ascii")


def main():
    """Do what the first argument says; the exit code is that of the program run."""
    use_a_new_enough_python()
    if not ORDERS.intersection(sys.argv[1:2]):
        print(__doc__, file=sys.stderr)
        return 2
    what, rest = sys.argv[1], sys.argv[2:]
    install_system_packages()
    if what == "test" and os.environ.get("CI"):
        install_file_server()
    tests = what in ("test", "bench")
    prepare_venv(ROOT / ".ci" / ("requirements-test.txt" if tests else "requirements.txt"))
    environment = dict(os.environ, PYTHONUTF8="1")
    # The checkout is run as it is, not installed: nothing to build, and edits count at once.
    environment["PYTHONPATH"] = os.pathsep.join([str(ROOT), *filter(None, [os.environ.get("PYTHONPATH")])])
    if what == "test":
        environment["QT_QPA_PLATFORM"] = "offscreen"
        workers = str(min(os.cpu_count() or 1, 4))
        # Each worker keeps to its half of the files as long as it can: what they share is made once.
        command = ["-m", "pytest", "-n", workers, "--dist", "worksteal", *rest]
        return subprocess.call([str(VENV_PYTHON), *command], cwd=str(ROOT), env=environment)
    if what == "bench":
        found = sorted((ROOT / "tests" / "bench").glob("bench_*.py"))
        chosen = [path for path in found if not rest or path.stem[len("bench_") :] in rest]
        if not chosen:
            fail("there is no such benchmark; there are: " + " ".join(path.stem[6:] for path in found))
        codes = [subprocess.call([str(VENV_PYTHON), str(path)], env=environment) for path in chosen]
        return max(codes)
    command = ["-m", "funneldesk", *(["demo"] if what == "demo" else []), *rest]
    code = subprocess.call([str(VENV_PYTHON), *command], env=environment)
    if what == "demo" and code == 0:
        here = "py .ci\\start.py run" if os.name == "nt" else "python3 .ci/start.py run"
        say('in this checkout "funneldesk" is: ' + here)
    return code


if __name__ == "__main__":
    try:
        sys.exit(main())
    except KeyboardInterrupt:
        sys.exit(130)
