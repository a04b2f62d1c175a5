# SPDX-License-Identifier: MPL-2.0
"""The database on another machine: over the network with TLS, its certificate verified, or not at all."""

import os
import subprocess
import unittest

from support import BUILD, STAGE, ServerTest, free_port
from servers.database import Database
from servers.processes import Trouble
from servers.torv import Torv


def make_certificate(folder, name):
    """A certificate of its own for 127.0.0.1; its file is the CA to trust, too."""
    path = os.path.join(folder, name)
    subprocess.run(
        ["openssl", "req", "-x509", "-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:prime256v1", "-nodes",
         "-days", "2", "-subj", "/CN=127.0.0.1", "-addext", "subjectAltName=IP:127.0.0.1",
         "-keyout", path + ".key", "-out", path + ".pem"],
        stdin=subprocess.DEVNULL, capture_output=True, check=True)
    return path


class DatabaseOverTls(ServerTest):
    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.server = make_certificate(cls.folder, "server")
        cls.stranger = make_certificate(cls.folder, "stranger")
        cls.port = free_port(13306)
        far = os.path.join(cls.folder, "far")
        os.mkdir(far)
        cls.far = Database(far, far)
        cls.far.prepare()
        cls.far.start(cls.base, safe=False, network=(
            "--bind-address=127.0.0.1", f"--port={cls.port}", f"--ssl-cert={cls.server}.pem",
            f"--ssl-key={cls.server}.key"))
        cls.far.client("CREATE USER torv@'127.0.0.1' REQUIRE SSL; GRANT ALL PRIVILEGES ON *.* TO torv@'127.0.0.1'")
        cls.client = Torv(far, far, BUILD, STAGE)

    def configure(self, **settings):
        self.client.configure("http://127.0.0.1", "", 25, db_host="127.0.0.1", db_port=str(self.port), **settings)

    def test_with_the_right_ca_everything_works(self):
        self.configure(db_tls="yes", db_tls_ca=self.server + ".pem")
        self.client.run("migrate")
        self.assertEqual(self.far.ask("SELECT COUNT(*) > 90 FROM municipality"), [["1"]])

    def test_a_server_with_another_certificate_is_not_talked_to(self):
        self.configure(db_tls="yes", db_tls_ca=self.stranger + ".pem")
        with self.assertRaises(Trouble):
            self.client.run("migrate", "--status")

    def test_a_server_that_wants_tls_is_not_reached_without(self):
        self.configure(db_tls="no")
        with self.assertRaises(Trouble):
            self.client.run("migrate", "--status")

    def test_a_server_without_tls_is_not_talked_to_when_it_is_required(self):
        plain = os.path.join(self.folder, "plain")
        os.mkdir(plain)
        database, port = Database(plain, plain), free_port(13406)
        database.prepare()
        database.start(self.processes, safe=False, network=(
            "--bind-address=127.0.0.1", f"--port={port}", "--skip-ssl"))
        torv = Torv(plain, plain, BUILD, STAGE)
        torv.configure("http://127.0.0.1", "", 25, db_host="127.0.0.1", db_port=str(port), db_tls="yes",
                       db_tls_ca=self.server + ".pem")
        with self.assertRaises(Trouble):
            torv.run("migrate", "--status")
        torv.configure("http://127.0.0.1", "", 25, db_host="127.0.0.1", db_port=str(port))
        torv.run("migrate")


if __name__ == "__main__":
    unittest.main()
