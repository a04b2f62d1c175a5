# SPDX-License-Identifier: MPL-2.0
"""Private servers for Torv: what contrib/demo and the tests run.

Everything listens on loopback or on a Unix socket, keeps its files in one folder, is started in the
foreground and stopped by its process number. Nothing of the machine's own services is touched.

    processes.py  start, watch, stop; free ports; waiting
    database.py   MariaDB
    torv.py       torv.conf, torv, torv-fcgi, torv-mail
    web.py        nginx and Apache, with contrib/nginx/torv.conf and contrib/apache/torv.conf
    maildev.py    MailDev, and its API
    torv_site.py  all of them as one site
    replies.py    the mail server that hands replies to `torv-mail receive` (a program)
"""
