#!/usr/bin/env python3
"""Runs a fuzz target, in the test command for a while and by hand for long.

    run.py --bin build/fuzz/bin html                           20 s and 50,000 executions at least
    run.py --bin build/fuzz/bin --seconds 3600 --corpus C html an hour; keeps what it found in C
    run.py --bin build/fuzz/bin html CRASH                     one input again

Begins with the inputs of seeds/NAME and the words of seeds/NAME.dict. Fails when the target
crashes, hangs (10 s an input), wants too much memory (1 GB at once, 2.5 GB in all) or when
something does not hold; the input stays in the folder that is printed, and belongs into a
table of the unit tests. Prints the seed, the executions, and the coverage: edges (cov) and
features (ft).
"""
import argparse
import os
import re
import shutil
import subprocess
import sys
import tempfile
import time

HERE = os.path.dirname(os.path.realpath(__file__))


def main():
    parser = argparse.ArgumentParser(description=__doc__,
                                     formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument('--bin', required=True, help='folder of the targets')
    parser.add_argument('--seconds', type=int, default=20, help='at least (20)')
    parser.add_argument('--runs', type=int, default=50_000, help='at least (50,000)')
    parser.add_argument('--most-seconds', type=int, default=1500,
                        help='give up when so many executions take longer (1500)')
    parser.add_argument('--max-len', type=int, default=256, help='bytes of an input (256)')
    parser.add_argument('--corpus', help='folder of inputs to begin with and to keep new ones in')
    parser.add_argument('--artifacts', help='where a bad input is put (BIN/../fuzz-findings)')
    parser.add_argument('--seed', type=int, default=0, help='0: another one each time')
    parser.add_argument('target')
    parser.add_argument('inputs', nargs='*', help='run these, and nothing else')
    options = parser.parse_args()

    program = os.path.join(options.bin, 'fuzz_' + options.target)
    artifacts = options.artifacts or os.path.join(options.bin, '..', 'fuzz-findings')
    artifacts = os.path.realpath(artifacts)
    os.makedirs(artifacts, exist_ok=True)
    environment = dict(os.environ)
    # Short stacks of allocations: they are what a sanitizer spends its time on.
    environment.setdefault('ASAN_OPTIONS', 'malloc_context_size=3')
    environment.setdefault('UBSAN_OPTIONS', 'print_stacktrace=1')
    common = [program, '-timeout=10', '-rss_limit_mb=2500', '-malloc_limit_mb=1000',
              f'-artifact_prefix={artifacts}/{options.target}-']
    if options.inputs:
        return subprocess.run(common + options.inputs, env=environment, check=False).returncode

    common += [f'-max_len={options.max_len}', '-print_final_stats=1', '-entropic=0']
    dictionary = os.path.join(HERE, 'seeds', options.target + '.dict')
    if os.path.exists(dictionary):
        common.append('-dict=' + dictionary)
    seeds = os.path.join(HERE, 'seeds', options.target)

    temporary = None if options.corpus else tempfile.mkdtemp(prefix='fuzz-')
    corpus = options.corpus or temporary
    os.makedirs(corpus, exist_ok=True)
    folders = [corpus] + ([seeds] if os.path.isdir(seeds) else [])

    def fuzz(*limits):
        run = subprocess.run(common + [f'-seed={options.seed}', *limits] + folders,
                             env=environment, stdout=subprocess.DEVNULL, stderr=subprocess.PIPE,
                             check=False)
        return run.returncode, run.stderr.decode('utf-8', 'replace')

    began = time.monotonic()
    executions = 0
    try:
        # First for the number, then for what is left of the time.
        code, log = fuzz(f'-runs={options.runs}', f'-max_total_time={options.most_seconds}')
        executions += executed(log)
        left = options.seconds - int(time.monotonic() - began)
        if code == 0 and executions >= options.runs and left > 0:
            code, log = fuzz(f'-max_total_time={left}')
            executions += executed(log)
    finally:
        if temporary:
            shutil.rmtree(temporary)

    seed = re.search(r'INFO: Seed: (\d+)', log)
    coverage = re.findall(r'cov: (\d+) ft: (\d+)', log)
    print(f'{options.target}: {executions} executions in {time.monotonic() - began:.0f} s, '
          f'cov {coverage[-1][0] if coverage else 0}, ft {coverage[-1][1] if coverage else 0}, '
          f'seed {seed.group(1) if seed else "?"}')
    if code != 0:
        sys.stdout.write('\n'.join(line for line in log.split('\n')
                                   if not re.match(r'#\d+\t', line))[-8000:])
        found = re.search(r'Test unit written to (\S+)', log)
        if found:
            print(f'\nThe input: {found.group(1)}\nAgain: {sys.argv[0]} --bin {options.bin} '
                  f'{options.target} {found.group(1)}')
        return 1
    if executions < options.runs:
        print(f'too slow: fewer than {options.runs} executions in {options.most_seconds} s')
        return 1
    return 0


def executed(log):
    number = re.search(r'stat::number_of_executed_units: (\d+)', log)
    return int(number.group(1)) if number else 0


if __name__ == '__main__':
    sys.exit(main())
