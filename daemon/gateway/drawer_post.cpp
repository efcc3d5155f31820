#include "gateway/drawer_post.h"

#include <boost/asio/steady_timer.hpp>

#include "commands/print.h"
#include "log/log.h"

namespace holdfast::gateway {
using devices::JobState;
using devices::PrintJob;
using store::Answer;

namespace {
store::Call own_call() {
  store::Call call;
  call.correlation_id = "drawer";
  return call;
}
}  // namespace

DrawerPost::DrawerPost(PostParts parts, devices::Device device, link::Address address)
    : LinePost{std::move(parts), std::move(device), std::move(address)} {}

void DrawerPost::add(PrintJob job) {
  if (stopped_ || !known_.insert(job.row).second) return;
  jobs_.push_back(std::move(job));
  open_next();
}

void DrawerPost::stop(Leave leave) {
  stopped_ = true;
  LinePost::stop(leave);
}

void DrawerPost::open_next() {
  sweep(parts_.store.now());
  if (stopped_ || opening_ || !linked_ || jobs_.empty()) return;
  opening_ = true;
  const std::int64_t row = jobs_.front().row;
  jobs_.pop_front();
  parts_.store.submit(
      own_call(),
      [row](db::Transaction& tx, commands::Context& context) -> Result<Answer> {
        TRY(commands::record_print_outcome(tx, {row, JobState::printing, {}, {}}, context));
        commands::record_drawer(tx, row, "unknown", context);
        return Answer{};
      },
      [weak = weak_from_this(), row](const Result<Answer>& stored) {
        const auto self = std::static_pointer_cast<DrawerPost>(weak.lock());
        if (!self) return;
        self->opening_ = false;
        if (stored)
          self->send(row);
        else
          self->known_.erase(row);  // it is still queued in the ledger, and expires there
        self->open_next();
      });
}

void DrawerPost::send(std::int64_t row) {
  if (!linked_ || stopped_) return record(row, JobState::failed, "not_sent", "not_sent");
  out_ = out_.value_or("") + std::get<devices::DrawerSettings>(device_.settings).opens_with;
  wake();
  record(row, JobState::sent, "sent", "sent");
}

void DrawerPost::record(std::int64_t row, JobState state, std::string why, std::string drawer) {
  store::Write write = [outcome = commands::PrintOutcome{row, state, std::move(why), std::move(drawer)}](
                           db::Transaction& tx, commands::Context& context) -> Result<Answer> {
    TRY(commands::record_print_outcome(tx, outcome, context));
    return Answer{};
  };
  parts_.store.submit(own_call(), std::move(write), [weak = weak_from_this(), row](const Result<Answer>& stored) {
    const auto self = std::static_pointer_cast<DrawerPost>(weak.lock());
    if (self) self->known_.erase(row);
    if (!stored)  // what was being done is unknown after the next start
      log::warn("what became of a drawer could not be stored",
                {{"error", log::Fault{"StorageError", stored.error().detail, false}}});
  });
}

void DrawerPost::sweep(Instant now) {
  for (auto job = jobs_.begin(); job != jobs_.end();) {
    if (now < job->created_at.plus_seconds(devices::kick_seconds)) {
      ++job;
      continue;
    }
    record(job->row, JobState::expired, "expired", "not_sent");
    job = jobs_.erase(job);
  }
}

void DrawerPost::on_link_up(Instant) {
  linked_ = true;
  open_next();
}
void DrawerPost::on_link_lost(Instant) {
  linked_ = false;
  out_.reset();
}
std::optional<std::string> DrawerPost::poll(Instant) { return std::exchange(out_, std::nullopt); }
}  // namespace holdfast::gateway
