#pragma once
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

#include "base/instant.h"
#include "eft/payment.h"
#include "eft/zvt_messages.h"

namespace holdfast::eft {
/// The terminal's own numbers of a transaction, to tell one from another.
struct ZvtMark {
  std::optional<std::int64_t> trace;
  std::optional<std::int64_t> receipt;
  bool known() const { return trace || receipt; }
  friend bool operator==(const ZvtMark&, const ZvtMark&) = default;
};
ZvtMark mark_of(const StatusInformation& status);

/// What the driver keeps of a terminal, as text in its row: the last transaction it knows, the mirrored 1F1F, the
/// terminal's clock against ours, and the attempt that is open.
struct ZvtMemory {
  ZvtMark last;
  std::string terminal_id;
  std::optional<std::string> unique_id;        ///< bytes; of the last transaction we consider good
  std::optional<std::int64_t> clock_offset_s;  ///< its local time as if it were UTC, minus ours
  std::optional<Uuid> open;
  std::string encode() const;
  static ZvtMemory decode(std::string_view text);  ///< unreadable text: an empty memory
};

/// What the driver keeps with an attempt, from before the first byte.
struct ZvtNote {
  ZvtMark before;  ///< the terminal's last transaction as known when this was armed
  std::string terminal_id;
  std::optional<std::int64_t> clock_offset_s;
  Instant sent;
  std::optional<Outcome> answered;            ///< a 04 0F with result 00 was stored: not final before 06 0F
  std::optional<std::string> seen_unique_id;  ///< of that, or of the one found when asked: for a person's decision
  std::string encode() const;
  static std::optional<ZvtNote> decode(std::string_view text);
};

/// What the terminal's last stored transaction says about an attempt of ours (11.2 rules 4 and 5).
struct ZvtFinding {
  enum class Kind {
    ours,         ///< it is that payment: approved
    ours_failed,  ///< it is that payment, and it was refused
    none,         ///< ours was not stored, or has been reversed
    unclear,      ///< only a person can say
  };
  Kind kind = Kind::unclear;
  std::string why;  ///< what did not match, for that person
};
/// `currency` is the till's ISO 4217 number.
ZvtFinding judge_repeat(const StatusInformation& last, const ZvtNote& note, const PaymentRequest& request,
                        int currency);

/// Seconds by which the terminal's clock (local time, no year) is ahead of `now`, taking the year that brings them
/// closest. Empty when it gave no date or time.
std::optional<std::int64_t> clock_offset(const StatusInformation& status, Instant now);
}  // namespace holdfast::eft
