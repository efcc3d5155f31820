#pragma once
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/id.h"
#include "money/money.h"
#include "payments/payment_attempt.h"

/// What a till and a card terminal tell each other, whatever the protocol. No type here can hold a card number.
namespace holdfast::eft {
enum class PaymentKind { sale, refund, reversal };

/// The terminal's own numbers for one transaction: what a later reversal and a person with its journal need.
struct TerminalReference {
  std::string terminal_id;
  std::string transaction;  ///< nexo: POITransactionID; ZVT: trace number
  std::string receipt;      ///< ZVT: receipt number
  std::string at;           ///< the terminal's date and time, as it gave them
  friend bool operator==(const TerminalReference&, const TerminalReference&) = default;
};

struct PaymentRequest {
  Uuid attempt;  ///< the row of payment_attempt that is committed before this starts
  PaymentKind kind = PaymentKind::sale;
  Money amount;           ///< > 0; cashback and tip come on top
  std::string reference;  ///< of the basket, for the terminal's records
  std::optional<Money> cashback;
  std::optional<Money> tip;
  std::optional<TerminalReference> original;  ///< of a reversal: what it takes back

  /// What leaves the card.
  Money total() const;
};

struct CardFacts {
  std::string brand;
  std::string last_four;
  std::string entry;  ///< `chip`, `contactless`, `stripe`, or empty
  friend bool operator==(const CardFacts&, const CardFacts&) = default;
};

enum class ReceiptCopy { merchant, customer, admin };
std::string_view name_of(ReceiptCopy copy);
struct ReceiptLine {
  ReceiptCopy copy = ReceiptCopy::merchant;
  std::string text = {};  ///< UTF-8, card numbers starred; empty: a line feed
  bool centred = false;
  bool double_width = false;
  bool double_height = false;
  int indent = 0;
  friend bool operator==(const ReceiptLine&, const ReceiptLine&) = default;
};

enum class Verdict {
  approved,
  partially_approved,  ///< for less than was asked: the rest stays due
  declined,
  aborted,      ///< by customer, cashier or time
  not_sent,     ///< the terminal never got the amount, or refused to begin
  not_charged,  ///< the terminal was asked afterwards and knows of no such payment
  in_doubt,     ///< nobody knows: no other tender, void or shift close before this is settled
};
std::string_view name_of(Verdict verdict);
std::optional<Verdict> parse_verdict(std::string_view name);
constexpr bool is_approval(Verdict verdict) {
  return verdict == Verdict::approved || verdict == Verdict::partially_approved;
}

struct Outcome {
  Verdict verdict = Verdict::in_doubt;
  std::int64_t amount = 0;  ///< minor units taken (or given back), cashback and tip included; 0 unless approved
  std::int64_t tip = 0;
  std::int64_t cashback = 0;
  CardFacts card;
  TerminalReference terminal;
  std::string approval_code;
  bool signature_required = false;
  bool learnt_later = false;   ///< by asking the terminal afterwards: receipts are marked as copies
  bool person_needed = false;  ///< in doubt, and the terminal has said all it can
  std::string text_key = "eft.result.unknown";
  std::string code;    ///< the terminal's own: result code in hex, ErrorCondition
  std::string detail;  ///< its own words, and what did not match; card numbers starred
  std::vector<ReceiptLine> receipt;
  friend bool operator==(const Outcome&, const Outcome&) = default;
};
/// How the selling core's state machine takes it. `in_doubt` is `lost`, or `out_of_queries` when a person has to
/// decide.
payments::AttemptEvent event_of(const Outcome& outcome);

/// An outcome as text for a journal row, and back; receipt lines are left out.
std::string encode_outcome(const Outcome& outcome);
std::optional<Outcome> decode_outcome(std::string_view text);
}  // namespace holdfast::eft
