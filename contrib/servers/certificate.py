# SPDX-License-Identifier: MPL-2.0
"""Certificates for servers on 127.0.0.1, good for two days."""

import os
import subprocess


def make_certificate(folder, name, host):
    """One of its own for a host's name; its file is the CA to trust, too. The path without .pem and .key."""
    path = os.path.join(folder, name)
    subprocess.run(
        ["openssl", "req", "-x509", "-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:prime256v1", "-nodes",
         "-days", "2", "-subj", f"/CN={host}", "-addext", f"subjectAltName=DNS:{host}",
         "-keyout", path + ".key", "-out", path + ".pem"],
        stdin=subprocess.DEVNULL, capture_output=True, check=True)
    return path
