#pragma once
#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "base/id.h"
#include "wire/bodies.h"
#include "wire/site_chain.h"

namespace holdfast::edge {
struct OutboxEvent {
  std::int64_t seq = 0;
  Uuid id;
  std::string type;
  std::string body;  ///< as stored; empty when it was erased
  Sha256 body_sha{};
  Sha256 hash{};  ///< of the chain, at `seq`
};

/// The site's log as the upsync session reads it: committed rows only. The daemon implements it over pos-core/events on
/// a reader connection; sequences start at 1 in each epoch whatever the rows are numbered by locally.
class OutboxReader {
 public:
  virtual ~OutboxReader() = default;
  virtual std::string site_id() const = 0;
  virtual std::int64_t epoch() const = 0;  ///< the present one
  virtual wire::Link head() = 0;           ///< of the present epoch; seq 0 with the genesis hash when it is empty
  /// The hash at `seq` of the present epoch; empty above the head or where it is no longer kept.
  virtual std::optional<Sha256> hash_at(std::int64_t seq) = 0;
  /// After `after`, in order: at most `most_events`, and at most `most_bytes` of bodies but never none for size alone.
  virtual std::vector<OutboxEvent> read(std::int64_t after, int most_events, std::int64_t most_bytes) = 0;
  /// One body of any epoch; empty when it is not here.
  virtual std::optional<std::string> body_at(const wire::Place& place) = 0;
};
}  // namespace holdfast::edge
