#pragma once
#include <mutex>
#include <set>

#include "http/client.h"

namespace holdfast::courier {
/// The calls that run just now, so that a hub that stops need not wait for somebody's slow server. Any thread.
class OpenCalls {
 public:
  /// For as long as a call may run.
  class Entry {
   public:
    Entry(OpenCalls& all, http::Client& client) : all_{all}, client_{client} {
      const std::lock_guard lock{all_.mutex_};
      if (all_.over_) client_.cancel();
      all_.clients_.insert(&client_);
    }
    ~Entry() {
      const std::lock_guard lock{all_.mutex_};
      all_.clients_.erase(&client_);
    }
    Entry(const Entry&) = delete;
    Entry& operator=(const Entry&) = delete;

   private:
    OpenCalls& all_;
    http::Client& client_;
  };
  /// Breaks off all of them, and whatever begins after.
  void cancel() {
    const std::lock_guard lock{mutex_};
    over_ = true;
    for (http::Client* client : clients_) client->cancel();
  }

 private:
  std::mutex mutex_;
  bool over_ = false;
  std::set<http::Client*> clients_;
};
}  // namespace holdfast::courier
