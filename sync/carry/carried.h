#pragma once
#include <string>
#include <string_view>
#include <vector>

#include "base/id.h"
#include "base/instant.h"
#include "carry/sealed_file.h"
#include "wire/answer.h"
#include "wire/feed.h"

namespace holdfast::carry {
/// What a store writes while it has no line: its log after the last watermark as the batches that POST …/events would
/// take, and where its masters stand.
struct Outgoing {
  Uuid file;
  std::string tenant, site, channel;
  Instant made;
  std::int64_t epoch = 1, first_seq = 1, last_seq = 0;  ///< last below first: it holds no event
  wire::Cursor feed;
  Key reply{};                       ///< what the answer is sealed to
  std::string certificate;           ///< the store's, PEM
  std::vector<std::string> batches;  ///< packed as `zstd`, in order
};
/// What the hub writes once it has taken it: the acknowledgement as online, and pages of the feed from where the store
/// stands.
struct Incoming {
  Uuid file;  ///< of the file that this answers
  std::string tenant, site;
  Instant made;
  wire::Ack ack;
  std::vector<std::string> pages;  ///< FeedPage documents, in order
};

std::string write(const Outgoing& outgoing, const Key& hub, std::string_view site_key_pem);
std::string write(const Incoming& incoming, const Key& store, std::string_view authority_key_pem);

/// Reads the header alone: who says to have written it. Nothing of it is to be believed before the rest was checked.
Result<Outgoing> read_outgoing_header(const Sealed& sealed);
/// Opens it; the caller has checked the signature by the certificate in the header, and that certificate. Refuses
/// conflict and invalid_argument.
Result<Outgoing> read_outgoing(const Sealed& sealed, const KeyPair& hub);
/// Checks the signature by the hub's authority, too. Refuses conflict: of another store, or not of this store's hub.
Result<Incoming> read_incoming(std::string_view file, const KeyPair& store, std::string_view authority_pem,
                               std::string_view site);
inline constexpr std::string_view media_type = "application/vnd.holdfast.carry";
}  // namespace holdfast::carry
