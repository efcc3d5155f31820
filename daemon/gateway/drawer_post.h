#pragma once
#include <deque>
#include <optional>
#include <set>

#include "gateway/line_post.h"

namespace holdfast::gateway {
/// A drawer on a port of its own: bytes open it, and it answers nothing. Its jobs are in the print ledger, as the
/// pulses of printers are: the intent is stored before a byte leaves, one that waits for longer than
/// devices::kick_seconds expires, and none is sent twice.
class DrawerPost final : public LinePost {
 public:
  DrawerPost(PostParts parts, devices::Device device, link::Address address);
  void add(devices::PrintJob job) override;
  bool busy() const override { return opening_; }
  std::size_t waiting() const override { return jobs_.size(); }
  void sweep(Instant now) override;
  void stop(Leave leave) override;

  void on_link_up(Instant now) override;
  void on_link_lost(Instant now) override;
  void on_bytes(std::string_view, Instant now) override { link_health().on_answer(now); }
  void on_time(Instant) override {}
  std::optional<std::string> poll(Instant now) override;
  std::optional<Instant> deadline() const override { return std::nullopt; }

 private:
  void open_next();
  void send(std::int64_t row);
  void record(std::int64_t row, devices::JobState state, std::string why, std::string drawer);

  std::deque<devices::PrintJob> jobs_;
  std::set<std::int64_t> known_;  ///< rows that are here until their end is stored
  std::optional<std::string> out_;
  bool linked_ = false, opening_ = false, stopped_ = false;
};
}  // namespace holdfast::gateway
