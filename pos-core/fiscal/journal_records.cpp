#include <algorithm>

#include "fiscal/file_state.h"

namespace holdfast::fiscal {
using namespace file;

std::optional<ReceiptNumber> file::receipt_of(std::string_view text) {
  const std::size_t dash = text.find('-'), mark = std::min(text.find('R'), dash);
  if (dash == std::string_view::npos) return std::nullopt;
  const auto whole = [](std::string_view digits) -> std::int64_t {
    std::int64_t value = 0;
    if (digits.empty() || digits.size() > 12) return -1;
    for (const char c : digits) {
      if (c < '0' || c > '9') return -1;
      value = value * 10 + (c - '0');
    }
    return value;
  };
  ReceiptNumber out{std::string{text.substr(0, mark)}, 1, whole(text.substr(dash + 1))};
  if (mark != dash) out.series = whole(text.substr(mark + 1, dash - mark - 1));
  return out.place < 0 || out.series < 1 || whole(out.register_number) < 0 ? std::nullopt : std::optional{out};
}

void FileCheck::State::check_receipt(Place& place, const std::string& text) {
  const auto number = receipt_of(text);
  if (!number) return find("gap", "`" + text + "` is no receipt number");
  if (place.receipt) {
    const ReceiptNumber& last = *place.receipt;
    const bool next = number->series == last.series && number->place == last.place + 1;
    const bool restored = number->series > last.series && number->place == 1;
    if (number->register_number != last.register_number)
      find("gap", text + " is of another register than " + place.receipt_text);
    else if (restored)
      place.gaps.push_back({place.receipt_text, text, "restored"});
    else if (!next)
      find("gap", text + " does not follow " + place.receipt_text);
  } else if (place.known && place.first == 1 && number->place != 1) {
    find("gap", "the first receipt is " + text);
  } else if (place.known && place.first == 1 && number->series != 1) {
    place.gaps.push_back({"", text, "restored"});
  }
  place.receipt = number;
  place.receipt_text = place.last_receipt = text;
  if (place.first_receipt.empty()) place.first_receipt = text;
}

void FileCheck::State::check_order(const Json& payload, const Json& line) {
  const std::string wanted = text_of(payload, "orderSha256");
  if (!is_text(line, "order")) return;  // let go of after its time: the digest stays
  const std::string& order = line.find("order")->text();
  if (wanted.empty()) {
    ++loose;
    return;
  }
  if (to_hex(sha256(order)) != wanted) return find("document", "the order's lines are not those that were sold");
  const auto parsed = parse_json(order);
  const Json* body = parsed ? parsed->find("payload") : nullptr;
  if (body == nullptr) return find("document", "the order is no event");
  ++verdict.orders;
  if (text_of(*body, "orderId") != text_of(payload, "orderId")) find("document", "the order is another one");
  if (number_of(*body, "total") != number_of(payload, "total")) find("total", "the order's total is not what was paid");
}

void FileCheck::State::check_document(const std::string& register_id, Place& place, const std::string& kind,
                                      const std::string& document, const Json& line) {
  const auto parsed = parse_json(document);
  const Json* payload = parsed && parsed->is_object() ? parsed->find("payload") : nullptr;
  if (payload == nullptr) return find("document", "the document is no event");
  if (text_of(*payload, "registerId") != register_id) find("document", "the document is of another register");
  if (text_of(*payload, "kind") != kind)
    find("document", "the record says " + kind + ", its document " + text_of(*payload, "kind"));
  const auto amount = [&](const char* name) {
    const Json* found = payload->find(name);
    return found != nullptr ? found->integer().value_or(0) : 0;
  };
  std::int64_t paid = 0;
  if (const Json* payments = payload->find("payments"))
    for (const Json& payment : payments->items())
      if (const Json* each = payment.find("amount")) paid += each->integer().value_or(0);
  if (amount("net") + amount("tax") != amount("total")) find("total", "net and tax are not the total");
  if (paid != amount("total") + amount("rounding") && payload->find("payments") != nullptr)
    find("total", "the payments are not the total");
  place.total += amount("total");
  place.net += amount("net");
  place.tax += amount("tax");
  verdict.total += amount("total");
  check_receipt(place, text_of(*payload, "receiptNumber"));
  check_order(*payload, line);
}

void FileCheck::State::read_record(const Json& line) {
  ++verdict.records;
  const std::string register_id = text_of(line, "register"), kind = text_of(line, "kind");
  const std::int64_t number = number_of(line, "number");
  const auto hash = array_from_hex<32>(text_of(line, "hash"));
  if (register_id.empty() || number < 1 || !hash) return find("format", "a record without register, number or hash");
  auto [found, fresh] = places.try_emplace(register_id);
  Place& place = found->second;
  if (fresh) {
    place.known = true;
    place.before = place.head = journal_genesis(register_id);
  }
  if (number != place.last + 1)
    find("gap", "record " + std::to_string(number) + " comes where " + std::to_string(place.last + 1) + " should");
  Sha256 document_sha{};
  if (is_text(line, "document"))
    document_sha = sha256(line.find("document")->text());
  else if (const auto told = array_from_hex<32>(text_of(line, "documentSha256")))
    document_sha = *told;
  else
    return find("format", "a record without its document or digest");
  if (journal_chain(place.head, number, document_sha) != *hash)
    find("chain", "record " + std::to_string(number) + " does not follow from its document and the record before");
  place.head = *hash;
  place.last = number;
  place.leaves.push_back(record_leaf(register_id, number, *hash));
  if (is_text(line, "document")) check_document(register_id, place, kind, line.find("document")->text(), line);
}
}  // namespace holdfast::fiscal
