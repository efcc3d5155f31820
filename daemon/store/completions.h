#pragma once
#include <boost/asio/io_context.hpp>
#include <cstdint>
#include <functional>
#include <memory>
#include <mutex>
#include <optional>
#include <vector>

#include "store/call.h"
#include "store/site_view.h"
#include "store/tokens.h"

namespace holdfast::store {
/// Outcomes of one batch (or one read) with what the I/O thread has to know before it answers.
struct Finished {
  std::vector<std::unique_ptr<Pending>> pending;
  std::shared_ptr<const SiteView> view;  ///< set when it changed
  std::shared_ptr<const Tokens> tokens;  ///< set when they changed
  std::optional<std::int64_t> head;      ///< of the event log, after a commit
};

/// Brings outcomes from the writer and the readers to the I/O thread with one wake-up, however many have gathered.
class Completions : public std::enable_shared_from_this<Completions> {
 public:
  using Before = std::function<void(Finished&)>;
  using After = std::function<void(Finished&)>;
  Completions(boost::asio::io_context& io, Before before, After after)
      : io_{io}, before_{std::move(before)}, after_{std::move(after)} {}
  void push(Finished finished);                 ///< any thread
  void push(std::unique_ptr<Pending> pending);  ///< any thread
  void deliver();                               ///< I/O thread
  /// The owner goes: what still arrives is answered, but nothing of the owner is called.
  void detach();

 private:
  boost::asio::io_context& io_;
  Before before_;
  After after_;
  std::mutex mutex_;
  std::vector<Finished> ready_;
  bool posted_ = false;
};
}  // namespace holdfast::store
