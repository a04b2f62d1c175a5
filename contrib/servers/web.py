# SPDX-License-Identifier: MPL-2.0
"""nginx or Apache in front of Torv, with the very snippets that an installation uses."""

import os
import shutil
import signal

from .database import program
from .processes import answers

CONTRIB = os.path.dirname(os.path.dirname(os.path.abspath(__file__)))

# Debian's web server user, when root starts us; else everything runs as whoever started it.
AS_ROOT = os.getuid() == 0
ROOTS_USER = "www-data"

NGINX = """
daemon off;
pid {folder}/nginx.pid;
error_log stderr warn;
worker_processes {workers};
{user}
events {{ worker_connections 1024; }}
http {{
	access_log {folder}/access.log;
	server_tokens off;
	client_body_temp_path {folder}/body;
	fastcgi_temp_path {folder}/fastcgi;
	proxy_temp_path {folder}/proxy;
	scgi_temp_path {folder}/scgi;
	uwsgi_temp_path {folder}/uwsgi;
	upstream torv {{ server unix:{socket}; keepalive {keepalive}; }}
	server {{
		listen 127.0.0.1:{port};
		server_name localhost;
		set $torv_share {share};
		include {snippet};
	}}
}}
"""

APACHE = """
ServerRoot {folder}
ServerName localhost
PidFile {folder}/apache.pid
DefaultRuntimeDir {folder}
ErrorLog /dev/stderr
CustomLog {folder}/access.log combined
LogFormat "%h %t \\"%r\\" %>s %b" combined
Listen 127.0.0.1:{port}
{user}
{modules}
ServerTokens Prod
TypesConfig /dev/null
Define torv_socket {socket}
Define torv_share {share}
<Directory "/">
	Require all denied
</Directory>
<VirtualHost 127.0.0.1:{port}>
	Include {snippet}
</VirtualHost>
"""

APACHE_FOLDER = "/usr/lib/apache2/modules"
APACHE_MODULES = ("mpm_event", "authz_core", "alias", "filter", "deflate", "headers", "mime", "setenvif",
                  "proxy", "proxy_fcgi")


class WebServer:
    """kind: "nginx" or "apache". `share` is the folder that static/ lies in; `changes` are (old, new)
    texts to try another way of passing requests on than the snippet's."""

    def __init__(self, kind, folder, run, socket, share, port, changes=(), workers=1, keepalive=16):
        self.kind = kind
        self.port = port
        self.folder = os.path.join(run, kind)
        self.settings = os.path.join(self.folder, f"{kind}.conf")
        self.process = None
        os.makedirs(self.folder, exist_ok=True)
        if AS_ROOT:
            share = self._let_in(share)
        snippet = self._snippet(changes)
        values = {"folder": self.folder, "socket": socket, "share": share, "port": port,
                  "snippet": snippet, "workers": workers, "keepalive": keepalive}
        text = self._nginx(values) if kind == "nginx" else self._apache(values)
        with open(self.settings, "w", encoding="utf-8") as file:
            file.write(text)
        self.logs = folder

    def _let_in(self, share):
        """The web server drops root's rights, and would not get into a folder of root's."""
        os.chmod(os.path.dirname(self.folder), 0o711)
        os.chmod(self.folder, 0o711)
        for part in ("static", "errors"):
            shutil.copytree(os.path.join(share, part), os.path.join(self.folder, "share", part), dirs_exist_ok=True)
        return os.path.join(self.folder, "share")

    def _snippet(self, changes):
        original = os.path.join(CONTRIB, self.kind, "torv.conf")
        if not changes:
            return original
        with open(original, encoding="utf-8") as file:
            text = file.read()
        for old, new in changes:
            if old not in text:
                raise ValueError(f"{original} has no {old!r}")
            text = text.replace(old, new)
        changed = os.path.join(self.folder, "snippet.conf")
        with open(changed, "w", encoding="utf-8") as file:
            file.write(text)
        return changed

    @staticmethod
    def _nginx(values):
        return NGINX.format(user=f"user {ROOTS_USER};" if AS_ROOT else "", **values)

    @staticmethod
    def _apache(values):
        modules = "\n".join(f"LoadModule {name}_module {APACHE_FOLDER}/mod_{name}.so" for name in APACHE_MODULES)
        user = f"User {ROOTS_USER}\nGroup {ROOTS_USER}" if AS_ROOT else ""
        return APACHE.format(modules=modules, user=user, **values)

    @property
    def url(self):
        return f"http://127.0.0.1:{self.port}"

    def start(self, processes):
        if self.kind == "nginx":
            command = [program("nginx"), "-p", self.folder, "-e", "stderr", "-c", self.settings]
        else:
            command = [program("apache2"), "-d", self.folder, "-f", self.settings, "-D", "FOREGROUND"]
        self.process = processes.start(self.kind, command)

    def ready(self):
        self.process.wait_until(lambda: answers(self.port))

    def stop(self):
        """Finishes what it is answering, then ends."""
        self.process.stop(number=signal.SIGQUIT if self.kind == "nginx" else signal.SIGWINCH)
