#pragma once
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "fiscal/seal.h"

/// The journal as a file that explains itself: JSON Lines, each line an object with `line`, in this order:
///   head    format, site, the keys with their endorsements, which seals and records follow
///   record  register, number, kind, hash, the document's very text (the body of OrderPaid), the order's (OrderCreated)
///   seal    after its records: the document's text, signature, generation; `anchor` for the one before the first
///   heads   signed places of the registers after the last seal, as of a moment before the records end
///   end     how many lines, records and seals, the SHA-256 of all lines before, signed
/// docs/fiscal.md has an example and how to check it by hand.
namespace holdfast::fiscal {
inline constexpr std::string_view file_format = "holdfast-journal/1";

struct FileKey {
  std::int64_t generation = 0;
  KeyBytes public_key{};
  std::optional<Signature> endorsement;
  std::string reason, made_at;
};
struct FileHead {
  std::string site, name, currency, written_at;
  std::int64_t first_seal = 0, last_seal = 0;  ///< 0: none in the file
  std::vector<FileKey> keys;
};
struct FileRecord {
  std::string register_id;
  std::int64_t number = 0;
  std::string kind;
  Sha256 hash{};
  Sha256 document_sha{};  ///< for a document that is not given
  std::optional<std::string> document;
  std::optional<std::string> order;  ///< nothing: it was let go of; its digest is in the document
};
std::string line_of(const FileHead& head);
std::string line_of(const FileRecord& record);
std::string seal_line(std::string_view document, std::int64_t generation, const Signature& signature, bool anchor);
std::string heads_line(std::string_view document, std::int64_t generation, const Signature& signature);

/// What the end says: over every line before it with its line feed.
struct FileEnd {
  std::int64_t lines = 0, records = 0, seals = 0;
  Sha256 digest{};
  std::int64_t generation = 0;
};
/// The signed part of the last line.
std::string end_document(const FileEnd& end);
std::string end_line(const FileEnd& end, const Signature& signature);

/// Something that does not hold.
struct Finding {
  std::int64_t line = 0;  ///< of the file, from 1; 0: of the file as a whole
  std::string code;       ///< `chain`, `document`, `signature`, `seal`, `total`, `gap`, `key`, `end`, `format`
  std::string what;
};
struct Verdict {
  std::vector<Finding> findings;   ///< empty: everything holds
  std::vector<std::string> notes;  ///< what a reader should know though nothing is wrong
  std::string site, first_key;     ///< fingerprint of the key that everything rests on
  std::int64_t records = 0, seals = 0, unsealed = 0, orders = 0;
  std::int64_t total = 0;
  std::string currency;
};

/// Checks the file line by line in bounded memory: one day's hashes and each register's place. Knows nothing but the
/// file, and the key that the reader trusts, if one is told.
class FileCheck {
 public:
  /// `trusted`: fingerprint or 64 digits of a key that must be among those that sign; empty: any.
  explicit FileCheck(std::string trusted);
  ~FileCheck();
  void line(std::string_view text);  ///< without its line feed
  Verdict finish();

 private:
  struct State;
  std::unique_ptr<State> state_;
};
}  // namespace holdfast::fiscal
