#pragma once
#include <cstdint>
#include <optional>
#include <string>
#include <variant>
#include <vector>

#include "base/instant.h"
#include "base/result.h"
#include "eft/day_totals.h"
#include "eft/payment.h"

/// The seam between a till and any payment terminal. A driver is a sans-IO session: it is told what happened and says
/// what to do next; sockets, time and the database belong to the shell that runs it. A driver owns the whole life of a
/// job, recovery included: a payment job only ends in doubt when the terminal cannot be reached for long, or has
/// answered and does not know.
namespace holdfast::eft {
/// --- what to do next ---
struct OpenLink {};  ///< connect anew, closing what was open; answered by on_link_up() or on_link_lost()
struct CloseLink {};
/// Write these bytes. On a stream `exchange` is 0; for request protocols it names one HTTP POST, whose body comes back
/// through on_bytes() with the same number and whose failure through on_exchange_lost().
struct Send {
  std::uint32_t exchange = 0;
  std::string bytes;
};
/// Nobody waits for this exchange any more: close its connection, so that what has not left does not leave later.
struct CloseExchange {
  std::uint32_t exchange = 0;
};
enum class ServiceKind { log_in, day_end, diagnosis, initialise, status, repeat_receipt, log_off };
struct ServiceReport {
  ServiceKind kind = ServiceKind::status;
  enum class Result { done, refused, unknown, not_sent } result = Result::unknown;
  std::string text_key = "eft.result.unknown";
  std::string code = {};
  std::string detail = {};
  std::vector<ReceiptLine> lines = {};
  std::optional<DayTotals> totals = {};
};
/// Commit before doing anything else, then call on_recorded(number). All members in one transaction: the attempt's
/// state by `event`, its note (kept with the attempt, opaque), the terminal's memory (kept with the terminal, opaque),
/// the receipt lines appended, the outcome so far.
struct Record {
  std::uint64_t number = 0;
  std::optional<Uuid> attempt = {};  ///< empty for a service job
  std::optional<payments::AttemptEvent> event = {};
  std::optional<std::string> note = {};
  std::optional<std::string> memory = {};
  std::vector<ReceiptLine> lines = {};
  std::optional<Outcome> outcome = {};
  std::optional<ServiceReport> report = {};  ///< of a service job: what a terminal says once only, its day's totals
};
/// For the till's screen: a key of texts.h, and the terminal's own words if it sent any.
struct Progress {
  std::string key;
  std::string text;
  friend bool operator==(const Progress&, const Progress&) = default;
};
/// Needs the cashier; answered by on_cashier(). `number` is echoed.
struct Question {
  enum class Kind { result, confirm_result, yes_no, text, menu };
  std::uint64_t number = 0;
  Kind kind = Kind::yes_no;
  std::string key;
  std::string text;
  std::vector<std::string> choices;  ///< of a menu
};
/// One message for the wire log, masked: no card data, no password.
struct Trace {
  bool sent = false;
  std::string text;
};
struct PaymentFinished {
  Uuid attempt;
  Outcome outcome;
};
struct ServiceFinished {
  ServiceReport report;
};
using Action = std::variant<OpenLink, CloseLink, Send, CloseExchange, Record, Progress, Question, Trace,
                            PaymentFinished, ServiceFinished>;

/// --- what to start ---
/// A new payment. Its attempt row exists in state `created`; the driver arms it before the first byte.
struct Payment {
  PaymentRequest request;
};
/// An attempt without an outcome, after a restart or when a person asks again: the terminal is asked, nothing is
/// charged.
struct Resolve {
  PaymentRequest request;
  std::string note;
};
/// A person has decided an attempt that stayed in doubt; the driver adjusts what it tells the terminal next.
struct Decided {
  PaymentRequest request;
  std::string note;
  bool charged = false;
  std::optional<std::int64_t> amount = {};  ///< minor units, when it was not the amount asked for
};
struct Service {
  ServiceKind kind;
};
using Job = std::variant<Payment, Resolve, Decided, Service>;

/// The cashier's answer to a Question.
struct CashierAnswer {
  std::uint64_t number = 0;
  bool yes = false;
  std::optional<Verdict> verdict;      ///< of a keyed-in result: approved, declined or aborted
  std::optional<std::int64_t> amount;  ///< minor units
  std::string text;                    ///< receipt number of a keyed-in result; free text
  std::string brand;
  std::string last_four;
};

struct Features {
  bool link = true;    ///< needs OpenLink
  bool stream = true;  ///< false: one exchange a message
  bool reversal = true;
  bool cashback = false;
  bool tip = false;
  bool day_end = true;
  bool unattended_recovery = true;  ///< can be asked what became of a payment
};

class EftTerminal {
 public:
  virtual ~EftTerminal() = default;
  virtual Features features() const = 0;
  /// Refuses conflict while a job runs or an attempt is open on this terminal (unless it is the one to resolve), and
  /// invalid_argument for what the terminal cannot do. Nothing has happened then.
  virtual Result<> start(const Job& job, Instant now) = 0;
  /// Stop waiting for the customer. Proves nothing: the result decides.
  virtual void abort(Instant now) = 0;
  virtual void on_link_up(Instant now) = 0;
  virtual void on_link_lost(Instant now) = 0;
  virtual void on_bytes(std::uint32_t exchange, std::string_view bytes, Instant now) = 0;
  virtual void on_exchange_lost(std::uint32_t exchange, Instant now) = 0;
  virtual void on_recorded(std::uint64_t number, Instant now) = 0;
  virtual void on_cashier(const CashierAnswer& answer, Instant now) = 0;
  virtual void on_time(Instant now) = 0;     ///< once deadline() has passed
  virtual std::optional<Action> poll() = 0;  ///< drain it after every call above
  virtual std::optional<Instant> deadline() const = 0;
};
}  // namespace holdfast::eft
