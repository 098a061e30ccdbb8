#!/usr/bin/env python3
"""What happens to an index when its writer is killed, finds no room, or is not alone.

    run.py --bin BUILD/bin [--seed N] [--kills 30] [TEST...]

kill      kill -9 of rebuilds and updates at random moments, some of them right at a step of the
          publication. After each: readers get the old answers or the new ones, nothing between;
          the next run takes the lock, succeeds and leaves no litter; `status` adds up.
readers   searches while rebuilds and updates go on: no error, and only whole answers.
writers   a second writer exits with 75 and names the first; readers do not notice.
disk      a disk that fills up early, late or never: the old index stays and the message says
          why. On a small tmpfs where this process may mount one, and with a limit on the size
          of files (RLIMIT_FSIZE) everywhere.

The corpus is made here, in two versions, so that old and new answers differ. Prints the seed.
"""
import argparse
import hashlib
import json
import os
import random
import re
import resource
import shutil
import signal
import subprocess
import sys
import tempfile
import threading
import time

FILES, RECORDS, WORDS = 12, 120, 50
WHOLE_DISK = 1 << 30
COMMON = ('road bridge river letter mountain bread market train snow school silk water stone '
          'garden winter teacher museum orchard').split()
PLACES = 'Khankendi Shusha Yerevan Bakıda Степанакерте Ереван'.split()
KILLED = -signal.SIGKILL


class Failure(Exception):
    pass


def expect(holds, message):
    if not holds:
        raise Failure(message)


def expect_only(folder, names):
    litter = [n for n in os.listdir(folder) if not re.fullmatch(names, n)]
    expect(not litter, f'litter in {os.path.basename(folder)}: {litter}')


class World:
    """A corpus in two versions and an index of it."""

    def __init__(self, programs, folder):
        self.programs = programs
        self.folder = folder
        self.corpus = os.path.join(folder, 'inputs')
        self.index = os.path.join(folder, 'index')
        self.gazetteer = os.path.join(folder, 'names.tsv')
        os.makedirs(self.corpus)
        with open(self.gazetteer, 'w', encoding='utf-8') as file:
            file.write('place_id\tname\tlang\n')
            for place, name, lang in (('khankendi', 'Khankendi', 'en'),
                                      ('khankendi', 'Степанакерт', 'ru'),
                                      ('shusha', 'Shusha', 'en'), ('yerevan', 'Yerevan', 'en'),
                                      ('yerevan', 'Ереван', 'ru'), ('baku', 'Bakı', 'az')):
                file.write(f'{place}\t{name}\t{lang}\n')
        self.answers = {}
        for version in (0, 1):
            self.write(version)
            self.must('rebuild', self.corpus, '--gazetteer', self.gazetteer)
            self.answers[version] = self.fingerprint()
        expect(self.answers[0] != self.answers[1], 'the two versions have equal answers')
        self.version = 1

    def write(self, version):
        """A quarter of the files differ between the versions, in size and time."""
        for number in range(FILES):
            changing = version if number % 4 == 0 else 0
            chosen = random.Random(number * 2 + changing)
            path = os.path.join(self.corpus, f'{number:02d}.jsonl')
            with open(path, 'w', encoding='utf-8') as file:
                for record in range(RECORDS + changing):
                    text = ' '.join(chosen.choice(COMMON) for _ in range(WORDS))
                    file.write(json.dumps({'id': f'{number}-{record}',
                                           'text': f'{text} {chosen.choice(PLACES)}.'}) + '\n')
            os.utime(path, (1_600_000_000 + changing, 1_600_000_000 + changing))

    def start(self, *arguments, **options):
        return subprocess.Popen([os.path.join(self.programs, 'indexer'), '--index', self.index,
                                 '--quiet', *arguments],
                                stdout=subprocess.DEVNULL, stderr=subprocess.PIPE, **options)

    def run(self, *arguments, **options):
        """Exit code and messages."""
        process = self.start(*arguments, **options)
        _, messages = process.communicate(timeout=300)
        return process.returncode, messages.decode('utf-8', 'replace')

    def must(self, *arguments):
        code, messages = self.run(*arguments)
        expect(code == 0, f'indexer {" ".join(arguments)}: exit {code}: {messages}')

    def command(self, name):
        return ['rebuild'] if name == 'rebuild' else ['update', self.corpus]

    def ask(self, *arguments):
        run = subprocess.run([os.path.join(self.programs, 'searcher'), '--index', self.index,
                              *arguments, '--format', 'jsonl', '--limit', '0'],
                             stdout=subprocess.PIPE, stderr=subprocess.PIPE, check=False,
                             timeout=300)
        expect(run.returncode == 0, f'searcher {" ".join(arguments)}: exit {run.returncode}: '
               + run.stderr.decode('utf-8', 'replace'))
        # The order of documents and their numbers may differ between a rebuild and an update.
        found = []
        for line in run.stdout.splitlines():
            row = json.loads(line)
            for field in ('generation', 'rank', 'score'):
                row.pop(field, None)
            found.append(json.dumps(row, sort_keys=True))
        return sorted(found)

    def fingerprint(self):
        """A hash of each of two answers: all documents, all mentions."""
        hashes = []
        for arguments in (('search', '*'), ('mentions', '--all', '--kind', 'all')):
            lines = self.ask(*arguments)
            expect(len(lines) >= FILES * RECORDS, f'only {len(lines)} rows')
            hashes.append(hashlib.sha256('\n'.join(lines).encode()).hexdigest())
        return hashes

    def check_status(self):
        run = subprocess.run([os.path.join(self.programs, 'indexer'), '--index', self.index,
                              'status', '--format', 'json'], stdout=subprocess.PIPE, check=False)
        expect(run.returncode == 0, f'status: exit {run.returncode}')
        status = json.loads(run.stdout)
        expect(status['documents'] == FILES * RECORDS + (FILES // 4) * self.version,
               f'status: {status["documents"]} documents')
        expect(status['inputs'] == FILES == sum(status['states'].values()),
               f'status: {status["inputs"]} inputs, states {status["states"]}')

    def check_litter(self):
        """Nothing half done; after `prune` two generations, one delta each at most."""
        expect_only(self.index, r'XAPIANDB|lock|gen-\d+(\.delta)?')
        self.must('prune')
        generations = [n for n in os.listdir(self.index) if re.fullmatch(r'gen-\d+', n)]
        expect(len(generations) <= 2, f'after prune: {sorted(os.listdir(self.index))}')
        for generation in generations:
            folder = os.path.join(self.index, generation)
            expect_only(folder, r'manifest\.json|gazetteer|ledger|synonyms|segment-\d+')
            if os.path.exists(folder + '.delta'):
                expect_only(folder + '.delta',
                            r'(commit-\d+\.json|ledger-\d+|(segment|merged)-\d+|deleted-\d+-\d+)')

    def check_whole(self, *versions):
        """One of these versions, all of it; which one."""
        found = self.fingerprint()
        for version in versions:
            if found == self.answers[version]:
                return version
        raise Failure(f'the index answers neither as version {" nor ".join(map(str, versions))}')

    def finish(self, name):
        """The next run after a mishap: succeeds and cleans up."""
        self.must(*self.command(name))
        self.version = self.check_whole(self.wanted)
        self.check_status()
        self.check_litter()

    def turn(self):
        """Makes the other version the wanted one."""
        self.wanted = 1 - self.version
        self.write(self.wanted)
        return self.version, self.wanted


def publication_steps(index):
    """What can be seen of a publication from outside: each is a moment to be killed at."""
    def stub():
        return os.stat(os.path.join(index, 'XAPIANDB')).st_ino

    before = set(os.listdir(index))
    inode = stub()

    def new(pattern):
        return any(re.fullmatch(pattern, n) for n in os.listdir(index) if n not in before)

    def temporary_has(name):
        return any(os.path.exists(os.path.join(index, n, name))
                   for n in os.listdir(index) if n.endswith('.tmp'))

    return {
        'the manifest is written': lambda: temporary_has('manifest.json') or stub() != inode,
        'the generation has its name': lambda: new(r'gen-\d+') or stub() != inode,
        'the new stub lies beside the old': lambda: 'XAPIANDB.tmp' in os.listdir(index)
                                            or stub() != inode,
        'the stub was replaced': lambda: stub() != inode,
    }


def wait_for(step, process, seconds=120):
    end = time.monotonic() + seconds
    while process.poll() is None and time.monotonic() < end:
        try:
            if step():
                return
        except FileNotFoundError:
            pass


def test_kill(world, chosen, kills):
    durations = {}
    for name in ('rebuild', 'update'):
        world.turn()
        began = time.monotonic()
        world.must(*world.command(name))
        durations[name] = time.monotonic() - began
        world.version = world.check_whole(world.wanted)
    outcomes = {'old': 0, 'new': 0, 'late': 0}
    for number in range(kills):
        name = 'update' if number % 3 == 2 else 'rebuild'
        old, new = world.turn()
        steps = publication_steps(world.index)
        aimed = number % 5 == 4
        process = world.start(*world.command(name))
        if aimed:
            what = list(steps)[number // 5 % len(steps)]
            wait_for(steps[what], process)
        else:
            what = chosen.uniform(0, durations[name] * 1.05)
            time.sleep(what)
            what = f'{what:.3f} s'
        process.kill()
        _, messages = process.communicate()
        expect(process.returncode in (KILLED, 0), f'{name} killed when {what}: exit '
               f'{process.returncode}: {messages.decode("utf-8", "replace")}')
        try:
            found = world.check_whole(old, new)
            late = process.returncode == 0
            outcomes['late' if late else 'old' if found == old else 'new'] += 1
            if late:
                durations[name] *= 0.8
            world.version = found
            world.check_status()
            world.finish(name)
        except Failure as failure:
            raise Failure(f'kill {number}: {name} killed at {what}: {failure}') from failure
    print(f'kill: {kills} kills; the index was the old one {outcomes["old"]} times, the new one '
          f'{outcomes["new"]} times; {outcomes["late"]} came too late')
    expect(outcomes['old'] + outcomes['new'] >= kills // 2, 'too many kills came too late')


def test_readers(world, chosen, kills):
    stop = threading.Event()
    wrong, answers = [], [0]

    def read():
        while not stop.is_set():
            try:
                # What is published between two questions changes the second answer.
                for found, *whole in zip(world.fingerprint(), *world.answers.values()):
                    expect(found in whole, 'an answer that is neither the old nor the new one')
                answers[0] += 1
            except Failure as failure:
                wrong.append(str(failure))
                return

    reader = threading.Thread(target=read)
    reader.start()
    try:
        for written in range(40):
            if wrong or (written >= 5 and answers[0] >= 3):
                break
            world.turn()
            world.finish('update' if written % 2 else 'rebuild')
    finally:
        stop.set()
        reader.join()
    expect(not wrong, 'a reader beside a writer: ' + '; '.join(wrong))
    expect(answers[0] >= 3, f'only {answers[0]} answers')
    print(f'readers: {answers[0]} whole answers beside {written} writers')


def test_writers(world, chosen, kills):
    old, new = world.turn()
    first = world.start(*world.command('rebuild'))
    wait_for(lambda: any(n.endswith('.tmp') for n in os.listdir(world.index)), first)
    first.send_signal(signal.SIGSTOP)
    try:
        expect(first.poll() is None, 'the first writer ended too early')
        for name in ('rebuild', 'update'):
            code, messages = world.run(*world.command(name))
            expect(code == 75, f'a second writer ({name}): exit {code}: {messages}')
            expect(f'process {first.pid}' in messages, f'does not name the first: {messages}')
        world.check_whole(old)
    finally:
        first.send_signal(signal.SIGCONT)
    _, messages = first.communicate()
    expect(first.returncode == 0, f'the first writer: exit {first.returncode}: {messages}')
    world.version = world.check_whole(new)
    world.check_litter()
    print('writers: the second one gave up twice')


def test_disk(world, chosen, kills):
    """Limits on the size of a file, then a small disk."""
    largest = max(os.path.getsize(os.path.join(path, name))
                  for path, _, names in os.walk(world.index) for name in names)
    refused = 0
    for name in ('rebuild', 'update'):
        for part in (0.002, 0.1, 0.5):
            old, new = world.turn()
            limit = max(1, int(largest * part))
            code, messages = world.run(
                *world.command(name),
                preexec_fn=lambda: resource.setrlimit(resource.RLIMIT_FSIZE, (limit, limit)))
            check_refusal(world, f'{name}, files of {limit} bytes', code, messages, old, new)
            refused += code != 0
            world.finish(name)
    expect(refused >= 4, f'only {refused} of 6 limits were too small')
    print(f'disk: refused {refused} of 6 times for the size of a file')
    test_small_disk(world)


def check_refusal(world, what, code, messages, old, new):
    if code == 0:
        world.version = world.check_whole(new)
        return
    expect(code == 1, f'{what}: exit {code}: {messages}')
    expect('No space left' in messages or 'File too large' in messages,
           f'{what}: does not say why: {messages}')
    world.check_whole(old)


def test_small_disk(world):
    disk = os.path.join(world.folder, 'disk')
    os.makedirs(disk)
    mount = ['mount', '-t', 'tmpfs', '-o', f'size={WHOLE_DISK}', 'tmpfs', disk]
    if subprocess.run(mount, stderr=subprocess.DEVNULL, check=False).returncode != 0:
        print('disk: may not mount; no small disk')
        return
    try:
        small = World(world.programs, disk)
        # What a rebuild leaves behind, which is the least that it needs.
        small.turn()
        before = shutil.disk_usage(disk).used
        small.must('rebuild')
        least = shutil.disk_usage(disk).used - before
        small.finish('rebuild')
        refused = 0
        parts = (0.02, 0.2, 0.4, 0.6, 0.8, 0.95, 1.3, None)
        for number, part in enumerate(parts):
            old, new = small.turn()
            name = 'update' if number == 1 else 'rebuild'
            if part is not None:
                resize(disk, shutil.disk_usage(disk).used + int(least * part))
            code, messages = small.run(*small.command(name))
            resize(disk, WHOLE_DISK)
            what = f'{name} with {part or "all"} of the room'
            check_refusal(small, what, code, messages, old, new)
            if name == 'rebuild' and part is not None and part < 1:
                expect(code != 0, f'{what} went through')
            if part is None:
                expect(code == 0, f'{what} did not go through')
            refused += code != 0
            small.finish('rebuild')
        print(f'disk: {refused} of {len(parts)} disks were too small')
    finally:
        subprocess.run(['umount', disk], check=True)


def resize(disk, size):
    subprocess.run(['mount', '-o', f'remount,size={size // 4096 * 4096}', disk], check=True)


def main():
    tests = {'kill': test_kill, 'readers': test_readers, 'writers': test_writers,
             'disk': test_disk}
    parser = argparse.ArgumentParser(description=__doc__,
                                     formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument('--bin', required=True)
    parser.add_argument('--seed', type=int, default=random.SystemRandom().randrange(1 << 32))
    parser.add_argument('--kills', type=int, default=30)
    parser.add_argument('tests', nargs='*', metavar='TEST', help=', '.join(tests))
    options = parser.parse_args()
    print(f'seed {options.seed}', flush=True)
    chosen = random.Random(options.seed)
    # Much is synced to the disk; memory answers at once.
    shm = '/dev/shm' if os.access('/dev/shm', os.W_OK) else None
    with tempfile.TemporaryDirectory(prefix='crash-', dir=shm) as folder:
        for name in options.tests or tests:
            began = time.monotonic()
            try:
                tests[name](World(options.bin, os.path.join(folder, name)), chosen, options.kills)
            except Failure as failure:
                print(f'{name}: FAILED: {failure}')
                return 1
            print(f'{name}: {time.monotonic() - began:.0f} s', flush=True)
    return 0


if __name__ == '__main__':
    sys.exit(main())
