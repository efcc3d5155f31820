#include <array>
#include <memory>

#include "commands/reprint_receipt.h"
#include "orders/order_rows.h"
#include "print/html.h"
#include "print/press.h"
#include "queries/printed.h"
#include "receipts/receipt.h"
#include "routes/all_routes.h"
#include "routes/list.h"

namespace holdfast::routes {
namespace {
enum class Form { json, text, escpos, png, pdf, html };
struct Media {
  std::string_view range;
  Form form;
};
constexpr std::array<Media, 11> media{{{"application/json", Form::json},
                                       {"*/*", Form::json},
                                       {"application/*", Form::json},
                                       {"text/plain", Form::text},
                                       {"text/*", Form::text},
                                       {"text/html", Form::html},
                                       {"image/png", Form::png},
                                       {"image/*", Form::png},
                                       {"application/pdf", Form::pdf},
                                       {"application/vnd.escpos", Form::escpos},
                                       {"application/octet-stream", Form::escpos}}};

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
    for (const Media& each : media)
      if (each.range == range) return each.form;
  }
  return refuse(ErrorCode::not_acceptable,
                "a receipt comes as application/json, text/plain, text/html, image/png, application/pdf or "
                "application/vnd.escpos");
}

Result<std::optional<int>> number_of(const Input& input, std::string_view name, int least, int most) {
  const auto text = input.http.query_value(name);
  if (!text) return std::optional<int>{};
  const auto value = parse_scaled(*text, 0);
  if (!value || *value < least || *value > most)
    return refuse(ErrorCode::invalid_argument,
                  std::string{name} + " must be " + std::to_string(least) + " to " + std::to_string(most));
  return std::optional{static_cast<int>(*value)};
}

/// The paper, in whichever measure the form takes: dots, or letters of 12 dots a line.
struct Width {
  print::Paper paper = print::Paper::standard;
  int columns = 42;
};
Result<Width> width_of(const Input& input, Form form) {
  constexpr int least_columns = 24, most_columns = 64, letter = 12, widest = 640;
  Width width;
  const auto given = TRY(number_of(input, "width", least_columns, widest));
  if (!given) return width;
  for (const print::Paper paper : {print::Paper::narrow, print::Paper::standard, print::Paper::wide})
    if (*given == static_cast<int>(paper)) return Width{paper, *given / letter};
  if (*given > most_columns || form == Form::png || form == Form::pdf)
    return refuse(ErrorCode::invalid_argument,
                  "width is 384, 576 or 640 dots; for text and ESC/POS also 24 to 64 letters");
  width.columns = *given;
  return width;
}

Result<receipts::Locale> locale_of(const Input& input, const Site& site) {
  const auto lang = input.http.query_value("lang");
  if (!lang) return receipts::parse_locale(site.locale).value_or(receipts::Locale{});
  const auto locale = receipts::parse_locale(*lang);
  if (!locale) return refuse(ErrorCode::invalid_argument, "receipts are written in en, fr and ar");
  return *locale;
}

Answer rendered(const receipts::Receipt& receipt, Form form, const Width& width, std::string_view logo,
                print::Press& press) {
  Answer answer;
  answer.headers.emplace_back("Vary", "Accept");
  const auto is = [&](const char* type, std::string body) {
    answer.content_type = type;
    answer.body = std::move(body);
  };
  switch (form) {
    case Form::json:
      receipts::append_json(answer.body, receipt);
      break;
    case Form::text:
      is("text/plain; charset=utf-8", receipts::to_text(receipt, width.columns));
      break;
    case Form::escpos:
      is("application/vnd.escpos", press.paper_job(receipt, escpos::generic_printer(width.columns), width.columns, logo));
      break;
    case Form::png:
      is("image/png", press.png(receipt, width.paper, logo));
      break;
    case Form::pdf:
      is("application/pdf", press.pdf(receipt, width.paper, logo));
      answer.headers.emplace_back("Content-Disposition", "inline; filename=\"" + receipt.number + ".pdf\"");
      break;
    case Form::html:
      is("text/html; charset=utf-8", print::to_html(receipt, logo));
      answer.headers.emplace_back("Content-Security-Policy", print::html_policy());
      break;
  }
  return answer;
}

Result<Answer> get_receipt(const Input& input, db::Connection& connection, const ReadContext& context,
                           print::Press& press) {
  const Form form = TRY(form_of(input.http.header("Accept")));
  const Width width = TRY(width_of(input, form));
  const orders::Order order = TRY(orders::load(connection, TRY(input.id(0))));
  if (!order.receipt) return refuse(ErrorCode::conflict, "the order is not paid: there is no receipt yet");
  queries::ReceiptWish wish;
  wish.merchant = input.http.query_value("copy") == "merchant";
  if (!wish.merchant) wish.copy = TRY(number_of(input, "copy", 0, 99)).value_or(0);
  wish.gift = input.http.query_value("gift").value_or("false") == "true";
  wish.locale = TRY(locale_of(input, context.site));
  const bool shows_logo = form != Form::json && form != Form::text && !context.site.logo_sha.empty();
  const std::string logo = shows_logo ? site::load_logo(connection) : std::string{};
  return rendered(queries::receipt_of(connection, order, context.site, wish), form, width, logo, press);
}

Result<Answer> reprint(const Input& input, db::Transaction& tx, commands::Context& context) {
  const commands::Reprint made = TRY(commands::reprint_receipt(tx, TRY(input.id(0)), context));
  std::string out;
  JsonWriter json{out};
  json.begin_object()
      .member("orderId", made.order)
      .member("receiptNumber", made.receipt_number)
      .member("copy", made.copy)
      .end_object();
  return created(std::move(out), "/v1/orders/" + to_string(made.order) + "/receipt?copy=" + std::to_string(made.copy));
}
}  // namespace

void add_receipt_routes(Api& api) {
  const auto press = std::make_shared<print::Press>();  // reads its typefaces for the first picture
  api.read(http::Method::get, "/v1/orders/{id}/receipt", Access::session(),
           [press](const Input& input, db::Connection& connection, const ReadContext& context) {
             return get_receipt(input, connection, context, *press);
           });
  api.write(http::Method::post, "/v1/orders/{id}/reprints", Access::session(), &reprint);
}
}  // namespace holdfast::routes
