#pragma once
#include <boost/asio/any_io_executor.hpp>
#include <cstddef>
#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <string_view>

#include "devices/device.h"
#include "devices/print_job.h"
#include "link/trace.h"
#include "metrics/metrics.h"
#include "print/press.h"
#include "registry/device_health.h"
#include "store/store.h"

namespace holdfast::gateway {
/// Something of the moment for the screens, which nobody needs later: what a terminal shows, a scan, a weight. It has
/// no place in the event log.
struct Live {
  std::string_view topic;        ///< of the stream: `devices`, `payments`
  std::string_view name;         ///< `Scan`, `CardProgress`, …
  std::string data;              ///< a JSON object
  std::optional<Uuid> terminal;  ///< for this one alone; none: for all who follow the topic
};
/// True when somebody was sent it.
using Tell = std::function<bool(const Live&)>;

struct ScanMetrics {
  metrics::Histogram& time;   ///< from the read of a scan's last byte to its message to the till, microseconds
  metrics::Counter& untaken;  ///< scans that no till took
};

/// What every post works with.
struct PostParts {
  boost::asio::any_io_executor executor;
  store::Store& store;
  std::shared_ptr<print::Press> press;
  metrics::Histogram& first_byte;  ///< from the queueing of a print job to the leave of its first byte, microseconds
  Tell tell;
  ScanMetrics scans;
};

/// One active device of the store: what it is to do, and the actor that drives it. No post knows of another. I/O
/// thread.
class Post {
 public:
  virtual ~Post() = default;
  virtual void start() = 0;
  /// What is under way when the post alone goes is settled at once, as far as it can be; else at the next start.
  enum class Leave { with_the_daemon, alone };
  virtual void stop(Leave leave) = 0;
  virtual bool busy() const = 0;  ///< something is under way that an orderly end waits for
  virtual std::size_t waiting() const { return 0; }
  virtual void sweep(Instant now) = 0;  ///< once a second
  /// A job of the print ledger for this device; one that it has already is passed over.
  virtual void add(devices::PrintJob) {}
  /// Events of the log concern it (see Gateway::look).
  virtual void on_news() {}
  /// Something was plugged in or out at the appliance; told to those whose address it may be.
  virtual void on_plug() {}
  virtual const devices::Device& device() const = 0;
  virtual registry::DeviceHealth health() const = 0;
  virtual std::string trace() const = 0;  ///< its latest bytes, a line each (link/trace.h)
  virtual void set_recording(link::Recording recording) = 0;
};

/// Tells a change of health to those who follow the log, once per change of light or word.
class HealthTeller {
 public:
  explicit HealthTeller(store::Store& store) : store_{store} {}
  void tell(std::int64_t device_row, const registry::DeviceHealth& health);

 private:
  store::Store& store_;
  std::string light_, word_;
};
}  // namespace holdfast::gateway
