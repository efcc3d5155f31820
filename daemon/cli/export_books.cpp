#include <fstream>
#include <iostream>

#include "base/json_writer.h"
#include "cli/act.h"
#include "cli/console.h"
#include "cli/data_folder.h"
#include "cli/operator_tools.h"
#include "cli/stop.h"
#include "config/data_folder.h"
#include "config/machine.h"
#include "customers/person_rows.h"
#include "db/transaction.h"
#include "export/dsfinvk.h"
#include "export/person_document.h"
#include "export/saft.h"
#include "site/site.h"

namespace holdfast::cli {
namespace {
void need_store(const std::string& data) {
  if (!std::filesystem::exists(database_of(data)))
    throw Stop{data + " holds no store", "give its data folder with --data"};
}
std::string day_of(const std::string& text, const std::string& otherwise) {
  if (text.empty()) return otherwise;
  if (!parse_date(text)) throw Stop{"`" + text + "` is no day", "write it as 2026-11-21"};
  return text;
}
void need_new(const std::string& name) {
  if (!name.empty() && std::filesystem::exists(name))
    throw Stop{name + " is there already", "choose a new name: nothing is overwritten"};
}
/// Into a new file, or to standard output when none is named. Under its own name only once it is whole.
template <class Write>
std::int64_t write_to(const std::string& name, const Write& write) {
  if (name.empty()) return write(std::cout);
  need_new(name);
  const std::string part = name + ".part";
  std::ofstream out{part, std::ios::binary};
  const std::int64_t count = write(out);
  out.close();
  if (!out) throw Stop{part + " cannot be written", "is the disk full?"};
  std::filesystem::permissions(part, std::filesystem::perms::owner_read | std::filesystem::perms::owner_write);
  std::filesystem::rename(part, name);
  return count;
}

Uuid find_customer(db::Connection& connection, const std::string& text) {
  if (const auto id = parse_uuid(text)) return *id;
  std::vector<customers::Person> found;
  for (const customers::Person& person : customers::search(connection, text, 0, 50))
    if (person.email == text) found.push_back(person);
  if (found.size() == 1) return found.front().id;
  throw Stop{found.empty() ? "no customer has the id or e-mail address " + text
                           : std::to_string(found.size()) + " customers have the address " + text,
             "give the customer's id: the console and GET /v1/customers?q=… show it"};
}
}  // namespace

int export_books(const ExportWish& wish) {
  need_store(wish.data);
  db::Connection reader{database_of(wish.data), db::Access::reader};
  const db::Snapshot one{reader};
  const Result<Site> site = site::load(reader);
  if (!site) throw Stop{site.error().detail, "set the store up first"};
  Progress progress{wish.kind + " rows", 0, readers(wish.json)};
  exports::Wish how;
  how.range = {day_of(wish.from, "0000-01-01"), day_of(wish.to, "9999-12-31")};
  how.format = wish.format == "jsonl" ? exports::Format::json_lines : exports::Format::csv;
  how.decimals = site->currency.minor_units();
  how.seen = [&progress](std::int64_t rows) { progress.at(rows); };
  std::string members;
  JsonWriter{members}.member("kind", wish.kind).member("from", wish.from).member("to", wish.to).member("out", wish.out);
  const auto told = [&] { tell_trail(wish.data, {"books_exported", members}); };
  std::int64_t rows = 0;
  if (wish.kind == "dsfinvk") {
    if (wish.out.empty() || std::filesystem::exists(wish.out))
      throw Stop{"dsfinvk writes a folder", "name a new one with --out"};
    told();
    rows = exports::write_dsfinvk(reader, wish.out, how);
  } else if (wish.kind == "saft") {
    need_new(wish.out);
    told();
    rows = write_to(wish.out,
                    [&](std::ostream& out) { return exports::write_saft(reader, how, config::wall_clock(), out); });
  } else if (const exports::Sheet* sheet = exports::find_sheet(wish.kind)) {
    need_new(wish.out);
    told();
    rows = write_to(wish.out, [&](std::ostream& out) { return exports::write_sheet(reader, *sheet, how, out); });
  } else {
    throw Stop{
        "there is no export `" + wish.kind + "`",
        "orders, lines, line-taxes, payments, taxes, shifts, cash-movements, stock-moves, customers, dsfinvk or saft"};
  }
  if (wish.out.empty()) return 0;
  if (wish.json) {
    std::string out;
    JsonWriter{out}.begin_object().member("kind", wish.kind).member("out", wish.out).member("rows", rows).end_object();
    std::cout << out << "\n";
  } else {
    std::cout << wish.out << ": " << rows << " rows\n";
  }
  return 0;
}

int export_person(const std::string& data, const std::string& customer, const std::string& file) {
  need_store(data);
  db::Connection reader{database_of(data), db::Access::reader};
  const db::Snapshot one{reader};
  const Uuid id = find_customer(reader, customer);
  const auto document = exports::person_document(reader, id);
  if (!document) throw Stop{document.error().detail, "the console and GET /v1/customers?q=… show the ids"};
  need_new(file);
  std::string members;
  JsonWriter{members}.member("customerId", id);
  tell_trail(data, {"customer_exported", members});
  write_to(file, [&](std::ostream& out) {
    out << *document << "\n";
    return std::int64_t{1};
  });
  return 0;
}

int erase_person(const Erase& wish) {
  if (wish.where.data.empty())
    throw Stop{"gdpr erase looks into the store's own files", "give its data folder with --data"};
  need_store(wish.where.data);
  const std::filesystem::path database = database_of(wish.where.data);
  Uuid id;
  std::vector<std::string> traits;
  {
    db::Connection reader{database, db::Access::reader};
    id = find_customer(reader, wish.customer);
    traits = exports::traits_of(reader, id);
  }
  if (!wish.yes) {
    std::cerr << "This takes customer " << to_string(id)
              << " out of the books for ever; the sales stay. Type `erase` to go on: ";
    std::string answer;
    if (!std::getline(std::cin, answer) || answer != "erase")
      throw Stop{"nothing was erased", "type `erase`, or give --yes"};
  }
  // Gone out of scope before we look: the store that runs here closes its files.
  connect(wish.where)->need(http::Method::post, "/v1/customers/" + to_string(id) + "/erase", "{}");
  std::vector<std::string> files;
  for (const char* end : {"", "-wal"})
    if (std::filesystem::exists(database.string() + end)) files.push_back(database.string() + end);
  files.insert(files.end(), wish.logs.begin(), wish.logs.end());
  db::Connection reader{database, db::Access::reader};
  const auto left = exports::search_everywhere(reader, traits, files);
  if (wish.json) {
    std::string out;
    JsonWriter json{out};
    json.begin_object()
        .member("customerId", id)
        .member("searchedFor", static_cast<std::int64_t>(traits.size()))
        .key("left")
        .begin_array();
    for (const exports::Trace& trace : left)
      json.begin_object()
          .member("place", trace.place)
          .member("rows", trace.rows)
          .member("unread", trace.unread)
          .end_object();
    json.end_array().end_object();
    std::cout << out << "\n";
  } else {
    std::cout << to_string(id) << " is erased. " << traits.size() << " texts looked for in every table"
              << (files.empty() ? "" : " and " + std::to_string(files.size()) + " files") << ": "
              << (left.empty() ? "nothing is left" : "still there") << "\n";
    for (const exports::Trace& trace : left)
      std::cout << "  " << trace.place << ": "
                << (trace.unread ? "cannot be read" : std::to_string(trace.rows) + " times") << "\n";
    if (!left.empty()) std::cout << "  A name may be somebody else's too (staff, an article): look at each place.\n";
  }
  return left.empty() ? 0 : 1;
}
}  // namespace holdfast::cli
