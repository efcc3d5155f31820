#include "vault/field_keys.h"

#include <catch2/catch.hpp>

#include "base/base64.h"

using namespace holdfast;
using namespace holdfast::vault;

namespace {
const std::string old_key(64, 'a'), new_key(64, 'b');
FieldKeys keys(const std::string& text) {
  auto parsed = FieldKeys::parse(text);
  REQUIRE(parsed);
  return *std::move(parsed);
}
}  // namespace

TEST_CASE("a sealed field opens at its place and nowhere else", "[vault]") {
  const FieldKeys ring = keys(new_key + "\n");
  for (const std::string& text : {std::string{"Ada Lovelace"}, std::string{}, std::string(5'000, 'x')}) {
    const std::string sealed = ring.seal(text, "person.name/1");
    CHECK(is_sealed(sealed));
    CHECK((text.empty() || sealed.find(text) == std::string::npos));
    CHECK(ring.open(sealed, "person.name/1") == text);
    CHECK_FALSE(ring.open(sealed, "person.name/2"));
    CHECK_FALSE(ring.open(sealed, "person.email/1"));
    CHECK(ring.seal(text, "person.name/1") == sealed);
    CHECK(ring.seal(text, "person.name/2") != sealed);
  }
}

TEST_CASE("every changed byte of a sealed field is noticed", "[vault]") {
  const FieldKeys ring = keys(new_key);
  const std::string sealed = ring.seal("0664 123 45 67", "person.phone/1");
  const std::string head = ring.newest_prefix();
  const std::string packed = *from_base64(sealed.substr(head.size()), Base64::url);
  for (std::size_t i = 0; i < packed.size(); ++i) {
    std::string other = packed;
    other[i] = static_cast<char>(other[i] ^ 1);
    CHECK_FALSE(ring.open(head + to_base64(other, Base64::url), "person.phone/1"));
  }
  for (std::size_t i = head.size() + 1; i < sealed.size(); ++i)
    CHECK_FALSE(ring.open(sealed.substr(0, i), "person.phone/1"));
}

TEST_CASE("after a rotation the old key still opens and the new one seals", "[vault]") {
  const FieldKeys before = keys(old_key), after = keys("# two\n" + new_key + "\n\n" + old_key + "\r\n"),
                  without = keys(new_key);
  const std::string sealed = before.seal("Ada", "p");
  CHECK(after.open(sealed, "p") == "Ada");
  CHECK_FALSE(without.open(sealed, "p"));
  CHECK_FALSE(after.seal("Ada", "p").starts_with(before.newest_prefix()));
  CHECK(after.tokens("ada").size() == 2);
  CHECK(after.tokens("ada").back() == before.token("ada"));
  CHECK(after.token("ada") != before.token("ada"));
}

TEST_CASE("without a key text stays as it is, and a damaged key is refused", "[vault]") {
  const FieldKeys none;
  CHECK(none.seal("plain", "p") == "plain");
  CHECK(none.open("plain", "p") == "plain");
  CHECK_FALSE(FieldKeys::parse("abc"));
  CHECK_FALSE(FieldKeys::parse(std::string(63, 'a') + "G"));
}
