#pragma once
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/instant.h"
#include "escpos/printer_profile.h"
#include "escpos/reply_stream.h"

namespace holdfast::escpos {
enum class Duplex { send_only, two_way };

/// What is known of one printer while its link is up: its status, asked for and sent of itself, and whether it answers
/// at all. It lives as long as the link; a job (PrintSession) uses it while it prints, and between jobs the shell sends
/// what poll() gives, so that an open cover is known within a second. It judges nothing: trouble_of() does.
class PrinterWatch {
 public:
  explicit PrinterWatch(const PrinterProfile& profile, Duplex duplex = Duplex::two_way);

  void on_link_up(Instant now);
  void on_link_lost();
  bool is_up() const { return up_; }
  /// What the printer said; all that concerns the status is in status() already.
  std::vector<Reply> on_bytes(std::string_view bytes, Instant now);
  /// Bytes to ask with, when it is time. Only between the commands of a job, never inside one.
  std::optional<std::string> poll(Instant now);
  /// When poll() has something next.
  std::optional<Instant> deadline() const { return due_; }
  /// A job runs: ask more often.
  enum class Pace { idle, job };
  void set_pace(Pace pace, Instant now);

  /// Appends what makes the printer report by itself, where it can. A job initialises the printer, which may end that.
  void append_greeting(std::string& out) const;
  /// Appends a request that is answered in its place among the data: everything before it was processed.
  void append_ordered_request(std::string& out);
  /// Appends the question for model, maker, firmware, serial number: 1D 49 n.
  void append_text_request(std::string& out, unsigned n);

  const PrinterProfile& profile() const { return *profile_; }
  const PrinterStatus& status() const { return status_; }
  std::optional<Trouble> trouble() const { return trouble_of(status_); }
  std::optional<int> etb_counter() const { return etb_counter_; }
  /// Whether the printer can be asked at all, and whether it has answered since the link is up.
  bool can_ask() const;
  bool has_answered() const { return heard_.has_value(); }
  std::optional<Instant> heard() const { return heard_; }
  /// It was asked and has kept silent for longer than an answer takes.
  bool is_silent(Instant now) const;
  /// The status was said recently enough to act on.
  bool is_fresh(Instant now) const;
  std::uint64_t skipped_bytes() const { return replies_.skipped(); }

 private:
  void take(const Reply& reply);
  void append_questions(std::string& out);

  const PrinterProfile* profile_;
  Duplex duplex_;
  ReplyStream replies_;
  PrinterStatus status_;
  std::optional<int> etb_counter_;
  Pace pace_ = Pace::idle;
  bool up_ = false;
  bool greeted_ = false;
  bool reports_by_itself_ = false;  ///< automatic status has come
  std::optional<Instant> due_;
  std::optional<Instant> asked_;  ///< the oldest question without an answer
  std::optional<Instant> heard_;
  std::optional<Instant> round_done_;  ///< every question of a round was answered
};
}  // namespace holdfast::escpos
