#include "routes/decode_terms.h"

#include <algorithm>
#include <array>

#include "routes/decode_sale.h"
#include "routes/list.h"

namespace holdfast::routes {
namespace {
std::optional<carts::Service> service_of(JsonFields& fields) {
  static constexpr std::array<std::string_view, 3> services{"eatIn", "takeAway", "unsaid"};
  const auto word = fields.maybe_word("service", services);
  if (!word) return std::nullopt;
  return carts::parse_service(*word).value_or(carts::Service::unsaid);
}
std::optional<int> small(JsonFields& fields, std::string_view name, int most) {
  const auto number = fields.maybe_integer(name, 0, most);
  return number ? std::optional{static_cast<int>(*number)} : std::nullopt;
}
std::vector<std::string> texts_of(JsonFields& fields, std::string_view name, std::size_t most) {
  std::vector<std::string> out;
  for (const Json& item : fields.array(name, false, most)) {
    if (!item.is_string() || item.text().empty() || item.text().size() > 100)
      fields.complain(name, "holds texts of 1 to 100 bytes");
    else
      out.push_back(item.text());
  }
  return out;
}
}  // namespace

commands::ChangeTerms terms_of(JsonFields& fields) {
  commands::ChangeTerms terms;
  terms.service = service_of(fields);
  terms.tender = fields.maybe_text("tender", 50);
  terms.table = fields.maybe_text("table", 40);
  terms.guests = small(fields, "guests", 1000);
  terms.purchase_order = fields.maybe_text("purchaseOrder", 60);
  terms.ship_to = fields.maybe_text("shipTo", 6);
  terms.exempt = fields.maybe_flag("exempt");
  terms.reverse_charge = fields.maybe_flag("reverseCharge");
  return terms;
}

commands::ChangeLineTerms line_terms_of(JsonFields& fields) {
  commands::ChangeLineTerms terms;
  terms.service = service_of(fields);
  terms.seat = small(fields, "seat", 1000);
  terms.course = small(fields, "course", 20);
  terms.modifies = fields.maybe_uuid("modifies");
  terms.substitute = fields.maybe_flag("substitute");
  auto serials = texts_of(fields, "serials", 1000);
  const bool cleared = serials.empty();
  if (!cleared) terms.serials = std::move(serials);
  terms.birth_date = fields.maybe_text("birthDate", 10);
  return terms;
}

commands::ChangeLineTerms returned_terms_of(JsonFields& fields) {
  commands::ChangeLineTerms terms;
  auto serials = texts_of(fields, "serials", 1000);
  if (!serials.empty()) terms.serials = std::move(serials);
  return terms;
}

commands::AskCharge charge_of(JsonFields& fields, std::vector<FieldError>& errors) {
  commands::AskCharge command;
  command.charge = fields.text("charge", 100);
  command.quantity = quantity_of(fields, "quantity", errors).value_or(Quantity::pieces(1));
  return command;
}

bool read_buyer(JsonFields& fields, const Json& body, std::vector<FieldError>& errors, customers::Buyer& buyer) {
  const customers::Buyer before = buyer;
  auto groups = texts_of(fields, "groups", 50);
  if (body.find("groups") != nullptr) {
    std::sort(groups.begin(), groups.end());
    groups.erase(std::unique(groups.begin(), groups.end()), groups.end());
    buyer.groups = std::move(groups);
  }
  if (const auto days = fields.maybe_integer("netDays", 1, 365))
    buyer.net_days = static_cast<int>(*days);
  else if (is_cleared(body, "netDays"))
    buyer.net_days.reset();
  if (const Json* given = fields.maybe_object("exemption")) {
    JsonFields exemption{*given, errors, fields.pointer("exemption")};
    customers::Exemption out;
    out.number = exemption.text("number", 60);
    out.until = exemption.maybe_time("until");
    out.taxes = texts_of(exemption, "taxes", 20);
    exemption.finish();
    buyer.exemption = std::move(out);
  } else if (is_cleared(body, "exemption")) {
    buyer.exemption.reset();
  }
  if (const Json* given = fields.maybe_object("taxNumber")) {
    JsonFields number{*given, errors, fields.pointer("taxNumber")};
    customers::TaxNumber out{number.text("number", 40), number.text("country", 2)};
    const auto upper = [](char c) { return c >= 'A' && c <= 'Z'; };
    if (out.country.size() != 2 || !std::all_of(out.country.begin(), out.country.end(), upper))
      number.complain("country", "must be as FR (ISO 3166)");
    number.finish();
    buyer.tax_number = std::move(out);
  } else if (is_cleared(body, "taxNumber")) {
    buyer.tax_number.reset();
  }
  return buyer != before;
}
}  // namespace holdfast::routes
