#include "stored_value/card_code.h"

#include <catch2/catch.hpp>
#include <set>

namespace holdfast::stored_value {
namespace {
Uuid numbered(std::uint8_t n) {
  Uuid id;
  id.bytes[15] = n;
  return id;
}
const CodeKey key{"a secret of thirty-two bytes, more or less"};
}  // namespace

TEST_CASE("the keyed digest is HMAC-SHA256", "[stored_value]") {
  // RFC 4231, cases 2 and 6.
  CHECK(to_hex(keyed_digest("Jefe", "what do ya want for nothing?")) ==
        "5bdcc146bf60754e6a042426089575c75a003f089d2739839dec58b964ec3843");
  CHECK(to_hex(keyed_digest(std::string(131, '\xaa'), "Test Using Larger Than Block-Size Key - Hash Key First")) ==
        "60e431591ee0b67f0d8a26aacbf5b77f8e0bc6213728c5140546040f0ee37f54");
}

TEST_CASE("a code follows from its account and the key, and from nothing else", "[stored_value]") {
  std::set<std::string> seen;
  for (int n = 0; n < 200; ++n) {
    const Uuid id = numbered(static_cast<std::uint8_t>(n));
    const std::string code = code_of(id, CodeKind::gift_card, key);
    CHECK(code.size() == 16);
    CHECK(code == code_of(id, CodeKind::gift_card, key));
    CHECK(code != code_of(id, CodeKind::gift_card, {"another"}));
    CHECK(check_code(code, "/code"));
    CHECK_FALSE(looks_like_payment_card(code));
    CHECK(normal_code(written_code(code)) == code);
    seen.insert(code);
  }
  CHECK(seen.size() == 200);
}

TEST_CASE("one wrong character in a code of ours is always noticed", "[stored_value]") {
  const std::string code = code_of(numbered(7), CodeKind::store_credit, key);
  for (std::size_t at = 2; at < code.size(); ++at)
    for (const char other : std::string_view{"0123456789ABCDEFGHJKMNPQRSTVWXYZ"}) {
      std::string wrong = code;
      wrong[at] = other;
      CHECK(check_code(wrong, "/code").has_value() == (other == code[at]));
    }
}

TEST_CASE("what may be a payment card is no gift card", "[stored_value]") {
  for (const char* card : {"4111 1111 1111 1111", "5555555555554444", "378282246310005", "6011-1111-1111-1117"}) {
    CHECK(looks_like_payment_card(normal_code(card)));
    const auto refused = check_code(normal_code(card), "/code");
    REQUIRE_FALSE(refused);
    CHECK(refused.error().fields[0].pointer == "/code");
  }
  CHECK(check_code(normal_code("4111111111111112"), "/code"));  // fails Luhn's check: nobody's card
  CHECK(check_code(normal_code("abc-o1l"), "/code"));
  CHECK_FALSE(check_code("12345", "/code"));
  CHECK_FALSE(check_code("ÄÖÜ123", "/code"));
}
}  // namespace holdfast::stored_value
