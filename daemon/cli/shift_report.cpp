#include <iostream>

#include "cli/console.h"
#include "cli/operator_commands.h"
#include "cli/stop.h"

namespace holdfast::cli {
namespace {
const Json& part(const Json& report, std::string_view name) {
  static const Json none;
  const Json* found = report.find(name);
  return found != nullptr ? *found : none;
}
}  // namespace

int shift_report(const Where& where, const std::string& shift_id, bool json) {
  const auto backend = connect(where);
  const Reply reply = backend->get("/v1/shifts/" + shift_id + "/report");
  if (!reply.ok()) throw Stop{problem_text(reply), "`holdfast status` shows the open shifts"};
  if (json) {
    std::cout << reply.body << "\n";
    return 0;
  }
  const Json report = reply.json();
  const std::string currency = text_of(report, "currency");
  Table table{{"", ">count", ">amount"}};
  const auto amount = [&](const Json& of, std::string_view name) {
    return text_of(of, name).empty() ? std::string{} : money_text(integer_of(of, name), currency);
  };
  for (const char* kind : {"sales", "returns", "voids", "discounts"})
    table.add({kind, text_of(part(report, kind), "count"), amount(part(report, kind), "amount")});
  for (const char* sum : {"net", "tax", "gross", "rounding"}) table.add({sum, "", amount(report, sum)});
  for (const Json& tax : part(report, "taxes").items())
    table.add({"tax " + text_of(tax, "name") + " on " + amount(tax, "base"), "", amount(tax, "amount")});
  for (const Json& tender : part(report, "tenders").items())
    table.add({"tender " + text_of(tender, "name"), text_of(tender, "count"), amount(tender, "amount")});
  for (const char* kind : {"payIn", "payOut", "drop", "noSale"}) {
    const Json& movement = part(part(report, "cashMovements"), kind);
    if (integer_of(movement, "count") != 0) table.add({kind, text_of(movement, "count"), amount(movement, "amount")});
  }
  for (const auto& [name, label] : {std::pair{"openingCash", "opening cash"},
                                    {"expectedCash", "expected cash"},
                                    {"countedCash", "counted cash"},
                                    {"variance", "variance"}})
    table.add({label, "", amount(report, name)});
  std::cout << text_of(report, "kind") << " report " << text_of(report, "number") << ", "
            << text_of(report, "businessDate") << ", opened " << text_of(report, "openedAt");
  if (const std::string closed = text_of(report, "closedAt"); !closed.empty()) std::cout << ", closed " << closed;
  std::cout << "\n" << table.text();
  return 0;
}
}  // namespace holdfast::cli
