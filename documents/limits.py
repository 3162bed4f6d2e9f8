"""What a process that handles strangers' files may use up before the system ends it."""

import resource

FILE_AT_MOST = 256 * 1024**2


def restrict(memory: int, seconds: int) -> None:
    """Bound this process, and whatever it starts, to ``memory`` bytes and ``seconds`` of processor time.

    No file that it writes may grow beyond FILE_AT_MOST.
    """
    resource.setrlimit(resource.RLIMIT_AS, (memory, memory))
    resource.setrlimit(resource.RLIMIT_CPU, (seconds, seconds))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    resource.setrlimit(resource.RLIMIT_FSIZE, (FILE_AT_MOST, FILE_AT_MOST))
