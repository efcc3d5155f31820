#pragma once
#include <boost/asio/io_context.hpp>
#include <boost/asio/steady_timer.hpp>
#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <thread>

#include "backup/schedule.h"

namespace holdfast::metrics {
class Registry;
}
namespace holdfast::backup {
/// Makes backups by the schedule of a data folder, each on a thread of its own beside the sales; looks once a minute,
/// so a changed `backup.json` needs no telling. Everything here but
/// make_soon() is called on the thread that runs `io`.
class RunSchedule {
 public:
  struct Where {
    std::filesystem::path data;
    std::function<std::string()> site;  ///< its id; empty: not set up yet
    std::function<int(Instant)> utc_offset_min;
    std::function<Instant()> now;
  };
  RunSchedule(boost::asio::io_context& io, Where where, metrics::Registry& registry);
  ~RunSchedule();
  RunSchedule(const RunSchedule&) = delete;
  RunSchedule& operator=(const RunSchedule&) = delete;

  void start();
  /// Now, whatever the hour; false while one runs or without a folder.
  bool make_now();
  void make_soon();  ///< the same, from any thread
  struct Status {
    bool running = false;
    std::optional<Instant> last_good, last_failed;
    std::string problem;  ///< what the last one failed of; empty once one is good again
  };
  const Status& status() const;

 private:
  void look();
  enum class What { whole, off_site_alone };
  void run(Schedule schedule, const std::string& site, What what);
  struct State;
  boost::asio::io_context& io_;
  boost::asio::steady_timer timer_;
  Where where_;
  std::shared_ptr<State> state_;
  std::thread thread_;
};
}  // namespace holdfast::backup
