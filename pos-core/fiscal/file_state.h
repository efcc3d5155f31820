#pragma once
#include <openssl/evp.h>

#include <map>

#include "base/check.h"
#include "base/ends.h"
#include "base/json.h"
#include "fiscal/journal_file.h"

/// What FileCheck remembers while it reads; for its own two files.
namespace holdfast::fiscal {
inline constexpr std::size_t most_findings = 100;

namespace file {
inline std::string text_of(const Json& object, std::string_view name) {
  const Json* found = object.find(name);
  return found != nullptr ? found->text() : std::string{};
}
inline std::int64_t number_of(const Json& object, std::string_view name) {
  const Json* found = object.find(name);
  return found != nullptr ? found->integer().value_or(-1) : -1;
}
inline bool is_text(const Json& object, std::string_view name) {
  const Json* found = object.find(name);
  return found != nullptr && found->is_string();
}

/// `3R2-000001` as register, series and place in it; nothing for what is no receipt number.
struct ReceiptNumber {
  std::string register_number;
  std::int64_t series = 1, place = 0;
};
std::optional<ReceiptNumber> receipt_of(std::string_view text);

class RunningSha {
 public:
  RunningSha() : context_{EVP_MD_CTX_new()} { check(EVP_DigestInit_ex(context_.get(), EVP_sha256(), nullptr) == 1); }
  void add(std::string_view text) { check(EVP_DigestUpdate(context_.get(), text.data(), text.size()) == 1); }
  Sha256 take() {
    Sha256 out{};
    unsigned int size = 0;
    check(EVP_DigestFinal_ex(context_.get(), out.data(), &size) == 1);
    return out;
  }

 private:
  std::unique_ptr<EVP_MD_CTX, Ends<EVP_MD_CTX_free>> context_;
};

/// A register as far as the file has been read.
struct Place {
  std::int64_t first = 1, last = 0;  ///< of the day that is being read
  Sha256 before{}, head{};
  std::optional<ReceiptNumber> receipt;
  std::string receipt_text, first_receipt, last_receipt;
  std::int64_t total = 0, net = 0, tax = 0;
  std::vector<SealedRegister::Gap> gaps;
  std::vector<Sha256> leaves;
  bool known = false;  ///< its beginning is: record 1, or a seal that was read
};
}  // namespace file

struct FileCheck::State {
  std::string trusted;
  Verdict verdict;
  std::int64_t at = 0;
  bool headed = false, ended = false;
  FileHead head;
  std::map<std::int64_t, FileKey> keys;
  std::map<std::string, file::Place> places;
  std::optional<Sha256> last_seal;
  std::int64_t last_number = 0, generation = 0;
  std::int64_t loose = 0;  ///< records of a release that did not bind the order's lines
  std::string last_date;
  file::RunningSha digest;

  void find(std::string code, std::string what) {
    if (verdict.findings.size() < most_findings) verdict.findings.push_back({at, std::move(code), std::move(what)});
  }
  void read_head(const Json& line);
  void check_keys();
  void read_record(const Json& line);
  void check_document(const std::string& register_id, file::Place& place, const std::string& kind,
                      const std::string& document, const Json& line);
  void check_receipt(file::Place& place, const std::string& text);
  void check_order(const Json& payload, const Json& line);
  bool check_signature(const Json& line, Document kind);
  void read_seal(const Json& line);
  void compare_seal(const Seal& seal);
  void begin_after(const Seal& seal);
  void read_heads(const Json& line);
  void read_end(const Json& line);
};
}  // namespace holdfast::fiscal
