# SPDX-License-Identifier: MPL-2.0
"""Two demos on one machine choose different ports, also when both choose before either listens."""

import subprocess
import sys
import unittest

import support  # noqa: F401  (it finds contrib/)
from servers.processes import free_port

CHOOSE = "import sys; sys.path.insert(0, sys.argv[1]); from servers.processes import free_port; print(free_port(28080))"


class Ports(unittest.TestCase):
    def test_a_port_that_another_program_has_chosen_is_not_chosen(self):
        chosen = free_port(28080)
        other = subprocess.run([sys.executable, "-B", "-c", CHOOSE, support.SOURCE + "/contrib"],
                               capture_output=True, text=True, check=True).stdout
        self.assertNotEqual(int(other), chosen)

    def test_what_a_program_had_chosen_is_free_when_it_has_ended(self):
        port = free_port(28300)
        twice = [subprocess.run([sys.executable, "-B", "-c", CHOOSE.replace("28080", str(port + 1)),
                                 support.SOURCE + "/contrib"], capture_output=True, text=True, check=True).stdout
                 for _ in range(2)]
        self.assertEqual(twice[0], twice[1])


if __name__ == "__main__":
    unittest.main()
