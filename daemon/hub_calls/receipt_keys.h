#pragma once
#include <boost/asio/io_context.hpp>
#include <boost/asio/steady_timer.hpp>
#include <memory>

#include "hub_calls/lines.h"
#include "receipts/receipt_keys.h"
#include "store/store.h"

namespace holdfast::hub_calls {
/// Sees to it that an enrolled store has a key that signs its receipts, made here, and that the hub has its public
/// part: only then it is used. A key signs for a year; what an older one signed stays good until the hub revokes it.
/// I/O thread.
class ReceiptKeys {
 public:
  ReceiptKeys(boost::asio::io_context& io, store::Store& store, Lines& lines);
  ~ReceiptKeys() { stop(); }
  ReceiptKeys(const ReceiptKeys&) = delete;
  ReceiptKeys& operator=(const ReceiptKeys&) = delete;
  void start() { look(); }
  void stop();

 private:
  void look();
  void rest(std::chrono::seconds time);
  void make();
  void tell(const receipts::SigningKey& key);
  void told(const receipts::KeyBytes& public_key, const Reply& reply);
  store::Store& store_;
  Lines& lines_;
  boost::asio::steady_timer timer_;
  std::shared_ptr<int> alive_ = std::make_shared<int>(0);
};
}  // namespace holdfast::hub_calls
