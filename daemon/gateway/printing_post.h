#pragma once
#include <deque>
#include <functional>
#include <memory>
#include <optional>
#include <set>
#include <vector>

#include "devices/print_job.h"
#include "gateway/post.h"
#include "registry/run_printer.h"

namespace holdfast::gateway {
/// One active printer: what waits for it, what it does now, and its actor. It stores intents before and outcomes after;
/// a job that surely was not printed goes back in front of the others until it expires. I/O thread only.
class PrintingPost final : public Post,
                           public registry::PrinterWork,
                           public std::enable_shared_from_this<PrintingPost> {
 public:
  PrintingPost(PostParts parts, devices::Device device, registry::PrinterSetup setup);
  void start() override;
  /// What is under way stays `printing` in the ledger, or becomes `unknown` at once when the post alone goes.
  void stop(Leave leave) override;
  void add(devices::PrintJob job) override;
  void sweep(Instant now) override;  ///< expires what has waited too long; now and then
  bool busy() const override { return current_.has_value(); }
  std::size_t waiting() const override { return kicks_.size() + prints_.size(); }
  const devices::Device& device() const override { return device_; }
  void on_plug() override { actor_->retry(); }
  registry::DeviceHealth health() const override { return registry::device_health(actor_->health()); }
  std::string trace() const override { return link::to_text(actor_->trace().exchanges()); }
  void set_recording(link::Recording recording) override { actor_->record(recording); }

  std::optional<registry::PrinterJob> take(const registry::Health& health) override;
  boost::asio::awaitable<bool> report(std::int64_t number, registry::JobReport report) override;

 private:
  using JobReport = registry::JobReport;
  struct Current {
    devices::PrintJob job;
    bool prints = false;
    bool begun = false;
  };
  void prepare();
  void drop(std::int64_t row);
  void on_rendered(std::int64_t row, Result<std::string> bytes);
  void note_first_byte();
  void on_kick_ended(const JobReport& report);
  void on_print_ended(const JobReport& report);
  /// Stores how it ended, trying again while the disk fails.
  void record(std::int64_t row, devices::JobState state, std::string why, std::optional<std::string> drawer = {});
  void record_drawer(std::int64_t row, std::string drawer);
  void submit_ended(std::int64_t row, store::Write write);
  boost::asio::awaitable<bool> stored(store::Write write);
  void confirm_earlier(const std::string& id);

  PostParts parts_;
  devices::Device device_;
  std::shared_ptr<registry::PrinterActor> actor_;
  std::set<std::int64_t> known_;  ///< rows that are here until their end is stored
  std::deque<devices::PrintJob> kicks_, prints_;
  struct Rendered {
    std::int64_t row = 0;
    std::string bytes;
  };
  std::optional<Rendered> rendered_;  ///< of prints_.front()
  bool rendering_ = false, stopped_ = false;
  std::optional<Current> current_;
  HealthTeller teller_;
};
}  // namespace holdfast::gateway
