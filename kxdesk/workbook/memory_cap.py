"""A ceiling on this process's memory, set by itself and kept by the system."""

from __future__ import annotations

import ctypes
import sys

_EXTENDED_LIMIT_INFORMATION = 9
_LIMIT_PROCESS_MEMORY = 0x100


class _ExtendedLimits(ctypes.Structure):
    """JOBOBJECT_EXTENDED_LIMIT_INFORMATION of winnt.h, the two structures it begins with written out."""

    _fields_ = (
        ("process_time", ctypes.c_int64),
        ("job_time", ctypes.c_int64),
        ("flags", ctypes.c_uint32),
        ("least_working_set", ctypes.c_size_t),
        ("most_working_set", ctypes.c_size_t),
        ("active_processes", ctypes.c_uint32),
        ("affinity", ctypes.c_size_t),
        ("priority", ctypes.c_uint32),
        ("scheduling", ctypes.c_uint32),
        ("io_counters", ctypes.c_uint64 * 6),
        ("process_memory", ctypes.c_size_t),
        ("job_memory", ctypes.c_size_t),
        ("peak_process_memory", ctypes.c_size_t),
        ("peak_job_memory", ctypes.c_size_t),
    )


if sys.platform == "win32":

    def cap_memory(size: int) -> None:
        """Let this process hold at most `size` bytes of its own; more is a MemoryError, or the end of it.

        Raises:
            OSError: the system refused.
        """
        kernel = ctypes.WinDLL("kernel32", use_last_error=True)
        kernel.CreateJobObjectW.restype = ctypes.c_void_p
        kernel.GetCurrentProcess.restype = ctypes.c_void_p
        job = ctypes.c_void_p(kernel.CreateJobObjectW(None, None))
        limits = _ExtendedLimits(flags=_LIMIT_PROCESS_MEMORY, process_memory=size)
        if not (
            job
            and kernel.SetInformationJobObject(
                job, _EXTENDED_LIMIT_INFORMATION, ctypes.byref(limits), ctypes.sizeof(limits)
            )
            and kernel.AssignProcessToJobObject(job, ctypes.c_void_p(kernel.GetCurrentProcess()))
        ):
            raise ctypes.WinError(ctypes.get_last_error())

else:
    import resource

    def cap_memory(size: int) -> None:
        """Let this process hold at most `size` bytes of its own; more is a MemoryError, or the end of it.

        Raises:
            OSError: the system refused.
        """
        # Data, not address space: mapped libraries and the stacks of threads are no danger.
        _, most = resource.getrlimit(resource.RLIMIT_DATA)
        allowed = size if most == resource.RLIM_INFINITY else min(size, most)
        resource.setrlimit(resource.RLIMIT_DATA, (allowed, most))
