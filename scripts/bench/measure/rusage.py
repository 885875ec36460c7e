"""Runs a command and prints, as JSON, what the kernel counted for it: time, memory, bytes read."""
import json
import os
import sys
import time

output, limit, command = sys.argv[1], float(sys.argv[2]), sys.argv[3:]
sink = os.open(output, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600)
nothing = os.open(os.devnull, os.O_RDONLY)
actions = [(os.POSIX_SPAWN_DUP2, nothing, 0), (os.POSIX_SPAWN_DUP2, sink, 1), (os.POSIX_SPAWN_DUP2, sink, 2)]
began = time.perf_counter()
process = os.posix_spawnp(command[0], command, os.environ, file_actions=actions)
if limit > 0:
    import signal

    signal.signal(signal.SIGALRM, lambda *_: os.kill(process, signal.SIGKILL))
    signal.setitimer(signal.ITIMER_REAL, limit)
# Not reaped yet: what it read can still be asked for.
os.waitid(os.P_PID, process, os.WEXITED | os.WNOWAIT)
wall = time.perf_counter() - began
try:
    with open(f"/proc/{process}/io") as counters:
        read = int(next(line for line in counters if line.startswith("rchar")).split()[1])
except (OSError, StopIteration):
    read = None
_, status, usage = os.wait4(process, 0)
print(
    json.dumps(
        {
            "exitCode": os.waitstatus_to_exitcode(status),
            "wallSeconds": wall,
            "cpuSeconds": usage.ru_utime + usage.ru_stime,
            "peakMebibytes": usage.ru_maxrss / 1024,
            "bytesRead": read,
        }
    )
)
