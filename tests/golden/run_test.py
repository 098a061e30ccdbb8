#!/usr/bin/env python3
"""The session runner tested: what agrees passes, each kind of difference fails, --accept repairs."""
import os
import subprocess
import sys
import tempfile
import unittest

RUN = os.path.join(os.path.dirname(os.path.realpath(__file__)), 'run.py')


class Runner(unittest.TestCase):
    def setUp(self):
        self.folder = tempfile.TemporaryDirectory()
        self.addCleanup(self.folder.cleanup)

    def run_session(self, text, *options):
        self.path = os.path.join(self.folder.name, 'a.session')
        with open(self.path, 'w', encoding='utf-8') as file:
            file.write(text)
        return subprocess.run([sys.executable, RUN, '--bin', self.folder.name, *options, self.path],
                              stdout=subprocess.DEVNULL, check=False).returncode

    def content(self):
        with open(self.path, encoding='utf-8') as file:
            return file.read()

    def test_what_passes_and_what_does_not(self):
        for expected, session in (
                (0, '$ echo a\na\n'),
                (0, '$ echo a; echo b >&2; exit 3\na\n2> b\n[exit 3]\n'),
                (0, "$ printf 'a\\n\\nb\\n'\na\n\nb\n\n# blank lines inside are output\n"),
                (0, "$ printf '$ a\\n\\n'\n\\$ a\n\\\n"),
                (0, '$ printf a\na\n\\ no newline\n'),
                (0, '$ cat <<END\n> x\n>\n> y\n> END\nx\n\ny\n'),
                (0, '# filter s/[0-9]+/N/\n$ echo 17 $TMP\nN $TMP\n'),
                (0, "$ printf '\\377\\n'\n\\\\xff\n"),
                (0, '$ echo "$INDEX"\n$TMP/index\n'),
                (77, '# needs false\n$ echo a\n'),
                (1, '$ echo a\nb\n'),
                (1, '$ echo a\n'),
                (1, '$ true\na\n'),
                (1, '$ echo a >&2\na\n'),
                (1, '$ echo a; exit 1\na\n'),
                (1, '$ echo a\na\n[exit 1]\n'),
                (1, '$ printf a\na\n'),
                (1, '# timeout 0.2\n$ sleep 5\n'),
        ):
            with self.subTest(session=session):
                self.assertEqual(self.run_session(session), expected)

    def test_accept_writes_what_then_passes(self):
        before = "# note\n\n$ printf '# x\\n\\n$ y\\n\\n'; printf 'e\\n\\n' >&2; exit 9\nwrong\n\n\n# end\n"
        self.assertEqual(self.run_session(before, '--accept'), 0)
        after = self.content()
        self.assertEqual(after, "# note\n\n$ printf '# x\\n\\n$ y\\n\\n'; printf 'e\\n\\n' >&2; exit 9\n"
                                '\\# x\n\n\\$ y\n\\\n2> e\n2>\n[exit 9]\n\n\n# end\n')
        self.assertEqual(self.run_session(after), 0)


if __name__ == '__main__':
    unittest.main()
