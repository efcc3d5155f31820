#pragma once
#include <cstdint>
#include <map>
#include <string>
#include <string_view>
#include <vector>

#include "base/digest.h"
#include "base/json.h"
#include "wire/fault.h"
#include "wire/limits.h"

namespace holdfast::wire {
/// A place in a channel's feed. A publication takes one version for all its rows; pages may split a version, so a
/// cursor also says after which of its rows (`ordinal`) it stands. `17` = all of 17 taken, `18.2000` = within 18.
struct Cursor {
  std::int64_t version = 0;
  std::int64_t ordinal = 0;  ///< 0: the whole of `version` has been taken
  friend bool operator==(const Cursor&, const Cursor&) = default;
};
std::string to_text(const Cursor& cursor);
std::optional<Cursor> parse_cursor(std::string_view text);

enum class Op { put, del };
struct Change {
  std::int64_t version = 0;
  std::string dataset;
  std::string key;
  Op op = Op::put;
  std::int64_t row_version = 0;
  std::string body;  ///< the stored bytes of a put: a JSON object. On the wire a string, so that no parser re-writes it
  friend bool operator==(const Change&, const Change&) = default;
};
using Roots = std::map<std::string, Sha256>;  ///< by data set

/// An answer to `GET /sync/v1/channels/{id}/changes?since=…`. Only at a checkpoint may a site show what it staged; the
/// roots there prove that both sides then hold the same.
struct FeedPage {
  Cursor from;
  Cursor to;
  bool checkpoint = false;
  std::vector<Change> changes;
  Roots roots;  ///< at a checkpoint
  friend bool operator==(const FeedPage&, const FeedPage&) = default;
};
std::string encode(const FeedPage& page);
/// Faults: form, size. Order, versions and the page's end are checked; roots are the applier's business.
Decoded<FeedPage> decode_feed_page(std::string_view text, const Limits& limits = {});

/// A snapshot of all live rows of a channel at one version, in parts that are fetched and resumed one by one.
struct SnapshotPart {
  std::int64_t bytes = 0;  ///< unpacked
  Sha256 sha{};
  std::int64_t rows = 0;
  friend bool operator==(const SnapshotPart&, const SnapshotPart&) = default;
};
struct Manifest {
  std::int64_t version = 0;
  std::vector<SnapshotPart> parts;
  Roots roots;
  friend bool operator==(const Manifest&, const Manifest&) = default;
};
std::string encode(const Manifest& manifest);
Decoded<Manifest> decode_manifest(std::string_view text, const Limits& limits = {});

Decoded<Change> decode_change(const Json& item, const Limits& limits);  ///< faults: form
/// A part's rows as one JSON array.
std::string encode_part(const std::vector<Change>& rows);
/// Checks length and digest against the manifest before anything is parsed. Faults: form, size, chain.
Decoded<std::vector<Change>> decode_part(std::string_view text, const SnapshotPart& expected,
                                         const Limits& limits = {});
}  // namespace holdfast::wire
