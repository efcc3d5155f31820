#pragma once
#include <chrono>
#include <cstdint>
#include <filesystem>
#include <functional>
#include <string>

#include "store/site_view.h"

namespace holdfast::store {
struct Options {
  std::filesystem::path file;    ///< `DIR/store.db`; made and migrated when it is not there
  std::string node_id = "edge";  ///< this appliance in events and logs
  std::string version = "0";
  std::function<Instant()> clock;                    ///< called from several threads
  std::function<std::uint64_t()> random;             ///< called from the writer's thread only
  std::function<OffsetOf(const std::string&)> zone;  ///< of an IANA name; throws when there is none. Unset: UTC
  std::size_t queue_limit = 4096;                    ///< commands waiting; more are refused with `busy` at once
  std::size_t batch_limit = 256;                     ///< commands of one commit
  std::chrono::milliseconds batch_time{50};          ///< work of one commit
  std::string card_key;                  ///< Site::card_key: the appliance's pepper
  bool training = false;                 ///< the practice store: Site::training, so that receipts say so
  int readers = 2;
  std::size_t read_queue_limit = 1024;
  std::chrono::seconds maintenance_interval{60};
  std::int64_t checkpoint_pages = 4000;  ///< WAL pages from which it is copied into the file
};
}  // namespace holdfast::store
