#include "replication/ping_probe.h"

#include <chrono>

#include "config/machine.h"
#include "http/tls.h"
#include "log/log.h"
#include "replication/hub_line.h"

namespace holdfast::replication {
namespace {
using namespace std::chrono_literals;
using Steady = std::chrono::steady_clock;
constexpr http::Timeouts patience{2s, 2s};
constexpr std::int64_t first_answers = 3;

/// Four to six seconds, so that a thousand stores do not ask at once.
std::chrono::milliseconds pause() {
  return 4000ms + std::chrono::milliseconds{static_cast<std::int64_t>(config::KernelRandom{}() % 2000)};
}

bool speaks_of_identity(std::string_view why) {
  return why.find("certificate") != std::string_view::npos || why.find("TLS") != std::string_view::npos;
}
}  // namespace

void PingProbe::start() {
  thread_ = std::thread{[this] { run(); }};
}

void PingProbe::stop() {
  {
    const std::lock_guard lock{mutex_};
    stopping_ = true;
    if (asking_ != nullptr) asking_->cancel();
  }
  wake_.notify_all();
  if (thread_.joinable()) thread_.join();
}

ProbeReport PingProbe::report() const {
  const std::lock_guard lock{mutex_};
  return report_;
}

void PingProbe::run() {
  for (;;) {
    look_for_identity();
    if (identity_) ask();
    std::unique_lock lock{mutex_};
    // The first answers after a start or an enrolment are wanted soon: until then nothing that needs the hub is
    // allowed.
    const bool fresh = report_.answers < first_answers && report_.failures == 0;
    if (wake_.wait_for(lock, !identity_ ? 1000ms : fresh ? 250ms : pause(), [this] { return stopping_; })) return;
  }
}

void PingProbe::look_for_identity() {
  std::error_code missing;
  const auto at = std::filesystem::last_write_time(identity_file(data_), missing);
  const auto found = missing ? std::nullopt : std::optional{at};
  if (found == identity_at_) return;
  try {
    identity_ = load_identity(data_);
    identity_at_ = found;
  } catch (const std::exception& failure) {
    log::warn("the hub's identity file cannot be read: " + std::string{failure.what()});
    identity_.reset();
  }
  const std::lock_guard lock{mutex_};
  report_.configured = identity_.has_value();
  report_.certificate_ends.reset();
  if (identity_ && identity_->url.starts_with("https"))
    report_.certificate_ends = http::certificate_validity(identity_->certificate_pem).not_after;
}

/// While a call runs, stop() can break it off.
struct PingProbe::Asking {
  PingProbe& probe;
  Asking(PingProbe& of, http::Client& client) : probe{of} {
    const std::lock_guard lock{probe.mutex_};
    probe.asking_ = &client;
    if (probe.stopping_) client.cancel();
  }
  ~Asking() {
    const std::lock_guard lock{probe.mutex_};
    probe.asking_ = nullptr;
  }
  Asking(const Asking&) = delete;
  Asking& operator=(const Asking&) = delete;
};

void PingProbe::ask() {
  const auto begin = Steady::now();
  bool heard = false, refused = false;
  try {
    http::Client client = hub_client(*identity_, patience);
    const Asking asking{*this, client};
    const http::ClientResponse answer = client.request(http::Method::get, "/sync/v1/ping", {});
    heard = answer.status < 500 && answer.status != 401 && answer.status != 403;
    refused = answer.status == 401 || answer.status == 403;
  } catch (const http::Failure& failure) {
    refused = speaks_of_identity(failure.what());
  }
  const auto took = std::chrono::duration_cast<std::chrono::microseconds>(Steady::now() - begin).count();
  if (const bool was_away = std::exchange(away_, !heard); heard && was_away) back_();
  const std::lock_guard lock{mutex_};
  ++(heard ? report_.answers : report_.failures);
  if (heard) report_.round_trip_us = took;
  report_.refused = refused;
}
}  // namespace holdfast::replication
