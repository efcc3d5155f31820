#pragma once
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/id.h"
#include "base/instant.h"
#include "base/json_writer.h"
#include "money/money.h"
#include "payments/payment_attempt.h"

/// A payment through a card terminal as the store keeps it: one row of `payment_attempt`. Amounts are minor units of
/// the store's currency and never negative; `kind` says which way the money goes. Nothing here can hold a card number.
namespace holdfast::payments {
enum class AttemptKind : std::uint8_t {
  sale,      ///< charges the card
  refund,    ///< pays back to a card, of whatever payment
  reversal,  ///< takes another attempt back as a whole; `original` names it in the terminal's words
};
std::string_view name_of(AttemptKind kind);  ///< `sale`, `refund`, `reversal`
std::optional<AttemptKind> parse_attempt_kind(std::string_view name);

/// The terminal's own numbers for one transaction, as it gave them.
struct TerminalReference {
  std::string terminal_id, transaction, receipt, at;
  friend bool operator==(const TerminalReference&, const TerminalReference&) = default;
};
struct CardFacts {
  std::string brand, last_four;
  std::string entry;  ///< `chip`, `contactless`, `stripe`, or empty
  friend bool operator==(const CardFacts&, const CardFacts&) = default;
};

/// A line that the terminal wants on paper. UTF-8; empty: a line feed.
struct TerminalLine {
  enum class Copy : std::uint8_t { merchant, customer, admin } copy = Copy::merchant;
  std::string text;
  bool centred = false, double_width = false, double_height = false;
  int indent = 0;
  friend bool operator==(const TerminalLine&, const TerminalLine&) = default;
};
std::string_view name_of(TerminalLine::Copy copy);

/// What the terminal (or the cashier who read it) said. A mirror of the hardware's outcome, so that pos-core needs not
/// know the hardware.
struct CardResult {
  std::string verdict;      ///< the hardware's word: `approved`, `partiallyApproved`, `declined`, …
  std::int64_t amount = 0;  ///< taken or given back in all, tip and cashback included; 0 unless approved
  std::int64_t tip = 0, cashback = 0;
  CardFacts card;
  TerminalReference terminal;
  std::string approval_code;
  bool signature_required = false;
  bool learnt_later = false;   ///< by asking the terminal afterwards
  bool person_needed = false;  ///< in doubt, and the terminal has said all it can
  bool offline = false;        ///< approved by the terminal without its host: stored, to be forwarded
  std::string words;           ///< key of a text for the till: `eft.result.declined`
  std::string code, detail;    ///< the terminal's own
  friend bool operator==(const CardResult&, const CardResult&) = default;

  /// What it settles of the sale: without tip and cashback.
  std::int64_t goods() const { return amount - tip - cashback; }
};
std::string encode(const CardResult& result);  ///< a JSON object, as it is stored
std::optional<CardResult> decode_card_result(std::string_view json);

/// What a person found out where the terminal could not say.
struct Decision {
  bool charged = false;
  std::int64_t amount = 0;  ///< in all; 0 unless charged
  std::string reason;
  std::string staff_code;
  std::optional<std::string> approver_code;
  Instant at;
};

struct CardPayment {
  std::int64_t row = 0;
  Uuid id;
  std::int64_t order_row = 0;
  Uuid order;
  std::int64_t register_row = 0;
  Uuid register_id;
  std::int64_t device_row = 0;
  Uuid device;
  std::int64_t tender_row = 0;
  std::string tender;  ///< code
  AttemptKind kind = AttemptKind::sale;
  AttemptState state = AttemptState::created;
  std::int64_t amount = 0;    ///< asked for, > 0; of a reversal: all that the original took
  std::int64_t tip = 0;       ///< asked for on top
  std::int64_t cashback = 0;  ///< asked for on top
  std::string currency;
  std::string reference;  ///< of the basket, for the terminal's records: at most 20 letters and digits
  std::optional<std::int64_t> reverses_row;   ///< of a reversal
  std::optional<TerminalReference> original;  ///< of a reversal
  std::optional<std::string> note;            ///< the driver's own, opaque
  std::optional<CardResult> result;
  std::optional<Decision> decision;
  bool decision_told = true;  ///< false: the driver has not been told of the decision yet (see untold_decisions)
  std::int64_t approved = 0;  ///< goods that were approved, whoever said so; stays when it is reversed
  std::int64_t tip_taken = 0, cashback_taken = 0;  ///< negative: given back by a reversal
  std::string contradiction;  ///< words of an answer that came when it could not be true any more; empty: none
  std::vector<TerminalLine> lines;
  Instant created_at, changed_at;
  std::optional<Instant> armed_at;

  std::int64_t asked_in_all() const { return amount + tip + cashback; }
  /// Taken (or given back) in all; 0 unless approved.
  std::int64_t taken_in_all() const;
  /// Key of a text for the till; empty while nothing was said.
  std::string_view words() const;
  bool person_needed() const { return state == AttemptState::manual || !contradiction.empty(); }
  /// As much as was asked for: nothing of it is due any more.
  bool is_full() const { return state == AttemptState::approved && approved >= amount; }
};

/// What only the driver knows while it works, for GET and the till's screen; see routes/card_routes.h.
struct LiveProgress {
  std::string key, text;
  Instant at;
};
struct LiveQuestion {
  std::uint64_t number = 0;
  std::string kind;  ///< `result`, `confirmResult`, `yesNo`, `text`, `menu`
  std::string key, text;
  std::vector<std::string> choices;  ///< of a menu
};
struct Live {
  std::optional<LiveProgress> progress;
  std::optional<LiveQuestion> question;
};
/// The payment as the API answers it.
void append_json(JsonWriter& json, const CardPayment& payment, int utc_offset_min, const Live& live = {});
}  // namespace holdfast::payments
