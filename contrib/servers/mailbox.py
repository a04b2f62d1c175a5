# SPDX-License-Identifier: MPL-2.0
"""A mailbox of our own: a real Dovecot that serves it over IMAP with TLS, and a real fetchmail that empties it
into `torv-mail receive`, with the files of contrib/fetchmail."""

import os
import shutil

from .apart import Room
from .certificate import make_certificate
from .files import shipped
from .postfix import PIPE_USER
from .processes import answers

USER, PASSWORD = "torv-svar@kommune.example", "a-word-for-the-test"

DOVECOT = """
protocols = imap
listen = 127.0.0.1
base_dir = {room}/run/dovecot
state_dir = {room}/run/dovecot-state
log_path = {room}/dovecot.log
ssl = required
ssl_cert = <{room}/server.pem
ssl_key = <{room}/server.key
passdb {{
  driver = static
  args = password={password}
}}
userdb {{
  driver = static
  args = uid={user} gid=nogroup home={room}/mail
}}
first_valid_uid = 1
mail_location = maildir:{room}/mail
service imap-login {{
  inet_listener imap {{
    port = 0
  }}
  inet_listener imaps {{
    port = {port}
    ssl = yes
  }}
}}
"""


class Mailbox:
    def __init__(self, folder, port, receive):
        self.folder = os.path.join(folder, "mailbox")
        self.port = port
        os.makedirs(self.folder, exist_ok=True)
        for path in (folder, self.folder):
            os.chmod(path, 0o755)
        self.room = Room(self.folder, "sbin/dovecot", ["dovecot", "dovenull"])
        for name in ("cur", "new", "tmp"):
            os.makedirs(os.path.join(self.folder, "mail", name))
        for path in ("mail", "mail/cur", "mail/new", "mail/tmp"):
            shutil.chown(os.path.join(self.folder, path), PIPE_USER)
        make_certificate(self.folder, "server", "localhost")
        self._write("dovecot.conf", DOVECOT.format(room=self.folder, port=port, user=PIPE_USER, password=PASSWORD))
        deliver = shutil.copy(os.path.join(os.path.dirname(os.path.dirname(os.path.abspath(__file__))),
                                           "fetchmail", "torv-deliver"), self.folder)
        self._write("fetchmailrc", shipped("fetchmail", "fetchmailrc", {
            "set daemon 60": "set daemon 1", "imap.kommune.example service 993": f"localhost service {port}",
            "the password": PASSWORD, "ssl sslcertck": f"ssl sslcertck sslcertfile {self.path('server.pem')}",
            "/usr/local/lib/torv/torv-deliver": deliver}))
        os.chmod(self.path("fetchmailrc"), 0o600)
        self.env = dict(os.environ, TORV_RECEIVE=" ".join(receive), TORV_OTHERS=self.path("other-mail"),
                        FETCHMAILHOME=self.folder)

    def path(self, name):
        return os.path.join(self.folder, name)

    def _write(self, name, text):
        with open(self.path(name), "w", encoding="utf-8") as file:
            file.write(text)

    def start(self, processes):
        self.dovecot = processes.start("dovecot", self.room.command("/usr/sbin/dovecot", "-F", "-c",
                                                                     self.path("dovecot.conf")))
        self.dovecot.wait_until(lambda: answers(self.port))
        self.fetchmail = processes.start("fetchmail", self.room.command(
            "/usr/bin/fetchmail", "--nodetach", "--fetchmailrc", self.path("fetchmailrc"), "--pidfile",
            self.path("run/fetchmail.pid"), "--idfile", self.path("fetchids")), env=self.env)

    def put(self, name, message):
        """A message arrives, whole."""
        with open(self.path(f"mail/tmp/{name}"), "wb") as file:
            file.write(message)
        shutil.chown(self.path(f"mail/tmp/{name}"), PIPE_USER)
        os.rename(self.path(f"mail/tmp/{name}"), self.path(f"mail/new/{name}"))

    def holds(self):
        return os.listdir(self.path("mail/new")) + os.listdir(self.path("mail/cur"))

    def log(self):
        text = self.fetchmail.last_words(60)
        if os.path.exists(self.path("dovecot.log")):
            with open(self.path("dovecot.log"), encoding="utf-8", errors="replace") as file:
                text += file.read()
        return text
