#include "wire/packing.h"

#include <catch2/catch.hpp>

namespace holdfast::wire {
namespace {
std::string sample(int times = 50) {
  std::string text;
  for (int i = 0; i < times; ++i)
    text += R"({"id":"019","type":"OrderPaid","payload":{"total":)" + std::to_string(i * 7919 % 10'000) +
            R"(,"currency":"EUR"}})"
            "\n";
  return text;
}
}  // namespace

TEST_CASE("what is packed unpacks to the same in every coding", "[wire]") {
  Packer packer;
  for (const Coding coding : {Coding::identity, Coding::zstd, Coding::dcz})
    for (const std::string& raw : {std::string{}, std::string{"x"}, sample(), sample(20'000)}) {
      const auto back = packer.unpack(packer.pack(raw, coding), coding);
      REQUIRE(back);
      CHECK(*back == raw);
    }
}

TEST_CASE("the shared dictionary makes a lone sale small", "[wire]") {
  Packer packer;
  const std::string raw = sample(1);
  CHECK(packer.pack(raw, Coding::dcz).size() - 40 < packer.pack(raw, Coding::zstd).size());
}

TEST_CASE("a dcz body begins as RFC 9842 says", "[wire]") {
  Packer packer;
  const std::string packed = packer.pack("{}", Coding::dcz);
  CHECK(packed.substr(0, 8) == std::string_view("\x5e\x2a\x4d\x18\x20\x00\x00\x00", 8));
  CHECK(packed.substr(8, 32) == bytes_of(dictionary_sha()));
}

TEST_CASE("every truncation of a packed body is refused", "[wire]") {
  Packer packer;
  for (const Coding coding : {Coding::zstd, Coding::dcz}) {
    const std::string packed = packer.pack(sample(), coding);
    for (std::size_t size = 0; size < packed.size(); ++size) {
      const auto raw = packer.unpack(std::string_view{packed}.substr(0, size), coding);
      REQUIRE_FALSE(raw);
      CHECK(raw.error().reason == Reason::packing);
    }
  }
}

TEST_CASE("a changed byte of a packed body never passes for the same text", "[wire]") {
  Packer packer;
  const std::string raw = sample(5);
  const std::string packed = packer.pack(raw, Coding::zstd);
  for (std::size_t at = 0; at < packed.size(); ++at) {
    std::string changed = packed;
    changed[at] = static_cast<char>(changed[at] ^ 0x20);
    const auto back = packer.unpack(changed, Coding::zstd);
    CHECK((!back || *back == raw));
  }
}

TEST_CASE("bombs, trailing bytes, foreign frames and foreign dictionaries are refused", "[wire]") {
  Packer packer;
  Limits small;
  small.raw_bytes = 100'000;
  small.packed_bytes = 50'000;
  const auto reason = [&](std::string_view packed, Coding coding) {
    const auto raw = packer.unpack(packed, coding, small);
    return raw ? std::string{"taken"} : std::string{name_of(raw.error().reason)};
  };
  const std::string bomb = packer.pack(std::string(50'000'000, 'a'), Coding::zstd);
  REQUIRE(bomb.size() < 50'000);
  CHECK(reason(bomb, Coding::zstd) == "size");
  CHECK(reason(std::string(60'000, 'a'), Coding::zstd) == "size");
  CHECK(reason(std::string(100'001, 'a'), Coding::identity) == "size");
  const std::string good = packer.pack(sample(3), Coding::zstd);
  CHECK(reason(good + "x", Coding::zstd) == "packing");
  CHECK(reason(good + good, Coding::zstd) == "packing");
  CHECK(reason("plain text", Coding::zstd) == "packing");
  CHECK(reason(good, Coding::dcz) == "packing");
  std::string foreign = packer.pack(sample(3), Coding::dcz);
  foreign[20] = static_cast<char>(foreign[20] ^ 1);
  CHECK(reason(foreign, Coding::dcz) == "packing");
  // A skippable frame in front would be skipped by a lenient reader.
  CHECK(reason(std::string{"\x50\x2a\x4d\x18\x01\x00\x00\x00z", 9} + good, Coding::zstd) == "packing");
}

TEST_CASE("only the codings of the protocol have names", "[wire]") {
  CHECK(parse_content_encoding("zstd") == Coding::zstd);
  CHECK(parse_content_encoding("dcz") == Coding::dcz);
  CHECK(parse_content_encoding("") == Coding::identity);
  CHECK_FALSE(parse_content_encoding("gzip"));
}
}  // namespace holdfast::wire
