"""A line between a store and its hub that a test cuts, stalls and spoils: a TCP proxy in user space."""
import random
import socket
import threading
import time


class BadLine:
    """`mood`: `good`; `cut` (refused and dropped); `stalled` (taken, nothing moves); `corrupt` (a byte in some thousands is changed).

    With several targets each new connection goes to the next of them that takes it."""

    def __init__(self, *targets, seed):
        self.targets, self.random, self.mood = list(targets), random.Random(seed), "good"
        self.listener = socket.create_server(("127.0.0.1", 0))
        self.port = self.listener.getsockname()[1]
        self.lock, self.open = threading.Lock(), set()
        self.spoiled = self.dropped = 0
        threading.Thread(target=self._accept, daemon=True).start()

    def set(self, mood):
        self.mood = mood
        if mood == "cut":
            self.drop()

    def drop(self):
        with self.lock:
            for each in self.open:
                try:
                    each.shutdown(socket.SHUT_RDWR)
                except OSError:
                    pass
            self.dropped += len(self.open) // 2

    def _accept(self):
        while True:
            try:
                near, _ = self.listener.accept()
            except OSError:
                return
            if self.mood == "cut":
                near.close()
                continue
            far = self._far()
            if far is None:
                near.close()
                continue
            with self.lock:
                self.open |= {near, far}
            for source, sink in ((near, far), (far, near)):
                threading.Thread(target=self._carry, args=(source, sink), daemon=True).start()

    def _far(self):
        for _ in self.targets:
            self.targets.append(self.targets.pop(0))
            try:
                far = socket.create_connection(("127.0.0.1", self.targets[-1]), timeout=5)
                far.settimeout(None)
                return far
            except OSError:
                pass
        return None

    def _carry(self, source, sink):
        try:
            while data := source.recv(65536):
                while self.mood == "stalled":
                    time.sleep(0.02)
                if self.mood == "corrupt" and self.random.random() < 0.5:
                    data = bytearray(data)
                    data[self.random.randrange(len(data))] ^= 1 << self.random.randrange(8)
                    self.spoiled += 1
                sink.sendall(data)
        except OSError:
            pass
        for each in (source, sink):
            try:
                each.shutdown(socket.SHUT_RDWR)
            except OSError:
                pass
            with self.lock:
                self.open.discard(each)

    def close(self):
        self.listener.close()
        self.drop()
