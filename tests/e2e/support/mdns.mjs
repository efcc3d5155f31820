// A network printer that announces itself (RFC 6762, 6763), to the one daemon whose $HOLDFAST_MDNS is `address`.
import { createSocket } from "node:dgram";

const labels = (name) => Buffer.concat([...name.map((label) => Buffer.from([Buffer.byteLength(label), ...Buffer.from(label)])), Buffer.from([0])]);
const record = (name, type, data) => {
  const head = Buffer.alloc(10);
  head.writeUInt16BE(type, 0);
  head.writeUInt16BE(1, 2); // IN
  head.writeUInt32BE(120, 4);
  head.writeUInt16BE(data.length, 8);
  return Buffer.concat([labels(name), head, data]);
};

export class AnnouncedPrinter {
  #socket = createSocket("udp4");
  /** `port` is where it prints; `model` what it calls itself, `more` its other words. */
  static async start(port, model, more = {}) {
    const printer = new AnnouncedPrinter();
    const service = ["_pdl-datastream", "_tcp", "local"];
    const instance = [model, ...service];
    const host = ["printer", "local"];
    const where = Buffer.alloc(6);
    where.writeUInt16BE(port, 4);
    const texts = [`ty=${model}`, ...Object.entries(more).map(([key, value]) => `${key}=${value}`)].map((each) => Buffer.from(each));
    const records = [
      record(service, 12, labels(instance)),
      record(instance, 33, Buffer.concat([where, labels(host)])),
      record(instance, 16, Buffer.concat(texts.flatMap((each) => [Buffer.from([each.length]), each]))),
      record(host, 1, Buffer.from([127, 0, 0, 1])),
    ];
    const answer = Buffer.concat([Buffer.from([0, 0, 0x84, 0, 0, 0, 0, records.length, 0, 0, 0, 0]), ...records]);
    printer.#socket.on("message", (_, { port: asker, address }) => printer.#socket.send(answer, asker, address));
    await new Promise((resolve) => printer.#socket.bind(0, "127.0.0.1", resolve));
    printer.address = `127.0.0.1:${printer.#socket.address().port}`;
    return printer;
  }
  close() {
    this.#socket.close();
  }
}
