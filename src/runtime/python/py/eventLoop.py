"""asyncio on Weft's threads: an event loop that waits in the scheduler instead of in a selector,
which would need sockets. Timers, tasks, executors and threadsafe calls work; transports do not."""

import asyncio
import threading
from asyncio import base_events, events, unix_events


class Doorbell:
    """Stands in for a selector: waits until somebody rings, or for the next timer."""

    def __init__(self):
        self.event = threading.Event()

    def ring(self):
        self.event.set()

    def select(self, timeout):
        if timeout is None or timeout > 0:
            self.event.wait(timeout)
        self.event.clear()
        return []

    def close(self):
        self.event.set()


class WeftEventLoop(base_events.BaseEventLoop):
    """Runs callbacks and timers in the thread that runs the loop."""

    def __init__(self, selector=None):
        super().__init__()
        self._selector = Doorbell()

    def _process_events(self, event_list):
        """There are no file events."""

    def _write_to_self(self):
        self._selector.ring()

    def close(self):
        if self.is_running():
            raise RuntimeError('Cannot close a running event loop')
        super().close()


def install():
    for module in (asyncio, unix_events):
        module.SelectorEventLoop = WeftEventLoop
        module.EventLoop = WeftEventLoop
    unix_events._UnixDefaultEventLoopPolicy._loop_factory = WeftEventLoop
    events._event_loop_policy = None
