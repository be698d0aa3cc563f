"""What a person waits for: a command from its start to its last line, and the memory it took."""

import resource
import subprocess
import sys
import time
from pathlib import Path

DETENTE = Path(sys.executable).parent / "detente"
QUESTIONS = (["--help"], ["assess", "deauville-2011"], ["range-rings", "taepodong-1", "--from", "40.9,129.7", "--json"])


def available(arguments: list[str]) -> bool:
    """Does this command exist and end well?"""
    if not DETENTE.exists():
        return False
    return subprocess.run([str(DETENTE), *arguments], capture_output=True, check=False).returncode == 0


def seconds(arguments: list[str]) -> float:
    """Wall-clock time of one run [s]."""
    start = time.perf_counter()
    subprocess.run([str(DETENTE), *arguments], capture_output=True, check=True)
    return time.perf_counter() - start


def peak_memory(arguments: list[str]) -> float:
    """Greatest resident memory of one run [MB], measured in a process that runs nothing else."""
    script = (
        "import resource, subprocess, sys;"
        "subprocess.run(sys.argv[1:], capture_output=True, check=True);"
        "print(resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss)"
    )
    found = subprocess.run(
        [sys.executable, "-c", script, str(DETENTE), *arguments], capture_output=True, check=True, text=True
    )
    return int(found.stdout) / 1024.0


def own_peak_memory() -> float:
    """Greatest resident memory of this process [MB]."""
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024.0
