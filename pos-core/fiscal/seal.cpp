#include "fiscal/seal.h"

#include "base/json.h"
#include "base/json_writer.h"
#include "fiscal/merkle.h"

namespace holdfast::fiscal {
namespace {
constexpr std::string_view genesis_tag{"HF-FJ-GENESIS1\0", 15}, chain_tag{"HF-FJ1\0", 7}, leaf_tag{"HF-FJ-LEAF1\0", 12};
constexpr std::string_view format = "holdfast-day-seal/1";

Sha256 hash_of(const Json& object, std::string_view name) {
  const Json* found = object.find(name);
  return found == nullptr ? Sha256{} : array_from_hex<32>(found->text()).value_or(Sha256{});
}
std::string text_of(const Json& object, std::string_view name) {
  const Json* found = object.find(name);
  return found == nullptr ? std::string{} : found->text();
}
std::int64_t number_of(const Json& object, std::string_view name) {
  const Json* found = object.find(name);
  return found == nullptr ? 0 : found->integer().value_or(0);
}
const std::vector<Json>& items_of(const Json& object, std::string_view name) {
  static const std::vector<Json> none;
  const Json* found = object.find(name);
  return found == nullptr ? none : found->items();
}
const Json& part_of(const Json& object, std::string_view name) {
  static const Json none;
  const Json* found = object.find(name);
  return found == nullptr ? none : *found;
}

void append_register(JsonWriter& json, const SealedRegister& reg) {
  json.begin_object().member("register", reg.id).member("number", reg.number);
  json.member("first", reg.first).member("last", reg.last);
  json.member("before", to_hex(reg.before)).member("head", to_hex(reg.head));
  json.member("firstReceipt", reg.first_receipt).member("lastReceipt", reg.last_receipt);
  json.member("total", reg.total).member("net", reg.net).member("tax", reg.tax).key("gaps").begin_array();
  for (const SealedRegister::Gap& gap : reg.gaps)
    json.begin_object()
        .member("after", gap.after)
        .member("before", gap.before)
        .member("reason", gap.reason)
        .end_object();
  json.end_array().key("cash").begin_object().member("shifts", reg.cash.shifts).member("expected", reg.cash.expected);
  json.member("counted", reg.cash.counted).member("variance", reg.cash.variance).end_object().end_object();
}

SealedRegister register_of(const Json& item) {
  SealedRegister reg;
  reg.id = text_of(item, "register");
  reg.number = static_cast<int>(number_of(item, "number"));
  reg.first = number_of(item, "first");
  reg.last = number_of(item, "last");
  reg.before = hash_of(item, "before");
  reg.head = hash_of(item, "head");
  reg.first_receipt = text_of(item, "firstReceipt");
  reg.last_receipt = text_of(item, "lastReceipt");
  reg.total = number_of(item, "total");
  reg.net = number_of(item, "net");
  reg.tax = number_of(item, "tax");
  for (const Json& gap : items_of(item, "gaps"))
    reg.gaps.push_back({text_of(gap, "after"), text_of(gap, "before"), text_of(gap, "reason")});
  const Json& cash = part_of(item, "cash");
  reg.cash = {number_of(cash, "shifts"), number_of(cash, "expected"), number_of(cash, "counted"),
              number_of(cash, "variance")};
  return reg;
}

void append_rest(JsonWriter& json, const Seal& seal) {
  json.key("openShifts").begin_array();
  for (const Seal::OpenShift& shift : seal.open_shifts) {
    json.begin_object().member("register", shift.register_id).member("shift", shift.shift);
    json.member("number", shift.number).member("expected", shift.expected).end_object();
  }
  json.end_array()
      .key("unsent")
      .begin_object()
      .member("events", seal.unsent.events)
      .member("orders", seal.unsent.orders);
  json.member("amount", seal.unsent.amount).key("receipts").begin_array();
  for (const std::string& receipt : seal.unsent.receipts) json.value(receipt);
  json.end_array().end_object().member("unregistered", seal.unregistered);
  json.nullable("audit", seal.audit ? std::optional{to_hex(*seal.audit)} : std::nullopt);
}
}  // namespace

Sha256 journal_genesis(std::string_view register_id) { return sha256(genesis_tag, register_id); }
Sha256 journal_chain(const Sha256& previous, std::int64_t number, const Sha256& document_sha) {
  const auto count = big_endian(static_cast<std::uint64_t>(number));
  return sha256(chain_tag, bytes_of(previous), bytes_of(count), bytes_of(document_sha));
}
Sha256 record_leaf(std::string_view register_id, std::int64_t number, const Sha256& hash) {
  std::string entry{leaf_tag};
  entry.append(register_id).append(bytes_of(big_endian(static_cast<std::uint64_t>(number)))).append(bytes_of(hash));
  return leaf_hash(entry);
}

std::string to_document(const Seal& seal) {
  std::string out;
  JsonWriter json{out};
  json.begin_object().member("format", format).member("number", seal.number).member("site", seal.site);
  json.member("businessDate", seal.business_date).member("closedAt", seal.closed_at).member("closedBy", seal.closed_by);
  json.member("currency", seal.currency).member("previous", to_hex(seal.previous));
  json.member("generation", seal.generation).member("key", seal.key).key("registers").begin_array();
  for (const SealedRegister& reg : seal.registers) append_register(json, reg);
  json.end_array().member("records", seal.records).member("root", to_hex(seal.root)).member("total", seal.total);
  append_rest(json, seal);
  json.end_object();
  return out;
}

Result<Seal> parse_seal(std::string_view document) {
  const Json json = TRY(parse_json(document));
  if (!json.is_object() || text_of(json, "format") != format)
    return refuse(ErrorCode::invalid_argument, "this is no seal of a day");
  Seal seal;
  seal.number = number_of(json, "number");
  seal.site = text_of(json, "site");
  seal.business_date = text_of(json, "businessDate");
  seal.closed_at = text_of(json, "closedAt");
  seal.closed_by = text_of(json, "closedBy");
  seal.currency = text_of(json, "currency");
  seal.previous = hash_of(json, "previous");
  seal.generation = number_of(json, "generation");
  seal.key = text_of(json, "key");
  for (const Json& item : items_of(json, "registers")) seal.registers.push_back(register_of(item));
  seal.records = number_of(json, "records");
  seal.root = hash_of(json, "root");
  seal.total = number_of(json, "total");
  for (const Json& item : items_of(json, "openShifts"))
    seal.open_shifts.push_back(
        {text_of(item, "register"), text_of(item, "shift"), number_of(item, "number"), number_of(item, "expected")});
  const Json& unsent = part_of(json, "unsent");
  seal.unsent = {number_of(unsent, "events"), number_of(unsent, "orders"), number_of(unsent, "amount"), {}};
  for (const Json& receipt : items_of(unsent, "receipts")) seal.unsent.receipts.push_back(receipt.text());
  seal.unregistered = number_of(json, "unregistered");
  if (!part_of(json, "audit").is_null()) seal.audit = hash_of(json, "audit");
  if (to_document(seal) != document) return refuse(ErrorCode::invalid_argument, "the seal is not written as seals are");
  return seal;
}

std::string signed_text(Document kind, std::string_view document) {
  std::string text;
  switch (kind) {
    case Document::seal:
      text = "HF-DAY-SEAL1";
      break;
    case Document::heads:
      text = "HF-FJ-HEADS1";
      break;
    case Document::key:
      text = "HF-FJ-KEY1";
      break;
    case Document::end:
      text = "HF-FJ-END1";
      break;
  }
  text += '\0';
  return text.append(document);
}

std::string key_statement(std::int64_t generation, const KeyBytes& public_key) {
  std::string text{bytes_of(big_endian(static_cast<std::uint64_t>(generation)))};
  return signed_text(Document::key, text.append(bytes_of(public_key)));
}
}  // namespace holdfast::fiscal
