#!/usr/bin/env python3
"""Runs sessions: files that read like a terminal log, with the real programs.

    tests/golden/run.py --bin build/dev/bin tests/golden/indexer_status.session
    tests/golden/run.py --bin build/dev/bin --accept FILE...     rewrite what is expected; review the diff

A session:

    # a comment; kept by --accept
    # filter s/[0-9]+ ms/N ms/
    $ printf 'Shusha\\n' > a.txt; indexer rebuild a.txt
    2> 1 input: 1 indexed
    $ cat > b.txt <<END
    > Xankəndi
    > END
    $ searcher mentions Nowhere
    2> searcher: no place is called "Nowhere"
    [exit 1]

`$ ` begins a command, `> ` continues it on the next line (here-documents). What follows is what it
must print: standard output as it is, then standard error with `2> ` before each line, then
`[exit N]` unless N is 0. All of it must agree exactly. Blank lines before a command, a comment or
the end are spacing. An output line that would be mistaken for any of these is written with a
backslash before it; a lone backslash is an empty line at the end of the output; the line
`\\ no newline` says that the output did not end in one.

Commands run one after the other under bash, each in its own shell, in the new folder $TMP, with

    $INDEX   $TMP/index, the programs' default index too (BYNAME_INDEX)
    $CORPUS  the sample corpus of the project, corpus/
    $SOURCE  the project's folder
    $PATH    begins with the folder of the programs

Directives are comments:

    # filter s/REGEX/REPLACEMENT/   Python's syntax, any delimiter; applied to every line printed
                                    from here on, after the folders were replaced by $TMP, $SOURCE
    # needs COMMAND                 the session is skipped (exit 77) unless the command succeeds
    # timeout SECONDS               for each command from here on; 600 unless told

A background process that a session starts must end with it.
"""
import argparse
import difflib
import os
import re
import shutil
import signal
import subprocess
import sys
import tempfile

SKIPPED = 77
SPECIAL = ('$ ', '> ', '2> ', '[exit ', '#', '\\')


class Step:
    """One command and what it printed, or a comment or blank line between commands."""

    def __init__(self, command=None, note=None):
        self.command = command  # lines
        self.note = note        # a comment or a blank line, as it stands
        self.expected = []


def parse(text):
    steps = []
    blank = []  # blank lines not yet known to be output or spacing
    for line in text.split('\n')[:-1] if text.endswith('\n') else text.split('\n'):
        if line == '':
            blank.append(line)
            continue
        if line.startswith('$ ') or line.startswith('#'):
            steps += [Step(note=b) for b in blank]
            steps.append(Step(command=[line[2:]]) if line.startswith('$ ') else Step(note=line))
        elif not steps or steps[-1].command is None:
            raise ValueError(f'output without a command: {line}')
        elif line.startswith('> ') or line == '>':
            steps[-1].command.append(line[2:])
        else:
            steps[-1].expected += blank + [line]
        blank = []
    return steps + [Step(note=b) for b in blank]


def unparse(steps):
    lines = []
    for step in steps:
        if step.command is None:
            lines.append(step.note)
        else:
            lines.append('$ ' + step.command[0])
            lines += [('> ' + c).rstrip(' ') if c == '' else '> ' + c for c in step.command[1:]]
            lines += step.expected
    return '\n'.join(lines) + '\n'


def shown(text, prefix):
    """The lines of an output as a session writes them."""
    if text == '':
        return []
    ends = text.endswith('\n')
    lines = (text[:-1] if ends else text).split('\n')
    if prefix == '':
        lines = ['\\' + l if l.startswith(SPECIAL) else l for l in lines]
        for i in range(len(lines) - 1, -1, -1):
            if lines[i] != '':
                break
            lines[i] = '\\'
    else:
        lines = [prefix + l if l else prefix.rstrip() for l in lines]
    return lines + ([] if ends else ['\\ no newline'])


class Session:
    def __init__(self, path, bin_folder, source):
        self.path = path
        self.tmp = os.path.realpath(tempfile.mkdtemp(prefix='session-'))
        self.source = source
        self.filters = []
        self.timeout = 600
        self.env = {k: v for k, v in os.environ.items()
                    if k in ('PATH', 'LANG', 'USER') or k.endswith('SAN_OPTIONS')}
        self.env.update(PATH=bin_folder + os.pathsep + os.environ.get('PATH', ''), LC_ALL='C.UTF-8', TZ='UTC',
                        TERM='dumb', HOME=self.tmp, TMP=self.tmp, TMPDIR=self.tmp, SOURCE=source,
                        CORPUS=os.path.join(source, 'corpus'), INDEX=os.path.join(self.tmp, 'index'),
                        BYNAME_INDEX=os.path.join(self.tmp, 'index'))

    def close(self):
        shutil.rmtree(self.tmp, ignore_errors=True)

    def directive(self, note):
        """Obeys a comment that is one; False if the session cannot run here."""
        word, _, rest = note[1:].strip().partition(' ')
        if word == 'filter':
            match = re.fullmatch(r's(.)(.*)\1(.*)\1', rest.strip())
            if not match:
                raise ValueError(f'a filter is s/REGEX/REPLACEMENT/: {note}')
            self.filters.append((re.compile(match[2]), match[3]))
        elif word == 'timeout':
            self.timeout = float(rest)
        elif word == 'needs':
            return self.shell(rest)[2] == 0
        return True

    def shell(self, command):
        process = subprocess.Popen(['bash', '-c', command], cwd=self.tmp, env=self.env, stdin=subprocess.DEVNULL,
                                   stdout=subprocess.PIPE, stderr=subprocess.PIPE, start_new_session=True)
        try:
            out, err = process.communicate(timeout=self.timeout)
            code = process.returncode
        except subprocess.TimeoutExpired:
            os.killpg(process.pid, signal.SIGKILL)
            out, err = process.communicate()
            code = f'never: not done after {self.timeout:g} seconds'
        return self.clean(out), self.clean(err), code

    def clean(self, output):
        # Bytes that are not UTF-8 show as \xNN, so that a session is always a text file.
        text = output.decode('utf-8', 'backslashreplace')
        text = text.replace(self.tmp, '$TMP').replace(self.source, '$SOURCE')
        lines = text.split('\n')
        for regex, replacement in self.filters:
            lines = [regex.sub(replacement, line) for line in lines]
        return '\n'.join(lines)

    def run(self, steps):
        """Steps as they came out; None if the session cannot run here."""
        result = []
        for step in steps:
            if step.command is None:
                if step.note.startswith('#') and not self.directive(step.note):
                    print(f'skipped: {self.path}: "{step.note[1:].strip()}" does not hold here')
                    return None
                result.append(step)
                continue
            out, err, code = self.shell('\n'.join(step.command))
            done = Step(command=step.command)
            done.expected = shown(out, '') + shown(err, '2> ') + ([f'[exit {code}]'] if code != 0 else [])
            result.append(done)
        return result


def main():
    parser = argparse.ArgumentParser(description='Runs sessions with the real programs.')
    parser.add_argument('--bin', required=True, help='the folder of the programs')
    parser.add_argument('--accept', action='store_true', help='rewrite what is expected')
    parser.add_argument('sessions', nargs='+')
    options = parser.parse_args()
    source = os.path.dirname(os.path.dirname(os.path.dirname(os.path.realpath(__file__))))
    failed = skipped = 0
    for path in options.sessions:
        with open(path, encoding='utf-8', newline='') as file:
            text = file.read()
        steps = parse(text)
        session = Session(path, os.path.realpath(options.bin), source)
        try:
            result = session.run(steps)
        finally:
            session.close()
        if result is None:
            skipped += 1
            continue
        got = unparse(result)
        if got == text:
            continue
        if options.accept:
            with open(path, 'w', encoding='utf-8', newline='') as file:
                file.write(got)
            print(f'rewritten: {path}')
            continue
        failed += 1
        sys.stdout.writelines(difflib.unified_diff(text.splitlines(True), got.splitlines(True),
                                                   f'{path} (expected)', f'{path} (printed)'))
    if failed:
        print(f'{failed} of {len(options.sessions)} sessions differ; if that is right: run.py --bin '
              f'{options.bin} --accept {" ".join(options.sessions)}')
        return 1
    return SKIPPED if skipped == len(options.sessions) else 0


if __name__ == '__main__':
    sys.exit(main())
