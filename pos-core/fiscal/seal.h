#pragma once
#include <optional>
#include <string>
#include <vector>

#include "base/digest.h"
#include "base/instant.h"
#include "base/result.h"
#include "fiscal/ed25519.h"

/// The journal's digests, and the seal that closes a day: one signed document over all registers. All hashes are
/// SHA-256 and stand in documents as 64 lower-case digits; money is in minor units. docs/fiscal.md describes the
/// formats.
namespace holdfast::fiscal {
/// J(0) = SHA("HF-FJ-GENESIS1\0" || register id as text); J(n) = SHA("HF-FJ1\0" || J(n-1) || u64(n) || SHA(document)).
Sha256 journal_genesis(std::string_view register_id);
Sha256 journal_chain(const Sha256& previous, std::int64_t number, const Sha256& document_sha);
/// What the day's tree has for a record: "HF-FJ-LEAF1\0" || register id as text || u64(n) || J(n), as RFC 6962 hashes
/// leaves.
Sha256 record_leaf(std::string_view register_id, std::int64_t number, const Sha256& hash);

/// One register in a seal: its records `first` to `last`; first = last + 1 when nothing happened.
struct SealedRegister {
  std::string id;
  int number = 0;
  std::int64_t first = 1, last = 0;
  Sha256 before{}, head{};    ///< J(first - 1), J(last)
  std::string first_receipt;  ///< empty: none was issued
  std::string last_receipt;   ///< the newest there is, of whatever day
  std::int64_t total = 0, net = 0, tax = 0;
  struct Gap {
    std::string after, before;  ///< receipt numbers on both sides; `after` is empty at a register's beginning
    std::string reason;         ///< `restored`: a backup was put in place, and a new series began
    friend bool operator==(const Gap&, const Gap&) = default;
  };
  std::vector<Gap> gaps;
  struct Cash {  ///< of the shifts that closed since the last seal
    std::int64_t shifts = 0, expected = 0, counted = 0, variance = 0;
    friend bool operator==(const Cash&, const Cash&) = default;
  } cash;
  friend bool operator==(const SealedRegister&, const SealedRegister&) = default;
};

struct Seal {
  std::int64_t number = 0;
  std::string site, business_date, closed_at, closed_by, currency;
  Sha256 previous{};  ///< SHA of the seal before; nothing but zeros for the first
  std::int64_t generation = 1;
  std::string key;  ///< fingerprint
  std::vector<SealedRegister> registers;
  std::int64_t records = 0;
  Sha256 root{};  ///< of all records, register after register in their numbers' order
  std::int64_t total = 0;
  struct OpenShift {
    std::string register_id, shift;
    std::int64_t number = 0, expected = 0;
    friend bool operator==(const OpenShift&, const OpenShift&) = default;
  };
  std::vector<OpenShift> open_shifts;
  struct Unsent {  ///< what the hub did not have yet; without a hub everything
    std::int64_t events = 0, orders = 0, amount = 0;
    std::vector<std::string> receipts;  ///< all of them: a number, or a run of them as `1-000001..1-000450`
    friend bool operator==(const Unsent&, const Unsent&) = default;
  } unsent;
  std::int64_t unregistered = 0;  ///< receipts that a fiscal unit has still to be told of
  std::optional<Sha256> audit;    ///< head of the audit trail's chain
  friend bool operator==(const Seal&, const Seal&) = default;
};
std::string to_document(const Seal& seal);
/// Refuses what to_document() would not write: one way to write each seal.
Result<Seal> parse_seal(std::string_view document);

/// What is signed: a tag that names the kind of document, and the document's bytes.
enum class Document { seal, heads, key, end };
std::string signed_text(Document kind, std::string_view document);
/// What the key before signs of a new one: its generation and its public part.
std::string key_statement(std::int64_t generation, const KeyBytes& public_key);
}  // namespace holdfast::fiscal
