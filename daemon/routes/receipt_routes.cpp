#include "orders/order_rows.h"
#include "receipts/receipt.h"
#include "routes/all_routes.h"

namespace holdfast::routes {
namespace {
enum class Form { json, text, escpos };

/// The first form of ours that Accept names, by its order; quality values other than 0 are not weighed.
Result<Form> form_of(std::string_view accept) {
  if (accept.empty()) return Form::json;
  while (!accept.empty()) {
    const std::size_t comma = accept.find(',');
    std::string_view range = accept.substr(0, comma);
    accept = comma == std::string_view::npos ? std::string_view{} : accept.substr(comma + 1);
    const bool refused = range.find(";q=0") != std::string_view::npos && range.find(";q=0.") == std::string_view::npos;
    range = range.substr(0, range.find(';'));
    while (!range.empty() && range.front() == ' ') range.remove_prefix(1);
    while (!range.empty() && range.back() == ' ') range.remove_suffix(1);
    if (refused) continue;
    if (range == "application/json" || range == "*/*" || range == "application/*") return Form::json;
    if (range == "text/plain" || range == "text/*") return Form::text;
    if (range == "application/vnd.escpos" || range == "application/octet-stream") return Form::escpos;
  }
  return refuse(ErrorCode::not_acceptable, "a receipt comes as application/json, text/plain or application/vnd.escpos");
}

Result<int> number_of(const Input& input, std::string_view name, int otherwise, int least, int most) {
  const auto text = input.http.query_value(name);
  if (!text) return otherwise;
  const auto value = parse_scaled(*text, 0);
  if (!value || *value < least || *value > most)
    return refuse(ErrorCode::invalid_argument, std::string{name} + " must be " + std::to_string(least) + " to " + std::to_string(most));
  return static_cast<int>(*value);
}

bool opens_drawer(db::Connection& connection, const orders::Order& order) {
  for (const orders::Payment& payment : order.payments) {
    db::Statement& tender = connection.prepare("SELECT opens_drawer FROM tender WHERE id = ?");
    const bool opens = tender.all(payment.tender_id).step() && tender.flag(0);
    tender.reset();
    if (opens) return true;
  }
  return false;
}

Result<Answer> get_receipt(const Input& input, db::Connection& connection, const ReadContext& context) {
  const Form form = TRY(form_of(input.http.header("Accept")));
  const orders::Order order = TRY(orders::load(connection, TRY(input.id(0))));
  if (!order.receipt) return refuse(ErrorCode::conflict, "the order is not paid: there is no receipt yet");
  receipts::Options options;
  options.copy = TRY(number_of(input, "copy", 0, 0, 99));
  options.gift = input.http.query_value("gift").value_or("false") == "true";
  options.opens_drawer = options.copy == 0 && opens_drawer(connection, order);
  const int width = TRY(number_of(input, "width", 42, 24, 64));
  const receipts::Receipt receipt = receipts::make_receipt(order, context.site, options);
  Answer answer;
  switch (form) {
    case Form::json: receipts::append_json(answer.body, receipt); break;
    case Form::text:
      answer.content_type = "text/plain; charset=utf-8";
      answer.body = receipts::to_text(receipt, width);
      break;
    case Form::escpos:
      answer.content_type = "application/vnd.escpos";
      answer.body = receipts::to_escpos(receipt, width);
      break;
  }
  answer.headers.emplace_back("Vary", "Accept");
  return answer;
}
}  // namespace

void add_receipt_routes(Api& api) { api.read(http::Method::get, "/v1/orders/{id}/receipt", Access::session(), &get_receipt); }
}  // namespace holdfast::routes
