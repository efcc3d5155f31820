#pragma once
#include <functional>
#include <map>
#include <memory>
#include <set>

#include "commands/customer_view.h"
#include "gateway/post.h"
#include "store/feed.h"

namespace holdfast::gateway {
/// What customers see: follows the event log, reads what a register shows when its cart or order has changed, and tells
/// the line displays and the pages that want it. The read is a reader's, one at a time for each register, and the
/// newest wins: no sale waits for a screen. Without a screen nothing is read. I/O thread.
class CustomerScreens {
 public:
  using Show = std::function<void(std::int64_t device_row, const commands::CustomerView& view)>;
  CustomerScreens(store::Store& store, Tell tell, Show show);
  ~CustomerScreens();
  CustomerScreens(const CustomerScreens&) = delete;
  CustomerScreens& operator=(const CustomerScreens&) = delete;
  void start();
  void stop() { subscription_ = {}; }
  /// The line displays were set up anew: each is shown what its registers have.
  void load_displays();
  /// A page at this terminal has asked: it is told of changes, as the live message `Display`, for five minutes.
  void watch(const Uuid& register_id, const Uuid& terminal);
  void sweep(Instant now);  ///< once a second

 private:
  struct Screen {
    std::set<std::int64_t> displays;  ///< rows of the devices
    std::map<Uuid, Instant> pages;    ///< terminals, and until when
    bool reading = false, again = false;
    std::optional<commands::CustomerView> view;
    bool wanted() const { return !displays.empty() || !pages.empty() || reading; }
  };
  void on_head(std::int64_t head);
  void look(std::int64_t register_row);
  void forget_unwanted();
  void take(std::int64_t register_row, const commands::CustomerView& view);
  store::Store& store_;
  Tell tell_;
  Show show_;
  std::map<std::int64_t, Screen> screens_;  ///< by the register's row
  std::int64_t cursor_ = 0;
  std::shared_ptr<CustomerScreens*> self_;  // null inside once this is gone
  store::Feed::Subscription subscription_;
};
}  // namespace holdfast::gateway
