#include "store/store.h"

#include <boost/asio/post.hpp>

#include "capabilities/evaluate.h"
#include "store/completions.h"
#include "store/read_failure.h"
#include "store/readers.h"
#include "store/writer.h"

namespace holdfast::store {
namespace {
constexpr const char* not_set_up = "this store has not been set up: run `holdfast init`";

class FunctionCommand final : public Command {
 public:
  FunctionCommand(Call of, Write write, Done done) : write_{std::move(write)}, done_{std::move(done)} {
    call = std::move(of);
  }
  Result<Answer> run(db::Transaction& tx, commands::Context& context) override { return write_(tx, context); }
  void done(Result<Answer> answer) override { done_(std::move(answer)); }

 private:
  Write write_;
  Done done_;
};
class FunctionQuery final : public Query {
 public:
  FunctionQuery(std::shared_ptr<const Actor> who, Read read, Done done)
      : read_{std::move(read)}, done_{std::move(done)} {
    actor = std::move(who);
  }
  Result<Answer> run(db::Connection& connection, const ReadContext& context) override {
    return read_(connection, context);
  }
  void done(Result<Answer> answer) override { done_(std::move(answer)); }

 private:
  Read read_;
  Done done_;
};
}  // namespace

/// The I/O thread's own connection; the snapshot is held until the turn's last handler has run.
struct Store::Inline {
  explicit Inline(const std::filesystem::path& file) : connection{file, db::Access::reader} {
    connection.execute("PRAGMA cache_size=-8192");  // what tills look up all day
  }
  db::Connection connection;
  std::optional<db::Snapshot> snapshot;
};

Store::Store(boost::asio::io_context& io, Options options, metrics::Registry& metrics)
    : io_{io}, options_{std::move(options)} {
  const auto before = [this](Finished& finished) {
    if (finished.view) view_ = std::move(finished.view);
    if (finished.tokens) tokens_ = std::move(finished.tokens);
    if (finished.head) end_turn();  // whoever has heard of a write reads it
  };
  const auto after = [this](Finished& finished) {
    if (finished.head) feed_.advance(*finished.head);
  };
  completions_ = std::make_shared<Completions>(io, before, after);
  writer_ = std::make_unique<Writer>(options_, completions_, metrics);
  Finished first = writer_->open();
  use_capabilities(std::make_shared<const capabilities::Evaluation>(capabilities::evaluation_alone(options_.clock())));
  before(first);
  after(first);
  readers_ = std::make_unique<Readers>(options_, completions_);
  metrics::Gauge& head = metrics.gauge("event_head_seq", "Number of the last durable event.");
  metrics::Gauge& sessions = metrics.gauge("sessions", "Staff signed on.");
  metrics.before_text([this, &head, &sessions] {
    head.set(head_seq());
    sessions.set(static_cast<std::int64_t>(tokens_->sessions()));
  });
}

Store::~Store() {
  stop();
  completions_->detach();
}

void Store::add_maintenance(std::string name, Maintenance job) {
  writer_->add_maintenance(std::move(name), std::move(job));
}

void Store::start() {
  writer_->start();
  readers_->start();
}

void Store::stop() {
  end_turn();
  inline_.reset();
  readers_->stop();
  writer_->stop();
  completions_->deliver();
}

void Store::submit(Call call, Write write, Done done) {
  submit(std::make_unique<FunctionCommand>(std::move(call), std::move(write), std::move(done)));
}
void Store::submit(std::unique_ptr<Command> command) {
  if (!view_) return command->done(refuse(ErrorCode::not_configured, not_set_up));
  if (!writer_->submit(command))
    command->done(refuse(ErrorCode::busy, "too many requests wait to be stored: try again"));
}

void Store::read(std::shared_ptr<const Actor> actor, Read read, Done done) {
  this->read(std::make_unique<FunctionQuery>(std::move(actor), std::move(read), std::move(done)));
}
void Store::read(std::unique_ptr<Query> query) {
  if (!view_) return query->done(refuse(ErrorCode::not_configured, not_set_up));
  if (!readers_->submit(query, view_)) query->done(refuse(ErrorCode::busy, "too many reads wait: try again"));
}

void Store::run_inline(const Actor* actor, const InlineRun& run, Result<Answer>& answer) {
  if (!view_) return;
  try {
    if (!inline_) inline_ = std::make_unique<Inline>(options_.file);
    if (!inline_->snapshot) {
      inline_->snapshot.emplace(inline_->connection);
      boost::asio::post(io_, [this, alive = std::weak_ptr{completions_}] {
        if (!alive.expired()) end_turn();
      });
    }
    const Instant now = options_.clock();
    run(inline_->connection, {view_->site, now, view_->utc_offset_min(now), actor});
  } catch (const std::exception& failure) {
    answer = tl::unexpected<Error>(on_read_failure(failure));
    inline_.reset();
  }
}

void Store::end_turn() {
  if (inline_) inline_->snapshot.reset();
}

void Store::use_capabilities(std::shared_ptr<const capabilities::Evaluation> matrix) {
  capabilities_ = matrix;
  writer_->use_capabilities(std::move(matrix));
}

Store::Health Store::health() const {
  std::string problem = writer_->problem();
  return {problem.empty(), std::move(problem), writer_->queued()};
}
}  // namespace holdfast::store
