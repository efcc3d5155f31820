// A network between page and appliance that can be slow, cut, or lie: a TCP proxy.
import { connect, createServer } from "node:net";

export class Line {
  #server;
  #pairs = new Set();
  delay = 0; // milliseconds added each way
  state = "open"; // open | cut | silent (takes bytes, gives none) | deaf (loses the appliance's answers, then hangs up)
  constructor(target) {
    this.target = target;
    this.#server = createServer((page) => this.#join(page));
  }
  async listen() {
    await new Promise((resolve) => this.#server.listen(0, "127.0.0.1", resolve));
    this.port = this.#server.address().port;
    return this;
  }
  get url() {
    return `http://127.0.0.1:${this.port}`;
  }
  #join(page) {
    if (this.state === "cut") return page.destroy();
    const appliance = connect(this.target, "127.0.0.1");
    const pair = { page, appliance };
    this.#pairs.add(pair);
    const end = () => {
      page.destroy();
      appliance.destroy();
      this.#pairs.delete(pair);
    };
    const later = (run) => (this.delay > 0 ? setTimeout(run, this.delay) : run());
    page.on("data", (bytes) => later(() => !appliance.destroyed && appliance.write(bytes)));
    appliance.on("data", (bytes) => {
      if (this.state === "silent") return;
      if (this.state === "deaf") return end();
      later(() => !page.destroyed && page.write(bytes));
    });
    for (const socket of [page, appliance]) {
      socket.on("error", end);
      socket.on("close", end);
    }
  }
  cut() {
    this.state = "cut";
    for (const { page, appliance } of this.#pairs) {
      page.destroy();
      appliance.destroy();
    }
  }
  open() {
    this.state = "open";
  }
  async close() {
    this.cut();
    await new Promise((resolve) => this.#server.close(resolve));
  }
}
