#include "eft/virtual_nexo.h"

#include "base/check.h"
#include "base/json_writer.h"

namespace holdfast::eft {
namespace {
using State = VirtualEntry::State;
const Json* member(const Json* object, std::string_view name) {
  return object != nullptr && object->is_object() ? object->find(name) : nullptr;
}
template <class... Names>
const Json* member(const Json* object, std::string_view first, Names... names) {
  return member(member(object, first), names...);
}
template <class... Names>
std::string text(const Json* object, Names... names) {
  const Json* found = member(object, std::string_view{names}...);
  return found != nullptr && found->is_string() ? found->text() : std::string{};
}
std::string key_of(const NexoHeader& header) { return header.sale_id + "/" + header.service_id; }
void write_success(JsonWriter& json) { json.key("Response").begin_object().member("Result", "Success").end_object(); }
}  // namespace

void VirtualNexo::on_request(std::uint32_t exchange, std::string_view body, Instant now) {
  if (!accepts_link(now)) return;
  const auto opened = open_nexo(body, settings_.key.get());
  const auto message = opened ? decode_nexo(*opened) : Result<NexoMessage>{tl::unexpected<Error>(opened.error())};
  if (!message || message->envelope != "SaleToPOIRequest") {
    out_.emplace_back(exchange, "");  // an HTTP error without a body
    return;
  }
  on_message(exchange, *message, now);
}

void VirtualNexo::on_message(std::uint32_t exchange, const NexoMessage& message, Instant now) {
  const NexoHeader& header = message.header;
  const std::string name = header.category + "Response";
  if (message.payload == "PaymentRequest" || message.payload == "ReversalRequest") {
    if (running_) return answer(exchange, header, name, failure("Busy"));
    return begin(exchange, message, now);
  }
  if (message.payload == "AbortRequest") {
    const Json* reference = member(&message.body, "MessageReference");
    if (running_ && phase_ == Phase::customer && text(reference, "ServiceID") == running_->header.service_id) {
      abort_wanted_ = true;
      timer_ = now;
    }
    out_.emplace_back(exchange, "");
    return;
  }
  if (message.payload == "TransactionStatusRequest") return answer(exchange, header, name, status_payload(message));
  std::string payload;
  JsonWriter json{payload};
  if (message.payload == "ReconciliationRequest")
    payload = settings_.reconciles && !running_ ? totals_payload() : failure(running_ ? "Busy" : "NotAllowed");
  else if (message.payload == "DiagnosisRequest") {
    json.begin_object().key("POIStatus").begin_object().member("GlobalStatus", running_ ? "Busy" : "OK");
    json.member("CommunicationOKFlag", true).end_object();
    write_success(json);
    json.end_object();
  } else if (message.payload == "LoginRequest") {
    json.begin_object();
    write_success(json);
    json.end_object();
  } else {
    payload = failure("MessageFormat");
  }
  answer(exchange, header, name, payload);
}

void VirtualNexo::begin(std::uint32_t exchange, const NexoMessage& message, Instant now) {
  running_ = message;
  running_exchange_ = exchange;
  abort_wanted_ = false;
  phase_ = Phase::customer;
  interrupted_ = key_of(message.header);
  interrupted_header_ = message.header;
  if (message.payload == "ReversalRequest") {
    phase_ = Phase::host;
    timer_ = Instant{now.unix_us() + settings_.host_us};
    screen_ = "reversing";
    return;
  }
  customer_.reset();
  if (!customers_.empty()) {
    customer_ = customers_.front();
    customers_.pop_front();
  } else if (settings_.when_nobody_is_next == VirtualQueue::pays_by_itself) {
    customer_ = VirtualCustomer::pays;
  }
  const bool stays = customer_ && customer_ != VirtualCustomer::walks_away;
  timer_ = Instant{now.unix_us() + (stays ? settings_.customer_us : settings_.patience_us)};
  screen_ = "present card";
}

void VirtualNexo::present(VirtualCustomer customer, Instant now) {
  if (!awaits_customer()) return next_customer(customer);
  customer_ = customer;
  const bool stays = customer != VirtualCustomer::walks_away;
  timer_ = Instant{now.unix_us() + (stays ? settings_.customer_us : settings_.patience_us)};
}

bool VirtualNexo::is_sale() const {
  return running_ && running_->payload == "PaymentRequest" &&
         text(&running_->body, "PaymentData", "PaymentType") != "Refund";
}

/// By the till; nothing when no payment can be made of it.
std::optional<VirtualSum> VirtualNexo::requested() const {
  const Json* amounts = member(&running_->body, "PaymentTransaction", "AmountsReq");
  const auto on_top = [&](std::string_view name) {
    const Json* given = member(amounts, name);
    return given == nullptr ? 0 : nexo_minor(given, settings_.currency).value_or(-1);
  };
  const auto amount = nexo_minor(member(amounts, "RequestedAmount"), settings_.currency);
  if (!amount || text(amounts, "Currency") != settings_.currency.code()) return std::nullopt;
  const VirtualSum sum{*amount, on_top("TipAmount"), on_top("CashBackAmount")};
  return sum.is_possible() ? std::optional{sum} : std::nullopt;
}

VirtualSum VirtualNexo::sum() const {
  const auto asked = running_ ? requested() : std::nullopt;
  return asked ? asked->with_tip(is_sale() ? tip_ : 0) : VirtualSum{};
}

void VirtualNexo::advance(Instant now) {
  if (phase_ == Phase::host) return running_->payload == "ReversalRequest" ? give_back(now) : authorise(now);
  if (abort_wanted_) return end(failure("Aborted"));
  switch (customer_.value_or(VirtualCustomer::cancels)) {
    case VirtualCustomer::cancels:
    case VirtualCustomer::walks_away:
      return end(failure("Cancel"));
    case VirtualCustomer::enters_wrong_pin:
      return end(failure("WrongPIN"));
    case VirtualCustomer::pays:
    case VirtualCustomer::pays_part:
    case VirtualCustomer::is_declined:
      break;
  }
  phase_ = Phase::host;
  screen_ = "authorising";
  timer_ = Instant{now.unix_us() + settings_.host_us};
}

/// The charge and its answer become durable in one step: this terminal never forgets what it took.
void VirtualNexo::authorise(Instant now) {
  if (customer_ == VirtualCustomer::is_declined) return end(failure("Refusal"));
  const auto asked = requested();
  if (!asked) return end(failure("MessageFormat"));
  const bool part = customer_ == VirtualCustomer::pays_part && is_sale();
  const VirtualSum taken = part ? asked->half() : sum();
  VirtualEntry entry;
  entry.kind = is_sale() ? PaymentKind::sale : PaymentKind::refund;
  entry.amount = taken.amount;
  entry.tip = taken.tip;
  entry.cashback = taken.cashback;
  entry.on_top_wanted = asked->is_on_top();
  entry.key = key_of(running_->header);
  entry.transaction = "tx" + std::to_string(1'000 + next_number_++);
  entry.state = State::valid;
  entry.stored = true;
  entry.at = now;
  journal_.entries.push_back(entry);
  end(payment_payload(entry));
}

void VirtualNexo::give_back(Instant now) {
  const std::string wanted = text(&running_->body, "OriginalPOITransaction", "POITransactionID", "TransactionID");
  for (VirtualEntry& entry : journal_.entries) {
    if (entry.transaction != wanted || entry.kind == PaymentKind::reversal) continue;
    if (entry.state == State::undone) return end(failure("NotAllowed"));
    entry.state = State::undone;
    VirtualEntry reversal;
    reversal.kind = PaymentKind::reversal;
    reversal.amount = entry.amount;
    reversal.key = key_of(running_->header);
    reversal.transaction = "tx" + std::to_string(1'000 + next_number_++);
    reversal.state = State::valid;
    reversal.at = now;
    journal_.entries.push_back(reversal);
    return end(reversal_payload(reversal));
  }
  end(failure("NotFound"));
}

void VirtualNexo::end(std::string payload) {
  if (is_sale()) tip_ = 0;
  NexoHeader header = running_->header;
  header.type = "Response";
  answers_[key_of(running_->header)] = nexo_message("SaleToPOIResponse", header, header.category + "Response", payload);
  if (running_exchange_ != 0) answer(running_exchange_, running_->header, header.category + "Response", payload);
  running_.reset();
  interrupted_.clear();
  running_exchange_ = 0;
  timer_.reset();
  screen_ = "ready";
}

void VirtualNexo::power_cycle(Instant now) {
  running_.reset();
  running_exchange_ = 0;
  timer_.reset();
  tip_ = 0;
  out_.clear();
  screen_ = "starting";
  boot_until_ = Instant{now.unix_us() + settings_.boot_us};
}

void VirtualNexo::on_time(Instant now) {
  if (boot_until_ && now >= *boot_until_) {
    boot_until_.reset();
    screen_ = "ready";
    if (!interrupted_.empty()) {
      interrupted_header_.type = "Response";
      answers_[interrupted_] = nexo_message("SaleToPOIResponse", interrupted_header_,
                                            interrupted_header_.category + "Response", failure("Aborted"));
      interrupted_.clear();
    }
  }
  if (!timer_ || now < *timer_) return;
  timer_.reset();
  if (running_) advance(now);
}

void VirtualNexo::answer(std::uint32_t exchange, const NexoHeader& request, std::string_view payload_name,
                         const std::string& payload) {
  NexoHeader header = request;
  header.type = "Response";
  std::string body = nexo_message("SaleToPOIResponse", header, payload_name, payload);
  if (settings_.key) {
    NexoNonce nonce{};
    ++nonces_;
    for (std::size_t i = 0; i < 8; ++i) nonce[i] = static_cast<std::uint8_t>(nonces_ >> (8 * i));
    NexoKey key = *settings_.key;
    if (settings_.spoils_mac) key.hmac[0] = static_cast<std::uint8_t>(key.hmac[0] ^ 1U);
    body = seal_nexo(body, key, nonce);
  }
  out_.emplace_back(exchange, std::move(body));
}

std::string VirtualNexo::failure(std::string_view condition) const {
  std::string payload;
  JsonWriter json{payload};
  json.begin_object().key("Response").begin_object().member("Result", "Failure").member("ErrorCondition", condition);
  json.member("AdditionalResponse", "message=virtual").end_object().end_object();
  return payload;
}

std::optional<std::pair<std::uint32_t, std::string>> VirtualNexo::poll() {
  if (out_.empty()) return std::nullopt;
  auto front = std::move(out_.front());
  out_.pop_front();
  return front;
}
std::optional<Instant> VirtualNexo::deadline() const {
  return boot_until_ && (!timer_ || *boot_until_ < *timer_) ? boot_until_ : timer_;
}
}  // namespace holdfast::eft
