#include "escpos/printer_watch.h"

#include <algorithm>

#include "escpos/commands.h"

namespace holdfast::escpos {
namespace {
constexpr std::int64_t ms = 1'000;
// A change has to be shown within a second, so a printer that does not report by itself is asked twice as often.
constexpr std::int64_t job_interval_us = 400 * ms;
constexpr std::int64_t idle_interval_us = 500 * ms;
constexpr std::int64_t alive_interval_us = 5'000 * ms;  // of a printer that reports by itself
constexpr std::int64_t answer_limit_us = 2'500 * ms;
// A link may have been cut inside the head of a command: its lengths become nothing, or what follows is swallowed.
constexpr std::size_t longest_header = 16;
constexpr std::int64_t fresh_us = 3'000 * ms;
constexpr unsigned last_question = 4;

Instant after(Instant at, std::int64_t us) { return Instant{at.unix_us() + us}; }
ReplyStream::Family family_of(const PrinterProfile& profile) {
  return profile.is_star() ? ReplyStream::Family::star : ReplyStream::Family::esc_pos;
}
}  // namespace

PrinterWatch::PrinterWatch(const PrinterProfile& profile, Duplex duplex)
    : profile_{&profile}, duplex_{duplex}, replies_{family_of(profile)} {}

bool PrinterWatch::can_ask() const { return duplex_ == Duplex::two_way && profile_->has(Feature::polled_status); }

void PrinterWatch::on_link_up(Instant now) {
  on_link_lost();
  up_ = true;
  if (can_ask()) due_ = now;
}

void PrinterWatch::on_link_lost() {
  up_ = greeted_ = reports_by_itself_ = false;
  status_ = {};
  etb_counter_.reset();
  replies_ = ReplyStream{family_of(*profile_)};
  due_.reset();
  asked_.reset();
  heard_.reset();
  round_done_.reset();
}

void PrinterWatch::set_pace(Pace pace, Instant now) {
  if (pace_ == pace) return;
  pace_ = pace;
  if (pace == Pace::job && due_) due_ = std::min(*due_, after(now, job_interval_us));
}

void PrinterWatch::append_questions(std::string& out) {
  if (profile_->is_star()) {
    out += "\x1b\x06\x01";
    return;
  }
  for (unsigned n = 1; n <= last_question; ++n) {
    append_real_time_request(out, n);
    replies_.expect_real_time(n);
  }
}

std::optional<std::string> PrinterWatch::poll(Instant now) {
  if (!up_ || !due_ || now < *due_) return std::nullopt;
  const std::int64_t interval = pace_ == Pace::job   ? job_interval_us
                                : reports_by_itself_ ? alive_interval_us
                                                     : idle_interval_us;
  due_ = after(now, interval);
  // One round at a time: which question a late answer belongs to cannot be told.
  if (asked_ && now < after(*asked_, answer_limit_us)) return std::nullopt;
  replies_.forget_real_time();
  std::string out;
  if (!greeted_) {
    out.assign(longest_header, '\0');
    append_greeting(out);
  }
  greeted_ = true;
  append_questions(out);
  if (!asked_) asked_ = now;
  return out;
}

void PrinterWatch::append_greeting(std::string& out) const {
  if (duplex_ == Duplex::send_only || !profile_->has(Feature::automatic_status)) return;
  if (profile_->is_star())
    out +=
        "\x1b\x1e"
        "a\x01";
  else
    append_automatic_status(out, Switched::on);
}

void PrinterWatch::append_ordered_request(std::string& out) {
  escpos::append_ordered_request(out, 1);
  replies_.expect_ordered(OrderedAnswer::To::status, 1);
}

void PrinterWatch::append_text_request(std::string& out, unsigned n) {
  escpos::append_text_request(out, n);
  replies_.expect_text(n);
}

bool PrinterWatch::is_silent(Instant now) const { return asked_ && now >= after(*asked_, answer_limit_us); }

bool PrinterWatch::is_fresh(Instant now) const {
  if (!status_.online || is_silent(now)) return false;
  return reports_by_itself_ || (round_done_ && now <= after(*round_done_, fresh_us));
}

void PrinterWatch::take(const Reply& reply) {
  if (const auto* polled = std::get_if<RealTimeStatus>(&reply))
    apply_real_time_status(status_, polled->n, polled->byte);
  if (const auto* ordered = std::get_if<OrderedAnswer>(&reply))
    if (ordered->to == OrderedAnswer::To::status) apply_ordered_status(status_, ordered->n, ordered->byte);
  if (const auto* own = std::get_if<AutomaticStatus>(&reply)) {
    apply_automatic_status(status_, own->bytes);
    reports_by_itself_ = true;
  }
  if (const auto* star = std::get_if<StarBlock>(&reply)) {
    status_ = star->status.status;
    if (star->status.etb_counter) etb_counter_ = star->status.etb_counter;
  }
}

std::vector<Reply> PrinterWatch::on_bytes(std::string_view bytes, Instant now) {
  std::vector<Reply> found;
  replies_.feed(bytes);
  while (auto reply = replies_.next()) {
    take(*reply);
    found.push_back(*std::move(reply));
  }
  if (found.empty()) return found;
  heard_ = now;
  if (replies_.awaited_real_time() == 0) {
    asked_.reset();
    round_done_ = now;
  }
  return found;
}
}  // namespace holdfast::escpos
