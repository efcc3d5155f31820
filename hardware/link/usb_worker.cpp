#include "link/usb_worker.h"

#include <array>
#include <thread>

namespace holdfast::link {
namespace {
using State = Outcome::State;
constexpr std::size_t most_unread = 64U * 1024;
constexpr auto empty_read_pause = std::chrono::milliseconds{20}, patience = std::chrono::milliseconds{500};
constexpr unsigned control_limit_ms = 1'000;

std::atomic<int> threads{0};

Outcome of_transfer(const libusb_transfer& transfer) {
  const auto bytes = static_cast<std::size_t>(transfer.actual_length);
  switch (transfer.status) {
    case LIBUSB_TRANSFER_COMPLETED:
      return {State::done, bytes, {}};
    case LIBUSB_TRANSFER_CANCELLED:
    case LIBUSB_TRANSFER_TIMED_OUT:
      return {State::timed_out, bytes, "no progress"};
    case LIBUSB_TRANSFER_NO_DEVICE:
      return {State::closed, bytes, "unplugged"};
    case LIBUSB_TRANSFER_STALL:
      return {State::failed, bytes, "the printer refuses data (stall)"};
    case LIBUSB_TRANSFER_ERROR:
    case LIBUSB_TRANSFER_OVERFLOW:
      return {State::failed, bytes, "the transfer failed"};
  }
  return {State::failed, bytes, "the transfer failed"};
}
}  // namespace

void UsbWorker::start(std::shared_ptr<UsbWorker> self) {
  ++threads;
  std::thread{[self = std::move(self)]() mutable {
    self->run();
    self.reset();
    --threads;
  }}.detach();
}
int UsbWorker::running() { return threads; }

void UsbWorker::write(std::vector<std::uint8_t> piece) {
  const std::lock_guard lock{mutex_};
  plan_.piece = std::move(piece);
  plan_.stop_writing = false;
  wake();
}
void UsbWorker::stop_writing() {
  const std::lock_guard lock{mutex_};
  plan_.stop_writing = true;
  wake();
}
void UsbWorker::ask(Question question) {
  const std::lock_guard lock{mutex_};
  plan_.question = question;
  wake();
}
void UsbWorker::taken(std::size_t bytes) {
  const std::lock_guard lock{mutex_};
  const bool was_full = unread_ >= most_unread;
  unread_ -= bytes;
  if (was_full) wake();
}
void UsbWorker::close() {
  const std::lock_guard lock{mutex_};
  plan_.close = true;
  wake();
}
/// With the mutex held.
void UsbWorker::wake() {
  if (waker_ != nullptr) libusb_interrupt_event_handler(waker_);
}
UsbWorker::Plan UsbWorker::take_plan() {
  const std::lock_guard lock{mutex_};
  Plan plan = plan_;
  plan_.piece.reset();
  plan_.question.reset();
  plan_.stop_writing = false;
  return plan;
}

void UsbWorker::run() {
  const Outcome opened = open();
  if (!opened) {
    lose(opened);
  } else {
    news_->tell([](UsbNews& news) { news.line = UsbNews::Line::open; });
    work();
  }
  finish();
}

void UsbWorker::work() {
  while (!lost_) {
    Plan plan = take_plan();
    if (plan.close) return;
    if (plan.piece) begin_write(*std::move(plan.piece));
    if (plan.stop_writing && write_under_way_) libusb_cancel_transfer(writing_.get());
    if (plan.question) answer(*plan.question);
    begin_read();
    // Woken by wake() and by every transfer; the limit is for a read that was put off.
    timeval limit{1, 0};
    if (in_ != 0 && !read_under_way_) limit = {0, 20'000};
    const int code = libusb_handle_events_timeout_completed(context_.get(), &limit, nullptr);
    if (code != 0 && code != LIBUSB_ERROR_INTERRUPTED && code != LIBUSB_ERROR_TIMEOUT) lose(of_libusb("USB", code));
  }
}

void UsbWorker::begin_read() {
  if (in_ == 0 || read_under_way_ || lost_ || std::chrono::steady_clock::now() < next_read_) return;
  {
    const std::lock_guard lock{mutex_};
    if (unread_ >= most_unread) return;  // taken() wakes us
  }
  libusb_fill_bulk_transfer(
      reading_.get(), device_.get(), in_, read_buffer_.data(), static_cast<int>(read_buffer_.size()),
      [](libusb_transfer* transfer) { static_cast<UsbWorker*>(transfer->user_data)->on_read(); }, this, 0);
  const int code = libusb_submit_transfer(reading_.get());
  read_under_way_ = code == 0;
  if (code != 0) lose(of_libusb("read", code));
}

void UsbWorker::on_read() {
  read_under_way_ = false;
  const Outcome outcome = of_transfer(*reading_);
  if (outcome.bytes > 0) {
    {
      const std::lock_guard lock{mutex_};
      unread_ += outcome.bytes;
    }
    const auto end = read_buffer_.begin() + static_cast<std::ptrdiff_t>(outcome.bytes);
    news_->tell([bytes = std::vector<std::uint8_t>{read_buffer_.begin(), end}](UsbNews& news) {
      news.inbox.insert(news.inbox.end(), bytes.begin(), bytes.end());
    });
  } else {
    next_read_ =
        std::chrono::steady_clock::now() + empty_read_pause;  // some printers answer every poll with an empty packet
  }
  if (!outcome && outcome.state != State::timed_out) lose(outcome);
}

void UsbWorker::begin_write(std::vector<std::uint8_t> piece) {
  if (write_under_way_) return lose({State::failed, 0, "the printer keeps a piece that was called off"});
  write_buffer_ = std::move(piece);
  libusb_fill_bulk_transfer(
      writing_.get(), device_.get(), out_, write_buffer_.data(), static_cast<int>(write_buffer_.size()),
      [](libusb_transfer* transfer) { static_cast<UsbWorker*>(transfer->user_data)->on_written(); }, this, 0);
  const int code = libusb_submit_transfer(writing_.get());
  write_under_way_ = code == 0;
  if (code == 0) return;
  const Outcome outcome = of_libusb("write", code);
  news_->tell([outcome](UsbNews& news) { news.written = true, news.writing = outcome; });
  if (code == LIBUSB_ERROR_NO_DEVICE) lose(outcome);
}

void UsbWorker::on_written() {
  write_under_way_ = false;
  const Outcome outcome = of_transfer(*writing_);
  if (writing_->status == LIBUSB_TRANSFER_STALL) libusb_clear_halt(device_.get(), out_);
  news_->tell([outcome](UsbNews& news) { news.written = true, news.writing = outcome; });
  if (outcome.state == State::closed) lose(outcome);
}

void UsbWorker::answer(Question question) {
  constexpr std::uint8_t class_request_in = 0xa1;
  std::array<unsigned char, 1'024> bytes{};
  const auto number = static_cast<std::uint16_t>(interface_);
  const auto index =
      question == Question::device_id
          ? static_cast<std::uint16_t>(static_cast<unsigned>(interface_) << 8U | static_cast<unsigned>(setting_))
          : number;
  const auto size = static_cast<std::uint16_t>(question == Question::device_id ? bytes.size() : 1U);
  const int got = libusb_control_transfer(device_.get(), class_request_in, static_cast<std::uint8_t>(question), 0,
                                          index, bytes.data(), size, control_limit_ms);
  const std::size_t count = got > 0 ? static_cast<std::size_t>(got) : 0;
  news_->tell([answer = std::vector<std::uint8_t>{bytes.begin(), bytes.begin() + static_cast<std::ptrdiff_t>(count)}](
                  UsbNews& news) { news.control = answer; });
}

void UsbWorker::lose(Outcome why) {
  lost_ = true;
  news_->tell([why = std::move(why)](UsbNews& news) {
    if (news.line == UsbNews::Line::closed) return;
    news.line = UsbNews::Line::closed;
    news.end = why;
  });
}

void UsbWorker::finish() {
  {
    const std::lock_guard lock{mutex_};
    waker_ = nullptr;
  }
  if (read_under_way_) libusb_cancel_transfer(reading_.get());
  if (write_under_way_) libusb_cancel_transfer(writing_.get());
  const auto until = std::chrono::steady_clock::now() + patience;
  while ((read_under_way_ || write_under_way_) && std::chrono::steady_clock::now() < until) {
    timeval limit{0, 50'000};
    libusb_handle_events_timeout_completed(context_.get(), &limit, nullptr);
  }
  // What the kernel has not given back may not be freed.
  if (read_under_way_ || write_under_way_) {
    static_cast<void>(reading_.release());
    static_cast<void>(writing_.release());
    new std::shared_ptr<UsbWorker>{shared_from_this()};
  }
  reading_.reset();  // before the context, which it knows
  writing_.reset();
  if (device_ && interface_ >= 0) libusb_release_interface(device_.get(), interface_);
  device_.reset();
  context_.reset();
}
}  // namespace holdfast::link
