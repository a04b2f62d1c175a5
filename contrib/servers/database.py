# SPDX-License-Identifier: MPL-2.0
"""A private MariaDB: own data folder, a Unix socket and nothing else."""

import getpass
import os
import shutil
import subprocess

from .processes import Trouble

NAME = "torv"
USER = "torv"


def program(name):
    """Servers live in sbin, which is not in everybody's PATH."""
    path = shutil.which(name, path=os.environ.get("PATH", "") + ":/usr/sbin:/sbin:/usr/local/sbin")
    if path is None:
        raise Trouble(f"{name} is missing; contrib/install-packages installs what is needed")
    return path


class Database:
    def __init__(self, folder, run):
        self.data = os.path.join(folder, "database")
        self.socket = os.path.join(run, "mariadb.sock")
        self.init = os.path.join(folder, "database-init.sql")
        # Of its own: a server that starts empties its temporary folder, and would break the tables of
        # another one that shares it.
        self.temporary = os.path.join(folder, "database-tmp")
        self.process = None
        self.memory = "64M"  # for the tables; should hold them where it matters how fast it is

    def prepare(self):
        """Makes the data folder, whole or not at all. False: there is one already."""
        if os.path.isdir(self.data):
            return False
        os.makedirs(self.temporary, exist_ok=True)
        making = self.data + ".new"
        shutil.rmtree(making, ignore_errors=True)
        made = subprocess.run(
            [program("mariadb-install-db"), "--no-defaults", f"--user={getpass.getuser()}",
             f"--datadir={making}", "--skip-test-db", "--auth-root-authentication-method=normal",
             "--innodb-log-file-size=16M", "--innodb-use-native-aio=0", "--character-set-server=utf8mb4"],
            env=dict(os.environ, TMPDIR=self.temporary), stdin=subprocess.DEVNULL, capture_output=True,
            text=True, check=False)
        if made.returncode != 0:
            raise Trouble(f"MariaDB's data folder cannot be made:\n{made.stdout}{made.stderr}")
        os.rename(making, self.data)
        return True

    def start(self, processes, safe=True, network=("--skip-networking",)):
        """safe=False leaves out what only matters when the machine itself goes down."""
        os.makedirs(self.temporary, exist_ok=True)
        with open(self.init, "w", encoding="utf-8") as init:
            init.write(f"CREATE DATABASE IF NOT EXISTS {NAME} CHARACTER SET utf8mb4;\n"
                       f"CREATE USER IF NOT EXISTS '{USER}'@'localhost';\n"
                       f"GRANT ALL PRIVILEGES ON *.* TO '{USER}'@'localhost';\n")
        command = [
            program("mariadbd"), "--no-defaults", f"--user={getpass.getuser()}",
            f"--datadir={self.data}", f"--socket={self.socket}", f"--pid-file={self.data}/pid",
            f"--tmpdir={self.temporary}",
            f"--init-file={self.init}", *network, "--skip-log-bin",
            "--character-set-server=utf8mb4", "--innodb-log-file-size=16M",
            f"--innodb-buffer-pool-size={self.memory}", "--innodb-use-native-aio=0", "--performance-schema=0",
            "--max-connections=200"]
        if not safe:
            command += ["--innodb-flush-log-at-trx-commit=0", "--innodb-doublewrite=0"]
        self.process = processes.start("mariadb", command)
        self.process.wait_until(self.answers, 60)

    def answers(self):
        return os.path.exists(self.socket) and self.client("DO 1").returncode == 0

    def stop(self):
        self.process.stop(60)

    def client(self, statement):
        return subprocess.run(
            [program("mariadb"), "--no-defaults", f"--socket={self.socket}", f"--user={USER}",
             "--batch", "--skip-column-names", f"--execute={statement}"],
            stdin=subprocess.DEVNULL, capture_output=True, text=True, check=False)

    def ask(self, statement):
        """The rows as lists of texts."""
        done = self.client(f"USE {NAME}; {statement}")
        if done.returncode != 0:
            raise Trouble(f"MariaDB: {done.stderr.strip()}")
        return [line.split("\t") for line in done.stdout.splitlines()]

    def load(self, statements):
        """Runs the statements of a file."""
        done = subprocess.run(
            [program("mariadb"), "--no-defaults", f"--socket={self.socket}", f"--user={USER}", NAME],
            stdin=statements, stdout=subprocess.DEVNULL, stderr=subprocess.PIPE, text=True, check=False)
        if done.returncode != 0:
            raise Trouble(f"MariaDB: {done.stderr.strip()}")
