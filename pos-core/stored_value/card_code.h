#pragma once
#include <cstdint>
#include <span>
#include <string>
#include <string_view>

#include "base/digest.h"
#include "base/id.h"
#include "base/result.h"

/// Codes that stand for value. They are money to whoever reads them, so the store keeps only a keyed digest and the
/// last four characters; a code that was made here follows from its account's id and the key, so that paper can be
/// printed again without the code ever being stored.
namespace holdfast::stored_value {
/// What codes are digested with: a secret of the appliance that is not in the database (`DIR/pepper`).
struct CodeKey {
  std::string secret;
};

/// HMAC-SHA256 (RFC 2104).
Sha256 keyed_digest(std::string_view key, std::string_view text);

/// Sixteen characters: `GC` or `SC`, thirteen of base 32 without I, L, O, U (65 bits), one that catches a wrong
/// character and nearly every swap (Luhn's algorithm modulo 32).
enum class CodeKind { gift_card, store_credit };
std::string code_of(const Uuid& account, CodeKind kind, const CodeKey& key);

/// From what was typed or scanned: any case, hyphens and blanks do not count, O is 0, I and L are 1.
std::string normal_code(std::string_view typed);
/// Refuses invalid_argument, by `pointer`: not 6 to 40 letters and digits, a wrong check character in a code of ours,
/// and 13 to 19 digits that pass Luhn's check, which may be somebody's payment card.
Result<> check_code(std::string_view normal, std::string_view pointer);
bool looks_like_payment_card(std::string_view normal);

/// Groups of four, for people.
std::string written_code(std::string_view normal);
std::string last_four(std::string_view normal);
Sha256 code_digest(const CodeKey& key, std::string_view normal);
}  // namespace holdfast::stored_value
