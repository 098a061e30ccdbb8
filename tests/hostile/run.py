#!/usr/bin/env python3
"""Files that want to hurt: each must end in one state with a reason, and the sums must agree.

    tests/hostile/run.py --bin build/dev/bin
    tests/hostile/run.py --bin build/release/bin --full      a line of 1 GB, a million files; by hand

Makes a folder of hostile, broken and plain files of every format, indexes it, compares the state of
each file with what is expected here, adds up what `indexer status` says, and does the same after an
update. No process may use more than 1 GB of memory. Times are not judged.
"""
import argparse
import json
import os
import re
import shutil
import struct
import subprocess
import sys
import tempfile
import threading
import time
import zlib
import zipfile

MOST_MEMORY = 1 << 10  # MiB


def deflated(byte, total):
    """`total` bytes of one kind as raw deflate, made in a moment: a block is repeated."""
    size = 16 << 20
    packer = zlib.compressobj(9, zlib.DEFLATED, -15)
    block = packer.compress(byte * size) + packer.flush(zlib.Z_FULL_FLUSH)
    return block * (total // size) + b'\x03\x00'


def gzip_of(byte, total):
    return (b'\x1f\x8b\x08\0\0\0\0\0\0\x03' + deflated(byte, total) +
            struct.pack('<II', 0, total & 0xffffffff))


def zip_bomb(path, total):
    """A zip whose middle member has `total` bytes; text before it and behind."""
    body = deflated(b'a', total)
    with zipfile.ZipFile(path, 'w') as archive:
        archive.writestr('a.txt', 'Before the bomb stands Shusha.')
        info = zipfile.ZipInfo('bomb.txt')
        archive.writestr(info, b'')
        archive.writestr('z.txt', 'Behind the bomb stands Agdam.')
    # The middle one anew, with the body that no writer would take.
    entries = []
    for name, text in (('a.txt', b'Before the bomb stands Shusha.'), ('bomb.txt', None),
                       ('z.txt', b'Behind the bomb stands Agdam.')):
        if text is None:
            entries.append((name, 8, body, 0, total))
        else:
            entries.append((name, 0, text, zlib.crc32(text), len(text)))
    with open(path, 'wb') as out:
        central = b''
        for name, method, data, crc, size in entries:
            at = out.tell()
            extra = struct.pack('<HHQQ', 1, 16, size, len(data))
            head = struct.pack('<HHHHHIIIHH', 45, 0, method, 0, 0x21, crc, 0xffffffff, 0xffffffff,
                               len(name), len(extra))
            out.write(b'PK\x03\x04' + head + name.encode() + extra + data)
            central += (b'PK\x01\x02' + struct.pack('<H', 45) + head[:-4] +
                        struct.pack('<HHHHHII', len(name), len(extra), 0, 0, 0, 0, at) +
                        name.encode() + extra)
        at = out.tell()
        out.write(central + b'PK\x05\x06' +
                  struct.pack('<HHHHIIH', 0, 0, 3, 3, len(central), at, 0))


def laughs(inside):
    entities = ''.join(f'<!ENTITY l{i} "{f"&l{i - 1};" * 10}">' for i in range(1, 10))
    return f'<?xml version="1.0"?><!DOCTYPE l [<!ENTITY l0 "lol">{entities}]>{inside}'


def office(path, document):
    with zipfile.ZipFile(path, 'w', zipfile.ZIP_DEFLATED) as archive:
        archive.writestr('[Content_Types].xml', '<Types/>')
        archive.writestr('word/document.xml', document)
        archive.writestr('word/embeddings/list.csv', 'title,text\nA list,Shusha in a table\n')


def looping_pdf():
    body = (b'%PDF-1.4\n1 0 obj<</Type/Catalog/Pages 2 0 R>>endobj\n'
            b'2 0 obj<</Type/Pages/Kids[2 0 R 2 0 R]/Count 2/Parent 2 0 R>>endobj\n')
    at = len(body)
    return (body + b'xref\n0 3\n0000000000 65535 f \n0000000009 00000 n \n0000000054 00000 n \n'
            b'trailer<</Size 3/Root 1 0 R/Prev ' + str(at).encode() + b'>>\nstartxref\n' +
            str(at).encode() + b'\n%%EOF\n')


def warc():
    page = ('HTTP/1.1 200 OK\r\nContent-Type: text/html\r\n\r\n<html><body><p>The bridge of Shusha is '
            'closed.</p></body></html>').encode()
    return (b'WARC/1.0\r\nWARC-Type: response\r\nWARC-Target-URI: http://a.example/1\r\n'
            b'WARC-Date: 2023-02-02T10:00:00Z\r\nContent-Type: application/http\r\n'
            b'Content-Length: ' + str(len(page)).encode() + b'\r\n\r\n' + page + b'\r\n\r\n')


LETTER = 'From: a@b.org\nTo: c@d.org\nSubject: Rain\nDate: Mon, 3 Jan 2022 10:00:00 +0000\n'


def plain_files(write):
    """One of every format, nothing wrong with it."""
    write('good/a.txt', 'The road to Shusha.\n')
    write('good/a.md', '# Roads\n\nTo Shusha.\n')
    write('good/a.html', '<html><body><article><p>The road to Shusha is long.</p></article></body>')
    write('good/a.csv', 'title,text\nRain,Rain in Shusha\n')
    write('good/a.jsonl', '{"text": "Snow in Shusha"}\n')
    write('good/a.json', '[{"text": "Hail in Shusha"}]')
    write('good/a.rss', '<rss version="2.0"><channel><title>t</title><item><title>Fog in Shusha'
                        '</title></item></channel></rss>')
    write('good/a.eml', LETTER + '\nRain in Shusha.\n')
    write('good/a.mbox', 'From a@b Mon Jan  3 10:00:00 2022\n' + LETTER + '\nRain in Goris.\n')
    write('good/a.rtf', '{\\rtf1\\ansi Sun in Shusha.}')
    write('good/a.warc', warc())
    write('good/tweets.js', 'window.YTD.tweets.part0 = [{"tweet": {"id_str": "1", "full_text": '
                            '"Shusha", "created_at": "Thu Feb 02 10:15:00 +0000 2023"}}]')
    write('good/a.txt.meta.json', '{"title": "A road"}', 'skipped')


def hostile_files(folder, write, full):
    write('nested.html', '<div>' * 100000 + 'Shusha' + '</div>' * 100000, 'any')
    write('nested.json', '{"text": ' + '[' * 100000, 'failed')
    write('nested.eml', ''.join(f'Content-Type: multipart/mixed; boundary=b{i}\n\n--b{i}\n'
                                for i in range(3000)), 'any')
    write('zeros.gz', gzip_of(b'\0', 10 << 30), 'no text')  # to tar, an archive of nothing
    write('letters.gz', gzip_of(b'a', 10 << 30), 'failed')
    zip_bomb(os.path.join(folder, 'bomb.zip'), 10 << 30)
    write('bomb.zip', None, 'partial')
    write('laughs.rss', laughs('<rss version="2.0"><channel><title>t</title><item><title>Shusha &l9;'
                               '</title></item></channel></rss>'), 'any')
    office(os.path.join(folder, 'laughs.docx'),
           laughs('<w:document><w:body><w:p><w:r><w:t>Shusha &l9;</w:t></w:r></w:p></w:body>'
                  '</w:document>'))
    write('laughs.docx', None, 'any')
    write('loop.pdf', looping_pdf(), 'any')
    with open(os.path.join(folder, 'line.jsonl'), 'wb') as out:  # takes no room on the disk
        out.write(b'{"text": "')
        out.truncate(1 << 30)
    write('line.jsonl', None, 'any')
    write('line.txt', 'x' * (8 << 20))
    if full:
        with open(os.path.join(folder, 'longline.txt'), 'wb') as out:
            for _ in range(1 << 10):
                out.write(b'Shusha and ' * 95325)
        write('longline.txt', None)
    for i in range(1000000 if full else 1500):
        write(f'tiny/{i // 1000}/{i}.txt', f'{i}')
    os.mkdir(os.path.join(folder, 'cycle'))
    os.symlink('..', os.path.join(folder, 'cycle', 'up'))
    os.symlink('itself', os.path.join(folder, 'cycle', 'itself'))
    write('cycle/up', None, 'duplicate')
    write('cycle/itself', None, 'failed')
    for name, shown in ((b'line\nbreak.txt', 'line%0Abreak.txt'), (b'\xff\xfe.txt', '%FF%FE.txt'),
                        (b'a#b%.txt', 'a%23b%25.txt'), (b'x' * 251 + b'.txt', 'x' * 251 + '.txt')):
        with open(os.path.join(os.fsencode(folder), name), 'wb') as out:
            out.write(b'Shusha')
        write(shown, None)
    os.mkfifo(os.path.join(folder, 'pipe'))
    write('pipe', None, 'skipped')
    write('empty.txt', '', 'no text')
    write('picture.png', b'\x89PNG\r\n\x1a\n' + b'\0' * 100, 'skipped')
    write('cut.gz', gzip_of(b'a', 16 << 20)[:5000], 'any')
    write('cut.docx', b'PK\x03\x04' + b'\0' * 50, 'failed')
    write('junk.7z', b"7z\xbc\xaf'\x1c" + b'\xff' * 100, 'failed')
    write('junk.pdf', b'%PDF-1.7\n' + b'\xff' * 100, 'failed')
    write('junk.warc', b'WARC/1.0\r\nContent-Length: 99999999999999999999\r\n\r\n', 'failed')
    write('junk.warc.gz', b'\x1f\x8b\x08\0' + b'\xff' * 100, 'failed')
    write('quote.csv', 'title,text\n"' + 'a,b\n' * 100000, 'any')
    write('bad.jsonl', '{"text": "Shusha"}\n{"text": \n', 'partial')
    write('named.txt', 'Shusha')
    write('named.txt.meta.json', '{"title": ', 'failed')
    write('growing.txt', 'Shusha ' * 1000, 'any')


def grow(path, stop):
    while not stop.wait(0.01):
        with open(path, 'a') as out:
            out.write('Agdam ' * 1000)


def measure(result, *command):
    """Runs it, and writes its exit code and the KiB that it and its children took at most.

    A process begins with the peak of the one that it was forked from; this one is small."""
    process = subprocess.Popen(command)
    _, status, usage = os.wait4(process.pid, 0)
    with open(result, 'w') as out:
        out.write(f'{os.waitstatus_to_exitcode(status)} {usage.ru_maxrss}')


class Runs:
    """Commands of the indexer, one after the other; remembers what each took."""

    def __init__(self, program):
        self.program = program
        self.took = []  # (command, MiB of it and its children, seconds)

    def __call__(self, command, *arguments, codes=(0,)):
        began = time.monotonic()
        with tempfile.TemporaryFile('w+') as out, tempfile.TemporaryFile('w+') as errors, \
                tempfile.NamedTemporaryFile('r') as result:
            subprocess.run([sys.executable, __file__, '--measure', result.name, *self.program,
                            command, *arguments], stdout=out, stderr=errors, check=True)
            code, memory = map(int, result.read().split())
            out.seek(0)
            errors.seek(0)
            if code not in codes:
                sys.exit(f'{command}: left with {code}\n{errors.read()[-2000:]}')
            self.took.append((command, memory >> 10, time.monotonic() - began))
            print(f'{command}: at most {self.took[-1][1]} MiB', file=sys.stderr, flush=True)
            return out.read()


def ledger_of(run, index):
    """What `status` says, and the rows of the ledger."""
    status = json.loads(run('status', '--format', 'json'))
    stub = open(os.path.join(index, 'XAPIANDB')).readline()
    generation, commit = re.search(r'(\d+)\+(\d+)', stub).groups()
    name = f'gen-{int(generation):06}'
    name += f'.delta/ledger-{int(commit):06}' if int(commit) else '/ledger'
    rows = [line.split('\t') for line in open(os.path.join(index, name)).read().split('\n')[1:-1]]
    return status, rows


def check(run, index, expected, problems):
    status, rows = ledger_of(run, index)
    files = {row[1]: (row[3], row[4]) for row in rows if not row[2]}
    members = [row for row in rows if row[2].startswith('!/') and '#' not in row[2]]
    if sum(status['states'].values()) != status['inputs'] or status['inputs'] != len(files):
        problems.append(f'the states do not add up: {status["states"]} of {status["inputs"]}')
    if not sum(status['member_states'].values()) == status['members'] == len(members):
        problems.append(f'the states of members do not add up: {status["member_states"]}')
    given = sum(int(row[8]) for row in rows if not row[2])
    if given != status['documents']:
        problems.append(f'inputs gave {given} documents, the index has {status["documents"]}')
    for path in expected.keys() - files.keys():
        problems.append(f'{path}: was given, and is in no state')
    for path in files.keys() - expected.keys():
        problems.append(f'{path}: was not given, and is {files[path]}')
    for path in expected.keys() & files.keys():
        state, reason = files[path]
        state = 'indexed' if state == 'unchanged' else state
        if expected[path] not in ('any', state):
            problems.append(f'{path}: {state} ({reason}), not {expected[path]}')
        if state not in ('indexed', 'duplicate') and not reason:
            problems.append(f'{path}: {state}, nobody knows why')
    return files


def main():
    if sys.argv[1:2] == ['--measure']:
        return measure(*sys.argv[2:])
    parser = argparse.ArgumentParser()
    parser.add_argument('--bin', required=True)
    parser.add_argument('--full', action='store_true')
    arguments = parser.parse_args()
    top = tempfile.mkdtemp(prefix='byname-hostile-')
    folder = os.path.join(top, 'h')
    expected = {}

    def write(name, content, state='indexed'):
        expected[name] = state
        if content is None:
            return
        path = os.path.join(folder, name)
        os.makedirs(os.path.dirname(path), exist_ok=True)
        with open(path, 'wb') as out:
            out.write(content if isinstance(content, bytes) else content.encode())

    try:
        os.mkdir(folder)
        plain_files(write)
        hostile_files(folder, write, arguments.full)
        index = os.path.join(top, 'index')
        run = Runs([os.path.join(arguments.bin, 'indexer'), '--index', index])
        problems = []
        stop = threading.Event()
        grower = threading.Thread(target=grow, args=(os.path.join(folder, 'growing.txt'), stop))
        grower.start()
        try:
            run('rebuild', folder, codes=(3,))
        finally:
            stop.set()
            grower.join()
        files = check(run, index, expected, problems)
        failed = run('failed')
        for path, (state, _) in files.items():
            if state == 'failed' and path not in failed:
                problems.append(f'{path}: is not among the failed')
        run('update', folder, codes=(0, 3))
        check(run, index, expected, problems)
        run('verify')
        for command, memory, _ in run.took:
            if memory > MOST_MEMORY:
                problems.append(f'{command} took {memory} MiB')
        for name in ('bomb.zip', 'nested.html', 'laughs.docx', 'loop.pdf', 'line.jsonl'):
            print(f'{name}: {files[name][0]}: {files[name][1]}')
        took = ', '.join(f'{command} {memory} MiB {seconds:.0f} s'
                         for command, memory, seconds in run.took)
        print(f'{len(files)} inputs: {took}')
        for problem in problems:
            print(problem)
        return 1 if problems else 0
    finally:
        shutil.rmtree(top, ignore_errors=True)


if __name__ == '__main__':
    sys.exit(main())
