#pragma once
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

#include <tl/expected.hpp>

namespace holdfast::wire {
/// What is wrong with a document from the other side. The name is the `reason` member of the answer (schema/sync.yaml).
enum class Reason {
  form,      ///< not the document described: no JSON, a member missing, text after the end
  size,      ///< larger than the receiver takes
  packing,   ///< the compression is broken, of an unknown kind, or a bomb
  protocol,  ///< a protocol version the receiver does not speak
  count,     ///< header and lines disagree on how many
  chain,     ///< the lines do not hash to what the header says
  line,      ///< one line is no JSON object with an id: `seq` names it
  site,      ///< the sender is not the site it speaks for, or nobody knows it
  epoch,     ///< fenced or unknown epoch
  gap,       ///< starts above the watermark
  fork,      ///< the same place holds something else
  body,      ///< a late body that no hole waits for, or that does not have the hole's digest
  ahead,     ///< the reader is past the writer's newest version
  gone,      ///< older than what is kept: take a snapshot
  busy,      ///< come back later
};
std::string_view name_of(Reason reason);
std::optional<Reason> parse_reason(std::string_view name);

struct Fault {
  Reason reason;
  std::string detail;
  std::optional<std::int64_t> seq = {};
};
template <class T>
using Decoded = tl::expected<T, Fault>;
inline tl::unexpected<Fault> fault(Reason reason, std::string detail) {
  return tl::unexpected<Fault>(Fault{reason, std::move(detail)});
}

/// One row per reason: status and class of the answer that carries it (design 1.2; seed 004 4.5.1).
struct ReasonRow {
  Reason reason;
  std::string_view name;
  int status;
  std::string_view error_class;
  bool retryable;
};
const ReasonRow& row_of(Reason reason);
}  // namespace holdfast::wire
