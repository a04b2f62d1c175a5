# SPDX-License-Identifier: MPL-2.0
"""Mail servers that cannot be installed beside each other, each in a room of its own.

contrib/install-packages has unpacked their Debian packages into a folder. A server is started in a mount
namespace in which that folder lies over /usr, and folders of ours lie over /etc, /var/lib, /var/spool and
/run: it finds its files, its users and its queue where it was built to look for them, and the machine sees
nothing of it. That needs root, as a mail server's master does anyway.
"""

import os
import shutil

from .processes import Trouble

ROOT = os.environ.get("TORV_UNPACKED") or os.path.join(
    os.environ.get("XDG_CACHE_HOME") or os.path.expanduser("~/.cache"), "torv", "unpacked")

ROOM = """
set -e
mount -t overlay torv -o "lowerdir=$1/usr:/usr" /usr
mount -t overlay torv -o "lowerdir=$2/etc:/etc" /etc
mount -t overlay torv -o "lowerdir=$2/var-lib:/var/lib" /var/lib
mount --bind "$2/spool" /var/spool
mount --bind "$2/run" /run
shift 2
exec "$@"
"""


class Room:
    """The files that a server sees, and the command that starts one there."""

    def __init__(self, folder, program, users=()):
        if os.getuid() != 0:
            raise Trouble(f"The tests with {program} need root: its master process does, and so does the room "
                          "it is in. Run them as root, or in a container.")
        if not any(os.path.exists(os.path.join(usr, program)) for usr in (os.path.join(ROOT, "usr"), "/usr")):
            raise Trouble(f"{ROOT} has no {program}; contrib/install-packages test unpacks it there")
        self.folder = folder
        for name in ("etc", "var-lib", "spool", "run"):
            os.makedirs(os.path.join(folder, name), exist_ok=True)
        for name in ("passwd", "group"):
            shutil.copy(f"/etc/{name}", os.path.join(folder, "etc", name))
        for number, user in enumerate(users, 64100):
            with open(os.path.join(folder, "etc", "passwd"), "a", encoding="utf-8") as file:
                file.write(f"{user}:x:{number}:{number}::/nonexistent:/bin/false\n")
            with open(os.path.join(folder, "etc", "group"), "a", encoding="utf-8") as file:
                file.write(f"{user}:x:{number}:\n")

    def own(self, path, user, mode=0o755):
        """A folder in it that belongs to one of its users."""
        whole = os.path.join(self.folder, path)
        os.makedirs(whole, exist_ok=True)
        with open(os.path.join(self.folder, "etc", "passwd"), encoding="utf-8") as file:
            number = next(int(line.split(":")[2]) for line in file if line.startswith(f"{user}:"))
        os.chown(whole, number, number)
        os.chmod(whole, mode)
        return whole

    def command(self, *words):
        return ["unshare", "--mount", "--propagation", "private", "sh", "-c", ROOM, "room", ROOT, self.folder, *words]
