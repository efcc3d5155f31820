#include "release/token_key.h"

#include <unistd.h>
#include <catch2/catch.hpp>

#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <string>

#include "release/documents.h"

using namespace holdfast;
using namespace holdfast::release;

namespace {
constexpr const char* module = "/usr/lib/softhsm/libsofthsm2.so";

/// SoftHSM with one token, in a folder of its own; the module reads the environment when it is loaded first.
bool soft_token(const FileKey& key) {
  namespace fs = std::filesystem;
  if (!fs::exists(module) || std::system("command -v softhsm2-util >/dev/null 2>&1") != 0) return false;
  const fs::path folder = fs::temp_directory_path() / ("holdfast-token-" + std::to_string(::getpid()));
  fs::create_directories(folder / "tokens");
  std::ofstream{folder / "conf"} << "directories.tokendir = " << (folder / "tokens").string()
                                 << "\nobjectstore.backend = file\nlog.level = ERROR\n";
  std::ofstream{folder / "key.pem"} << key.pem();
  ::setenv("SOFTHSM2_CONF", (folder / "conf").c_str(), 1);
  const std::string import = "softhsm2-util --import " + (folder / "key.pem").string() +
                             " --token releases --label targets --id a1 --pin 1234 >/dev/null 2>&1";
  return std::system("softhsm2-util --init-token --free --label releases --pin 1234 --so-pin 5678 >/dev/null 2>&1") ==
             0 &&
         std::system(import.c_str()) == 0;
}
}  // namespace

TEST_CASE("a key that stays in its device signs like one in a file", "[release]") {
  const FileKey same = FileKey::make();
  if (!soft_token(same)) {
    WARN("softhsm2 is not installed");
    return;
  }
  const auto at =
      parse_token_address("pkcs11:token=releases;object=targets?module-path=" + std::string{module}).value();
  const auto wrong_pin = TokenKey::open(at, "0000");
  REQUIRE_FALSE(wrong_pin);
  CHECK(wrong_pin.error().detail.find("PIN is wrong") != std::string::npos);
  const TokenKey key = TokenKey::open(at, "1234").value();
  CHECK(key.public_key() == same.public_key());
  CHECK(key.sign("a release") == same.sign("a release"));  // Ed25519 signatures are determined
  const std::string document = targets_document({1, *parse_rfc3339("2027-01-01T00:00:00Z")}, {});
  CHECK(add_signature(document, key).value() == add_signature(document, same).value());
  CHECK_FALSE(TokenKey::open({"releases", "another", module, ""}, "1234"));
  CHECK_FALSE(TokenKey::open({"elsewhere", "targets", module, ""}, "1234"));
}

TEST_CASE("a token's address says what it lacks", "[release]") {
  const auto at =
      parse_token_address(
          "pkcs11:token=My%20token;object=k;type=private?pin-source=file:/run/pin&module-path=/usr/lib/m.so")
          .value();
  CHECK(at.token == "My token");
  CHECK(at.pin_file == "/run/pin");
  CHECK(at.module == "/usr/lib/m.so");
  for (const char* bad : {"", "file:key", "pkcs11:", "pkcs11:token=a;object=b", "pkcs11:object=b?module-path=/m"})
    CHECK_FALSE(parse_token_address(bad));
  CHECK_FALSE(TokenKey::open({"t", "o", "/nowhere/module.so", ""}, "1"));
}
