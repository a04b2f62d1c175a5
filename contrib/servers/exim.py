# SPDX-License-Identifier: MPL-2.0
"""A real Exim of our own that hands the mail of one domain to `torv-mail receive`, with the router and the
transport of contrib/exim."""

import os

from .apart import Room
from .files import shipped
from .postfix import PIPE_USER, SHIPPED_DOMAIN
from .processes import answers

CONFIGURATION = """
primary_hostname = mx.{domain}
domainlist local_domains = {domain}
spool_directory = {folder}/spool/exim4
log_file_path = {folder}/log/%slog
pid_file_path = {folder}/run/exim.pid
daemon_smtp_ports = {port}
local_interfaces = 127.0.0.1
tls_advertise_hosts =
message_size_limit = 25M
acl_smtp_rcpt = check
acl_smtp_data = accept
host_lookup =
rfc1413_hosts =
keep_environment =
never_users =
# what waits is looked at by the daemon's own runner, each second
queue_only
queue_run_max = 4
retry_interval_max = 1s
# bounces have nowhere to go
ignore_bounce_errors_after = 0s

begin acl
check:
  accept domains = +local_domains
         verify = recipient
  deny message = no such address

begin routers
{router}
begin transports
{transport}
begin retry
* * F,1h,1s
"""


class Exim:
    def __init__(self, folder, domain, port, receive):
        self.folder = os.path.join(folder, "exim")
        self.port = port
        os.makedirs(self.folder, exist_ok=True)
        for path in (folder, self.folder):
            os.chmod(path, 0o755)
        self.room = Room(self.folder, "sbin/exim4", ["Debian-exim"])
        self.room.own("spool/exim4", "Debian-exim")
        self.room.own("log", "Debian-exim")
        os.makedirs(os.path.join(self.folder, "etc", "exim4"), exist_ok=True)
        with open(os.path.join(self.folder, "etc", "exim4", "exim4.conf"), "w", encoding="utf-8") as file:
            file.write(CONFIGURATION.format(
                folder=self.folder, domain=domain, port=port,
                router=shipped("exim", "router", {SHIPPED_DOMAIN: domain}),
                transport=shipped("exim", "transport", {"user = torv": f"user = {PIPE_USER}",
                                                        "/usr/local/bin/torv-mail receive": " ".join(receive)})))

    def start(self, processes):
        self.process = processes.start("exim", self.room.command("/usr/sbin/exim4", "-bdf", "-q1s"))
        self.process.wait_until(lambda: answers(self.port))

    def log(self):
        text = ""
        for name in ("mainlog", "paniclog", "rejectlog"):
            path = os.path.join(self.folder, "log", name)
            if os.path.exists(path):
                with open(path, encoding="utf-8", errors="replace") as file:
                    text += file.read()
        return text
