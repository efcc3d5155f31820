#pragma once
#include <boost/asio/any_io_executor.hpp>
#include <boost/asio/awaitable.hpp>
#include <boost/asio/post.hpp>
#include <boost/asio/redirect_error.hpp>
#include <boost/asio/steady_timer.hpp>
#include <boost/asio/this_coro.hpp>
#include <boost/asio/use_awaitable.hpp>
#include <chrono>
#include <memory>
#include <mutex>
#include <optional>
#include <utility>

namespace holdfast::link {
/// Brings news from a thread that may block to the I/O thread, into a box that only the I/O thread looks at; whoever
/// waits there is told. After forget() nothing is posted any more, so the thread may outlive the executor.
template <class Box>
class Courier : public std::enable_shared_from_this<Courier<Box>> {
 public:
  explicit Courier(const boost::asio::any_io_executor& executor) : executor_{executor} {}

  /// Any thread: `change` is applied to the box on the I/O thread.
  template <class Change>
  void tell(Change change) {
    const std::lock_guard lock{mutex_};
    if (!executor_) return;
    boost::asio::post(*executor_, [self = this->weak_from_this(), change = std::move(change)]() mutable {
      const auto alive = self.lock();
      if (!alive || alive->forgotten_) return;
      change(alive->box_);
      alive->notify();
    });
  }

  // From here on: I/O thread only.
  Box& box() { return box_; }
  void notify() {
    for (Waiter* waiter = waiters_; waiter != nullptr; waiter = waiter->next) waiter->timer.cancel();
  }
  void forget() {
    {
      const std::lock_guard lock{mutex_};
      executor_.reset();
    }
    forgotten_ = true;
    notify();
  }
  /// Until `ready()` or the limit, whichever is first; whether it is ready.
  template <class Ready>
  boost::asio::awaitable<bool> wait(std::chrono::milliseconds limit, Ready ready) {
    const auto self = this->shared_from_this();
    const auto until = std::chrono::steady_clock::now() + limit;
    Waiter waiter{co_await boost::asio::this_coro::executor, *this};
    while (!ready()) {
      if (forgotten_ || std::chrono::steady_clock::now() >= until) co_return false;
      boost::system::error_code ignored;
      waiter.timer.expires_at(until);
      co_await waiter.timer.async_wait(boost::asio::redirect_error(boost::asio::use_awaitable, ignored));
    }
    co_return true;
  }

 private:
  /// In a list, each with a timer of its own, so that reader and writer do not move each other's limit.
  struct Waiter {
    Waiter(const boost::asio::any_io_executor& executor, Courier& owner)
        : timer{executor}, courier{owner}, next{owner.waiters_} {
      owner.waiters_ = this;
    }
    ~Waiter() {
      Waiter** link = &courier.waiters_;
      while (*link != this) link = &(*link)->next;
      *link = next;
    }
    Waiter(const Waiter&) = delete;
    Waiter& operator=(const Waiter&) = delete;
    boost::asio::steady_timer timer;
    Courier& courier;
    Waiter* next;
  };
  std::mutex mutex_;
  std::optional<boost::asio::any_io_executor> executor_;
  Waiter* waiters_ = nullptr;
  bool forgotten_ = false;
  Box box_;
};
}  // namespace holdfast::link
