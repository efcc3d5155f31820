#include "link/usb_stream.h"

#include <algorithm>
#include <boost/asio/this_coro.hpp>

#include "link/usb_worker.h"

namespace holdfast::link {
namespace {
namespace asio = boost::asio;
using State = Outcome::State;
using Line = UsbNews::Line;

class Stream final : public UsbPrinter {
 public:
  Stream(const asio::any_io_executor& executor, UsbAddress address)
      : news_{std::make_shared<UsbWorker::News>(executor)},
        worker_{std::make_shared<UsbWorker>(std::move(address), news_)} {
    UsbWorker::start(worker_);
  }
  ~Stream() override {
    news_->forget();
    worker_->close();
  }

  asio::awaitable<Outcome> opened(Limit limit) {
    const auto news = news_;
    if (!co_await news->wait(limit, [&box = news->box()] { return box.line != Line::opening; }))
      co_return Outcome{State::timed_out, 0, "it does not answer"};
    co_return news->box().line == Line::open ? Outcome{} : news->box().end;
  }

  asio::awaitable<Outcome> read(std::span<std::uint8_t> into, Limit limit) override {
    const auto news = news_;  // the stream may be gone when the wait ends
    UsbNews& box = news->box();
    co_await news->wait(limit, [&box] { return !box.inbox.empty() || box.line != Line::open; });
    const std::size_t bytes = std::min(into.size(), box.inbox.size());
    if (bytes == 0) co_return box.line == Line::open ? Outcome{State::timed_out, 0, "no answer in time"} : box.end;
    std::copy_n(box.inbox.begin(), bytes, into.begin());
    box.inbox.erase(box.inbox.begin(), box.inbox.begin() + static_cast<std::ptrdiff_t>(bytes));
    worker_->taken(bytes);
    co_return Outcome{State::done, bytes, {}};
  }

  asio::awaitable<Outcome> write(std::span<const std::uint8_t> bytes, Limit limit) override {
    constexpr std::size_t piece = 4'096;
    constexpr Limit to_stop{1'000};
    const auto news = news_;
    UsbNews& box = news->box();
    const auto ended = [&box] { return box.written || box.line != Line::open; };
    std::size_t written = 0;
    while (written < bytes.size()) {
      if (box.line != Line::open) co_return Outcome{box.end.state, written, box.end.why};
      const auto next = bytes.subspan(written, std::min(piece, bytes.size() - written));
      box.written = false;
      worker_->write({next.begin(), next.end()});
      bool late = false;
      if (!co_await news->wait(limit, ended)) {
        late = true;
        worker_->stop_writing();
        co_await news->wait(to_stop, ended);
      }
      if (box.written) written += box.writing.bytes;
      const bool whole = box.written && box.writing && box.writing.bytes == next.size();
      if (whole && !late) continue;
      if (whole && written == bytes.size()) break;
      if (box.written && !box.writing) co_return Outcome{box.writing.state, written, box.writing.why};
      if (box.line != Line::open) co_return Outcome{box.end.state, written, box.end.why};
      co_return Outcome{late ? State::timed_out : State::failed, written, late ? "no progress" : "it took only a part"};
    }
    co_return Outcome{State::done, written, {}};
  }

  asio::awaitable<std::optional<UsbPortStatus>> port_status(Limit limit) override {
    const auto answer = co_await ask(UsbWorker::Question::port_status, limit);
    if (!answer || answer->empty()) co_return std::nullopt;
    constexpr unsigned no_trouble = 1U << 3U, selected = 1U << 4U, paper_out = 1U << 5U;
    const unsigned bits = answer->front();
    co_return UsbPortStatus{(bits & paper_out) != 0, (bits & selected) != 0, (bits & no_trouble) == 0};
  }
  asio::awaitable<std::optional<Ieee1284Id>> device_id(Limit limit) override {
    const auto answer = co_await ask(UsbWorker::Question::device_id, limit);
    if (!answer || answer->empty()) co_return std::nullopt;
    co_return parse_ieee1284_id(*answer);
  }

  void close() override {
    worker_->close();
    UsbNews& box = news_->box();
    if (box.line == Line::closed) return;
    box.line = Line::closed;
    box.end = {State::closed, 0, "closed"};
    news_->notify();
  }

 private:
  asio::awaitable<std::optional<std::vector<std::uint8_t>>> ask(UsbWorker::Question question, Limit limit) {
    const auto news = news_;
    UsbNews& box = news->box();
    box.control.reset();
    worker_->ask(question);
    co_await news->wait(limit, [&box] { return box.control || box.line != Line::open; });
    co_return box.control;
  }
  std::shared_ptr<UsbWorker::News> news_;
  std::shared_ptr<UsbWorker> worker_;
};
}  // namespace

asio::awaitable<Opened> open_usb(UsbAddress address, ByteStream::Limit limit) {
  auto stream = std::make_unique<Stream>(co_await asio::this_coro::executor, std::move(address));
  Outcome outcome = co_await stream->opened(limit);
  if (!outcome) co_return Opened{nullptr, std::move(outcome)};
  co_return Opened{std::move(stream), {}};
}
}  // namespace holdfast::link
