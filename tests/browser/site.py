# SPDX-License-Identifier: MPL-2.0
"""A whole site for a browser test: the sample data, a web server, MailDev, and a real Postfix that
hands replies to `torv-mail receive`.

    site.py nginx|apache FOLDER

Says on standard output, in one line of JSON, where everything is; then does what the lines of JSON
on standard input ask for, and answers each with one line; ends when standard input does.

    {"torv": ["export", "soev"]}                       runs torv, answers what it printed
    {"reply": {"mail": ID, "from": ..., "text": ...}}  answers a mail of the mailbox by SMTP
    {"ask": "SELECT ..."}                              rows of the database, to say what a test saw
    {"sheets": PATH}                                   the rows of all sheets of an Excel file, as texts
    {"log": "torv-fcgi"}                               the end of a server's log
"""

import email.message
import email.utils
import json
import os
import shutil
import smtplib
import sys
import zipfile
from xml.etree import ElementTree

sys.dont_write_bytecode = True
SOURCE = os.path.dirname(os.path.dirname(os.path.dirname(os.path.abspath(__file__))))
sys.path.insert(0, os.path.join(SOURCE, "contrib"))

from servers.maildev import reply_address  # noqa: E402
from servers.postfix import PIPE_USER, Postfix  # noqa: E402
from servers.processes import Trouble, free_port  # noqa: E402
from servers.torv import REPLY_DOMAIN  # noqa: E402
from servers.torv_site import Site  # noqa: E402

BUILD = os.environ["TORV_BUILD"]


class TestSite(Site):
    """The demo's site, with Postfix where the demo has its small server for replies."""

    def start_replies(self):
        self.let_the_pipe_in()
        self.replies_server = Postfix(self.run, REPLY_DOMAIN, self.ports["replies"], [
            "/usr/bin/env", f"TORV_CONF={self.torv.configuration}", f"TORV_DATADIR={self.run}/stage",
            f"{self.run}/torv-mail", "receive"])
        self.replies_server.start(self.processes)
        self.replies = self.replies_server.process

    def let_the_pipe_in(self):
        """Postfix runs the receiver as somebody who may not read a folder of root's."""
        shutil.copy(self.torv.program("torv-mail"), self.run)
        shutil.copytree(self.torv.data_directory, os.path.join(self.run, "stage"))
        for path in (self.folder, os.path.dirname(self.database.socket)):
            os.chmod(path, 0o711)
        for path in (self.torv.configuration, self.torv.key):
            shutil.chown(path, PIPE_USER)


def reply(site, wish):
    """What a mail program sends: the answer above the quoted mail, in its thread."""
    mail = next(mail for mail in site.mailbox.all() if mail["id"] == wish["mail"])
    message = email.message.EmailMessage()
    message["From"] = wish["from"]
    message["To"] = reply_address(mail)
    message["Subject"] = "SV: " + mail["subject"]
    message["Date"] = email.utils.localtime()
    message["Message-ID"] = email.utils.make_msgid(domain="mail.example")
    message["In-Reply-To"] = message["References"] = f"<{mail['messageId']}>"
    quoted = "\n".join("> " + line for line in (mail.get("text") or "").splitlines())
    message.set_content(f"{wish['text']}\n\nDen 3. marts 2027 kl. 10.12 skrev Torv:\n{quoted}\n")
    with smtplib.SMTP("127.0.0.1", site.ports["replies"], timeout=20) as server:
        server.send_message(message)
    return message["Message-ID"]


def sheets(path):
    """The cells of all sheets as texts, row by row; what is not there is left out."""
    space = {"x": "http://schemas.openxmlformats.org/spreadsheetml/2006/main"}
    with zipfile.ZipFile(path) as file:
        names = sorted(file.namelist())
        texts = []
        if "xl/sharedStrings.xml" in names:
            for item in ElementTree.fromstring(file.read("xl/sharedStrings.xml")).findall("x:si", space):
                texts.append("".join(item.itertext()))
        rows = []
        for name in names:
            if not name.startswith("xl/worksheets/sheet"):
                continue
            for row in ElementTree.fromstring(file.read(name)).iterfind(".//x:row", space):
                cells = []
                for cell in row.findall("x:c", space):
                    value = "".join(cell.itertext())
                    cells.append(texts[int(value)] if cell.get("t") == "s" else value)
                rows.append(cells)
        return rows


def do(site, wish):
    if "torv" in wish:
        return site.torv.run(*wish["torv"])
    if "reply" in wish:
        return reply(site, wish["reply"])
    if "ask" in wish:
        return site.database.ask(wish["ask"])
    if "sheets" in wish:
        return sheets(wish["sheets"])
    if "log" in wish:
        return "\n".join(one.last_words(200) for one in site.processes.running if one.name == wish["log"])
    raise Trouble(f"nobody knows how to do {wish}")


def say(answer):
    print(json.dumps(answer), flush=True)


def main(web, folder):
    shutil.rmtree(folder, ignore_errors=True)
    first = free_port(21000)
    with TestSite(folder, BUILD, os.path.join(BUILD, "stage"), os.path.join(BUILD, "npm"), web,
                  {"web": first, "mailbox": first + 1, "smtp": first + 2, "replies": first + 3}) as site:
        os.chmod(site.run, 0o711)
        site.database.prepare()
        site.database.start(site.processes, safe=False)
        site.configure()
        site.torv.run("migrate")
        about = site.torv.run("import", "sample")
        site.start()
        say({"url": site.url, "mailbox": site.mailbox.url, "about": about})
        for line in sys.stdin:
            try:
                say({"done": do(site, json.loads(line))})
            except (Trouble, OSError, smtplib.SMTPException, StopIteration) as trouble:
                say({"trouble": f"{type(trouble).__name__}: {trouble}"})


if __name__ == "__main__":
    try:
        main(sys.argv[1], os.path.abspath(sys.argv[2]))
    except Trouble as trouble:
        say({"trouble": str(trouble)})
        sys.exit(1)
