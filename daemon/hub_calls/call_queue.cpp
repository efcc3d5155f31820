#include "base/json_writer.h"
#include "hub_calls/call_replies.h"
#include "hub_calls/call_rows.h"
#include "hub_calls/hub_calls.h"

// What nobody waits for any more: asked one after the other, whenever the hub answers.
namespace holdfast::hub_calls {
namespace {
using namespace std::chrono_literals;
constexpr std::int64_t rest_s = 15;
constexpr std::chrono::milliseconds queue_patience{5'000};
}  // namespace

void HubCalls::tick() {
  if (store_.site() != nullptr && lines_.enrolled()) work_queue();
  timer_.expires_after(1s);
  timer_.async_wait([this, alive = std::weak_ptr{alive_}](const boost::system::error_code& error) {
    if (!error && !alive.expired()) tick();
  });
}

/// What nobody waits for: calls of before a restart, releases, what was given up. One after the other, oldest first.
void HubCalls::work_queue() {
  if (queue_runs_ || steady() < queue_rests_until_) return;
  std::vector<KeptCall> open;
  const auto read = store_.read_inline(nullptr, [&](db::Connection& connection, const store::ReadContext&) {
    open = open_calls(connection, 50);
    return Result<store::Answer>{store::Answer{}};
  });
  if (!read) return;
  waiting_.set(static_cast<std::int64_t>(open.size()));
  for (const KeptCall& call : open)
    if (!live_.contains(call.wish.id)) {
      queue_runs_ = true;
      return one_of_queue(call.wish, call.state == CallState::giving_up);
    }
}

void HubCalls::one_of_queue(Wish wish, bool giving_up) {
  lines_.post(
      "realtime/" + wish.operation + (giving_up ? "/status" : ""), body_of(wish), queue_patience,
      [this, alive = std::weak_ptr{alive_}, wish, giving_up](const Reply& reply) {
        if (alive.expired()) return;
        const Settled settled = giving_up ? settled_of(reply) : Settled{};
        const bool known = giving_up ? settled.status != realtime::CallSession::Status::unknown
                                     : reply.status == 200 || is_refusal(reply.status);
        if (!known) {
          queue_runs_ = false;
          queue_rests_until_ = steady().plus_seconds(rest_s);
          return;
        }
        const bool undo = giving_up && settled.status == realtime::CallSession::Status::done &&
                          settled.reply.status == 200 && wish.undo;
        store_.submit(
            store::Call{},
            [wish, giving_up, undo, reply](db::Transaction& tx, commands::Context& context) -> Result<store::Answer> {
              const bool good = !giving_up && reply.status == 200;
              set_state(tx, wish.id,
                        giving_up ? CallState::not_done
                        : good    ? CallState::answered
                                  : CallState::refused,
                        reply.status, good ? inner_document(reply.body, "answer") : std::string{}, context.now);
              if (!undo) return store::Answer{};
              Wish back;
              back.operation = *wish.undo;
              back.dependency = wish.dependency;
              back.id = context.ids.next(context.now);
              back.request.clear();
              JsonWriter{back.request}.begin_object().member("operationId", wish.id).end_object();
              insert_call(tx, back, CallState::queued, context.now);
              return store::Answer{};
            },
            [this, alive](const Result<store::Answer>& kept) {
              if (alive.expired()) return;
              queue_runs_ = false;
              if (!kept) queue_rests_until_ = steady().plus_seconds(rest_s);
            });
      });
}
}  // namespace holdfast::hub_calls
