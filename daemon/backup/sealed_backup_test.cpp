#include "backup/sealed_backup.h"

#include <catch2/catch.hpp>
#include <fstream>
#include <iterator>

#include "support/test_store.h"

using namespace holdfast;
using namespace holdfast::backup;

namespace {
std::string read(const std::filesystem::path& file) {
  std::ifstream in{file, std::ios::binary};
  return {std::istreambuf_iterator<char>{in}, {}};
}
void write(const std::filesystem::path& file, const std::string& text) {
  std::ofstream{file, std::ios::binary} << text;
}

struct Shelf {
  test::TempFolder folder;
  Lock lock{{}, std::string(64, 'a')};
  std::filesystem::path out = folder.path() / "out", sealed = folder.path() / "backup";
  Shelf() { std::filesystem::create_directory(out); }
  std::vector<Part> parts(std::size_t size) const {
    std::string bytes(size, '\0');
    for (std::size_t i = 0; i < size; ++i) bytes[i] = static_cast<char>(i * 31 + i / 251);
    write(folder.path() / "a", bytes);
    write(folder.path() / "b", "pepper and salt");
    return {{"store.db", folder.path() / "a"}, {"pepper", folder.path() / "b"}};
  }
};
}  // namespace

TEST_CASE("a sealed backup opens to the same parts, whatever its length", "[backup]") {
  for (const std::size_t size : {0UL, 1UL, 65'535UL, 65'536UL, 65'537UL, 300'000UL}) {
    const Shelf shelf;
    const auto parts = shelf.parts(size);
    seal_parts(parts, shelf.sealed, shelf.lock, R"({"siteId":"S"})");
    CHECK(is_sealed(shelf.sealed));
    CHECK(read(shelf.sealed).find("pepper and salt") == std::string::npos);
    CHECK(read_about(shelf.sealed) == R"({"siteId":"S"})");
    const auto opened = open_parts(shelf.sealed, shelf.lock, shelf.out);
    REQUIRE(opened);
    REQUIRE(opened->size() == 2);
    CHECK(read(shelf.out / "store.db") == read(shelf.folder.path() / "a"));
    CHECK(read(shelf.out / "pepper") == "pepper and salt");
    CHECK((std::filesystem::status(shelf.out / "store.db").permissions() & std::filesystem::perms(077)) ==
          std::filesystem::perms::none);
  }
}

TEST_CASE("a backup with one changed, missing or added byte is refused, and leaves nothing behind", "[backup]") {
  const Shelf shelf;
  seal_parts(shelf.parts(200'000), shelf.sealed, shelf.lock, "{}");
  const std::string whole = read(shelf.sealed);
  int tried = 0;
  const auto refused = [&](const std::string& bytes) {
    write(shelf.sealed, bytes);
    ++tried;
    return !open_parts(shelf.sealed, shelf.lock, shelf.out) && std::filesystem::is_empty(shelf.out);
  };
  // Every byte of the header, then one in each stretch of the chunks with all their ends.
  for (std::size_t at = 0; at < whole.size(); at += at < 200 ? 1 : 997) {
    std::string other = whole;
    other[at] = static_cast<char>(other[at] ^ 1);
    CHECK(refused(other));
  }
  for (const std::size_t keep : {0UL, 7UL, 8UL, 20UL, 100UL, 65'000UL, 66'000UL, 131'300UL, whole.size() - 1})
    CHECK(refused(whole.substr(0, keep)));
  CHECK(refused(whole + "x"));
  const std::size_t start = whole.size() - (200'000 + 2 + 8 + 8 + 2 + 6 + 8 + 15 + 4 * 16);
  CHECK(start > 8);
  const std::size_t chunk = 65'536 + 16;
  CHECK(refused(whole.substr(0, start) + whole.substr(start + chunk, chunk) + whole.substr(start, chunk) +
                whole.substr(start + 2 * chunk)));
  CHECK(refused(whole.substr(0, start + chunk)));  // cut off between two chunks
  CHECK(tried > 400);
  write(shelf.sealed, whole);
  CHECK(open_parts(shelf.sealed, shelf.lock, shelf.out));
}

TEST_CASE("only the right key or passphrase opens a backup", "[backup]") {
  const Shelf shelf;
  const auto parts = shelf.parts(1'000);
  seal_parts(parts, shelf.sealed, {"correct horse battery", {}}, "{}");
  CHECK(open_parts(shelf.sealed, {"correct horse battery", {}}, shelf.out));
  CHECK(open_parts(shelf.sealed, {"correct horse batterz", {}}, shelf.out).error().code == ErrorCode::conflict);
  CHECK(open_parts(shelf.sealed, shelf.lock, shelf.out).error().detail.find("passphrase") != std::string::npos);
  CHECK_FALSE(open_parts(shelf.sealed, {}, shelf.out));
  const std::string first = read(shelf.sealed);
  seal_parts(parts, shelf.sealed, {"correct horse battery", {}}, "{}");
  CHECK(read(shelf.sealed) != first);  // a salt of its own
}

TEST_CASE("keys and passphrases are read from files, weak ones refused", "[backup]") {
  const test::TempFolder folder;
  const auto file = folder.path() / "secret";
  write(file, "correct horse\r\n");
  CHECK(lock_of_passphrase_file(file)->passphrase == "correct horse");
  CHECK_FALSE(lock_of_key_file(file));
  write(file, "short\n");
  CHECK_FALSE(lock_of_passphrase_file(file));
  write(file, std::string(64, 'f') + "\n");
  CHECK(lock_of_key_file(file)->key_hex == std::string(64, 'f'));
  CHECK_FALSE(lock_of_key_file(folder.path() / "nothing"));
}
