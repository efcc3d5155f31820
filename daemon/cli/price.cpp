#include <iostream>

#include "cli/data_folder.h"
#include "cli/operator_commands.h"
#include "cli/stop.h"
#include "pricing/price_request.h"

namespace holdfast::cli {
namespace {
/// Without a store the engine of this program does it alone.
std::string priced_here(const std::string& text) {
  const auto told = [](const Error& error) {
    std::string all = error.detail;
    for (const FieldError& field : error.fields) all += "\n  " + field.pointer + " " + field.detail;
    return Stop{all, "see schema/price-request.schema.json"};
  };
  const auto document = parse_json(text);
  if (!document) throw told(document.error());
  const auto request = pricing::read_price_request(*document);
  if (!request) throw told(request.error());
  const auto priced = pricing::price(request->basket, request->rules);
  if (!priced) throw told(priced.error());
  return pricing::price_answer(*request, *priced);
}

std::string shown(const Json& answer, const Json& entry, std::string_view name) {
  const auto currency = find_currency(text_of(answer, "currency"));
  return currency ? to_decimal(Money{integer_of(entry, name), *currency}) : text_of(entry, name);
}

void print_trail(const Json& answer) {
  for (const Json& entry : answer.find("trail")->items()) {
    std::cout << "line " << integer_of(entry, "line") << "  " << text_of(entry, "stage");
    for (const char* name : {"rule", "name", "reason"})
      if (const std::string text = text_of(entry, name); !text.empty()) std::cout << ' ' << text;
    if (const std::int64_t version = integer_of(entry, "version"); version != 0) std::cout << " v" << version;
    std::cout << "  of " << shown(answer, entry, "basis") << "  " << shown(answer, entry, "amount") << '\n';
  }
}
}  // namespace

int explain_price(const Where& where, const PriceExplain& options) {
  const std::string text = read_text(options.file);
  const bool alone = where.data.empty() && where.url.empty();
  const std::string body = alone ? priced_here(text) : std::string{};
  const Json answer = alone ? *parse_json(body) : connect(where)->need(http::Method::post, "/v1/price", text);
  if (options.json) {
    std::cout << (alone ? body : connect(where)->call(http::Method::post, "/v1/price", text).body) << '\n';
    return 0;
  }
  print_trail(answer);
  for (const Json& rule : answer.find("notApplied")->items())
    std::cout << "not applied: " << text_of(rule, "id") << " v" << integer_of(rule, "version") << ", because "
              << text_of(rule, "because") << '\n';
  std::cout << "total " << shown(answer, answer, "total") << " (net " << shown(answer, answer, "net") << ", tax "
            << shown(answer, answer, "tax") << ", discounts " << shown(answer, answer, "discount") << ")\n"
            << "engine " << text_of(answer, "engineVersion") << ", digest " << text_of(answer, "digest") << '\n';
  return 0;
}

int import_promotion_rules(const Where& where, const std::string& file) {
  const Json done = connect(where)->need(http::Method::post, "/v1/promotion-rules", read_text(file));
  std::cout << integer_of(done, "added") << " new, " << integer_of(done, "unchanged") << " unchanged\n";
  return 0;
}
}  // namespace holdfast::cli
