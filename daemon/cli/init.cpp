#include <iostream>

#include "base/json_writer.h"
#include "cli/data_folder.h"
#include "cli/operator_commands.h"
#include "cli/set_up.h"
#include "cli/stop.h"
#include "staff/permission.h"

namespace holdfast::cli {
namespace {
void write_role(JsonWriter& json, std::string_view code, std::string_view name,
                std::span<const std::string_view> permissions) {
  json.begin_object().member("code", code).member("name", name).key("permissions").begin_array();
  for (const std::string_view permission : permissions) json.value(permission);
  json.end_array();
}

/// The least a store needs: one tax category at zero, cash and card, a manager and a cashier's role, registers.
std::string plain_document(const Init& init) {
  std::string out;
  JsonWriter json{out};
  json.begin_object()
      .key("site")
      .begin_object()
      .member("name", init.name)
      .member("country", init.country)
      .member("currency", init.currency);
  json.member("timeZone", init.time_zone).member("locale", init.locale).member("pricesIncludeTax", true).end_object();
  json.key("taxCategories")
      .begin_array()
      .begin_object()
      .member("code", "standard")
      .member("name", "Standard rate")
      .key("rates")
      .begin_array();
  json.begin_object()
      .member("code", "TAX0")
      .member("name", "Tax 0 %")
      .member("rate", "0")
      .end_object()
      .end_array()
      .end_object()
      .end_array();
  json.key("tenders").begin_array();
  json.begin_object()
      .member("code", "cash")
      .member("name", "Cash")
      .member("kind", "cash")
      .member("currency", init.currency);
  json.member("givesChange", true).member("opensDrawer", true).end_object();
  json.begin_object()
      .member("code", "card")
      .member("name", "Card")
      .member("kind", "card")
      .member("currency", init.currency)
      .end_object()
      .end_array();
  std::vector<std::string_view> all;
  for (std::size_t i = 0; i < permission_count; ++i) all.push_back(name_of(static_cast<Permission>(i)));
  constexpr std::string_view cashier[] = {"sell",       "return",      "discount", "suspend",
                                          "shift_open", "shift_close", "x_report"};
  json.key("roles").begin_array();
  write_role(json, "manager", "Manager", all);
  json.end_object();
  write_role(json, "cashier", "Cashier", cashier);
  json.member("maxDiscountPercent", "10").end_object().end_array();
  json.key("staff").begin_array().begin_object().member("code", init.manager_code).member("name", "Manager");
  json.member("role", "manager")
      .member("pin", init.manager_pin)
      .end_object()
      .end_array()
      .key("registers")
      .begin_array();
  for (int i = 1; i <= init.registers; ++i)
    json.begin_object().member("number", i).member("name", "Till " + std::to_string(i)).end_object();
  json.end_array().end_object();
  return out;
}
}  // namespace

int init(const Init& options) {
  if (std::filesystem::exists(database_of(options.data)))
    throw Stop{options.data + " holds a store already", "choose another folder; nothing was changed"};
  std::string document;
  if (!options.from.empty()) {
    document = read_text(options.from);
  } else {
    if (options.name.empty() || options.country.empty() || options.manager_pin.empty())
      throw Stop{"the store's name, country or manager's PIN is missing",
                 "give --from FILE, or --name, --country and --manager-pin"};
    document = plain_document(options);
  }
  const bool made = !std::filesystem::exists(options.data);
  try {
    set_up(options.data, document);
  } catch (...) {
    // Half a store would be in the way of the next attempt; other people's files are not ours to remove.
    for (const char* name : {"store.db", "store.db-wal", "store.db-shm", "pepper", "lock"}) {
      std::error_code ignored;
      std::filesystem::remove(std::filesystem::path{options.data} / name, ignored);
    }
    std::error_code ignored;
    if (made) std::filesystem::remove(options.data, ignored);
    throw;
  }
  if (options.json) {
    std::string out;
    JsonWriter{out}.begin_object().member("data", options.data).end_object();
    std::cout << out << "\n";
  } else {
    std::cout << options.data << " holds a new store.\n"
              << "  holdfast catalog import FILE.csv --data " << options.data << "\n"
              << "  holdfastd --data " << options.data << " --listen 127.0.0.1:18080\n"
              << "  holdfast pair --data " << options.data << "\n";
  }
  return 0;
}
}  // namespace holdfast::cli
