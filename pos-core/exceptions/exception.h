#pragma once
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "base/instant.h"
#include "exceptions/observed.h"
#include "staff/permission.h"

namespace holdfast::exceptions {
enum class Severity {
  notice,   ///< worth knowing
  warning,  ///< will hurt
  trouble,  ///< hurts now
};
std::string_view name_of(Severity severity);

/// What puts it right. The console has a button for each; `none`: nothing to press, or somebody from outside has to
/// come.
enum class Fix {
  none,
  ask_terminal,
  decide_payment,
  settle_card,
  print_again,
  replay_letter,
  close_shift,
  see_variance,
  see_order,
  test_device,
  confirm_prices,
  resume_replication,
  carry_out,
  reset_pin,
  see_cart,
  back_up,
  decide_fiscal,
  see_fiscal,
  close_day,
  see_system,
  see_updates,
};
std::string_view name_of(Fix fix);  ///< `askTerminal`

/// Something that a person should decide about. Texts are the page's: `code` and `facts` are what it needs for them.
struct Exception {
  std::string id;    ///< `code`, or `code:subject`; the same as long as it is the same
  std::string code;  ///< stable, that of `holdfast doctor` where both see it: `payments-in-doubt`
  Severity severity = Severity::warning;
  std::optional<Instant> since, until;
  std::optional<std::int64_t> amount;  ///< money it is about, minor units; its effect is the code's to tell
  std::string subject_kind, subject;   ///< `cardPayment` and its id; empty: of the store
  Fix fix = Fix::none;
  std::optional<Permission> who;  ///< may do it; none: everybody
  bool can_be_seen = false;       ///< it does not go away by itself: a person may say that it is dealt with
  std::vector<std::pair<std::string, std::string>> facts;
  /// Tells whether it is still what somebody has seen.
  std::string mark() const;
};

/// What is out of order, what hurts now first, then by the money in it, the oldest first. Pure.
std::vector<Exception> exceptions(const Observed& seen);
}  // namespace holdfast::exceptions
