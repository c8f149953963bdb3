"""A disk in a file, whose power can be cut."""

import fcntl
import os
import pathlib
import shutil
import subprocess
import time

# FS_IOC_SHUTDOWN of ext4, XFS_IOC_GOINGDOWN of XFS: one number; flag 2 drops what was not synced.
SHUTDOWN = 0x8004587D
NO_LOG_FLUSH = (2).to_bytes(4, "little")

MKFS = {"ext4": ["mkfs.ext4", "-q", "-F"], "xfs": ["mkfs.xfs", "-q", "-f"]}


class Disk:
    """A loop-mounted file system outside of which the harness keeps its ledger."""

    def __init__(self, folder, kind):
        self.kind = kind
        self.image = pathlib.Path(folder) / f"{kind}.img"
        self.root = pathlib.Path(folder) / kind
        self.root.mkdir(parents=True)
        with open(self.image, "wb") as image:
            image.truncate(512 * 1024 * 1024)
        run(*MKFS[kind], str(self.image))
        self.mount()

    def mount(self):
        run("mount", "-o", "loop", str(self.image), str(self.root))

    def unmount(self):
        for _ in range(100):
            if subprocess.run(["umount", str(self.root)], capture_output=True).returncode == 0:
                return
            time.sleep(0.05)
        run("umount", str(self.root))

    def cut(self):
        """The power goes: nothing that was not synced will be there again."""
        folder = os.open(self.root, os.O_RDONLY)
        try:
            fcntl.ioctl(folder, SHUTDOWN, NO_LOG_FLUSH)
        finally:
            os.close(folder)

    def remove(self):
        subprocess.run(["umount", "-l", str(self.root)], capture_output=True)
        self.image.unlink(missing_ok=True)
        shutil.rmtree(self.root, ignore_errors=True)


def run(*words):
    environment = {**os.environ, "PATH": f"{os.environ['PATH']}:/sbin:/usr/sbin"}
    done = subprocess.run(words, capture_output=True, text=True, env=environment)
    assert done.returncode == 0, (
        f"{' '.join(words)}: {done.stderr.strip()}\n"
        "The crash test needs root and a loop device: run it on a machine or in a container that gives both."
    )
