#include "base/json_writer.h"
#include "money/quantity.h"
#include "operations/operations.h"

namespace holdfast::operations {
namespace {
using engine::Transfer;
constexpr int most_shown = 100;
constexpr std::size_t most_lines = 500;

std::string quantity_text(std::int64_t micro) { return to_string(Quantity::from_micro(micro)); }

void append_transfer(JsonWriter& json, engine::HubTransaction& tx, const engine::SiteKey& asking,
                     const Transfer& transfer) {
  const bool outgoing = transfer.from_site == asking.site;
  const std::string& other = outgoing ? transfer.to_site : transfer.from_site;
  const auto card = tx.fleet.card({asking.tenant, other});
  json.begin_object().member("transferId", transfer.id).member("outgoing", outgoing).member("otherSite", other);
  json.member("otherName", card ? card->name : std::string{}).member("state", transfer.state);
  json.member("note", transfer.note).key("madeAt").time(transfer.made, 0).key("changedAt").time(transfer.changed, 0);
  json.key("lines").begin_array();
  for (const Transfer::Line& line : transfer.lines)
    json.begin_object()
        .member("sku", line.sku)
        .member("requested", quantity_text(line.requested))
        .member("sent", quantity_text(line.sent))
        .member("received", quantity_text(line.received))
        .end_object();
  json.end_array().end_object();
}

/// `{}` → `{transfers: […]}` from or to the asking store, the latest change first.
Result<std::string> list(engine::HubTransaction& tx, const Ask& ask) {
  std::string out;
  JsonWriter json{out};
  json.begin_object().key("transfers").begin_array();
  for (const Transfer& transfer : tx.transfers.of_site(ask.site, most_shown))
    append_transfer(json, tx, ask.site, transfer);
  json.end_array().end_object();
  return out;
}

/// `{transferId, fromSite, note?, lines: [{sku, quantity}]}` → `{transferId, state}`: the asking store would like to
/// have these goods. What is sent and received comes as StockMoved.
Result<std::string> request(engine::HubTransaction& tx, const Ask& ask) {
  std::vector<FieldError> errors;
  JsonFields fields{ask.request, errors};
  Transfer wanted;
  wanted.id = fields.uuid("transferId");
  wanted.from_site = fields.text("fromSite", 128);
  wanted.to_site = ask.site.site;
  wanted.note = fields.maybe_text("note", 500).value_or("");
  wanted.made = wanted.changed = ask.now;
  for (const Json& item : fields.array("lines", true, most_lines)) {
    JsonFields line{item, errors, "/lines/" + std::to_string(wanted.lines.size())};
    const std::string sku = line.text("sku", 200);
    const auto quantity = parse_quantity(line.text("quantity", 20));
    if (!quantity || quantity->micro() <= 0) line.complain("quantity", "is above 0");
    wanted.lines.push_back({sku, quantity ? quantity->micro() : 0, 0, 0});
  }
  if (wanted.lines.empty()) fields.complain("lines", "has at least one line");
  TRY(accept_fields(std::move(errors)));
  if (wanted.from_site == wanted.to_site) return refuse(ErrorCode::invalid_argument, "a store sends itself nothing");
  if (!tx.fleet.card({ask.site.tenant, wanted.from_site})) return refuse(ErrorCode::not_found, "no such store");
  if (!tx.transfers.lock(ask.site.tenant, wanted.id)) tx.transfers.put(ask.site.tenant, wanted);
  std::string out;
  JsonWriter{out}.begin_object().member("transferId", wanted.id).member("state", "requested").end_object();
  return out;
}
}  // namespace

void add_transfer_operations(Registry& registry) {
  registry.add("transfer.list", Effect::reads, &list);
  registry.add("transfer.request", Effect::keeps, &request);
}
}  // namespace holdfast::operations
