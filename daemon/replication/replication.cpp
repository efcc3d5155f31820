#include "replication/replication.h"

#include <boost/asio/post.hpp>

#include "base/json_writer.h"
#include "replication/downsync_worker.h"
#include "replication/upsync_worker.h"

namespace holdfast::replication {
namespace {
edge::UpsyncOptions options_of(std::int64_t bytes_per_second) {
  edge::UpsyncOptions options;
  options.bytes_per_second = bytes_per_second;
  return options;
}
}  // namespace

struct Replication::Parts {
  Parts(boost::asio::io_context& io, store::Store& of_store, std::filesystem::path folder, metrics::Registry& registry,
        std::int64_t bytes_per_second, Tell to)
      : store{of_store},
        data{std::move(folder)},
        tell{std::move(to)},
        port{io, of_store},
        up{port, data, Meters{registry, "events"}, options_of(bytes_per_second), [this, &io] { told(io); }},
        down{port,
             data,
             Meters{registry, "masters"},
             edge::DownsyncOptions{},
             [this, &io] { told(io); },
             [this] { up.report_soon(); }},
        pending{registry.gauge("replication_pending_records", "Events that the hub does not have yet.")},
        link_up{registry.gauge("replication_up", "1 while the hub answers what goes up.")},
        link_down{registry.gauge("replication_down", "1 while the hub answers what comes down.")},
        repairs{registry.gauge("replication_repairs", "Times since the start that masters differed and were mended.")} {
  }

  /// From a worker's thread: screens hear of it on the I/O thread.
  void told(boost::asio::io_context& io) {
    boost::asio::post(io, [this, held = std::weak_ptr{alive}] {
      if (held.expired() || !tell || store.view() == nullptr) return;
      tell(link_json(status(), store.view()->utc_offset_min(store.now())));
    });
  }
  Status status() const {
    Status out;
    out.up = up.status();
    out.down = down.status();
    out.up.budget = up.bytes_per_second();
    if (const auto identity = load()) {
      out.hub = identity->url;
      out.renew_after = identity->renew_after;
    }
    return out;
  }
  std::optional<Identity> load() const {
    try {
      return load_identity(data);
    } catch (const std::exception&) {
      return std::nullopt;  // the threads say so in the log
    }
  }

  store::Store& store;
  const std::filesystem::path data;
  Tell tell;
  StorePort port;
  UpsyncWorker up;
  DownsyncWorker down;
  metrics::Gauge& pending;
  metrics::Gauge& link_up;
  metrics::Gauge& link_down;
  metrics::Gauge& repairs;
  store::Feed::Subscription subscription;
  std::shared_ptr<int> alive = std::make_shared<int>(0);
};

Replication::Replication(boost::asio::io_context& io, store::Store& store, std::filesystem::path data,
                         metrics::Registry& registry, std::int64_t bytes_per_second, Tell tell)
    : parts_{std::make_unique<Parts>(io, store, std::move(data), registry, bytes_per_second, std::move(tell))} {
  registry.before_text([parts = parts_.get(), alive = std::weak_ptr{parts_->alive}] {
    if (alive.expired()) return;
    const DirectionStatus up = parts->up.status();
    parts->link_up.set(up.link == Link::up ? 1 : 0);
    const DirectionStatus down = parts->down.status();
    parts->link_down.set(down.link == Link::up ? 1 : 0);
    parts->repairs.set(down.repairs);
    if (up.epoch != 0) parts->pending.set(std::max<std::int64_t>(0, up.head_seq - up.acked_seq));
  });
}
Replication::~Replication() {
  stop();
  parts_->up.join();
  parts_->down.join();
}

void Replication::start() {
  parts_->subscription = parts_->store.feed().subscribe([this](std::int64_t) {
    parts_->up.wake();
    parts_->down.wake();
  });
  parts_->up.start();
  parts_->down.start();
}

void Replication::stop() {
  parts_->subscription = {};
  parts_->port.stop();
  parts_->up.hang_up();
  parts_->down.hang_up();
}

void Replication::on_line_back() {
  parts_->up.on_line_back();
  parts_->down.on_line_back();
}
Status Replication::status() const { return parts_->status(); }

std::string link_json(const Status& status, int utc_offset_min) {
  std::string out;
  JsonWriter json{out};
  json.begin_object().member("hub", status.hub);
  const auto append = [&](std::string_view name, const DirectionStatus& direction) {
    json.key(name)
        .begin_object()
        .member("link", name_of(direction.link))
        .key("since")
        .time(direction.since, utc_offset_min);
    json.end_object();
  };
  append("up", status.up);
  append("down", status.down);
  json.end_object();
  return out;
}
}  // namespace holdfast::replication
