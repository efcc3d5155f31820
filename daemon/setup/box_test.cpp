#include "setup/box.h"

#include <catch2/catch.hpp>
#include <fstream>

#include "config/data_folder.h"
#include "setup/make_store.h"

namespace holdfast::setup {
namespace {
/// A folder of its own, gone at the end.
struct Folder {
  std::filesystem::path path = std::filesystem::temp_directory_path() / "holdfast-box-test";
  Folder() {
    std::filesystem::remove_all(path);
    std::filesystem::create_directories(path);
  }
  ~Folder() { std::filesystem::remove_all(path); }
  void put(const char* name, std::string_view text) const {
    config::write_file(path / name, text, config::Secrecy::open);
  }
  bool has(const char* name) const { return std::filesystem::exists(path / name); }
  std::string text(const char* name) const { return config::read_file(path / name); }
};
}  // namespace

TEST_CASE("an empty box keeps its code and its draft, and takes the code however it is typed", "[setup]") {
  const Folder folder;
  const Box box{folder.path};
  const std::string code = box.code();
  CHECK(code.size() == 9);
  CHECK(Box{folder.path}.code() == code);
  CHECK(box.accepts(code));
  std::string typed = code;
  typed.erase(4, 1);
  for (char& c : typed) c = static_cast<char>(std::tolower(c));
  CHECK(box.accepts(" " + typed));
  CHECK_FALSE(box.accepts(""));
  CHECK_FALSE(box.accepts("0000-0000"));
  CHECK(box.draft() == "{}");
  box.keep_draft(R"({"step":2})");
  CHECK(Box{folder.path}.draft() == R"({"step":2})");
  box.forget();
  CHECK_FALSE(folder.has("setup-code"));
  CHECK_FALSE(folder.has("setup.json"));
}

TEST_CASE("a store that is ready beside takes the place of the one before, wherever it was broken off", "[setup]") {
  const Folder folder;
  CHECK_FALSE(adopt_next_store(folder.path));
  folder.put("store.db", "old");
  folder.put("store.db-wal", "old log");
  folder.put("store.next.db", "new");
  folder.put("pepper", "old secret");
  folder.put("pepper.next", "new secret");
  SECTION("at once") {}
  SECTION("after the old one had moved") {
    std::filesystem::rename(folder.path / "store.db", folder.path / "store.previous.db");
  }
  SECTION("after the secret had") { std::filesystem::rename(folder.path / "pepper.next", folder.path / "pepper"); }
  CHECK(adopt_next_store(folder.path));
  CHECK(folder.text("store.db") == "new");
  CHECK_FALSE(folder.has("store.db-wal"));
  CHECK(folder.text("store.previous.db") == "old");
  CHECK(folder.text("store.previous.db-wal") == "old log");
  CHECK(folder.text("pepper") == "new secret");
  CHECK_FALSE(adopt_next_store(folder.path));
}

TEST_CASE("a document that is wrong leaves no half store behind", "[setup]") {
  const Folder folder;
  const Result<Json> document = parse_json(R"({"site":{"name":"x"}})");
  REQUIRE(document);
  const Result<> made = make_store(folder.path / "store.next.part", std::string(32, 'p'), *document);
  REQUIRE_FALSE(made);
  CHECK_FALSE(made.error().fields.empty());
  CHECK(std::filesystem::is_empty(folder.path));
}
}  // namespace holdfast::setup
