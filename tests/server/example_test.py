# SPDX-License-Identifier: MPL-2.0
"""The sites that an installation copies, contrib/nginx/torv-site.conf and contrib/apache/torv-site.conf,
serve Torv over TLS and send plain HTTP there, once name, certificate and folders are filled in."""

import http.client
import os
import ssl
import subprocess
import tempfile
import unittest

from support import PAGE, SOURCE, STAGE, ServerTest, answers, free_port

from servers.database import program
from servers.web import APACHE_FOLDER, APACHE_MODULES, AS_ROOT, ROOTS_USER

NAME = "torv.example"


def read(*path):
    with open(os.path.join(SOURCE, "contrib", *path), encoding="utf-8") as file:
        return file.read()


class Examples(ServerTest):
    def setUp(self):
        super().setUp()
        self.start_torv()
        self.place = tempfile.mkdtemp(dir=self.folder)
        os.chmod(self.place, 0o755)
        self.plain = free_port(19080)
        self.tls = free_port(19443)
        subprocess.run(["openssl", "req", "-x509", "-newkey", "rsa:2048", "-nodes", "-days", "2", "-subj", f"/CN={NAME}",
                        "-addext", f"subjectAltName=DNS:{NAME}", "-keyout", f"{self.place}/key.pem",
                        "-out", f"{self.place}/cert.pem"], check=True, capture_output=True)

    def fill_in(self, kind, changes):
        """The site's text with everything replaced that is this machine's; each must be there."""
        text = read(kind, "torv-site.conf")
        for old, new in (("/run/torv/torv.sock", self.torv.socket), ("/usr/local/share/torv", STAGE),
                         (f"/etc/ssl/certs/{NAME}.pem", f"{self.place}/cert.pem"),
                         (f"/etc/ssl/private/{NAME}.key", f"{self.place}/key.pem"), *changes):
            self.assertIn(old, text)
            text = text.replace(old, new)
        return text

    def write(self, name, text):
        path = os.path.join(self.place, name)
        with open(path, "w", encoding="utf-8") as file:
            file.write(text)
        return path

    def serves(self):
        plain = http.client.HTTPConnection("127.0.0.1", self.plain, timeout=10)
        plain.request("GET", PAGE, headers={"Host": NAME})
        answer = plain.getresponse()
        self.assertEqual((answer.status, answer.headers["Location"]), (301, f"https://{NAME}{PAGE}"))
        plain.close()

        context = ssl.create_default_context(cafile=f"{self.place}/cert.pem")
        context.check_hostname = False  # the name is the certificate's, the address is this machine's
        secure = http.client.HTTPSConnection("127.0.0.1", self.tls, timeout=10, context=context)
        secure.request("GET", PAGE, headers={"Host": NAME})
        answer = secure.getresponse()
        self.assertEqual(answer.status, 200)
        self.assertIn(b"</html>", answer.read())
        secure.close()

    def test_the_site_for_nginx(self):
        snippet = os.path.join(SOURCE, "contrib", "nginx", "torv.conf")
        site = self.write("site.conf", self.fill_in("nginx", (
            ("listen 80;\n\tlisten [::]:80;", f"listen 127.0.0.1:{self.plain};"),
            ("listen 443 ssl http2;\n\tlisten [::]:443 ssl http2;", f"listen 127.0.0.1:{self.tls} ssl http2;"),
            ("include snippets/torv.conf;", f"include {snippet};"))))
        temporary = "".join(f"{kind}_temp_path {self.place}/{kind};\n"
                            for kind in ("client_body", "fastcgi", "proxy", "scgi", "uwsgi"))
        settings = self.write("nginx.conf", f"daemon off;\npid {self.place}/pid;\n"
                              + (f"user {ROOTS_USER};\n" if AS_ROOT else "")
                              + f"events {{}}\nhttp {{\naccess_log off;\n{temporary}include {site};\n}}\n")
        nginx = self.processes.start("nginx-site", [program("nginx"), "-p", self.place, "-e", "stderr", "-c", settings])
        nginx.wait_until(lambda: answers(self.plain) and answers(self.tls))
        self.serves()

    def test_the_site_for_apache(self):
        snippet = os.path.join(SOURCE, "contrib", "apache", "torv.conf")
        site = self.write("site.conf", self.fill_in("apache", (
            ("<VirtualHost *:80>", f"<VirtualHost 127.0.0.1:{self.plain}>"),
            ("<VirtualHost *:443>", f"<VirtualHost 127.0.0.1:{self.tls}>"),
            ("Include conf-available/torv.conf", f"Include {snippet}"))))
        modules = "".join(f"LoadModule {name}_module {APACHE_FOLDER}/mod_{name}.so\n"
                          for name in (*APACHE_MODULES, "socache_shmcb", "ssl"))
        settings = self.write("apache.conf", (
            f"ServerRoot {self.place}\nServerName localhost\nPidFile {self.place}/pid\n"
            f"DefaultRuntimeDir {self.place}\nErrorLog /dev/stderr\nTypesConfig /dev/null\n{modules}"
            f"Listen 127.0.0.1:{self.plain}\nListen 127.0.0.1:{self.tls}\n"
            + (f"User {ROOTS_USER}\nGroup {ROOTS_USER}\n" if AS_ROOT else "") + f"Include {site}\n"))
        apache = self.processes.start("apache-site", [program("apache2"), "-d", self.place, "-f", settings,
                                                      "-D", "FOREGROUND"])
        apache.wait_until(lambda: answers(self.plain) and answers(self.tls))
        self.serves()


if __name__ == "__main__":
    unittest.main()
