#include <catch2/catch.hpp>
#include <random>

#include "commands/close_day.h"
#include "commands/sell.h"
#include "commands/work_shift.h"
#include "fiscal/journal_file.h"
#include "queries/export_journal.h"
#include "support/test_store.h"

using namespace holdfast;
using namespace holdfast::fiscal;

namespace {
using Lines = std::vector<std::string>;

/// Two sealed days of three receipts each, two more receipts, and where they stood signed.
struct Books : test::TestStore {
  Books() {
    site.card_key = "secret of the appliance";
    add_variant("BREAD", 249);
    add_variant("MILK", 119, "reduced");
    acting = &manager;
    REQUIRE(run([&](auto& tx, auto& ctx) { return commands::open_shift(tx, {register_id, 10'000}, ctx); }));
    for (int day = 0; day < 2; ++day) {
      for (int i = 0; i < 3; ++i) sell(i + 1);
      REQUIRE(run([&](auto& tx, auto& ctx) { return commands::close_day(tx, {{}, true}, ctx); }));
      advance(seconds_per_day);
    }
    sell(7);
    sell(8);
    (void)run([&](auto& tx, auto& ctx) {
      commands::sign_heads(tx, ctx);
      return Result<>{};
    });
  }
  void sell(std::int64_t pieces) {
    commands::Sell command;
    command.cart.register_id = register_id;
    for (const char* sku : {"BREAD", "MILK"}) {
      commands::AddItem item;
      item.article.sku = sku;
      item.quantity = Quantity::pieces(pieces);
      command.lines.push_back({item, std::nullopt});
    }
    command.checkout.payments.push_back(
        {.tender = "cash", .amount = {}, .foreign_amount = {}, .reference = {}, .person = {}});
    REQUIRE(run([&](auto& tx, auto& ctx) { return commands::sell(tx, command, ctx); }));
  }
  Lines write(const queries::JournalWish& wish = {}) {
    Lines out;
    const auto signer = daybook::present_signer(db, site.card_key);
    REQUIRE(signer);
    REQUIRE(queries::export_journal(db, site, wish, *signer, now, [&](std::string_view line) {
      REQUIRE(line.ends_with('\n'));
      out.emplace_back(line.substr(0, line.size() - 1));
    }));
    return out;
  }
  std::string key() { return fingerprint(daybook::load_keys(db).at(0).public_key); }
};

Verdict check_file(const Lines& lines, const std::string& trusted = "") {
  FileCheck check{trusted};
  for (const std::string& line : lines) check.line(line);
  return check.finish();
}
std::string codes_of(const Verdict& verdict) {
  std::string out;
  for (const Finding& finding : verdict.findings) out += finding.code + ' ';
  return out;
}
bool finds(const Verdict& verdict, std::string_view code) {
  return std::any_of(verdict.findings.begin(), verdict.findings.end(),
                     [&](const Finding& each) { return each.code == code; });
}

std::size_t nth(const Lines& lines, std::string_view kind, std::size_t n) {
  const std::string begin = "{\"line\":\"" + std::string{kind} + '"';
  for (std::size_t i = 0; i < lines.size(); ++i)
    if (lines[i].starts_with(begin) && n-- == 0) return i;
  FAIL("no such line");
  return 0;
}
void replace(std::string& text, std::string_view from, std::string_view to) {
  const std::size_t at = text.find(from);
  REQUIRE(at != std::string::npos);
  text.replace(at, from.size(), to);
}

FileRecord record_of(const std::string& line) {
  const Json json = parse_json(line).value();
  FileRecord record;
  record.register_id = json.find("register")->text();
  record.number = *json.find("number")->integer();
  record.kind = json.find("kind")->text();
  record.document = json.find("document")->text();
  record.order = json.find("order")->text();
  return record;
}

/// Somebody with all our programs but not the key: chains anew, writes the seals and the end, signs them with a key of
/// his own.
Lines forged(const Lines& lines, bool names_own_key) {
  const SigningKey own{KeyBytes{42}};
  Lines out;
  Sha256 head{};
  std::int64_t last = 0;
  FileEnd end;
  std::string digested;
  for (const std::string& line : lines) {
    std::string made = line;
    const Json json = parse_json(line).value();
    const std::string& kind = json.find("line")->text();
    if (kind == "head" && names_own_key) {
      const std::size_t at = made.find("\"publicKey\":\"") + 13;
      made.replace(at, 64, to_hex(own.public_key()));
    } else if (kind == "record") {
      FileRecord record = record_of(line);
      if (last == 0) head = journal_genesis(record.register_id);
      record.number = ++last;
      record.hash = head = journal_chain(head, record.number, sha256(*record.document));
      made = line_of(record);
      ++end.records;
    } else if (kind == "seal") {
      ++end.seals;
      const std::string& document = json.find("document")->text();
      made = seal_line(document, 1, own.sign(signed_text(Document::seal, document)), false);
    } else if (kind == "heads") {
      const std::string& document = json.find("document")->text();
      made = heads_line(document, 1, own.sign(signed_text(Document::heads, document)));
    } else if (kind == "end") {
      end.lines = static_cast<std::int64_t>(out.size());
      end.generation = 1;
      end.digest = sha256(digested);
      made = end_line(end, own.sign(signed_text(Document::end, end_document(end))));
    }
    digested += made + '\n';
    out.push_back(std::move(made));
  }
  return out;
}
}  // namespace

TEST_CASE("an exported journal is checked from the file alone", "[fiscal]") {
  Books books;
  const Verdict verdict = check_file(books.write(), books.key());
  CHECK(codes_of(verdict).empty());
  CHECK(verdict.records == 8);
  CHECK(verdict.orders == 8);
  CHECK(verdict.seals == 2);
  CHECK(verdict.unsealed == 2);
  CHECK(verdict.total == (249 + 119) * (2 * (1 + 2 + 3) + 7 + 8));
  const Verdict second = check_file(books.write({"2026-11-22", "2026-11-22"}));
  CHECK(codes_of(second).empty());
  CHECK(second.records == 3);
  CHECK(codes_of(check_file(books.write({{}, "2026-11-21"}))).empty());
}

TEST_CASE("every planted change is found, and named for what it is", "[fiscal]") {
  Books books;
  const Lines whole = books.write();
  Lines lines = whole;
  const auto found = [&](std::string_view code, const std::string& trusted = "") {
    const Verdict verdict = check_file(lines, trusted);
    INFO(codes_of(verdict));
    CHECK(finds(verdict, code));
  };
  SECTION("an altered amount") {
    replace(lines[nth(lines, "record", 1)], R"(\"total\":736)", R"(\"total\":636)");
    found("chain");
    found("end");
  }
  SECTION("an altered amount, chained anew") {
    replace(lines[nth(lines, "record", 1)], R"(\"total\":736)", R"(\"total\":636)");
    lines = forged(lines, false);
    found("signature");
    found("chain");
    found("total");
  }
  SECTION("a removed line of an order") {
    std::string& line = lines[nth(lines, "record", 1)];
    const std::size_t at = line.find(R"(\"sku\":\"MILK\")");
    REQUIRE(at != std::string::npos);
    line.replace(at, 5, "xxxxx");
    found("document");
  }
  SECTION("another order under a record") {
    FileRecord one = record_of(lines[nth(lines, "record", 1)]), two = record_of(lines[nth(lines, "record", 2)]);
    one.hash = array_from_hex<32>(parse_json(lines[nth(lines, "record", 1)])->find("hash")->text()).value();
    one.order = two.order;
    lines[nth(lines, "record", 1)] = line_of(one);
    found("document");
  }
  SECTION("two records in the other order") {
    std::swap(lines[nth(lines, "record", 0)], lines[nth(lines, "record", 1)]);
    found("gap");
    found("chain");
  }
  SECTION("an inserted record, chained anew") {
    lines.insert(lines.begin() + static_cast<std::ptrdiff_t>(nth(lines, "record", 1)), lines[nth(lines, "record", 1)]);
    lines = forged(lines, false);
    found("gap");
    found("seal");
  }
  SECTION("a removed record, chained anew and signed by a key of his own") {
    lines.erase(lines.begin() + static_cast<std::ptrdiff_t>(nth(lines, "record", 1)));
    lines = forged(lines, true);
    found("seal");
    found("gap");
  }
  SECTION("a replaced seal") {
    const Json json = parse_json(lines[nth(lines, "seal", 0)]).value();
    Seal seal = parse_seal(json.find("document")->text()).value();
    seal.total = 1;
    seal.registers[0].total = 1;
    const SigningKey own{KeyBytes{42}};
    const std::string document = to_document(seal);
    lines[nth(lines, "seal", 0)] = seal_line(document, 1, own.sign(signed_text(Document::seal, document)), false);
    found("signature");
    found("total");
    found("seal");  // the next one follows another
  }
  SECTION("a seal that was left out") {
    lines.erase(lines.begin() + static_cast<std::ptrdiff_t>(nth(lines, "seal", 0)));
    found("seal");
  }
  SECTION("a cut tail") {
    lines.pop_back();
    found("end");
    lines.pop_back();
    lines.pop_back();
    found("end");
  }
  SECTION("a cut tail under a new end") {
    lines.erase(lines.begin() + static_cast<std::ptrdiff_t>(nth(lines, "record", 7)));
    found("gap");  // it was signed, and is missing
    lines = forged(lines, false);
    found("signature");
  }
  SECTION("everything signed again by another key") {
    lines = forged(whole, true);
    CHECK(codes_of(check_file(lines)) == "key key ");  // the seals say whose they were
    found("key", books.key());
  }
  SECTION("renumbered records") {
    lines[nth(lines, "record", 2)] = [&] {
      std::string line = lines[nth(lines, "record", 2)];
      replace(line, "\"number\":3", "\"number\":4");
      return line;
    }();
    found("gap");
    found("chain");
  }
  SECTION("renumbered receipts, chained anew") {
    std::string& line = lines[nth(lines, "record", 2)];
    replace(line, "1-000003", "1-000013");
    lines = forged(lines, false);
    found("gap");
  }
  SECTION("an unsealed record that is not the one that was signed") {
    replace(lines[nth(lines, "record", 7)], R"(\"total\":2944)", R"(\"total\":1944)");
    lines = forged(lines, false);
    lines[nth(lines, "heads", 0)] = whole[nth(whole, "heads", 0)];
    found("chain");
  }
  SECTION("a key that nobody vouches for") {
    replace(lines[0], "\"keys\":[",
            R"("keys":[{"generation":2,"publicKey":")" + to_hex(KeyBytes{9}) + R"(","endorsement":")" +
                std::string(128, 'a') + R"(","reason":"rotated","madeAt":""},)");
    found("key");
  }
}

TEST_CASE("whatever byte of an export changes, something is found", "[fiscal]") {
  Books books;
  const Lines whole = books.write();
  std::mt19937 chance{20261121};
  for (int round = 0; round < 400; ++round) {
    Lines lines = whole;
    std::string& line = lines[chance() % lines.size()];
    const std::size_t at = chance() % line.size();
    const char was = line[at];
    line[at] = was == '7' ? '3' : '7';
    INFO(line);
    CHECK_FALSE(check_file(lines).findings.empty());
  }
}

TEST_CASE("keys that were rotated sign what they signed, and the file goes on", "[fiscal]") {
  Books books;
  REQUIRE(books.run([&](auto& tx, auto& ctx) { return commands::rotate_journal_key(tx, ctx); }));
  REQUIRE(books.run([&](auto& tx, auto& ctx) { return commands::close_day(tx, {{}, true}, ctx); }));
  const Verdict verdict = check_file(books.write(), books.key());
  CHECK(codes_of(verdict).empty());
  CHECK(verdict.notes.empty());
  CHECK(verdict.seals == 3);
}

TEST_CASE("a gap that a restored backup left is explained by the seal", "[fiscal]") {
  Books books;
  books.change([](auto& tx) { tx.prepare("UPDATE register SET last_receipt = 100000000").exec(); });
  books.sell(1);
  const auto sealed = books.run([&](auto& tx, auto& ctx) { return commands::close_day(tx, {{}, true}, ctx); });
  REQUIRE(sealed);
  const auto seal = parse_seal(sealed->document);
  REQUIRE(seal->registers[0].gaps.size() == 1);
  CHECK(seal->registers[0].gaps[0] == SealedRegister::Gap{"1-000008", "1R2-000001", "restored"});
  CHECK(codes_of(check_file(books.write(), books.key())).empty());
}
