#include "emulator/run_device.h"

#include <algorithm>
#include <chrono>
#include <utility>

namespace holdfast::emulator {
using Code = boost::system::error_code;

Instant time_of_day() {
  using namespace std::chrono;
  return Instant{duration_cast<microseconds>(system_clock::now().time_since_epoch()).count()};
}

DevicePort::DevicePort(boost::asio::io_context& io, LineDevice& device, LineFaults& faults, std::unique_ptr<Line> line)
    : device_{device}, faults_{faults}, line_{std::move(line)}, timer_{io}, pause_{io} {}

void DevicePort::start() {
  line_->start(*this);
  wake();
}

void DevicePort::wake() {
  if (powered_) device_.on_time(time_of_day());
  drain();
}

void DevicePort::cut() { line_->cut(); }

void DevicePort::unplug() {
  if (!std::exchange(powered_, false)) return;
  line_->plug(false);
  timer_.cancel();
  device_.power_cycle(time_of_day());  // and once more when there is power again: it starts then
}

void DevicePort::plug() {
  if (std::exchange(powered_, true)) return;
  device_.power_cycle(time_of_day());
  drain();
}

void DevicePort::power_cycle() {
  unplug();
  plug();
}

void DevicePort::on_line_up() {
  device_.on_link_up(time_of_day());
  drain();
}

void DevicePort::on_line_lost() {
  waiting_.clear();
  cut_when_written_ = writing_ = pausing_ = false;
  pause_.cancel();
  if (!powered_) return;  // it will not know
  device_.on_link_lost(time_of_day());
  drain();
}

void DevicePort::on_line_bytes(std::string_view bytes) {
  const std::string_view heard = faults_.hear(bytes);
  if (!heard.empty()) device_.on_bytes(heard, time_of_day());
  drain();
}

void DevicePort::on_line_written() {
  writing_ = false;
  const int pause = faults_.trouble().byte_pause_ms;
  if (pause == 0 || waiting_.empty()) return write();
  pausing_ = true;
  pause_.expires_after(std::chrono::milliseconds{pause});
  pause_.async_wait([this](const Code& code) {
    if (code) return;
    pausing_ = false;
    write();
  });
}

void DevicePort::drain() {
  if (!powered_) return;
  line_->plug(device_.accepts_link(time_of_day()));
  while (auto message = device_.poll()) {
    if (!line_->connected() || cut_when_written_) continue;
    auto [bytes, cut] = faults_.deliver(std::move(*message));
    waiting_ += bytes;
    cut_when_written_ = cut;
  }
  write();
  if (powered_) arm();
}

void DevicePort::write() {
  if (writing_ || pausing_) return;
  if (waiting_.empty()) {
    if (std::exchange(cut_when_written_, false)) line_->cut();
    return;
  }
  const std::size_t count = faults_.trouble().byte_pause_ms > 0 ? 1 : waiting_.size();
  writing_ = true;
  std::string next = waiting_.substr(0, count);
  waiting_.erase(0, count);
  line_->write(std::move(next));
}

void DevicePort::arm() {
  const auto deadline = device_.deadline();
  if (!deadline) {
    timer_.cancel();
    return;
  }
  const std::int64_t left = deadline->unix_us() - time_of_day().unix_us();
  timer_.expires_after(std::chrono::microseconds{std::max<std::int64_t>(left, 0)});
  timer_.async_wait([this](const Code& code) {
    if (!code) wake();
  });
}
}  // namespace holdfast::emulator
