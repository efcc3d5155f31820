#pragma once
#include <cstdint>
#include <deque>
#include <string>
#include <vector>

#include "base/instant.h"
#include "eft/payment.h"

/// What the virtual terminals of both protocols share: the customer in front of them and the journal inside. The
/// journal is what the bank believes; it survives a power cycle, everything else does not.
namespace holdfast::eft {
enum class VirtualCustomer { pays, pays_part, is_declined, enters_wrong_pin, cancels, walks_away };

struct VirtualEntry {
  PaymentKind kind = PaymentKind::sale;
  std::int64_t amount = 0;             ///< tip and cashback included
  std::int64_t tip = 0, cashback = 0;  ///< of it
  bool on_top_wanted = false;          ///< by the till, which is told of both then, and be it that they are nothing
  std::string key;                     ///< how the till names it: ServiceID for nexo, nothing for ZVT
  std::int64_t trace = 0;
  std::int64_t receipt = 0;
  std::int64_t original_trace = 0;
  std::string transaction;  ///< nexo: POITransactionID
  std::string unique_id;    ///< 1F1F, bytes
  enum class State {
    pending,  ///< authorised, not yet confirmed by the till: undone if nothing comes
    valid,
    undone,  ///< reversed, by us or by itself
  } state = State::pending;
  bool stored = false;  ///< can be repeated to the till
  Instant at;
};

class VirtualJournal {
 public:
  std::vector<VirtualEntry> entries;
  /// What is on the customers' cards now: sales less refunds, reversed ones left out. Pending ones count.
  std::int64_t charged() const;
  std::int64_t valid_sales() const;  ///< how many sales stand
  std::int64_t tips() const;         ///< of the sales that stand
  VirtualEntry* last_stored();
  VirtualEntry* pending();
};

/// What a sale comes to: asked for by the till, more of it tipped at the terminal, or only a part of the goods paid.
struct VirtualSum {
  std::int64_t amount = 0;  ///< in all
  std::int64_t tip = 0, cashback = 0;

  VirtualSum with_tip(std::int64_t more) const { return {amount + more, tip + more, cashback}; }
  /// Half the goods, without what comes on top: nobody tips, or gets cash, with a card that does not pay for the goods.
  VirtualSum half() const { return {(amount - tip - cashback + 1) / 2, 0, 0}; }
  /// As a terminal refuses it: what comes on top cannot be more than all of it.
  bool is_on_top() const { return tip != 0 || cashback != 0; }
  bool is_possible() const { return amount > 0 && tip >= 0 && cashback >= 0 && tip + cashback < amount; }
};

/// Nobody for `pays` to decide: the terminal waits for present() as long as its patience lasts.
enum class VirtualQueue { pays_by_itself, waits };

/// The card every virtual customer holds; the number is a public test number.
struct VirtualCard {
  std::string number = "5413330089010012";
  std::string brand = "Mastercard";
  int type = 6;
};
}  // namespace holdfast::eft
