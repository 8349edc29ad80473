"""Every answer that was acknowledged is there after the process was killed, on SQLite."""

import signal
import subprocess
import sys
from pathlib import Path

from classroom.storage import open_store
from tests.serving import ROOT

LEARNERS = 50
BEFORE_THE_KILL = 500  # acknowledged answers

FIFTY_LEARNERS = f"""
import sys
from datetime import UTC, datetime
from itertools import count
from pathlib import Path
from threading import Thread
from time import sleep

from classroom.event import Event
from classroom.storage import open_store

store = open_store(None, Path(sys.argv[1]))

def answer(learner):
    for number in count(1):
        now = datetime.now(UTC)
        store.record(Event(learner, "practice-1", "q", "answer", number, str(number % 4), now))
        sys.stdout.write(f"{{learner}} {{number}}\\n")
        sys.stdout.flush()
        sleep(0.01)  # so that each gets its turn

for number in range({LEARNERS}):
    Thread(target=answer, args=(f"learner-{{number}}",)).start()
"""


def test_no_acknowledged_answer_of_fifty_learners_is_lost_when_the_process_is_killed(
    tmp_path: Path,
) -> None:
    acknowledged: list[tuple[str, int]] = []
    with subprocess.Popen(
        [sys.executable, "-c", FIFTY_LEARNERS, str(tmp_path)],
        cwd=ROOT,
        stdout=subprocess.PIPE,
        text=True,
    ) as process:
        assert process.stdout
        for line in process.stdout:  # to the last line that left the process before it died
            learner, _, number = line.strip().partition(" ")
            acknowledged.append((learner, int(number)))
            everybody = len({name for name, _ in acknowledged}) == LEARNERS
            if len(acknowledged) >= BEFORE_THE_KILL and everybody:
                process.send_signal(signal.SIGKILL)

    store = open_store(None, tmp_path)
    learners = {learner for learner, _ in acknowledged}
    kept = {(learner, event.number) for learner in learners for event in store.events(learner)}
    store.close()

    assert process.returncode == -signal.SIGKILL
    assert len(learners) == LEARNERS
    assert set(acknowledged) <= kept
    assert len(kept) - len(acknowledged) <= LEARNERS  # at most one each was not yet told
