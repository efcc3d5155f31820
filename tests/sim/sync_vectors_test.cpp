// The byte formats of replication against values computed elsewhere: chains, a hub's verdicts, digests of data sets.
#include <catch2/catch.hpp>

#include "database/hub_fixture.h"
#include "reference/vectors.h"
#include "wire/dataset_digest.h"
#include "wire/hex.h"

namespace holdfast::sim {
namespace {
namespace json = boost::json;
using reference::bytes_of_base64;
using reference::text_of;

std::int64_t number(const json::object& object, std::string_view name) { return object.at(name).as_int64(); }

std::string raw_batch(const json::object& push, std::string_view header_name) {
  std::string raw = json::serialize(push.at(header_name)) + "\n";
  for (const json::value& line : push.at("linesB64").as_array()) raw += bytes_of_base64(text_of(line)) + "\n";
  return raw;
}

std::string check_chain(const json::object& item) {
  const std::string site = text_of(item.at("siteId"));
  if (wire::to_text(wire::genesis(site, number(item, "epoch"))) != text_of(item.at("genesisHex")))
    return "another genesis";
  const std::string raw = raw_batch(item, "batchHeader");
  const auto batch = wire::decode_batch(raw);
  if (!batch) return std::string{wire::name_of(batch.error().reason)} + ": " + batch.error().detail;
  const auto& expected = item.at("hashesHex").as_array();
  for (std::size_t i = 0; i < expected.size(); ++i)
    if (wire::to_text(batch->hashes.at(i)) != text_of(expected[i])) return "another hash " + std::to_string(i);
  if (wire::decode_batch(wire::encode_batch(batch->header, batch->lines))->lines != batch->lines)
    return "encodes to something else";
  return {};
}

std::string check_ingest(const json::object& item) {
  database::HubFixture hub;
  const engine::SiteKey site{"tenant", text_of(item.at("siteId"))};
  hub.hub.write([&](engine::HubTransaction& tx) { engine::enrol(tx, site, "channel", hub.now); });
  wire::Packer packer;
  for (const json::value& step : item.at("steps").as_array()) {
    const json::object& expect = step.as_object().at("expect").as_object();
    const std::string raw = raw_batch(step.as_object().at("push").as_object(), "header");
    const engine::Reply reply =
        hub.ingest.take_events(site, wire::Coding::zstd, packer.pack(raw, wire::Coding::zstd), hub.now);
    if (reply.status != number(expect, "status")) return "status " + std::to_string(reply.status) + ": " + reply.body;
    const json::object answer = json::parse(reply.body).as_object();
    if (number(answer, "ackSeq") != number(expect, "ackSeq")) return "another ackSeq: " + reply.body;
    if (text_of(answer.at("ackHash")) != text_of(expect.at("ackHashHex"))) return "another ackHash";
    for (const char* name : {"errorClass", "reason"})
      if (expect.contains(name) && text_of(answer.at(name)) != text_of(expect.at(name)))
        return "another " + std::string{name};
    while (engine::project_some(hub.hub, site, 100, hub.now)) {
    }
  }
  return {};
}

std::string check_digest(const json::object& item) {
  const std::string dataset = text_of(item.at("dataset"));
  wire::DatasetDigest digest;
  std::map<std::string, std::pair<std::int64_t, Sha256>> rows;
  const auto put = [&](const json::object& row) {
    const std::string key = bytes_of_base64(text_of(row.at("keyB64")));
    const auto old = rows.find(key);
    if (old != rows.end()) digest.take_off({key, old->second.first, old->second.second});
    const Sha256 sha = sha256(bytes_of_base64(text_of(row.at("bodyB64"))));
    digest.add({key, number(row, "version"), sha});
    rows[key] = {number(row, "version"), sha};
  };
  for (const json::value& row : item.at("rows").as_array()) put(row.as_object());
  for (const auto& [bucket, sum] : item.at("nonZeroBucketsHex").as_object())
    if (wire::to_text(digest.bucket(static_cast<std::size_t>(std::stoi(std::string{bucket})))) != text_of(sum))
      return "another bucket " + std::string{bucket};
  if (wire::to_text(digest.root(dataset)) != text_of(item.at("rootHex"))) return "another root";
  if (!item.contains("then")) return {};
  const json::object& then = item.at("then").as_object();
  put(then.at("put").as_object());
  const std::string gone = bytes_of_base64(text_of(then.at("remove").as_object().at("keyB64")));
  digest.take_off({gone, rows.at(gone).first, rows.at(gone).second});
  return wire::to_text(digest.root(dataset)) == text_of(then.at("rootHex")) ? std::string{}
                                                                            : "another root after put and remove";
}
}  // namespace

TEST_CASE("reference: sync-and-journal at both ends of the line", "[sim][reference]") {
  const auto cases = reference::load_vectors("sync-and-journal");
  if (cases.empty()) return;
  reference::Score score{"sync-and-journal: wire and hub"};
  for (const json::object& item : cases) {
    const std::string kind = text_of(item.at("kind"));
    if (kind == "event-chain") score.take(item, [&] { return check_chain(item); });
    if (kind == "ingest") score.take(item, [&] { return check_ingest(item); });
    if (kind == "dataset-digest") score.take(item, [&] { return check_digest(item); });
  }
  CHECK(score.failed() == 0);
}
}  // namespace holdfast::sim
