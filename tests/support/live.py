"""What the stream tells of the moment to one terminal: scans, weights, customer views."""
import asyncio
import json
import threading

import websockets

from daemon import until


class Live:
    """Listens as the holder of `token` until it is closed; `of("Scan")` are the data of such messages so far."""

    def __init__(self, api, topics=("devices",)):
        api.contract.seen.setdefault("openStream", set()).add(101)
        self.uri = api.base.replace("http://", "ws://") + "/v1/stream"
        self.token, self.topics = api.token, list(topics)
        self.messages, self.ready = [], threading.Event()
        self.loop = asyncio.new_event_loop()
        self.thread = threading.Thread(target=self.loop.run_until_complete, args=(self.run(),), daemon=True)

    async def run(self):
        self.done = asyncio.Event()
        async with websockets.connect(self.uri, extra_headers={"Authorization": "Bearer " + self.token}) as socket:
            await socket.send(json.dumps({"subscribe": self.topics}))
            reader = asyncio.ensure_future(self.read(socket))
            await self.done.wait()
            reader.cancel()

    async def read(self, socket):
        while True:
            message = json.loads(await socket.recv())
            if message.get("type") == "hello":
                self.ready.set()
            if message.get("type") == "live":
                self.messages.append(message)

    def of(self, name):
        return [message["data"] for message in list(self.messages) if message["name"] == name]

    def wait(self, name, enough=lambda found: found, seconds=5):
        """The data of all such messages, once there are enough."""
        until(lambda: enough(self.of(name)), seconds, f"the live message {name}")
        return self.of(name)

    def __enter__(self):
        self.thread.start()
        assert self.ready.wait(10), "the stream says hello"
        return self

    def __exit__(self, *_):
        self.loop.call_soon_threadsafe(self.done.set)
        self.thread.join(10)
