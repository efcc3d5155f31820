#pragma once
#include <deque>
#include <optional>
#include <string>
#include <variant>
#include <vector>

#include "base/instant.h"
#include "escpos/print_pieces.h"
#include "escpos/printer_watch.h"

namespace holdfast::escpos {
struct PrintJob {
  std::string bytes;               ///< from append_start() to the cut
  std::string id;                  ///< four characters, process_id(): what the printer names when it is done
  std::optional<Instant> expires;  ///< not begun by then: not printed at all
  bool after_broken_job = false;   ///< the job before ended as `unknown`: end what it may have left open
  int marks_before = 0;            ///< what jobs before may have left in the printer, see mark()
};

enum class PrintOutcome {
  confirmed,    ///< the printer says that it has printed it
  sent,         ///< taken by a printer that cannot say more, or processed by one that can say that
  not_printed,  ///< surely nothing: may be tried again by itself
  unknown,      ///< possibly printed, in part or whole: again only as a copy, and by a person
};
enum class PrintEnd {
  printed,
  processed,
  accepted,
  link_lost,
  cancelled,
  expired,
  stalled,
  not_answering,
  not_confirmed,
  broken,
  waited_too_long,
};
struct PrintLimits {
  std::int64_t slow_seconds = 10;     ///< without progress: told
  std::int64_t stalled_seconds = 30;  ///< without progress and without a cause: given up
  std::int64_t confirm_seconds = 20;  ///< from the last byte to the confirmation, and a second more per KiB
  std::int64_t pause_seconds = 1800;  ///< paper out, cover open, …
};

/// One job on one printer: looks whether it can print, sends in pieces, waits while paper is out or the cover open, and
/// learns how far it got (hardware reference 1.1, 1.9). Nothing is sent twice: once a byte of the job may have reached
/// the printer, anything but its own word ends as `sent` or `unknown`, and who reprints is for the caller to decide.
/// While it waits for a person the job stays where it is, the printer keeps what it has taken.
///
/// The shell does what poll() says after every call, writes one Send at a time, reports its bytes by on_written() as
/// they are taken, and calls on_time() when deadline() has passed. Power lost on a link that does not show it (a serial
/// line without DSR) is the one thing that only a Star printer's counter gives away.
class PrintSession {
 public:
  struct Send {
    std::string bytes;
    friend bool operator==(const Send&, const Send&) = default;
  };
  /// It waits, for a person or for the printer. `begun`: part of it is printed or in the printer.
  struct Paused {
    Trouble trouble;
    bool begun;
    friend bool operator==(const Paused&, const Paused&) = default;
  };
  struct Resumed {
    friend bool operator==(const Resumed&, const Resumed&) = default;
  };
  /// The printer has printed everything up to an earlier job, one that had ended as `unknown` perhaps.
  struct EarlierDone {
    std::string id;
    friend bool operator==(const EarlierDone&, const EarlierDone&) = default;
  };
  /// `reconnect`: bytes of it are still in the link, or nobody knows what the printer makes of the next ones.
  struct Finished {
    PrintOutcome outcome;
    PrintEnd end;
    bool reconnect;
    friend bool operator==(const Finished&, const Finished&) = default;
  };
  using Action = std::variant<Send, Paused, Resumed, EarlierDone, Finished>;

  /// The watch is that of the printer's link, which is up.
  PrintSession(PrintJob job, PrinterWatch& watch, PrintLimits limits = {});
  void start(Instant now);
  void on_bytes(std::string_view bytes, Instant now);
  void on_written(std::size_t count, Instant now);
  void on_link_lost(Instant now);
  void on_time(Instant now);
  void cancel(Instant now);   ///< a person gives the job up
  void recover(Instant now);  ///< a person has cleared the fault: tell the printer to go on
  std::optional<Action> poll();
  std::optional<Instant> deadline() const;
  bool is_finished() const { return state_ == State::finished; }
  bool has_begun() const { return begun_; }
  /// Answers of this job that the printer may still owe when the job has ended without them; 0: none. Of a Star printer
  /// the count that it may reach: the next job has to count higher, or what this one left would speak for it. A printer
  /// that answers GS r alone cannot tell whose answer it is: until it is empty nothing is concluded from one.
  int mark() const;
  /// The mark of a job that nobody has seen end, because the daemon did before.
  static constexpr int mark_in_doubt = 29;

 private:
  enum class State { idle, checking, sending, confirming, finished };
  enum class Sending { question, job };
  enum class Confirmation { none, process_id, ordered_status, etb_counter };

  void advance(Instant now);
  void look_for_trouble(Instant now);
  void keep_limits(Instant now);
  void go_on(Instant now);
  bool may_begin(Instant now);
  void begin(Instant now);
  void send_next(Instant now);
  void send_end(Instant now);
  void send(std::string bytes, Sending what, Instant now);
  void on_reply(const Reply& reply);
  bool may_ask() const;
  std::int64_t confirm_seconds() const;
  std::string start_marks();
  int etb_to_want() const;
  void finish(PrintOutcome outcome, PrintEnd end);
  void answer(PrintOutcome outcome, PrintEnd end);
  void fail(PrintEnd end) { finish(begun_ ? PrintOutcome::unknown : PrintOutcome::not_printed, end); }

  PrintJob job_;
  PrinterWatch& watch_;
  PrintLimits limits_;
  State state_ = State::idle;
  Confirmation confirmation_ = Confirmation::none;
  std::deque<Action> actions_;
  std::string body_;
  std::vector<PrintPiece> pieces_;
  std::size_t next_ = 0;
  std::size_t in_flight_ = 0;  ///< bytes handed out and not yet reported as written
  Sending sending_ = Sending::question;
  bool begun_ = false;
  bool end_sent_ = false;
  bool answered_ = false;  ///< the printer has said how far this job got
  bool recover_ = false;
  int etb_wanted_ = 0;
  std::optional<Trouble> own_trouble_;  ///< what only the session sees: no data taken, no answer
  std::optional<Trouble> told_;
  Instant progress_;  ///< bytes were taken, whatever they were
  Instant since_;     ///< bytes of the job were taken, or what was told has changed
};
}  // namespace holdfast::escpos
