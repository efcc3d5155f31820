#include "sim/model_shop.h"

#include "base/json_writer.h"

namespace holdfast::sim {
namespace {
std::string paid_payload(const engine::PaidOrder& order) {
  std::string out;
  JsonWriter json{out};
  json.begin_object().member("orderId", order.order_id).member("kind", "sale").member("registerId", order.register_id);
  json.member("receiptNumber", order.receipt_number).member("currency", order.currency).member("total", order.total);
  json.member("rounding", order.rounding).key("payments").begin_array();
  for (const engine::Payment& payment : order.payments)
    json.begin_object().member("tender", payment.tender).member("amount", payment.amount).end_object();
  json.end_array().member("businessDate", order.business_date).end_object();
  return out;
}

std::vector<engine::MasterRow> some_rows(Chance& chance, bool first) {
  std::vector<engine::MasterRow> rows;
  if (first) return rows;
  const std::int64_t count = chance.between(1, 60);
  for (std::int64_t i = 0; i < count; ++i) {
    engine::MasterRow row;
    row.dataset = chance.in(700) ? "price" : "product";
    row.key = row.dataset + "/" + std::to_string(chance.below(150));
    row.op = chance.in(150) ? wire::Op::del : wire::Op::put;
    row.body = "{\"amount\":" + std::to_string(chance.below(100'000)) + "}";
    rows.push_back(std::move(row));
  }
  return rows;
}
}  // namespace

Kind model_kind() {
  return {[](Setting setting) { return std::make_unique<ModelShop>(std::move(setting)); }, &some_rows,
          &Masters::digest};
}

ModelShop::ModelShop(Setting setting) : setting_{std::move(setting)}, disk_{std::make_unique<Disk>(setting_.site)} {}

void ModelShop::start() {
  disk_->masters.interrupt = setting_.interrupt;
  disk_->masters.shows_at_once = setting_.mutant == Mutant::mixed_masters;
}

bool ModelShop::restore(bool known) {
  if (!backup_) return false;
  disk_ = std::make_unique<Disk>(*backup_);
  if (known) ask_epoch(wire::EpochReason::restore);
  return true;
}

std::optional<Uuid> ModelShop::id_at(const wire::Place& place) {
  const Uuid* id = disk_->log.id_at(place);
  return id != nullptr ? std::optional{*id} : std::nullopt;
}

std::set<Uuid> ModelShop::event_ids() {
  std::set<Uuid> ids;
  for (std::int64_t epoch = 1; epoch <= disk_->log.epoch(); ++epoch)
    if (disk_->log.hash_at({epoch, 0}))
      for (const edge::OutboxEvent& event : disk_->log.events(epoch)) ids.insert(event.id);
  return ids;
}

void ModelShop::keep(const edge::UpsyncSession::StoreAck& ack) {
  if (ack.epoch == disk_->log.epoch()) disk_->acked = ack.ack;
}

void ModelShop::ask_epoch(wire::EpochReason reason) {
  if (disk_->request) return;
  disk_->request =
      wire::EpochRequest{setting_.site, setting_.new_id(), reason, disk_->log.epoch(), disk_->log.landmarks()};
}

/// One transaction: the new epoch with what it carries over, and no watermark yet.
void ModelShop::take_epoch(const wire::EpochGrant& grant) {
  disk_->log.take_epoch(grant);
  disk_->request.reset();
  disk_->acked.reset();
}

Uuid ModelShop::append(const std::string& type, const Uuid& aggregate, const std::string& payload, bool poison) {
  const Uuid id = setting_.new_id();
  std::string body;
  JsonWriter json{body};
  json.begin_object().member("id", id).member("tenantId", "tenant-1").member("siteId", setting_.site);
  json.member("type", type).member("aggregateType", "order").member("aggregateId", aggregate);
  json.key("occurredAt").time(setting_.wall(), 60);
  if (poison) json.member("type", type);  // a name twice: the hub's strict reader refuses it for ever
  json.key("payload").raw(payload).end_object();
  disk_->log.append(id, type, body);
  return id;
}

void ModelShop::open(Trade&) {
  append("ShiftOpened", setting_.new_id(), R"({"registerId":"register-1","number":1,"openingCash":10000})", false);
}

void ModelShop::trade(const capabilities::Evaluation*, Trade& trade) {
  Chance& chance = setting_.chance;
  const int reg = static_cast<int>(chance.between(1, 2));
  const std::int64_t total = chance.between(-500, 20'000);
  const std::int64_t cash = chance.in(500) ? total : chance.between(0, 300);
  Sale sale;
  sale.order.order_id = setting_.new_id();
  sale.order.currency = "EUR";
  sale.order.total = total;
  sale.order.register_id = "register-" + std::to_string(reg);
  std::string number = std::to_string(++disk_->receipts[reg]);
  sale.order.receipt_number =
      std::to_string(reg) + "-" + std::string(6 - std::min<std::size_t>(6, number.size()), '0') + number;
  sale.order.business_date = to_date(setting_.wall());
  sale.order.payments = {{"cash", cash}};
  if (cash != total) sale.order.payments.push_back({"card", total - cash});
  const std::string of = R"({"orderId":")" + to_string(sale.order.order_id) + R"(")";
  append("OrderCreated", sale.order.order_id,
         of + R"(,"items":[{"sku":"4006381333931","quantity":"1","name":"Fineliner"}]})", false);
  sale.event = append("OrderPaid", sale.order.order_id, paid_payload(sale.order), false);
  const bool poison = chance.in(setting_.faults.poison);
  const Uuid moved = append("StockMoved", setting_.new_id(),
                            of + R"(,"moves":[{"variantId":"4006381333931","quantity":"-1"}]})", poison);
  if (poison) trade.poison.push_back(moved);
  if (chance.in(setting_.faults.unknown)) append("DroneLanded", setting_.new_id(), "{}", false);
  trade.marks.emplace_back("sale");
  trade.sales.push_back(std::move(sale));
}
}  // namespace holdfast::sim
