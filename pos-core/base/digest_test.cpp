#include "base/digest.h"

#include <catch2/catch.hpp>

namespace holdfast {
TEST_CASE("SHA-256 gives the digests of FIPS 180-4's examples", "[base]") {
  CHECK(to_hex(sha256("")) == "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855");
  CHECK(to_hex(sha256("abc")) == "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad");
  CHECK(to_hex(sha256("abcdbcdecdefdefgefghfghighijhijkijkljklmklmnlmnomnopnopq")) ==
        "248d6a61d20638b8e5c026930c3e6039a33ce45964ff2167f6ecedd419db06c1");
  CHECK(to_hex(sha256(std::string(1'000'000, 'a'))) ==
        "cdc76e5c9914fb9281a1c7e284d73e67f1809a48a497200e046d39ccc7112cd0");
}
TEST_CASE("a digest over parts is the digest of the parts joined", "[base]") {
  CHECK(sha256("a", "b", "c") == sha256("abc"));
  CHECK(sha256("", "ab", "", "", "c") == sha256("abc"));
  CHECK(sha256("a") != sha256("b"));
}
TEST_CASE("numbers enter digests most significant byte first", "[base]") {
  CHECK(to_hex(big_endian(0x0102030405060708)) == "0102030405060708");
  CHECK(to_hex(big_endian(1)) == "0000000000000001");
  CHECK(to_hex(big_endian(~std::uint64_t{0})) == "ffffffffffffffff");
  CHECK(bytes_of(big_endian(1)) == std::string_view("\0\0\0\0\0\0\0\1", 8));
}
}  // namespace holdfast
