#include <iterator>

#include "base/json.h"
#include "base/json_writer.h"
#include "rings/rollout.h"

namespace holdfast::rings {
namespace {
constexpr std::string_view phases[] = {"running", "waiting", "paused", "stopped", "goingBack", "goneBack", "done"};
constexpr std::string_view progress_names[] = {"waiting",  "taking",  "proving", "committed",
                                               "wentBack", "refused", "stays"};
static_assert(std::size(progress_names) == progresses);
constexpr std::int64_t most_rings = 20;
}  // namespace

std::string_view name_of(Phase phase) { return phases[static_cast<std::size_t>(phase)]; }
std::string_view name_of(Progress progress) { return progress_names[static_cast<std::size_t>(progress)]; }

std::string state_text(const State& state) {
  std::string text;
  JsonWriter json{text};
  json.begin_object().member("phase", name_of(state.phase)).member("ring", static_cast<std::int64_t>(state.ring));
  if (state.soaking_since) json.member("soakingSince", state.soaking_since->unix_us());
  if (state.ring_since) json.member("ringSince", state.ring_since->unix_us());
  json.key("reasons").begin_array();
  for (const Reason& reason : state.reasons)
    json.begin_object().member("kind", reason.kind).member("text", reason.text).end_object();
  json.end_array().key("overruled").begin_array();
  for (const std::string& kind : state.overruled) json.value(kind);
  json.end_array().end_object();
  return text;
}

Result<State> parse_state(std::string_view text) {
  const Json document = TRY(parse_json(text));
  std::vector<FieldError> errors;
  JsonFields fields{document, errors};
  State state;
  const std::string phase = fields.word("phase", phases);
  for (std::size_t i = 0; i < std::size(phases); ++i)
    if (phases[i] == phase) state.phase = static_cast<Phase>(i);
  state.ring = static_cast<std::size_t>(fields.integer("ring", 0, most_rings));
  if (const auto since = fields.maybe_integer("soakingSince")) state.soaking_since = Instant{*since};
  if (const auto since = fields.maybe_integer("ringSince")) state.ring_since = Instant{*since};
  for (const Json& item : fields.array("reasons", false)) {
    JsonFields reason{item, errors, "/reasons"};
    state.reasons.push_back({reason.text("kind"), reason.text("text")});
  }
  for (const Json& kind : fields.array("overruled", false)) state.overruled.push_back(kind.text());
  fields.finish();
  TRY(accept_fields(std::move(errors)));
  return state;
}
}  // namespace holdfast::rings
