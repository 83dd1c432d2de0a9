"""Sizes of the language: a generated pack of 1,000 rules checked cold and from the cache, 500 scenarios run.

`make bench-language` prints the figures of docs/benchmarks.md: whole processes, each several times, beside a bare
Python in the same run.
"""

import os
import platform
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Sequence
from pathlib import Path

RULES = 1000
SCENARIOS = 500
RUNS = 7
DULY = (sys.executable, "-c", "from duly_cli.main import main; main()")

HEADER = """pack generated version 0.1.0
  title "generated"
  engine language 1
  requires ai_assets version 2.0.0 to before 3.0.0
  source LAW "the act" published 1 January 2020 in force from 1 February 2020
  amendment AMD "the amendment" to LAW published 1 June 2024 in force from 20 June 2024
  law checked to 1 June 2026
end pack
"""
CHAPTER = """choice area_{n} "area {n}"
  is one_{n}, two_{n}, three_{n}
end choice
extend kind ai_system
{facts}
  fact areas_{n}: many of area_{n}
    ask "Which areas of chapter {n} is it used in?"
  fact placed_{n}: date
    ask "When was it placed in chapter {n}?"
end kind
evidence kind record_{n} "record {n}"
  with fields steps, kept: duration, tested_on: date
end evidence kind
date start_{n} "start of chapter {n}"
  is 2 August 2026 under LAW
  is 2 December 2027 under AMD
end date
period floor_{n} "least time of chapter {n}"
  is 6 months under LAW
end period
term covered_{n} of ai_system "covered by chapter {n}"
  default no
end term
"""
FACT = '  fact f{n}: yes/no per version\n    ask "Is it so as article {n} says?"'
CLASSIFIES = """rule LAW-{n} "Article {n} classifies"
  cites LAW art {n} par 1
  for each ai_system as system
  applies from start_{c}
  when all of:
    (a) system's areas_{c} includes one_{c}
    (b) any of:
          (i)  system's f{n} is yes
          (ii) system's placed_{c} is before start_{c}
        end
  end
  then system is covered_{c}
  if undetermined treat as applicable
end rule
"""
EXCEPTS = """rule LAW-{n} "Article {n} makes an exception"
  cites LAW art {n} par 1
  for each ai_system as system
  when all of:
    (a) system's f{n} is yes
    (b) none of:
          (i)  system's f{c} is yes
          (ii) system's areas_{c} includes two_{c}
        end
  end
  then LAW-{c} is set aside
  if undetermined treat as not applicable
end rule
"""
OBLIGES = """rule LAW-{n} "Article {n} obliges"
  cites LAW art {n} par 1
  for each ai_system as system
  when all of:
    (a) system is covered_{c}
    (b) any of:
          (i)   system's f{n} is yes
          (ii)  system's placed_{c} is on or after start_{c}
          (iii) system's areas_{c} is not none
        end
  end
  then provider and deployer must "keep the records for at least {{floor_{c}}}"
  if undetermined treat as applicable
  due 30 days after system's placed_{c}, but 2 days after system's placed_{c} where system's f{n} is yes
  evidence proof_{n} "what shows it"
    accept any of:
      (a) record_{c}
      (b) record_{c} only system's f{n} is yes
    end
    stating kept is at least floor_{c}
    fresh for 90 days after collection
    fresh until change of system's f{n}
    bound to version of system
    accepted by role compliance_officer
  end evidence
  task "Make the record of article {n}"
    owner role system_owner
    due 30 days after detection
    severity high
  end task
  interpretation "One way to read article {n}."
end rule
"""
SCENARIO = """scenario "number {s}"
  as of 1 March 2028
  given x is an ai_system version "1" with
    roles: {{ provider }}  areas_{c}: {{ one_{c} }}  f{n}: yes  f{c}: yes  placed_{c}: 1 January 2028
  end
  expect x is covered_{c}
  expect LAW-{n} as provider is a gap for x because missing
end scenario
"""


def pack() -> str:
    """Chapters of ten articles each: one classifies, one excepts, eight oblige."""
    parts = [HEADER]
    for c in range(10, RULES + 10, 10):
        parts.append(CHAPTER.format(n=c, facts="\n".join(FACT.format(n=n) for n in range(c, c + 10))))
        parts += [CLASSIFIES.format(n=c, c=c), EXCEPTS.format(n=c + 1, c=c)]
        parts += [OBLIGES.format(n=n, c=c) for n in range(c + 2, c + 10)]
    return "\n".join(parts)


def scenarios() -> str:
    """Scenarios spread over the chapters."""
    return "\n".join(SCENARIO.format(s=s, c=10 + s % 100 * 10, n=12 + s % 100 * 10) for s in range(SCENARIOS))


def seconds(command: Sequence[str], cache: Path) -> list[float]:
    """How long a whole process takes, several times; the first is not counted."""
    environment = {k: v for k, v in os.environ.items() if k != "PYTHONDONTWRITEBYTECODE"}
    taken = []
    for _ in range(RUNS + 1):
        start = time.perf_counter()
        done = subprocess.run(
            command, env={**environment, "DULY_CACHE_DIR": str(cache)}, capture_output=True, check=False
        )
        taken.append(time.perf_counter() - start)
        assert done.returncode == 0, done.stderr.decode() or done.stdout.decode()
    return taken[1:]


def main() -> None:
    """Print a table."""
    print(f"Python {platform.python_version()}, {platform.machine()}, {os.cpu_count()} cores, {RUNS} runs each\n")
    print("| what | min | median | max |\n| --- | --- | --- | --- |")
    with tempfile.TemporaryDirectory() as temporary:
        large, small, cache = (Path(temporary) / name for name in ("large", "small", "cache"))
        large.mkdir()
        small.mkdir()
        (large / "pack.duly").write_text(pack(), encoding="utf-8")
        (small / "pack.duly").write_text(pack() + "\n" + scenarios(), encoding="utf-8")
        lines = pack().count("\n")
        rows = (
            ("bare Python", (sys.executable, "-c", "pass")),
            (f"{RULES} rules, {lines} lines, checked cold", (*DULY, "--no-cache", "pack", "check", str(large))),
            ("the same from the cache", (*DULY, "pack", "check", str(large))),
            (f"{SCENARIOS} scenarios of it run", (*DULY, "pack", "test", str(small))),
        )
        for what, command in rows:
            taken = seconds(command, cache)
            print(f"| {what} | {min(taken):.3f} s | {statistics.median(taken):.3f} s | {max(taken):.3f} s |")


if __name__ == "__main__":
    main()
