# SPDX-License-Identifier: MPL-2.0
"""Torv's own programs, out of a build folder, with a torv.conf written for them."""

import os
import secrets
import subprocess

from . import database
from .processes import Trouble, answers

# Where make leaves them, in the build folder.
PROGRAMS = {"torv": "export/torv", "torv-mail": "mail/torv-mail", "torv-fcgi": "fcgi/torv-fcgi"}

MAIL_DOMAIN = "torv.example"
REPLY_DOMAIN = "svar.torv.example"


class Torv:
    def __init__(self, folder, run, build, data_directory):
        self.folder = folder
        self.build = build
        self.data_directory = data_directory
        self.configuration = os.path.join(folder, "torv.conf")
        self.key = os.path.join(folder, "secret.key")
        self.socket = os.path.join(run, "torv.sock")
        self.fcgi = None
        self.sender = None

    def program(self, name):
        path = os.path.join(self.build, PROGRAMS[name])
        if not os.access(path, os.X_OK):
            raise Trouble(f"{path} is missing; was make run in {self.build}?")
        return path

    @property
    def env(self):
        return dict(os.environ, TORV_CONF=self.configuration, TORV_DATADIR=self.data_directory)

    def configure(self, url, database_socket, smtp_port, **more):
        """Writes torv.conf, and the installation's key when there is none yet."""
        if not os.path.exists(self.key):
            with open(os.open(self.key, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "wb") as file:
                file.write(secrets.token_bytes(32))
        settings = {
            "site_url": url,
            "site_owner": "Kolding Kommune (demo)",
            "contact_email": f"kontakt@{MAIL_DOMAIN}",
            "secret_key_file": self.key,
            "db_socket": database_socket,
            "db_name": database.NAME,
            "db_user": database.USER,
            "listen": f"unix:{self.socket}",
            "threads": "8",
            "mail_from": f"torv@{MAIL_DOMAIN}",
            "reply_domain": REPLY_DOMAIN,
            "smtp_host": "127.0.0.1",
            "smtp_port": str(smtp_port),
            "smtp_tls": "never",
            "log_target": "stderr",
        }
        settings.update(more)
        with open(os.open(self.configuration, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600), "w",
                  encoding="utf-8") as file:
            for name, value in settings.items():
                file.write(f'{name} = "{value}"\n')

    def run(self, *arguments, program="torv", text=None):
        """Runs `torv ARGUMENTS` to its end; what it printed. Trouble when it fails."""
        done = subprocess.run([self.program(program), *arguments], env=self.env, input=text or "",
                              capture_output=True, text=True, check=False)
        if done.returncode != 0:
            raise Trouble(f"{program} {' '.join(arguments)} ended with status {done.returncode}:\n"
                          f"{done.stdout}{done.stderr}")
        return done.stdout

    def start_fcgi(self, processes, *options):
        self.fcgi = processes.start("torv-fcgi", [self.program("torv-fcgi"), *options], env=self.env)

    def fcgi_ready(self, seconds=30.0):
        self.fcgi.wait_until(lambda: os.path.exists(self.socket) and answers(self.socket), seconds)
        if os.getuid() == 0:
            # As root we give the web server, which is somebody else, its way in.
            os.chmod(self.socket, 0o666)

    def start_sender(self, processes):
        self.sender = processes.start("torv-mail", [self.program("torv-mail"), "send"], env=self.env)
