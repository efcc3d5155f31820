#include "config/tls_files.h"

#include <catch2/catch.hpp>

#include "config/data_folder.h"
#include "support/test_store.h"

using namespace holdfast;
using namespace holdfast::config;

namespace {
struct Folder {
  test::TempFolder temporary;
  std::filesystem::path path = temporary.path();
};
bool only_owner(const std::filesystem::path& file) {
  return (std::filesystem::status(file).permissions() & std::filesystem::perms::mask) ==
         (std::filesystem::perms::owner_read | std::filesystem::perms::owner_write);
}
const Instant now{1'795'000'000'000'000};
}  // namespace

TEST_CASE("the server's certificate is kept until its names change or it is about to end", "[config]") {
  const Folder folder;
  const ServerIdentity first = server_identity(folder.path, {"till.local", "192.0.2.7"}, now);
  CHECK(only_owner(folder.path / "tls" / "server-key.pem"));
  CHECK(only_owner(folder.path / "tls" / "ca-key.pem"));
  CHECK(server_identity(folder.path, {"192.0.2.7", "till.local"}, now).cert_pem == first.cert_pem);
  const ServerIdentity renamed = server_identity(folder.path, {"other.local"}, now);
  CHECK(renamed.cert_pem != first.cert_pem);
  CHECK(renamed.ca_pem == first.ca_pem);
  const ServerIdentity later = server_identity(folder.path, {"other.local"}, now.plus_seconds(370 * seconds_per_day));
  CHECK(later.cert_pem != renamed.cert_pem);
}

TEST_CASE("private keys lie sealed by the field keys, those from before as well", "[config]") {
  const Folder folder;
  const ServerIdentity plain = server_identity(folder.path, {"till.local"}, now);  // no field keys yet: as it once was
  CHECK(read_file(folder.path / "tls" / "ca-key.pem").starts_with("-----BEGIN"));
  ensure_field_keys(folder.path);
  const ServerIdentity sealed = server_identity(folder.path, {"till.local"}, now);
  CHECK(sealed.key_pem == plain.key_pem);
  CHECK(sealed.ca_pem == plain.ca_pem);
  for (const char* name : {"ca-key.pem", "server-key.pem"}) {
    CHECK(read_file(folder.path / "tls" / name).starts_with("hf1."));
    CHECK(only_owner(folder.path / "tls" / name));
    CHECK(private_key(folder.path, name)->starts_with("-----BEGIN"));
  }
  // Another field key in front: they go over to it.
  const std::string before = read_file(folder.path / "tls" / "server-key.pem");
  add_field_key(folder.path);
  seal_private_keys(folder.path);
  CHECK(read_file(folder.path / "tls" / "server-key.pem") != before);
  CHECK(private_key(folder.path, "server-key.pem") == plain.key_pem);
  // A key moved to the other's place does not open.
  std::filesystem::copy_file(folder.path / "tls" / "ca-key.pem", folder.path / "tls" / "server-key.pem",
                             std::filesystem::copy_options::overwrite_existing);
  CHECK_FALSE(private_key(folder.path, "server-key.pem"));
}

TEST_CASE("with other field keys the store gets another authority, and keeps serving", "[config]") {
  const Folder folder;
  ensure_field_keys(folder.path);
  const ServerIdentity first = server_identity(folder.path, {"till.local"}, now);
  std::filesystem::remove(folder.path / "field-keys");
  ensure_field_keys(folder.path);
  const ServerIdentity second = server_identity(folder.path, {"till.local"}, now);
  CHECK(second.ca_pem != first.ca_pem);
  CHECK(std::filesystem::exists(folder.path / "tls" / "ca.pem.unreadable"));
  CHECK(shown_certificates(folder.path)->authority_pem == second.ca_pem);
}
