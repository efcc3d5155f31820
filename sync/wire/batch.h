#pragma once
#include <cstdint>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "base/digest.h"
#include "base/id.h"
#include "wire/fault.h"
#include "wire/limits.h"
#include "wire/site_chain.h"

namespace holdfast::wire {
constexpr std::string_view events_type = "application/vnd.holdfast.events+ndjson";
/// `errorClass` of a hole whose body is only late: money goes first when a backlog drains. Any other word is the class
/// of the refusal that made the site withhold it.
constexpr std::string_view deferred = "deferred";

/// One place of the log on the wire: the event's stored bytes, or a hole `{"$hole":{id, bodySha256, errorClass}}` that
/// stands for a body withheld. The chain verifies either way, because only the body's digest enters it.
struct Line {
  Uuid id;
  Sha256 body_sha{};
  std::string body;         ///< one JSON object without a line end; empty for a hole
  std::string error_class;  ///< of a hole
  bool is_hole() const { return body.empty(); }
  friend bool operator==(const Line&, const Line&) = default;
};
Line whole_line(const Uuid& id, std::string body);
Line hole_line(const Uuid& id, const Sha256& body_sha, std::string_view error_class);

struct BatchHeader {
  int protocol = protocol_newest;
  std::string site_id;
  std::int64_t epoch = 1;
  std::int64_t first_seq = 1;
  int count = 0;
  Sha256 prev_hash{};
  Sha256 last_hash{};
  friend bool operator==(const BatchHeader&, const BatchHeader&) = default;
};

struct EventBatch {
  BatchHeader header;
  std::vector<Line> lines;
  std::vector<Sha256> hashes;  ///< of each line, recomputed
  bool chain_holds() const { return hashes.back() == header.last_hash; }
  std::int64_t last_seq() const { return header.first_seq + header.count - 1; }
};

/// The header's line and one line each; `lines` must be what the header counts. Ends in a line end.
std::string encode_batch(const BatchHeader& header, std::span<const Line> lines);

/// The header alone, so that a refusal can name the sender's place. Faults: form, protocol, size.
Decoded<BatchHeader> decode_batch_header(std::string_view text, const Limits& limits = {});
/// Nothing is taken unless all of it is right: protocol, count, every line, the chain from prevHash to lastHash.
/// Faults: form, size, protocol, count, line, chain.
Decoded<EventBatch> decode_batch(std::string_view text, const Limits& limits = {});
/// The same but for the last step: the caller asks chain_holds(), after it has looked for a fork (a hub's order of
/// verdicts, as the vectors have it).
Decoded<EventBatch> decode_lines(std::string_view text, const Limits& limits = {});
}  // namespace holdfast::wire
