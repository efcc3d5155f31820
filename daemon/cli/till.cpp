#include "cli/till.h"

#include "cli/replay_request.h"
#include "cli/stop.h"
#include "http/client.h"

namespace holdfast::cli {
namespace {
/// Enough that a day of returns never empties the drawer: the documents do not say what was in it.
constexpr std::int64_t opening_cash = 100'000'000;

void put_in(std::string& text, std::string_view mark, const std::string& value) {
  if (const std::size_t at = text.find(mark); at != std::string::npos) text.replace(at, mark.size(), value);
}
std::int64_t amount_of(const Json& report, std::string_view kind) {
  const Json* part = report.find(kind);
  return part != nullptr ? integer_of(*part, "amount") : 0;
}
}  // namespace

Till::Till(std::unique_ptr<Backend> backend, std::string register_id)
    : backend_{std::move(backend)}, register_id_{std::move(register_id)} {}

void Till::ring(const ReplayDocument& document) {
  std::string cart;
  for (ReplayRequest& request : requests_for(document, register_id_)) {
    put_in(request.path, "{cart}", cart);
    put_in(request.body, "{cart}", cart);
    const Reply reply = backend_->call(http::Method::post, request.path, request.body, request.key);
    if (reply.status != 201 && reply.status != 200)
      throw Stop{"document " + document.number + ", POST " + request.path + ": " + problem_text(reply),
                 "see the daemon's log"};
    if (request.path == "/v1/carts") cart = text_of(reply.json(), "cartId");
  }
}

void Till::close(const std::string& shift_id, const std::string& day) {
  const Json before = backend_->need("/v1/shifts/" + shift_id + "/report");
  backend_->need(http::Method::post, "/v1/shifts/" + shift_id + "/close",
                 R"({"countedCash":)" + std::to_string(integer_of(before, "expectedCash")) + "}");
  const Json report = backend_->need("/v1/shifts/" + shift_id + "/report");
  if (text_of(report, "kind") != "Z")
    throw Stop{"shift " + shift_id + " has no Z report after its close", "see the daemon's log"};
  const Json* receipts = report.find("receipts");
  reports_.push_back({day, amount_of(report, "sales") + amount_of(report, "returns") + amount_of(report, "exchanges"),
                      receipts != nullptr ? integer_of(*receipts, "count") : 0});
}

void Till::run(std::atomic<std::int64_t>& done, std::atomic<bool>& stop) {
  std::string day, shift;
  try {
    for (const ReplayDocument* document : documents_) {
      if (stop) return;
      if (document->day != day) {
        if (!shift.empty()) close(shift, day);
        day = document->day;
        shift = text_of(backend_->need(http::Method::post, "/v1/registers/" + register_id_ + "/shifts",
                                       R"({"openingCash":)" + std::to_string(opening_cash) + "}"),
                        "shiftId");
      }
      ring(*document);
      ++done;
    }
    if (!shift.empty()) close(shift, day);
  } catch (const std::exception& failed) {
    failure_ = failed.what();
    stop = true;
  }
}
}  // namespace holdfast::cli
