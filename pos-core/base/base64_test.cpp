#include "base/base64.h"

#include <rapidcheck.h>
#include <catch2/catch.hpp>

using namespace holdfast;

TEST_CASE("base64 of the RFC's own examples", "[base]") {
  const std::string_view texts[] = {"", "f", "fo", "foo", "foob", "fooba", "foobar"};
  const std::string_view coded[] = {"", "Zg==", "Zm8=", "Zm9v", "Zm9vYg==", "Zm9vYmE=", "Zm9vYmFy"};
  for (std::size_t i = 0; i < std::size(texts); ++i) {
    CHECK(to_base64(texts[i]) == coded[i]);
    CHECK(from_base64(coded[i]) == std::string{texts[i]});
  }
}

TEST_CASE("base64 for addresses uses other digits and no padding, and takes no others", "[base]") {
  const std::string bytes{"\xfb\xff\xfe\x01", 4};
  CHECK(to_base64(bytes) == "+//+AQ==");
  CHECK(to_base64(bytes, Base64::url) == "-__-AQ");
  CHECK(from_base64("-__-AQ", Base64::url) == bytes);
  CHECK_FALSE(from_base64("+//+AQ", Base64::url));
  CHECK_FALSE(from_base64("-__-AQ=="));
}

TEST_CASE("base64 with bits that no byte owns, or cut short, is refused", "[base]") {
  for (const std::string_view text : {"Zh==", "Zm9=", "Z", "Zg=", "Zg", "Zg==Zg==", "Z===", "Zm 9", "Zm9vYg",
                                      "Zm9vYg=", "Zm9vYh==", "Zm9v YQ==", "=", "===="})
    CHECK_FALSE(from_base64(text));
  for (const std::string_view text : {"Zh", "Z", "Zm9vY"}) CHECK_FALSE(from_base64(text, Base64::url));
}

TEST_CASE("any bytes come back, in both alphabets", "[base]") {
  CHECK(rc::check("base 64", [](const std::vector<std::uint8_t>& data) {
    const std::string bytes{data.begin(), data.end()};
    for (const Base64 alphabet : {Base64::standard, Base64::url})
      RC_ASSERT(from_base64(to_base64(bytes, alphabet), alphabet) == bytes);
  }));
}
