#include <array>

#include "commands/transfer_stock.h"
#include "hub_calls/call_rows.h"
#include "routes/decode_sale.h"
#include "routes/elsewhere_routes.h"
#include "routes/list.h"

// Goods between stores. Sending and receiving are this store's own doing and go up with its log; asking for goods is a
// call that nobody waits for, so that it works while the hub is away, too.
namespace holdfast::routes {
namespace {
using http::Method;
using hub_calls::Heard;
using hub_calls::HubCalls;
using stock::Transfer;
constexpr int most_shown = 100;

void append_transfer(JsonWriter& json, const Transfer& transfer, int utc_offset_min) {
  json.begin_object().member("transferId", transfer.id).member("outgoing", transfer.outgoing);
  json.member("otherSite", transfer.other_site).member("state", transfer.state).member("note", transfer.note);
  json.key("madeAt").time(transfer.made, utc_offset_min).key("changedAt").time(transfer.changed, utc_offset_min);
  json.key("lines").begin_array();
  for (const Transfer::Line& line : transfer.lines)
    json.begin_object()
        .member("sku", line.sku)
        .member("requested", to_string(line.requested))
        .member("sent", to_string(line.sent))
        .member("received", to_string(line.received))
        .end_object();
  json.end_array().end_object();
}
Answer transfer_answer(int status, const Transfer& transfer, int utc_offset_min) {
  Answer answer;
  answer.status = status;
  JsonWriter json{answer.body};
  append_transfer(json, transfer, utc_offset_min);
  if (status == 201) answer.headers.emplace_back("Location", "/v1/stock/transfers");
  return answer;
}
Answer list_answer(db::Connection& connection, int utc_offset_min) {
  return ok(list_json(stock::transfers(connection, most_shown), [&](JsonWriter& json, const Transfer& transfer) {
    append_transfer(json, transfer, utc_offset_min);
  }));
}

std::vector<commands::TransferItem> items_of(JsonFields& fields, bool required, std::vector<FieldError>& errors) {
  std::vector<commands::TransferItem> items;
  for (const Json& entry : fields.array("items", required, 500)) {
    JsonFields item{entry, errors, "/items/" + std::to_string(items.size())};
    const std::string sku = item.text("sku", 64);
    items.push_back({sku, quantity_of(item, "quantity", errors).value_or(Quantity{})});
    item.finish();
  }
  if (required && items.empty() && errors.empty()) fields.complain("items", "must have at least one item");
  return items;
}

hub_calls::Wish telling(const Transfer& transfer, const Uuid& call) {
  hub_calls::Wish wish;
  wish.operation = "transfer.request";
  wish.dependency = capabilities::Dependency::stores;
  wish.id = call;
  wish.request.clear();
  JsonWriter json{wish.request};
  json.begin_object().member("transferId", transfer.id).member("fromSite", transfer.other_site);
  json.member("note", transfer.note).key("lines").begin_array();
  for (const Transfer::Line& line : transfer.lines)
    json.begin_object().member("sku", line.sku).member("quantity", to_string(line.requested)).end_object();
  json.end_array().end_object();
  return wish;
}

Result<Answer> begin(const Input& input, db::Transaction& tx, commands::Context& context) {
  static constexpr std::array<std::string_view, 2> kinds{"request", "send"};
  std::vector<FieldError> errors;
  JsonFields fields{input.body, errors};
  const std::string kind = fields.word("kind", kinds);
  const std::string other = fields.text("otherSite", 128);
  const std::string note = fields.maybe_text("note", 500).value_or("");
  std::vector<commands::TransferItem> items = items_of(fields, true, errors);
  fields.finish();
  TRY(accept_fields(std::move(errors)));
  if (kind == "send")
    return transfer_answer(201, TRY(commands::send_transfer(tx, {{}, other, std::move(items), note}, context)),
                           context.utc_offset_min);
  const Transfer wanted = TRY(commands::request_transfer(tx, {other, std::move(items), note}, context));
  hub_calls::insert_call(tx, telling(wanted, context.ids.next(context.now)), hub_calls::CallState::queued, context.now);
  return transfer_answer(201, wanted, context.utc_offset_min);
}
Result<std::vector<commands::TransferItem>> some_items(const Input& input) {
  std::vector<FieldError> errors;
  JsonFields fields{input.body, errors};
  auto items = items_of(fields, false, errors);
  fields.finish();
  TRY(accept_fields(std::move(errors)));
  return items;
}
Result<Answer> send(const Input& input, db::Transaction& tx, commands::Context& context) {
  const Uuid id = TRY(input.id(0));
  return transfer_answer(200, TRY(commands::send_transfer(tx, {id, {}, TRY(some_items(input)), {}}, context)),
                         context.utc_offset_min);
}
Result<Answer> receive(const Input& input, db::Transaction& tx, commands::Context& context) {
  const Uuid id = TRY(input.id(0));
  return transfer_answer(200, TRY(commands::receive_transfer(tx, {id, TRY(some_items(input))}, context)),
                         context.utc_offset_min);
}

std::string text_of(const Json& json, std::string_view name) {
  const Json* member = json.find(name);
  return member != nullptr && member->is_string() ? member->text() : std::string{};
}
std::optional<Transfer> read_transfer(const Json& json) {
  const auto id = parse_uuid(text_of(json, "transferId"));
  const Json* outgoing = json.find("outgoing");
  const Json* lines = json.find("lines");
  if (!id || outgoing == nullptr || lines == nullptr || !lines->is_array()) return std::nullopt;
  Transfer transfer;
  transfer.id = *id;
  transfer.outgoing = outgoing->truth();
  transfer.other_site = text_of(json, "otherSite");
  transfer.state = text_of(json, "state");
  transfer.note = text_of(json, "note");
  transfer.made = parse_rfc3339(text_of(json, "madeAt")).value_or(Instant{});
  transfer.changed = parse_rfc3339(text_of(json, "changedAt")).value_or(Instant{});
  const auto quantity = [](const Json& line, std::string_view name) {
    return parse_quantity(text_of(line, name)).value_or(Quantity{});
  };
  for (const Json& line : lines->items())
    transfer.lines.push_back(
        {text_of(line, "sku"), quantity(line, "requested"), quantity(line, "sent"), quantity(line, "received")});
  return transfer;
}

/// The hub's list is learned, so that goods can be sent and received while it is away.
void list(HubCalls& calls, store::Store& store, const Told& told) {
  const auto own = [told, &store] {
    auto answer = store.read_inline(nullptr, [](db::Connection& connection, const ReadContext& context) {
      return Result<Answer>{list_answer(connection, context.utc_offset_min)};
    });
    if (!answer) return told(tl::unexpected<Error>(answer.error()));
    told(std::variant<Answer, store::Write>{*std::move(answer)});
  };
  if (store.capabilities()->of("stock.transfer").state != capabilities::State::allowed) return own();
  hub_calls::Wish wish;
  wish.operation = "transfer.list";
  wish.dependency = capabilities::Dependency::stores;
  wish.id = calls.new_id();
  calls.ask(std::move(wish), [told, own](const Heard& heard) {
    if (!heard.answered()) return own();
    told(std::variant<Answer, store::Write>{
        store::Write{[heard](db::Transaction& tx, commands::Context& context) -> Result<Answer> {
          const auto answer = parse_json(heard.body);
          const Json* found = answer ? answer->find("transfers") : nullptr;
          if (found != nullptr && found->is_array())
            for (const Json& each : found->items())
              if (auto transfer = read_transfer(each)) commands::learn_transfer(tx, *std::move(transfer));
          return list_answer(tx.connection(), context.utc_offset_min);
        }}});
  });
}
}  // namespace

void add_transfer_routes(Api& api, HubCalls& calls) {
  const Access moves = Access::session(Permission::stock_adjust);
  api.ask(
      Method::get, "/v1/stock/transfers", Access::session(),
      [&calls](const Input&, const store::Call&, store::Store& store, const Told& told) { list(calls, store, told); });
  api.write(Method::post, "/v1/stock/transfers", moves, &begin);
  api.write(Method::post, "/v1/stock/transfers/{id}/send", moves, &send);
  api.write(Method::post, "/v1/stock/transfers/{id}/receive", moves, &receive);
}
}  // namespace holdfast::routes
