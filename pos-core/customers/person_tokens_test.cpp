#include "customers/person_tokens.h"

#include <catch2/catch.hpp>
#include <fstream>
#include <iterator>

#include "db/migrate.h"
#include "db/transaction.h"
#include "support/test_store.h"
#include "vault/keys_of.h"

using namespace holdfast;
using namespace holdfast::customers;

namespace {
/// A store whose customers are sealed: the key lies beside the file before anything is read.
struct Sealed {
  test::TempFolder folder;
  std::unique_ptr<db::Connection> db;
  explicit Sealed(const std::string& keys) {
    write_keys(keys);
    db = std::make_unique<db::Connection>(file(), db::Access::writer);
    db::migrate(*db);
    db->set_history_source(&ids, Instant{1});
  }
  std::filesystem::path file() const { return folder.path() / "store.db"; }
  void write_keys(const std::string& keys) const { std::ofstream{folder.path() / "field-keys"} << keys; }
  void open_again() {
    db = std::make_unique<db::Connection>(file(), db::Access::writer);
    db->set_history_source(&ids, Instant{2});
  }
  Person add(const std::string& name, const std::optional<std::string>& email,
             const std::optional<std::string>& phone) {
    Person person;
    person.id = ids.next(Instant{1});
    person.name = name;
    person.email = email;
    person.phone = phone;
    person.note = "likes " + name;
    db::Transaction tx{*db};
    insert(tx, person);
    tx.commit();
    return person;
  }
  std::vector<std::string> found(std::string_view prefix, int limit = 20) {
    std::vector<std::string> names;
    for (const Person& person : search(*db, prefix, 0, limit)) names.push_back(person.name);
    return names;
  }
  std::string bytes() {
    db->checkpoint(true);
    std::string all;
    for (const char* end : {"", "-wal"}) {
      std::ifstream in{file().string() + end, std::ios::binary};
      all.append(std::istreambuf_iterator<char>{in}, {});
    }
    return all;
  }
  std::uint64_t seed = 7;
  IdSource ids{[this] { return seed = seed * 6364136223846793005U + 1442695040888963407U; }};
};
const std::string key_a = std::string(64, 'a') + "\n", key_b = std::string(64, 'b') + "\n";
using Names = std::vector<std::string>;
}  // namespace

TEST_CASE("sealed customers are found by the beginnings of their words", "[customers]") {
  Sealed store{key_a};
  store.add("Ada Lovelace", "ada@example.com", "0664 123-45 67");
  store.add("Zoë Ångström-Lovelace", std::nullopt, "+43 1 99");
  store.add("O'Brien Li", "li@example.com", std::nullopt);
  CHECK(store.found("ada") == Names{"Ada Lovelace"});
  CHECK(store.found("LOVE") == Names{"Ada Lovelace"});
  CHECK(store.found("ada love") == Names{"Ada Lovelace"});
  CHECK(store.found("Zoë") == Names{"Zoë Ångström-Lovelace"});
  CHECK(store.found("Ån") == Names{"Zoë Ångström-Lovelace"});
  CHECK(store.found("li@") == Names{"O'Brien Li"});
  CHECK(store.found("066412") == Names{"Ada Lovelace"});
  CHECK(store.found("0664-12") == Names{"Ada Lovelace"});
  CHECK(store.found("+431") == Names{"Zoë Ångström-Lovelace"});
  CHECK(store.found("l") == Names{"O'Brien Li", "Ada Lovelace"});
  CHECK(store.found("ovelace").empty());
  CHECK(store.found("lovelace and more than ten characters").empty());
  CHECK(store.found("").size() == 3);
  CHECK(store.found("", 2).size() == 2);
}

TEST_CASE("a search goes on behind what its digests named by chance", "[customers]") {
  Sealed store{key_a};
  for (int i = 0; i < 120; ++i)
    store.add("Extraordinary" + std::string(i % 7 == 0 ? "X" : "Y") + std::to_string(i), {}, {});
  CHECK(store.found("extraordinaryx", 100).size() == 18);
  CHECK(store.found("extraordinaryx", 5).size() == 5);
}

TEST_CASE("nothing that identifies a customer is in the file in clear", "[customers]") {
  Sealed store{key_a};
  Person person = store.add("Ada Lovelace", "ada@example.com", "0664123");
  person.name = "Augusta King";
  {
    db::Transaction tx{*store.db};
    update(tx, person);
    tx.commit();
  }
  CHECK(store.found("augusta") == Names{"Augusta King"});
  CHECK(store.found("lovelace").empty());
  const std::string bytes = store.bytes();
  for (const char* secret : {"Lovelace", "ada@", "0664123", "Augusta", "likes"})
    CHECK(bytes.find(secret) == std::string::npos);
}

TEST_CASE("customers from before are sealed in slices, and again after the key was changed", "[customers]") {
  Sealed store{""};
  std::filesystem::remove(store.folder.path() / "field-keys");
  store.open_again();
  for (int i = 0; i < 25; ++i) store.add("Person " + std::to_string(i), "p" + std::to_string(i) + "@example.com", {});
  CHECK(store.bytes().find("Person 7") != std::string::npos);
  for (const std::string& keys : {key_a, key_b + key_a}) {
    store.write_keys(keys);
    store.open_again();
    int sealed = 0;
    for (SealStep step; !step.at_end;) {
      db::Transaction tx{*store.db};
      step = seal_people(tx, step.last_row, 10);
      sealed += step.sealed;
      tx.commit();
    }
    CHECK(sealed == 25);
    CHECK(store.bytes().find("Person 7") == std::string::npos);
    CHECK(store.found("p7@") == Names{"Person 7"});
    CHECK(store.found("person", 100).size() == 25);
  }
  store.write_keys(key_b);  // the old one is not needed any more
  store.open_again();
  CHECK(store.found("person", 100).size() == 25);
  store.write_keys(key_a);
  store.open_again();
  CHECK_THROWS_AS(store.found(""), vault::Unreadable);
}
