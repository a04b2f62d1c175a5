# SPDX-License-Identifier: MPL-2.0
"""A small server in a thread of the test: each connection is served in a thread of its own."""

import threading


class Listener(threading.Thread):
    """`server` is the socket that listens."""

    def __init__(self, server):
        super().__init__(daemon=True)
        self.server = server

    def run(self):
        while True:
            try:
                connection, _ = self.server.accept()
            except OSError:
                return
            threading.Thread(target=self.serve, args=(connection, *self.expect()), daemon=True).start()

    def expect(self):
        """What else `serve` is told of a connection; asked in the order in which they come."""
        return ()

    def serve(self, connection, *more):
        raise NotImplementedError

    def stop(self):
        self.server.close()
