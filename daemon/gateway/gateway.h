#pragma once
#include <boost/asio/io_context.hpp>
#include <boost/asio/steady_timer.hpp>
#include <map>
#include <memory>
#include <optional>
#include <set>
#include <string>
#include <vector>

#include "commands/print.h"
#include "gateway/customer_screens.h"
#include "gateway/printing_post.h"
#include "link/hot_plug.h"
#include "metrics/metrics.h"
#include "queries/show_print_jobs.h"
#include "store/store.h"

namespace holdfast::gateway {
/// The devices of the store: see README.md. I/O thread only.
class Gateway {
 public:
  Gateway(boost::asio::io_context& io, store::Store& store, metrics::Registry& registry, Tell tell);
  ~Gateway();
  Gateway(const Gateway&) = delete;
  Gateway& operator=(const Gateway&) = delete;
  void start();  ///< once the store has started
  void stop();   ///< takes no more jobs; what is under way may end until the links go with the last handler
  bool idle() const;

  /// What customers see at the registers.
  CustomerScreens& screens() { return screens_; }
  /// The one that drives this device; null: it is switched off, or its address is not understood.
  Post* post_of(const Uuid& device) const;
  const std::map<std::int64_t, std::shared_ptr<Post>>& posts() const { return posts_; }  ///< by the device's row

 private:
  using Broken = std::vector<std::int64_t>;  ///< see devices::broken_devices()
  void begin();
  void on_plug(const link::PlugEvent& event) const;
  bool nothing_to_settle();
  void load_devices();
  void take_devices(const std::vector<devices::Device>& configured, const Broken& broken);
  void add_waiting();
  void tell_of_cards();
  void follow();
  bool look();
  void queue(std::vector<commands::PrintCause> causes, std::int64_t last);
  void sweep();
  std::shared_ptr<Post> make_post(const devices::Device& device, const Broken& broken) const;
  void hand_out(devices::PrintJob job) const;

  store::Store& store_;
  PostParts parts_;
  CustomerScreens screens_;
  boost::asio::steady_timer timer_;
  std::map<std::int64_t, std::shared_ptr<Post>> posts_;  ///< by the device's row
  std::set<std::int64_t> served_;                        ///< rows of registers that have a printer
  bool serves_all_ = false;                              ///< some printer wants tickets of every register
  std::int64_t cursor_ = 0, stored_cursor_ = 0;
  std::int64_t stamp_ = 0;  ///< of the devices when they were read
  bool ready_ = false, beginning_ = false, queueing_ = false, stopped_ = false;
  std::shared_ptr<Gateway*> self_;  // null inside once this is gone
  store::Feed::Subscription subscription_;
  std::optional<link::HotPlug> hot_plug_;
};
}  // namespace holdfast::gateway
